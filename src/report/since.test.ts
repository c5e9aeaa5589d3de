import { describe, expect, it } from 'vitest';
import type { Finding } from '../rules/rule.ts';
import type { Gap } from '../snapshot/snapshot.ts';
import type { AuditResult } from './report.ts';
import { finding, result, row } from './sample.ts';
import { withSince } from './since.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const AP = 'ap-south-1';
const TYPE = 'AWS::RDS::DBInstance';

const missing = (counterpart: string, regions: readonly string[] = [EU], more: Partial<Finding> = {}) =>
  finding({
    fingerprint: `${counterpart}-${[...regions].sort().join('-')}-${more.property ?? ''}`,
    rule: 'missing-resource',
    severity: 'high',
    type: TYPE,
    counterpart,
    regions,
    message: `${counterpart} is missing in ${regions.join(', ')}`,
    resources: { [US]: { id: counterpart, arn: null, name: null, stack: null, logicalId: null } },
    ...more,
  });
const drift = (counterpart: string, property: string, more: Partial<Finding> = {}) =>
  missing(counterpart, [EU], { rule: 'property-drift', property, values: { [US]: 1, [EU]: 2 }, ...more });

const RULES = (state: 'passed' | 'failed' | 'inconclusive'): AuditResult['rules'] =>
  ['missing-resource', 'property-drift'].map((id) => ({ id, state }));
function run(findings: readonly Finding[], more: Partial<AuditResult> = {}): AuditResult {
  const failed = findings.some(({ status }) => status === 'open');
  return result({
    findings,
    rows: [row('AWS::EC2::VPC', 'Network', 'same', { [US]: 'present', [EU]: 'present' })],
    rules: RULES(failed ? 'failed' : 'passed'),
    verdict: failed ? 'deviation' : 'parity',
    exitCode: failed ? 1 : 0,
    ...more,
  });
}
const selecting = (selection: Partial<AuditResult['snapshot']['selection']>) => {
  const { snapshot } = result({});
  return { snapshot: { ...snapshot, selection: { ...snapshot.selection, ...selection } } };
};
const gap = (more: Partial<Gap> = {}): Gap => ({
  region: EU,
  type: TYPE,
  cause: 'denied',
  operation: 'rds:DescribeDBInstances',
  detail: '',
  remedy: '',
  ...more,
});
/** What became of the findings of the last run. */
function fate(now: AuditResult, last: AuditResult) {
  const { since } = withSince(now, last);
  return {
    resolved: since?.resolved.map(({ counterpart }) => counterpart),
    notCompared: since?.notCompared.map(({ counterpart }) => counterpart),
  };
}
const A_RESOLVED = { resolved: ['A'], notCompared: [] };
const A_NOT_COMPARED = { resolved: [], notCompared: ['A'] };

describe('since the last run', () => {
  it('a finding is new or known, and what is gone is resolved', () => {
    const now = withSince(run([missing('A'), missing('C')]), run([missing('A'), missing('B')]));
    expect(now.findings.map(({ counterpart, since }) => [counterpart, since])).toEqual([
      ['A', 'known'],
      ['C', 'new'],
    ]);
    expect(now.since).toEqual({
      takenAt: '2026-01-02T03:04:05.000Z',
      new: 1,
      known: 1,
      resolved: [
        {
          fingerprint: 'B-eu-central-1-',
          rule: 'missing-resource',
          severity: 'high',
          type: TYPE,
          counterpart: 'B',
          regions: [EU],
          message: 'B is missing in eu-central-1',
        },
      ],
      notCompared: [],
      scope: [],
    });
    expect(now).toMatchObject({ verdict: 'deviation', exitCode: 1 });
  });

  it('one region fewer is known, one more is new, and neither is resolved', () => {
    const regions = { regions: [US, EU, AP] };
    const both = run([missing('A', [EU, AP])], regions);
    const one = run([missing('A')], regions);
    expect(withSince(one, both).findings[0]?.since).toBe('known');
    expect(withSince(both, one).findings[0]?.since).toBe('new');
    for (const [now, last] of [
      [one, both],
      [both, one],
    ] as const)
      expect(fate(now, last)).toEqual({ resolved: [], notCompared: [] });
    // In one region mended, in another broken: both are said.
    const other = run([missing('A', [AP])], regions);
    expect(withSince(other, one).findings[0]?.since).toBe('new');
    expect(fate(other, one)).toEqual(A_RESOLVED);
  });

  it('a waiver that ran out makes its finding new; a new waiver resolves nothing', () => {
    const waived = missing('A', [EU], { status: 'waived' });
    expect(withSince(run([missing('A')]), run([waived])).findings[0]?.since).toBe('new');
    expect(withSince(run([waived]), run([missing('A')])).findings[0]?.since).toBe('known');
    expect(withSince(run([waived]), run([waived])).findings[0]?.since).toBe('known');
    expect(fate(run([waived]), run([missing('A')]))).toEqual({ resolved: [], notCompared: [] });
  });
});

