import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeFolder } from '../../test/folder.ts';
import { run } from '../command.ts';
import type { AuditResult } from '../report/report.ts';
import { formatSnapshot } from '../snapshot/file.ts';
import { broken } from './sample-snapshot.ts';
import { recorder } from './testing.ts';

let folder: string;
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
async function ran(...argv: string[]) {
  const { io, out, err } = recorder({ cwd: folder });
  return { code: await run(argv, io), out: out(), err: err() };
}
const WHO = ['--reason', 'one writer', '--owner', 'payments', '--until', '2026-12-31'];
const audit = async (...more: string[]) =>
  JSON.parse((await ran('audit', '--from', 's.jsonl', '--report', 'json', ...more)).out) as AuditResult;
const missing = (result: AuditResult) => result.findings.find((one) => one.rule === 'missing-resource');

beforeEach(() => {
  folder = makeFolder();
  put('s.jsonl', `${[...formatSnapshot(broken())].join('\n')}\n`);
});

describe('waive', () => {
  it('makes a file of waivers where there is no baseline, and the next audit goes by it', async () => {
    const print = missing(await audit())?.fingerprint ?? '';
    const { code, out, err } = await ran('waive', print, ...WHO);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(`infra-parity.waivers.yaml: finding ${print} is waived until 2026-12-31, the last day included\n`);
    expect(missing(await audit())).toMatchObject({
      status: 'waived',
      waiver: { reason: 'one writer', owner: 'payments', until: '2026-12-31' },
    });
    expect((await audit()).waivers?.[0]).toMatchObject({ state: 'active', place: 'infra-parity.waivers.yaml:2' });
    expect(readdirSync(folder).sort()).toEqual(['infra-parity.waivers.yaml', 's.jsonl']);
    // Not asked for, not used.
    expect(missing(await audit('--no-baseline'))?.status).toBe('open');
    expect(missing(await audit('--no-baseline', '--waivers', 'infra-parity.waivers.yaml'))?.status).toBe('waived');
  });

  it('finds the file from a folder below', async () => {
    const print = missing(await audit())?.fingerprint ?? '';
    await ran('waive', print, ...WHO);
    mkdirSync(join(folder, 'below'));
    const { io, out } = recorder({ cwd: join(folder, 'below') });
    await run(['audit', '--from', '../s.jsonl', '--report', 'json'], io);
    expect((JSON.parse(out()) as AuditResult).waivers?.[0]?.place).toBe('../infra-parity.waivers.yaml:2');
  });

  it('knows a finding by the beginning of its fingerprint, and writes beside it what it is', async () => {
    const finding = missing(await audit('--report', 'text=/dev/null'));
    await ran('audit', '--from', 's.jsonl', '--report', 'json=last.json');
    for (const file of ['last.json', 's.jsonl']) {
      const short = finding?.fingerprint.slice(0, 6) ?? '';
      const target = `${file}.yaml`;
      expect(await ran('waive', short.toUpperCase(), ...WHO, '--from', file, '--waivers', target)).toMatchObject({
        code: 0,
        err: '',
      });
      expect(parse(read(target)).waivers[0].finding).toBe(finding?.fingerprint);
      expect(read(target)).toMatch(/^ {2}# missing-resource: AWS::RDS::DBInstance \S*Database in eu-central-1$/m);
    }
  });

  it('writes into the baseline that there is, or into the file of waivers beside it', async () => {
    put('infra-parity.yaml', '# ours\nregions: [us-east-1, eu-central-1]\n');
    expect((await ran('waive', '00000000000000aa', ...WHO)).out).toMatch(/^infra-parity\.yaml: finding/);
    expect(read('infra-parity.yaml')).toMatch(/^# ours\nregions: \[us-east-1, eu-central-1\]\n\nwaivers:\n/);
    put('infra-parity.waivers.yaml', 'waivers: []\n');
    expect((await ran('waive', '00000000000000bb', ...WHO)).out).toMatch(/^infra-parity\.waivers\.yaml: finding/);
    expect((await ran('waive', '00000000000000cc', ...WHO, '--baseline', 'infra-parity.yaml')).code).toBe(0);
    expect((await audit()).waivers?.map(({ target }) => target)).toEqual([
      'finding 00000000000000aa',
      'finding 00000000000000cc',
      'finding 00000000000000bb',
    ]);
  });

  it('follows a link to the file, and leaves the link', async () => {
    put('real.yaml', 'version: 1\n');
    symlinkSync('real.yaml', join(folder, 'infra-parity.waivers.yaml'));
    await ran('waive', '00000000000000aa', ...WHO);
    expect(parse(read('real.yaml')).waivers.length).toBe(1);
  });

  it.each([
    [
      'a day that there is not',
      ['--until', '2026-02-30'],
      /^infra-parity: --until 2026-02-30: expected a day of the calendar/,
    ],
    ['a day with a time', ['--until', '2026-12-31T00:00'], /expected a day of the calendar/],
    ['a day that is over', ['--until', '2026-01-01'], /--until 2026-01-01: is past; today is 2026-01-02 \(UTC\)/],
    ['a blank reason', ['--reason', ' '], /--reason: expected some text/],
    ['a blank owner', ['--owner', ''], /--owner: expected some text/],
    ['both files', ['--waivers', 'a', '--baseline', 'b'], /cannot be used with/],
    ['no such file', ['--from', 'none.json'], /--from none\.json: there is no such file/],
  ])('refuses %s', async (_, more, message) => {
    const { code, err } = await ran('waive', '00000000000000aa', ...WHO, ...more);
    expect(err).toMatch(message);
    expect({ code, lines: err.split('\n').length }).toEqual({ code: 2, lines: 2 });
    expect(readdirSync(folder)).toEqual(['s.jsonl']);
  });

  it('takes today for the last day', async () => {
    expect((await ran('waive', '00000000000000aa', ...WHO.slice(0, 4), '--until', '2026-01-02')).code).toBe(0);
  });

  it.each(['--reason', '--owner', '--until'])('asks for %s', async (flag) => {
    const at = WHO.indexOf(flag);
    const { code, err } = await ran(
      'waive',
      '00000000000000aa',
      ...WHO.filter((_, index) => index !== at && index !== at + 1),
    );
    expect(err).toMatch(new RegExp(`required option '${flag} `));
    expect(code).toBe(2);
  });

  it('refuses a fingerprint that is none, unknown, of several or of a waiver', async () => {
    expect((await ran('waive', 'abc', ...WHO)).err).toMatch(/^infra-parity: waive abc: expected the 16 hex digits/);
    const unknown = await ran('waive', 'ffffffffffffffff', ...WHO, '--from', 's.jsonl');
    expect(unknown.err).toMatch(
      /waive ffffffffffffffff: none of the \d+ findings of s\.jsonl has a fingerprint that begins so/,
    );
    expect((await ran('waive', '', ...WHO, '--from', 's.jsonl')).err).toMatch(/findings begin so, .*; give more of it/);
    const target =
      '{rule: missing-resource, type: AWS::RDS::DBInstance, counterpart: "*Database", regions: [eu-central-1], reason: r, owner: o, until: 2025-12-31}';
    put('w.yaml', `waivers:\n  - ${target}\n`);
    await ran('audit', '--from', 's.jsonl', '--waivers', 'w.yaml', '--report', 'json=last.json');
    const expired = (JSON.parse(read('last.json')) as AuditResult).findings.find(
      ({ rule }) => rule === 'expired-waiver',
    );
    const { err } = await ran('waive', expired?.fingerprint ?? '', ...WHO, '--from', 'last.json');
    expect(err).toMatch(/speaks of a waiver; mend that one \(w\.yaml:2\)/);
  });

  it('refuses one that is waived already, and says where', async () => {
    await ran('waive', '00000000000000aa', ...WHO);
    const before = read('infra-parity.waivers.yaml');
    expect((await ran('waive', '00000000000000aa', ...WHO)).err).toBe(
      'infra-parity: waive 00000000000000aa: is waived already, in infra-parity.waivers.yaml:2, until 2026-12-31; --renew renews it\n',
    );
    expect(read('infra-parity.waivers.yaml')).toBe(before);
  });

  it('leaves a file that is wrong as it is', async () => {
    put('infra-parity.yaml', 'rule: {}\n');
    const { code, err } = await ran('waive', '00000000000000aa', ...WHO);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^infra-parity: infra-parity\.yaml:1 rule: unknown key/),
    });
    expect(read('infra-parity.yaml')).toBe('rule: {}\n');
  });

  it('renews what is there, and leaves every other byte', async () => {
    const print = missing(await audit())?.fingerprint ?? '';
    const before = `# ours\nwaivers:\n  - finding: "${print}" # kept\n    reason: >-\n      two\n      lines\n    owner: core\n    until: 2026-01-31\n`;
    put('infra-parity.waivers.yaml', before);
    expect(await ran('waive', print, ...WHO)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--renew renews it'),
    });
    expect(await ran('waive', print, ...WHO, '--renew')).toMatchObject({ code: 0, err: '' });
    const after = read('infra-parity.waivers.yaml');
    expect(parse(after)).toEqual({
      waivers: [{ finding: print, reason: 'one writer', owner: 'payments', until: '2026-12-31' }],
    });
    expect(after).toContain(`# ours\nwaivers:\n  - finding: "${print}" # kept\n`);
    expect((await audit()).waivers?.[0]).toMatchObject({ state: 'active', owner: 'payments' });
  });

  it('takes several, and what a filter speaks of; all or none', async () => {
    const all = (await audit()).findings;
    await ran('waive', ...all.slice(0, 2).map(({ fingerprint }) => fingerprint), ...WHO, '--waivers', 'two.yaml');
    expect(parse(read('two.yaml')).waivers).toHaveLength(2);
    const again = await ran('waive', ...all.map(({ fingerprint }) => fingerprint), ...WHO, '--waivers', 'two.yaml');
    expect(again.code).toBe(2);
    expect(parse(read('two.yaml')).waivers).toHaveLength(2);
    const rule = ['--rule', 'missing-*', '--from', 's.jsonl'];
    expect((await ran('waive', ...rule, ...WHO, '--waivers', 'rule.yaml')).code).toBe(0);
    const count = all.filter((one) => one.rule === 'missing-resource').length;
    expect(parse(read('rule.yaml')).waivers).toHaveLength(count);
    expect(await ran('waive', ...WHO)).toMatchObject({ code: 2, err: expect.stringContaining('name a fingerprint') });
  });
});
