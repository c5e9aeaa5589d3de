// Holds that two runs that were asked different things do not speak of each other's findings.
import { describe, expect, it } from 'vitest';
import { workshop } from '../commands/testing.ts';
import type { AuditResult } from './report.ts';
import { finding, nineVersusFour, result } from './sample.ts';
import { withSince } from './since.ts';

const { ran, put } = workshop();
const expectation = (type: string, property: string) => `expect:\n  - type: ${type}\n    properties: { ${property} }\n`;

async function audit(name: string, baseline: string | null, ...more: string[]) {
  if (baseline !== null) put(`${name}.yaml`, baseline);
  const flags = baseline === null ? ['--no-baseline'] : ['--baseline', `${name}.yaml`];
  const { out } = await ran(
    'audit',
    '--from',
    'whole.jsonl',
    '--report',
    'json',
    '--report',
    `text=${name}.txt`,
    ...flags,
    ...more,
  );
  const made = JSON.parse(out) as AuditResult;
  put(`${name}.json`, out);
  return made;
}

describe('a finding that is not found again', () => {
  const KEY = expectation('AWS::KMS::Key', 'EnableKeyRotation: false');

  it.each([
    ['no baseline', null],
    ['another expectation of the type', expectation('AWS::KMS::Key', 'Enabled: true')],
    ['another value', expectation('AWS::KMS::Key', 'EnableKeyRotation: true')],
    ['what is asked of all types', `${KEY.replace('false', 'true')}roles: { us-east-1: primary }\n`],
  ])('is not resolved where the run was asked something else: %s', async (_, baseline) => {
    const before = await audit('before', KEY);
    expect(before.findings.some(({ rule }) => rule === 'expected-property')).toBe(true);
    const { since } = await audit('now', baseline, '--since', 'before.json');
    expect(since?.resolved).toEqual([]);
    expect(since?.notCompared.map(({ rule }) => rule)).toContain('expected-property');
    expect(since?.scope.join()).toContain('what the baseline asks');
  });

  it('is resolved where only what is asked of other types, or how bad it is, was changed', async () => {
    const before = await audit('before', KEY);
    const now = await audit(
      'now',
      `${KEY}  - type: AWS::EC2::VPC\n    properties: { EnableDnsSupport: true }\nfailOn: high\n`,
    );
    const mended = {
      ...now,
      findings: now.findings.filter(({ rule }) => rule !== 'expected-property'),
      rules: now.rules.map((one) => (one.id === 'expected-property' ? { id: one.id, state: 'passed' as const } : one)),
    };
    const { since } = withSince(mended, before);
    expect(since?.notCompared).toEqual([]);
    expect(since?.resolved.length).toBeGreaterThan(0);
  });
});

describe('the time to hold two results against each other', () => {
  const many = (length: number, from: number) =>
    result({
      findings: Array.from({ length }, (_, index) =>
        finding({
          fingerprint: `f${from + index}`,
          rule: 'missing-resource',
          type: 'T',
          counterpart: `c${from + index}`,
          regions: ['us-east-1'],
          message: '',
        }),
      ),
      rules: nineVersusFour().rules,
    });

  it('is that of their length', () => {
    const started = performance.now();
    const { since } = withSince(many(20_000, 0), many(20_000, 10_000));
    expect([since?.new, since?.known]).toEqual([10_000, 10_000]);
    expect(performance.now() - started).toBeLessThan(6000);
  });
});
