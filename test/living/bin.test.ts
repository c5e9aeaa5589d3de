import { execFile, spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { broken, whole } from '../../src/commands/sample-snapshot.ts';
import type { AuditResult } from '../../src/report/report.ts';
import { formatSnapshot } from '../../src/snapshot/file.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { BIN } from '../built.ts';
import { makeFolder } from '../folder.ts';

/** The bin as a process, in the folder of somebody who lives with findings. `npm test` builds it first. */
const folder = makeFolder();
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const json = (name: string) => JSON.parse(read(name)) as AuditResult;

type Ran = { readonly code: number; readonly out: string; readonly err: string };
function bin(...argv: string[]): Promise<Ran> {
  return new Promise((done) => {
    const options = { cwd: folder, env: { PATH: process.env.PATH ?? '', HOME: folder } };
    execFile(process.execPath, [BIN, ...argv], options, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}
function put(name: string, of: Snapshot, takenAt: string): void {
  const dated = { ...of, header: { ...of.header, takenAt } };
  writeFileSync(join(folder, name), `${[...formatSnapshot(dated)].join('\n')}\n`);
}

beforeAll(async () => {
  put('first.jsonl', broken(), '2026-03-01T00:00:00.000Z');
  put('second.jsonl', broken(), '2026-03-02T00:00:00.000Z');
  put('mended.jsonl', whole(), '2026-03-03T00:00:00.000Z');
  put('last-day.jsonl', broken(), '2099-12-31T23:59:59.000Z');
  put('day-after.jsonl', broken(), '2100-01-01T00:00:00.000Z');
  await bin('audit', '--from', 'first.jsonl', '--report', 'json=first.json');
});

/** Runs of another scope, until the next line crosses the first 1,024 bytes. */
function padded(history: string): string {
  const [line = ''] = history.split('\n');
  const other = line.replace(/"scope":"[0-9a-f]+"/, '"scope":"0000000000000000"');
  let text = `${line}\n`;
  while (text.length + other.length + 1 < 1024) text += `${other}\n`;
  return text;
}

describe('report', () => {
  it('renders a saved result as the audit printed it', async () => {
    const again = await bin('report', '--from', 'first.json');
    const audited = await bin('audit', '--from', 'first.jsonl');
    // All but the next step, which names the file that was given.
    const steady = (ran: object) => JSON.stringify(ran).replace(/Next: infra-parity explain [^"]*"/, '"');
    expect(steady(again)).toBe(steady(audited));
    expect(again.code).toBe(1);
    expect((await bin('report', '--from', 'first.json', '--exit-zero', '--report', 'html=r.html')).code).toBe(0);
    expect(read('r.html')).toMatch(/^<!doctype html>/i);
  });

  it('refuses what is no result, in one line', async () => {
    expect(await bin('report', '--from', 'first.jsonl')).toEqual({
      code: 2,
      out: '',
      err: 'infra-parity: --from first.jsonl: is a snapshot; infra-parity audit --from judges it\n',
    });
  });
});

describe('--since and --history', () => {
  it('tell what is new, still there and gone, run after run', async () => {
    const flags = (last: string, next: string) => ['--since', last, '--history', 'trend', '--report', `json=${next}`];
    const same = await bin('audit', '--from', 'second.jsonl', '--fail-on-new', ...flags('first.json', 'second.json'));
    expect(same.code).toBe(0);
    expect(json('second.json').since).toMatchObject({ new: 0, failOnNew: true, resolved: [] });
    expect(json('second.json').since?.known).toBe(json('first.json').findings.length);
    const gone = await bin('audit', '--from', 'mended.jsonl', ...flags('second.json', 'mended.json'));
    expect(gone.code).toBe(0);
    expect(json('mended.json').since?.resolved.length).toBe(json('first.json').findings.length);
    expect(json('mended.json').history?.map(({ verdict, score }) => [verdict, score])).toEqual([
      ['deviation', 60],
      ['parity', 100],
    ]);
    expect(readdirSync(join(folder, 'trend'))).toEqual(['history.jsonl']);
    expect(read('trend/history.jsonl').split('\n').length).toBe(3);
  });

  it('leave out a last line that was cut off, say so, and write the next one in its place', async () => {
    await bin('audit', '--from', 'first.jsonl', '--history', 'torn');
    const one = read('torn/history.jsonl');
    appendFileSync(join(folder, 'torn/history.jsonl'), '{"schemaVersion":1,"sco');
    const { code, err } = await bin('audit', '--from', 'second.jsonl', '--history', 'torn');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'infra-parity: torn/history.jsonl:2: the line was cut off; it is left out\n',
    });
    const two = read('torn/history.jsonl');
    expect(two.startsWith(one)).toBe(true);
    expect(two.slice(one.length)).toMatch(/^\{.*"takenAt":"2026-03-02.*\}\n$/);
    expect((await bin('audit', '--from', 'mended.jsonl', '--history', 'torn')).err).toBe('');
  });

  it('stay whole on a disk that is full, and go on when there is room again', async () => {
    for (const name of ['first', 'second']) await bin('audit', '--from', `${name}.jsonl`, '--history', 'full');
    const before = read('full/history.jsonl');
    // The system takes a part of the next line and refuses the rest, as a full disk does. The lock is a file too, but a small one.
    const shell = `trap '' XFSZ; ulimit -f 1; exec "$0" "$@"`;
    writeFileSync(join(folder, 'full/history.jsonl'), padded(before));
    const kept = read('full/history.jsonl');
    const argv = ['-c', shell, process.execPath, BIN, 'audit', '--from', 'mended.jsonl', '--history', 'full'];
    const { status, stderr } = spawnSync('bash', argv, {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', HOME: folder, NODE_DISABLE_COMPILE_CACHE: '1' },
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'infra-parity: --history full: has no space left\n' });
    expect(read('full/history.jsonl')).toBe(kept);
    expect(readdirSync(join(folder, 'full'))).toEqual(['history.jsonl']);
    expect((await bin('audit', '--from', 'mended.jsonl', '--history', 'full')).code).toBe(0);
    expect(read('full/history.jsonl').slice(kept.length)).toMatch(/^\{.*\}\n$/);
  });

  it('leave no lock behind on a disk on which not even that has room', async () => {
    const shell = `trap '' XFSZ; ulimit -f 0; exec "$0" "$@" 2>&1`;
    const adopt = ['adopt', '--from', 'first.jsonl', '--owner', 'a', '--adopted', 'none.json'];
    const options = {
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', HOME: folder, NODE_DISABLE_COMPILE_CACHE: '1' },
    };
    const { status } = spawnSync('bash', ['-c', shell, process.execPath, BIN, ...adopt], options);
    expect(status).toBe(2);
    expect(readdirSync(folder).filter((name) => name.startsWith('none.json'))).toEqual([]);
    const started = performance.now();
    expect((await bin(...adopt)).code).toBe(0);
    // And nobody waits for a lock that nobody holds.
    expect(performance.now() - started).toBeLessThan(9000);
  });

  it('hold the same run once, though several jobs write it at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => bin('audit', '--from', 'first.jsonl', '--history', 'once')));
    expect(read('once/history.jsonl').trimEnd().split('\n')).toHaveLength(1);
  });

  it('get whole lines from jobs that end together', async () => {
    await Promise.all(
      Array.from({ length: 6 }, (_, index) => {
        put(`job-${index}.jsonl`, whole(), `2026-04-0${index + 1}T00:00:00.000Z`);
        return bin('audit', '--from', `job-${index}.jsonl`, '--history', 'jobs');
      }),
    );
    const lines = read('jobs/history.jsonl').trimEnd().split('\n');
    const days = lines.map((line) => (JSON.parse(line) as { takenAt: string }).takenAt.slice(0, 10));
    expect(days.sort()).toEqual([1, 2, 3, 4, 5, 6].map((day) => `2026-04-0${day}`));
  });
});

describe('waive', () => {
  it('keeps every waiver of many at once', async () => {
    const prints = Array.from({ length: 10 }, (_, index) => `${index}`.repeat(16));
    const said = ['--reason', 'one writer', '--owner', 'payments', '--until', '2099-12-31', '--waivers', 'many.yaml'];
    const all = await Promise.all(prints.map((print) => bin('waive', print, ...said)));
    expect(all.map(({ code, err }) => ({ code, err }))).toEqual(prints.map(() => ({ code: 0, err: '' })));
    expect(
      read('many.yaml')
        .match(/[0-9]{16}/g)
        ?.sort(),
    ).toEqual(prints);
    expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual([]);
  });

  it('hides a finding to the end of its last day, and not a second longer', async () => {
    const finding = json('first.json').findings.find(({ rule }) => rule === 'missing-resource');
    const print = finding?.fingerprint ?? '';
    const said = ['--reason', 'one writer', '--owner', 'payments', '--until', '2099-12-31'];
    expect(await bin('waive', print.slice(0, 8), ...said, '--from', 'first.json')).toEqual({
      code: 0,
      out: `infra-parity.waivers.yaml: finding ${print} is waived until 2099-12-31, the last day included\n`,
      err: '',
    });
    const at = async (file: string) => {
      await bin('audit', '--from', file, '--report', 'json=now.json');
      return json('now.json');
    };
    const [before, after] = [await at('last-day.jsonl'), await at('day-after.jsonl')];
    const status = (result: AuditResult) => result.findings.find(({ fingerprint }) => fingerprint === print)?.status;
    expect([status(before), status(after)]).toEqual(['waived', 'open']);
    expect(before.findings.filter(({ rule }) => rule === 'expired-waiver')).toEqual([]);
    expect(after.findings.filter(({ rule }) => rule === 'expired-waiver').length).toBe(1);
    const { out } = await bin('audit', '--from', 'last-day.jsonl');
    expect(out).toContain('1 waived\n');
    expect(out).toContain('until 2099-12-31, payments: one writer');
  });

  it('explains the rules that judge waivers', async () => {
    for (const id of ['expired-waiver', 'stale-waiver']) {
      const { code, out } = await bin('rules', id);
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^${id}\n`));
    }
  });
});
