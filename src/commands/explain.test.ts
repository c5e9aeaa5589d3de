import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../baseline/baseline-file.ts';
import { collectors } from '../collectors/index.ts';
import { rules } from '../rules/index.ts';
import { broken } from './sample-snapshot.ts';
import { judge } from './stages.ts';
import { workshop } from './testing.ts';

const { put, ran } = workshop();

describe('explain', () => {
  it('tells of a finding the rule, the match and the raw values, from a snapshot or a report', async () => {
    const result = judge(broken(), parseBaseline('', 'infra-parity.yaml', { collectors, rules }));
    const finding = result.findings.find((one) => one.rule === 'security-group-rules');
    const print = finding?.fingerprint.slice(0, 10) ?? '';
    await ran('audit', '--from', 'broken.jsonl', '--report', 'json=result.json');
    const fromSnapshot = await ran('explain', print, '--from', 'broken.jsonl');
    const fromReport = await ran('explain', print, '--from', 'result.json');
    expect(fromReport).toEqual(fromSnapshot);
    expect(fromReport.code).toBe(0);
    expect(fromReport.out).toContain(`Fingerprint ${finding?.fingerprint}`);
    expect(fromReport.out).toContain('matched by logical id shop/WebGroup');
    expect(fromReport.out).toContain('- eu-central-1 (deviates): present');
    expect(fromReport.out).toContain('    id: shop-webgroup-9f8e');
    expect(fromReport.out).toContain('"FromPort": 22');
    expect(fromReport.out).toContain('What it cannot see');
  });

  it('wraps the sentence of the finding, as all below it', async () => {
    const result = judge(broken(), parseBaseline('', 'infra-parity.yaml', { collectors, rules }));
    const finding = result.findings.find((one) => one.rule === 'world-open-port');
    const { out } = await ran('explain', finding?.fingerprint ?? '', '--from', 'broken.jsonl', '--width', '60');
    const lines =
      out
        .split(finding?.rule ?? '')[0]
        ?.trimEnd()
        .split('\n') ?? [];
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(' ')).toBe(finding?.message);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it('says that no finding, or several, begin so', async () => {
    expect((await ran('explain', 'zzz', '--from', 'broken.jsonl')).err).toMatch(
      /^infra-parity: explain zzz: none of the 3 findings of broken\.jsonl has a fingerprint that begins so\n$/,
    );
    const several = await ran('explain', '', '--from', 'broken.jsonl');
    expect(several.err).toMatch(/3 findings begin so, [0-9a-f]{16}, .*; give more of it\n$/);
    expect(several.code).toBe(2);
  });

  it('refuses a report of another shape', async () => {
    put('old.json', '{"findings": [], "schemaVersion": 1}');
    expect((await ran('explain', 'a', '--from', 'old.json')).err).toMatch(
      /^infra-parity: --from old\.json: is no JSON report of this version: /,
    );
  });
});
