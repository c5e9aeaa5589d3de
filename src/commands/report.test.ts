import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { formats } from '../report/index.ts';
import type { AuditResult } from '../report/report.ts';
import { workshop } from './testing.ts';

const { folder, put, read, ran } = workshop();
const parsed = (text: string) => JSON.parse(text) as AuditResult;
const later = (file: string, takenAt: string) => {
  const text = read(file).split('\n');
  const header = JSON.parse(text[0] ?? '');
  return [JSON.stringify({ ...header, takenAt }), ...text.slice(1)].join('\n');
};

beforeAll(async () => {
  await ran('audit', '--from', 'broken.jsonl', '--report', 'json=broken.json');
  await ran('audit', '--from', 'whole.jsonl', '--report', 'json=whole.json');
  put('later.jsonl', later('broken.jsonl', '2026-01-03T03:04:05.000Z'));
  put('mended.jsonl', later('whole.jsonl', '2026-01-04T03:04:05.000Z'));
});

describe('report', () => {
  it.each(Object.keys(formats))('renders %s as the audit did, with its exit code', async (format) => {
    const audited = await ran('audit', '--from', 'broken.jsonl', '--report', format);
    const again = await ran('report', '--from', 'broken.json', '--report', format);
    const same = (text: string) => text.replace(/^Next: [\s\S]*/m, '');
    expect({ ...again, out: same(again.out) }).toEqual({ ...audited, out: same(audited.out) });
    expect(again.code).toBe(1);
  });

  it('renders several at once, files and screen', async () => {
    const { out, code } = await ran(
      'report',
      '--from',
      'whole.json',
      '--report',
      'text',
      '--report',
      'json=again.json',
    );
    expect(out).toMatch(/^PARITY/);
    expect(read('again.json')).toBe(read('whole.json'));
    expect(code).toBe(0);
  });

  it('exits 0 when asked', async () => {
    expect((await ran('report', '--from', 'broken.json', '--exit-zero')).code).toBe(0);
  });

  it('keeps what a later version added within the schema version', async () => {
    put('more.json', JSON.stringify({ ...parsed(read('whole.json')), invented: { a: 1 } }));
    const { out } = await ran('report', '--from', 'more.json', '--report', 'json');
    expect(JSON.parse(out).invented).toEqual({ a: 1 });
  });

  it.each([
    ['no file named', [], '--from: name a JSON report; check --report json=FILE writes one'],
    ['no such file', ['--from', 'none.json'], '--from none.json: there is no such file'],
    ['two', ['--from', 'whole.json', '--from', 'broken.json'], '--from: is one JSON report; render the others apart'],
    ['a snapshot', ['--from', 'whole.jsonl'], '--from whole.jsonl: is a snapshot; infra-parity audit --from judges it'],
    ['not JSON', ['--from', 'bad.json'], /--from bad\.json: is not JSON: /],
    ['another JSON', ['--from', 'other.json'], '--from other.json: is no JSON report; --report json=FILE writes one'],
    ['a list', ['--from', 'list.json'], '--from list.json: is no JSON report; --report json=FILE writes one'],
    [
      'a newer one',
      ['--from', 'newer.json'],
      '--from newer.json: is of schema version 2, and this infra-parity reads 1; update it',
    ],
    [
      'a damaged one',
      ['--from', 'damaged.json'],
      /--from damaged\.json: is no JSON report of this version: findings\.0\.severity: /,
    ],
    ['a folder', ['--from', '.'], '--from .: is a directory; give a file'],
  ])('refuses %s, in one line', async (_, argv, message) => {
    const result = parsed(read('broken.json'));
    put('bad.json', '{"a":');
    put('other.json', '{"a":1}');
    put('list.json', '[]');
    put('newer.json', JSON.stringify({ ...result, schemaVersion: 2, findings: 'another shape' }));
    put('damaged.json', JSON.stringify({ ...result, findings: [{ ...result.findings[0], severity: 'bad' }] }));
    const { code, out, err } = await ran('report', ...argv);
    expect(err).toMatch(message instanceof RegExp ? message : `infra-parity: ${message}\n`);
    expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
  });
});