describe('what is gone is no progress', () => {
  const last = run([missing('A')]);

  it.each([
    ['in a region that is not audited any more', run([], { regions: [US, AP] })],
    ['when the region that had it is not', run([], { regions: [EU, AP] })],
    ['of a type that is not asked for', run([], selecting({ types: ['AWS::S3::*'] }))],
    ['of a type that is left out', run([], selecting({ excludeTypes: [TYPE] }))],
    ['of a stack that is not asked for', run([], selecting({ stackPrefixes: ['other'] }))],
    ['under tags that are new', run([], selecting({ stackPrefixes: [], tags: { stage: ['prod'] } }))],
    ['when its rule did not run', run([], { rules: [{ id: 'property-drift', state: 'passed' }] })],
    ['when its rule crashed', run([], { rules: [{ id: 'missing-resource', state: 'crashed' }] })],
    ['when the type could not be read there', run([], { rules: RULES('inconclusive'), gaps: [gap()] })],
    ['when it could not be read where it was', run([], { rules: RULES('inconclusive'), gaps: [gap({ region: US })] })],
    ['when discovery failed there', run([], { rules: RULES('inconclusive'), gaps: [gap({ type: '*' })] })],
    [
      'when its row cannot be told',
      run([], {
        rules: RULES('inconclusive'),
        rows: [row(TYPE, 'A', 'unknown', { [US]: 'present', [EU]: 'unknown' })],
      }),
    ],
  ])('%s', (_, now) => expect(fate(now, last)).toEqual(A_NOT_COMPARED));

  it('in another account', () => {
    const { snapshot } = result({});
    const now = run([], { snapshot: { ...snapshot, caller: { ...snapshot.caller, account: '999988887777' } } });
    expect(fate(now, last)).toEqual(A_NOT_COMPARED);
    expect(withSince(now, last).since?.scope).toEqual(['account: 111122223333 then, 999988887777 now']);
  });

  it('where a comparison may lead to what could not be read', () => {
    const now = run([], {
      rules: RULES('inconclusive'),
      gaps: [gap({ type: 'AWS::KMS::Key' })],
      rows: [row(TYPE, 'A', 'drifted', { [US]: 'present', [EU]: 'present' })],
    });
    expect(fate(now, run([drift('A', 'KmsKeyId')]))).toEqual(A_NOT_COMPARED);
    const same = { ...now, rows: [row(TYPE, 'A', 'same', { [US]: 'present', [EU]: 'present' })] };
    expect(fate(same, run([drift('A', 'KmsKeyId')]))).toEqual(A_RESOLVED);
  });
});

