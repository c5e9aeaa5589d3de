import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditResult } from '../report/report.ts';
import { workshop } from './testing.ts';

const { folder, put, read, ran } = workshop();
const audit = async (...more: string[]) => {
  const { code, out } = await ran('audit', '--from', 'broken.jsonl', '--report', 'json', ...more);
  return { code, result: JSON.parse(out) as AuditResult };
};
const FILE = 'state.json';
const adopt = (...more: string[]) => ran('adopt', '--owner', 'platform', '--adopted', FILE, ...more);
type Entry = { finding: string; on: string; owner: string; rule: string; reason?: string; until?: string };
const entries = () => (JSON.parse(read(FILE)) as { adopted: Entry[] }).adopted;

describe('adopt', () => {
  it('writes the open findings with a date and an owner, and the gate lets them pass; the verdict does not', async () => {
    const before = await audit();
    expect(before).toMatchObject({ code: 1, result: { verdict: 'deviation', gate: { passes: false } } });
    const open = before.result.findings.length;
    expect(await adopt('--from', 'broken.jsonl', '--reason', 'as it was taken over')).toMatchObject({
      code: 0,
      err: '',
      out: `${FILE}: ${open} findings adopted: ${open} new\n`,
    });
    expect(entries()[0]).toMatchObject({ on: '2026-01-02', owner: 'platform', reason: 'as it was taken over' });
    const after = await audit('--adopted', FILE, '--fail-on-new');
    expect(after).toMatchObject({ code: 0, result: { verdict: 'deviation', gate: { passes: true } } });
    expect(after.result.adopted).toMatchObject({ file: FILE, known: open, new: 0, failOnNew: true });
    expect(after.result.findings[0]?.adopted).toEqual({
      owner: 'platform',
      on: '2026-01-02',
      reason: 'as it was taken over',
    });
    const text = (await ran('audit', '--from', 'broken.jsonl', '--adopted', FILE, '--fail-on-new')).out;
    expect(text).toMatch(/^DEVIATION /);
    expect(text).toContain('The gate passes:');
    // Known is no reason to pass by itself.
    expect((await audit('--adopted', FILE)).code).toBe(1);
  });

  it('is found beside the baseline, and not without one that is asked for', async () => {
    await ran('adopt', '--owner', 'platform', '--from', 'broken.jsonl');
    expect(existsSync(join(folder, 'infra-parity.adopted.json'))).toBe(true);
    expect((await audit('--fail-on-new')).code).toBe(0);
    const { code, err } = await ran('audit', '--from', 'broken.jsonl', '--no-baseline', '--fail-on-new');
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('infra-parity adopt writes') });
  });

  it('takes what is asked for only, merges, and renews when told', async () => {
    const { result } = await audit('--no-baseline');
    const [first, second] = result.findings;
    await adopt('--adopted', 'few.json', '--from', 'broken.jsonl', first?.fingerprint.slice(0, 8) ?? '');
    const few = () => (JSON.parse(read('few.json')) as { adopted: Entry[] }).adopted;
    expect(few().map(({ finding }) => finding)).toEqual([first?.fingerprint]);
    put('few.json', read('few.json').replace('2026-01-02', '2025-05-05'));
    const merged = await adopt('--adopted', 'few.json', '--from', 'broken.jsonl', '--rule', second?.rule ?? '');
    expect(merged.out).toContain('new');
    expect(few().find(({ finding }) => finding === first?.fingerprint)?.on).toBe('2025-05-05');
    await adopt('--adopted', 'few.json', '--from', 'broken.jsonl', '--renew', '--until', '2026-06-30');
    expect(new Set(few().map(({ on, until }) => `${on} ${until}`))).toEqual(new Set(['2026-01-02 2026-06-30']));
    const refused = await adopt('--from', 'broken.jsonl', '--rule', 'nosuch');
    expect(refused).toMatchObject({
      code: 2,
      err: 'infra-parity: rule nosuch: no open finding of broken.jsonl fits it\n',
    });
  });

  it('takes out what is gone, where the run looked', async () => {
    await adopt('--from', 'broken.jsonl');
    const all = entries().length;
    const { out } = await adopt('--from', 'whole.jsonl');
    expect(out).toContain('gone and taken out');
    expect(entries().length).toBeLessThan(all);
  });

  it('no longer holds after its day, nor in one region more', async () => {
    await adopt('--adopted', 'old.json', '--from', 'broken.jsonl');
    const text = read('old.json');
    put('old.json', text.replaceAll('"owner"', '"until":"2025-12-31","owner"'));
    const over = await audit('--adopted', 'old.json', '--fail-on-new');
    expect(over).toMatchObject({ code: 1, result: { adopted: { known: 0 } } });
    expect(over.result.adopted?.expired).toBeGreaterThan(0);
    put('old.json', text.replaceAll('"regions":["eu-central-1"]', '"regions":["ap-south-1"]'));
    expect((await audit('--adopted', 'old.json', '--fail-on-new')).code).toBe(1);
  });

  it.each([
    ['{', /^infra-parity: bad\.json:1: is no adopted state: /],
    ['{"version":1,"adopted":[{}]}', /^infra-parity: bad\.json: is no adopted state: adopted\.0\.finding: /],
  ])('refuses %s with one line', async (text, message) => {
    put('bad.json', text);
    const { code, err } = await ran('audit', '--from', 'broken.jsonl', '--adopted', 'bad.json');
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err.trimEnd()).not.toContain('\n');
  });
});