describe('--since', () => {
  it('says what is new, known and resolved, in an audit and of a saved result', async () => {
    const audited = parsed(
      (await ran('audit', '--from', 'mended.jsonl', '--since', 'broken.json', '--report', 'json')).out,
    );
    expect(audited.since?.resolved.length).toBe(parsed(read('broken.json')).findings.length);
    expect(audited.since).toMatchObject({
      takenAt: '2026-01-02T03:04:05.000Z',
      new: 0,
      known: 0,
      notCompared: [],
      scope: [],
    });
    const reported = parsed(
      (await ran('report', '--from', 'broken.json', '--since', 'whole.json', '--report', 'json')).out,
    );
    expect(reported.findings.every(({ since }) => since === 'new')).toBe(true);
    const text = await ran('audit', '--from', 'mended.jsonl', '--since', 'broken.json');
    expect(text.out).toMatch(/\nSince 2026-01-02 03:04 UTC: 0 new, 0 known, \d+ resolved\n {2}resolved /);
  });

  it('a smaller scope is no progress', async () => {
    const only = [
      'audit',
      '--from',
      'first.jsonl',
      '--baseline',
      'b.yaml',
      '--since',
      'broken.json',
      '--report',
      'json',
    ];
    put('b.yaml', 'version: 1\n');
    const { since } = parsed((await ran(...only)).out);
    expect(since?.resolved).toEqual([]);
    expect(since?.notCompared.length).toBe(parsed(read('broken.json')).findings.length);
    expect(since?.scope).toEqual(['regions: eu-central-1, us-east-1 then, us-east-1 now']);
  });

  it('--fail-on-new lets known ones pass, and no new one', async () => {
    const known = await ran('audit', '--from', 'later.jsonl', '--since', 'broken.json', '--fail-on-new');
    expect(known.code).toBe(0);
    expect(known.out.replace(/\s+/g, ' ')).toContain(
      'The gate passes: none at or above medium is new (--fail-on-new).',
    );
    expect((await ran('audit', '--from', 'later.jsonl', '--since', 'broken.json')).code).toBe(1);
    expect((await ran('audit', '--from', 'later.jsonl', '--since', 'whole.json', '--fail-on-new')).code).toBe(1);
    expect((await ran('report', '--from', 'broken.json', '--since', 'broken.json', '--fail-on-new')).code).toBe(0);
  });

  it('may be the very file that the new report goes to', async () => {
    put('rolling.json', read('broken.json'));
    const { code } = await ran(
      'audit',
      '--from',
      'mended.jsonl',
      '--since',
      'rolling.json',
      '--report',
      'json=rolling.json',
    );
    expect(code).toBe(0);
    expect(parsed(read('rolling.json'))).toMatchObject({ verdict: 'parity', since: { known: 0 } });
  });

  it.each([
    [
      ['--fail-on-new'],
      '--fail-on-new: new against what? infra-parity adopt writes the accepted state; or add --since FILE, the JSON report of an earlier run',
    ],
    [['--since', 'none.json'], '--since none.json: there is no such file'],
    [['--since', 'whole.jsonl'], '--since whole.jsonl: is a snapshot; infra-parity audit --from judges it'],
  ])('%s is refused', async (argv, message) => {
    const { code, err } = await ran('audit', '--from', 'whole.jsonl', ...argv);
    expect({ code, err }).toEqual({ code: 2, err: `infra-parity: ${message}\n` });
  });
});

describe('--history', () => {
  const lines = (directory: string) =>
    read(join(directory, 'history.jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('appends a line a run, and shows the course so far', async () => {
    for (const file of ['broken.jsonl', 'later.jsonl', 'mended.jsonl'])
      await ran('audit', '--from', file, '--history', 'trend/a');
    expect(lines('trend/a').map(({ takenAt, verdict }) => [takenAt.slice(0, 10), verdict])).toEqual([
      ['2026-01-02', 'deviation'],
      ['2026-01-03', 'deviation'],
      ['2026-01-04', 'parity'],
    ]);
    await ran('audit', '--from', 'mended.jsonl', '--report', 'json=mended.json');
    const { out } = await ran('report', '--from', 'mended.json', '--history', 'trend/a', '--report', 'json');
    expect(parsed(out).history?.map(({ score }) => score)).toEqual([60, 60, 100]);
    // The same run again is no further run.
    expect(lines('trend/a').length).toBe(3);
  });

  it('keeps another scope apart', async () => {
    put('b.yaml', 'version: 1\n');
    await ran('audit', '--from', 'broken.jsonl', '--history', 'trend/b');
    const { out } = await ran(
      'audit',
      '--from',
      'first.jsonl',
      '--baseline',
      'b.yaml',
      '--history',
      'trend/b',
      '--report',
      'json',
    );
    expect(lines('trend/b').length).toBe(2);
    expect(parsed(out).history?.length).toBe(1);
  });

  it('leaves a damaged history as it is, and names the line', async () => {
    mkdirSync(join(folder, 'torn'));
    put('torn/history.jsonl', '{"takenAt": "2026\n');
    const { code, out, err } = await ran('audit', '--from', 'whole.jsonl', '--history', 'torn');
    expect({ code, out, err }).toEqual({
      code: 2,
      out: '',
      err: 'infra-parity: torn/history.jsonl:1: is no run of a history: it is not JSON; take the line out\n',
    });
    expect(read('torn/history.jsonl')).toBe('{"takenAt": "2026\n');
  });

  it('refuses a file in the place of the directory', async () => {
    writeFileSync(join(folder, 'plain'), '');
    for (const directory of ['plain', 'plain/below']) {
      const { code, err } = await ran('audit', '--from', 'whole.jsonl', '--history', directory);
      expect({ code, err }).toEqual({
        code: 2,
        err: expect.stringMatching(/^infra-parity: --history plain\S*: is .*\n$/),
      });
    }
    expect(readFileSync(join(folder, 'plain'), 'utf8')).toBe('');
  });
});