describe('what is gone is resolved', () => {
  const last = run([missing('A')]);

  it.each([
    ['with more regions', run([], { regions: [US, EU, AP] })],
    ['with everything selected', run([], selecting({ stackPrefixes: [] }))],
    ['with a shorter prefix', run([], selecting({ stackPrefixes: ['sh'] }))],
    ['with one stack more', run([], selecting({ stackPrefixes: ['shop', 'data'] }))],
    ['with its type asked for', run([], selecting({ types: ['AWS::RDS::*'] }))],
    [
      'with other stacks, where the resource is seen',
      run([], {
        ...selecting({ stackPrefixes: ['other'] }),
        rows: [row(TYPE, 'A', 'same', { [US]: 'present', [EU]: 'present' })],
      }),
    ],
    ['with another type unread', run([], { rules: RULES('inconclusive'), gaps: [gap({ type: 'AWS::S3::Bucket' })] })],
    [
      'with its type unread elsewhere',
      run([], { regions: [US, EU, AP], rules: RULES('inconclusive'), gaps: [gap({ region: AP })] }),
    ],
  ])('%s', (_, now) => expect(fate(now, last)).toEqual(A_RESOLVED));

  it('but not when another reference only turned it round', () => {
    const now = run([drift('A', 'Size', { regions: [US], fingerprint: 'turned' })], { reference: EU });
    const before = run([drift('A', 'Size')], { reference: US });
    expect(fate(now, before)).toEqual({ resolved: [], notCompared: [] });
    expect(withSince(now, before).since?.scope).toEqual(['reference: us-east-1 then, eu-central-1 now']);
  });
});

describe('the scope', () => {
  it('is told, a line for each difference, and not for another order', () => {
    const last = run([], selecting({ stackPrefixes: ['a', 'b'], tags: { t: ['1', '2'] } }));
    const same = run([], { ...selecting({ stackPrefixes: ['b', 'a'], tags: { t: ['2', '1'] } }), regions: [EU, US] });
    expect(withSince(same, last).since?.scope).toEqual([]);
    const other = run([], {
      ...selecting({ stackPrefixes: [], tags: {}, types: ['AWS::S3::*'], excludeTypes: ['AWS::KMS::*'] }),
      regions: [US, AP],
      rules: [{ id: 'missing-resource', state: 'passed' }],
    });
    expect(withSince(other, last).since?.scope).toEqual([
      'regions: eu-central-1, us-east-1 then, ap-south-1, us-east-1 now',
      'stacks: a, b then, any now',
      'tags: t=1|2 then, any now',
      'types: all then, AWS::S3::* now',
      'types left out: none then, AWS::KMS::* now',
      'rules that did not run: none then, property-drift now',
    ]);
  });
});

describe('--fail-on-new', () => {
  const known = run([missing('A')]);

  it('lets known findings pass, and says that it did', () => {
    const now = withSince(known, known, true);
    expect(now).toMatchObject({
      verdict: 'deviation',
      exitCode: 0,
      gate: { passes: true },
      since: { failOnNew: true, known: 1, new: 0 },
    });
    expect(now.severities.high).toBe(1);
  });

  it('fails on a new one, at or above the threshold only', () => {
    expect(withSince(run([missing('A'), missing('B')]), known, true)).toMatchObject({
      verdict: 'deviation',
      exitCode: 1,
    });
    const low = run([missing('A'), missing('B', [EU], { severity: 'low' })]);
    expect(withSince(low, known, true)).toMatchObject({ verdict: 'deviation', exitCode: 0, gate: { passes: true } });
    const waived = run([missing('A'), missing('B', [EU], { status: 'waived' })]);
    expect(withSince(waived, known, true).exitCode).toBe(0);
  });

  it('leaves what could not be seen, and a crash, as they are', () => {
    const blind = run([missing('A')], { gaps: [gap()] });
    expect(withSince(blind, known, true)).toMatchObject({ verdict: 'deviation', exitCode: 3, gate: { passes: false } });
    const crashed = run([missing('A')], { verdict: 'error', exitCode: 2 });
    expect(withSince(crashed, known, true)).toMatchObject({ verdict: 'error', exitCode: 2 });
  });

  it('without it known ones fail as ever', () => {
    expect(withSince(known, known)).toMatchObject({ verdict: 'deviation', exitCode: 1 });
    expect(withSince(known, known).since).not.toHaveProperty('failOnNew');
  });
});
