import { describe, expect, it } from 'vitest';
import { align } from '../alignment/align.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { baselineOf, deniedGap, reversed } from '../findings/testing.ts';
import { evaluate } from '../rules/evaluate.ts';
import type { Example, ExampleResource, Finding, RuleResult } from '../rules/rule.ts';
import type { Gap, Resource, Snapshot } from '../snapshot/snapshot.ts';
import { assemble } from './assemble.ts';
import type { Counts } from './report.ts';
import { Result } from './schema.ts';
import { text } from './text/text.ts';

const queue = (name: string, more: Partial<ExampleResource> = {}): ExampleResource => ({
  type: 'AWS::SQS::Queue',
  name,
  logicalId: name,
  stack: 'app',
  properties: { VisibilityTimeout: 30 },
  ...more,
});
/** Known by presence only. */
const bare = (name: string): ExampleResource => queue(name, { properties: null });
const topic = (Port: number): ExampleResource => ({
  ...queue('data'),
  type: 'AWS::RDS::DBInstance',
  properties: { Port, StorageEncrypted: true },
});

type World = Pick<Example, 'regions' | 'baseline'> & { readonly change?: (snapshot: Snapshot) => Snapshot };

function audit({ regions, baseline, change = (snapshot) => snapshot }: World) {
  const alignment = align(change(snapshotOf({ regions })), baselineOf(baseline), collectors);
  return assemble(alignment, evaluate(alignment), { version: '1.2.3' });
}

/** total = same + present + drifted + extra + exempt there + uncompared, in every region. */
function addsUp({ total, same, present = 0, drifted, extra, uncompared }: Counts, exemptThere = 0): boolean {
  return total === same + present + drifted + extra + exemptThere + uncompared;
}

describe('the counts', () => {
  it('split two regions, one of which lacks some and differs in one', () => {
    const { counts } = audit({
      regions: {
        'us-east-1': [queue('a'), queue('b'), queue('c'), topic(1)],
        'eu-central-1': [queue('a'), topic(2)],
      },
    });
    expect(counts['us-east-1']).toEqual({
      total: 4,
      same: 1,
      present: 2,
      drifted: 1,
      missing: 0,
      extra: 0,
      exempt: 0,
      compared: { live: 2, declared: 0, presence: 0 },
      unknown: 0,
      uncompared: 0,
      unseen: 0,
      partial: false,
      byType: { 'AWS::RDS::DBInstance': 1, 'AWS::SQS::Queue': 3 },
    });
    expect(counts['eu-central-1']).toMatchObject({ total: 2, same: 1, drifted: 1, missing: 2, extra: 0, unknown: 0 });
    expect(Object.keys(counts)).toEqual(['us-east-1', 'eu-central-1']);
  });

  it('call a region that was not read unknown, and the others uncompared', () => {
    const { counts, verdict, exitCode } = audit({
      regions: { 'us-east-1': [queue('a'), queue('b')], 'eu-central-1': 'denied' },
    });
    expect(counts['us-east-1']).toMatchObject({ total: 2, same: 0, extra: 0, unknown: 2, uncompared: 2 });
    expect(counts['eu-central-1']).toMatchObject({ total: 0, missing: 0, unknown: 2, uncompared: 0 });
    expect([verdict, exitCode]).toEqual(['incomplete', 3]);
  });

  it('are exact where all was read, and nobody can tell who is whose counterpart', () => {
    // Known by presence alone they would be told as present: these are read, and differ in all that is.
    const worker = (id: string, InstanceTenancy: string): ExampleResource => ({
      ...{ type: 'AWS::EC2::VPC', name: 'main', id, tags: { Name: 'main' } },
      properties: { InstanceTenancy },
    });
    const here = [worker('i-1', 'm7g.large'), worker('i-2', 'c7g.large'), worker('i-3', 't4g.large')];
    const result = audit({
      regions: { 'us-east-1': here, 'eu-central-1': [worker('i-4', 'r7g.large'), worker('i-5', 'x2g.large')] },
    });
    expect(result.counts['us-east-1']).toMatchObject({ total: 3, unseen: 0, partial: false });
    expect(result.counts['eu-central-1']).toMatchObject({ total: 2, unseen: 0, partial: false });
    expect(result.counts['us-east-1']?.unknown).toBeGreaterThan(0);
    expect(new Set(result.gaps.map(({ cause }) => cause))).toEqual(new Set(['ambiguous']));
    const printed = text(result, { color: false, width: 80 });
    expect(printed).toMatch(/^DEVIATION {2}us-east-1 3 · eu-central-1 2\n/);
    expect(printed).toContain('Some counterparts could not be told apart');
    expect(printed).toContain('Declare them under `pairs`');
    expect(printed).not.toMatch(/not be seen|failed$/m);
  });

  /** Every listing of these types (or all) in a place is not whole. */
  const notWhole =
    (operation: string, region: string, ...types: string[]) =>
    (snapshot: Snapshot): Snapshot => ({
      ...snapshot,
      observations: [
        ...snapshot.observations.filter((one) => one.region !== region || !types.includes(one.type)),
        ...types.map((type) => ({
          region,
          type,
          state: 'unknown' as const,
          gaps: [deniedGap(region, type, operation)],
        })),
      ],
    });

  it('are lower bounds only where a failed call may hide something', () => {
    // Stacks of the second region were not read: who its queue is cannot be told, and the first was wholly seen.
    const unnamed = { ...queue('x1'), logicalId: undefined as never, stack: undefined as never };
    const { counts } = audit({
      regions: { 'us-east-1': [queue('a')], 'eu-central-1': [unnamed] },
      change: notWhole('cloudformation:ListStacks', 'eu-central-1', '*', 'AWS::SQS::Queue'),
    });
    expect(counts['us-east-1']).toMatchObject({ total: 1, unknown: 2, unseen: 0, partial: false });
    expect(counts['eu-central-1']).toMatchObject({ total: 1, unseen: 1, partial: true });
  });

  it('are lower bounds everywhere where a listing of no region failed', () => {
    const regions = { 'us-east-1': [queue('a')], 'eu-central-1': [queue('a')] };
    const denied = audit({ regions, change: notWhole('iam:ListRoles', 'global', 'AWS::IAM::Role') });
    for (const region of Object.keys(regions))
      expect(denied.counts[region]).toMatchObject({ total: 1, unseen: 0, partial: true });
    expect(text(denied, { color: false, width: 80 })).toMatch(
      /^INCOMPLETE {2}us-east-1 at least 1 · eu-central-1 at least 1\n/,
    );
    // Routes are no resources of their own: none of them hides what counts.
    const parts = audit({ regions, change: notWhole('ec2:DescribeRouteTables', 'us-east-1', 'AWS::EC2::Route') });
    expect(parts.counts['us-east-1']).toMatchObject({ partial: false });
  });

  it('are exact where only a property was not read', () => {
    const regions = { 'us-east-1': [queue('a')], 'eu-central-1': [queue('a')] };
    const change = (snapshot: Snapshot): Snapshot => {
      const denied = notWhole('sqs:GetQueueAttributes', 'us-east-1', 'AWS::SQS::Queue')(snapshot);
      const observations = denied.observations.map((one) => ({
        ...one,
        gaps: one.gaps.map((each) => ({ ...each, properties: ['KmsMasterKeyId'] })),
      }));
      return { ...denied, observations };
    };
    expect(audit({ regions, change }).counts['us-east-1']).toMatchObject({ total: 1, partial: false });
  });

  it('call two of three that were read and agree the same', () => {
    const { counts } = audit({
      regions: { 'us-east-1': [queue('a')], 'eu-central-1': [queue('a')], 'eu-west-1': 'denied' },
    });
    expect(counts['us-east-1']).toMatchObject({ total: 1, same: 1, unknown: 0 });
    expect(counts['eu-west-1']).toMatchObject({ total: 0, unknown: 1 });
  });

  it('keep what is exempt apart, there and not there', () => {
    const { counts, exitCode } = audit({
      regions: { 'us-east-1': [queue('a'), queue('pipeline')], 'eu-central-1': [queue('a')] },
      baseline: 'asymmetry: [{counterpart: pipeline, only: [us-east-1], reason: deploys both}]',
    });
    expect(counts['us-east-1']).toMatchObject({ total: 2, same: 1, extra: 0, exempt: 1 });
    expect(counts['eu-central-1']).toMatchObject({ total: 1, same: 1, missing: 0, exempt: 1 });
    expect(exitCode).toBe(0);
  });

  it('count what belongs to no region once, as global', () => {
    const role = { type: 'AWS::IAM::Role', name: 'deployer' };
    const { counts } = audit({
      regions: { 'us-east-1': [queue('a'), role], 'eu-central-1': [queue('a')] },
      change: (snapshot) => ({
        ...snapshot,
        resources: snapshot.resources.map(
          (one): Resource => (one.type === 'AWS::IAM::Role' ? { ...one, region: 'global' } : one),
        ),
      }),
    });
    expect(counts.global).toMatchObject({ total: 1, same: 0, present: 1, byType: { 'AWS::IAM::Role': 1 } });
    expect(counts['us-east-1']).toMatchObject({ total: 1 });
  });

  it('count a resource that lives in the wrong region where it is', () => {
    const named = (name: string): ExampleResource => ({ type: 'AWS::SQS::Queue', name });
    const { counts } = audit({
      regions: { 'us-east-1': [named('app-useast1-jobs'), named('app-useast2-jobs')], 'us-east-2': [] },
    });
    expect(counts['us-east-1']).toMatchObject({ total: 2, extra: 1, present: 1 });
    expect(counts['us-east-2']).toMatchObject({ total: 0, missing: 1 });
  });

  it('call a resource uncompared when a property of it could not be read', () => {
    const { counts } = audit({
      regions: { 'us-east-1': [topic(1)], 'eu-central-1': [topic(1)] },
      change: (snapshot) => ({
        ...snapshot,
        resources: snapshot.resources.map((one) =>
          one.region === 'us-east-1' ? one : { ...one, properties: { StorageEncrypted: true }, unread: { Port: GAP } },
        ),
      }),
    });
    for (const region of ['us-east-1', 'eu-central-1']) {
      expect(counts[region]).toMatchObject({ total: 1, same: 0, unknown: 1, uncompared: 1 });
    }
  });

  it('say who deviates, by the rules that make the findings', () => {
    const three = { 'us-east-1': [topic(1)], 'eu-central-1': [topic(1)], 'eu-west-1': [topic(2)] };
    for (const baseline of [undefined, 'reference: us-east-1']) {
      const { counts, rows } = audit({ regions: three, baseline: baseline as never });
      expect(Object.values(counts).map(({ same, drifted }) => [same, drifted])).toEqual([
        [1, 0],
        [1, 0],
        [0, 1],
      ]);
      expect(Object.values(rows[0]?.cells ?? {}).map(({ deviates }) => deviates)).toEqual([
        undefined,
        undefined,
        'drifted',
      ]);
    }
    const lacking = audit({ regions: { ...three, 'eu-west-1': [] } });
    expect(Object.values(lacking.counts).map(({ same, extra, missing }) => [same, extra, missing])).toEqual([
      [1, 0, 0],
      [1, 0, 0],
      [0, 0, 1],
    ]);
    const extra = audit({ regions: { 'us-east-1': [topic(1)], 'eu-central-1': [], 'eu-west-1': [] } });
    expect(Object.values(extra.counts).map((one) => [one.extra, one.missing])).toEqual([
      [1, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it('add up in every region', () => {
    const { counts } = audit({
      regions: {
        'us-east-1': [queue('a'), queue('b'), topic(1)],
        'eu-central-1': [queue('a'), topic(2)],
        'eu-west-1': [queue('b'), queue('only')],
        'us-west-2': 'denied',
      },
    });
    for (const one of Object.values(counts)) expect(addsUp(one)).toBe(true);
  });
});

const GAP: Gap = {
  region: 'eu-central-1',
  type: 'AWS::RDS::DBInstance',
  cause: 'denied',
  operation: 'rds:DescribeDBInstances',
  detail: 'AccessDenied',
  remedy: 'Grant it.',
  properties: ['Port'],
};
const finding = (severity: Finding['severity'], status: Finding['status'] = 'open'): Finding => ({
  fingerprint: `${severity}-${status}`,
  rule: 'a-rule',
  severity,
  type: 'AWS::SQS::Queue',
  counterpart: 'a',
  regions: ['us-east-1'],
  status,
  message: 'a differs',
  property: null,
  values: {},
  match: null,
  resources: {},
  stated: null,
});
const failed = (...findings: Finding[]): RuleResult => ({ id: 'a-rule', state: 'failed', findings, gaps: [] });
const CRASHED: RuleResult = { id: 'b-rule', state: 'crashed', error: 'boom' };
const UNSEEN: RuleResult = { id: 'c-rule', state: 'inconclusive', gaps: [GAP] };
const PASSED: RuleResult = { id: 'd-rule', state: 'passed' };

describe('the exit code', () => {
  const alignment = align(
    snapshotOf({ regions: { 'us-east-1': [queue('a')], 'eu-central-1': [queue('a')] } }),
    baselineOf(undefined),
    collectors,
  );
  it.each([
    ['nothing found, all seen', [PASSED], 'medium', 'parity', 0],
    ['a deviation at the threshold', [failed(finding('medium'))], 'medium', 'deviation', 1],
    ['a deviation below it', [failed(finding('low'))], 'medium', 'deviation', 0],
    ['a deviation below it, and a gap', [failed(finding('low')), UNSEEN], 'medium', 'deviation', 3],
    ['a deviation that was waived', [failed(finding('high', 'waived'))], 'medium', 'deviation', 0],
    ['nothing found, a gap', [PASSED, UNSEEN], 'medium', 'incomplete', 3],
    ['a deviation goes before a gap', [failed(finding('high')), UNSEEN], 'medium', 'deviation', 1],
    ['a crash goes before all', [failed(finding('critical')), UNSEEN, CRASHED], 'medium', 'error', 2],
    ['a crash counts even when nothing is to fail', [CRASHED], 'never', 'error', 2],
    ['nothing is to fail', [failed(finding('critical'))], 'never', 'deviation', 0],
    ['only critical ones are to fail', [failed(finding('high'))], 'critical', 'deviation', 0],
  ] as const)('%s', (_, results, failOn, verdict, exitCode) => {
    const gate = { passes: exitCode === 0 };
    expect(assemble(alignment, results, { failOn })).toMatchObject({ verdict, exitCode, failOn, gate });
  });

  it.each([
    ['two that are known by presence only', [bare('a')], [bare('a')], 'incomplete', 3, 3],
    ['one of two that was compared', [queue('a'), bare('b')], [queue('a'), bare('b')], 'parity', 0, 3],
    ['two that were compared', [queue('a')], [queue('a')], 'parity', 0, 0],
    ['nothing', [], [], 'incomplete', 3, 3],
  ] as const)('says nothing of parity for what was not compared: %s', (_, us, eu, verdict, exitCode, strictly) => {
    const regions = { 'us-east-1': us, 'eu-central-1': eu };
    expect(audit({ regions })).toMatchObject({ verdict, exitCode, gate: { passes: exitCode === 0 } });
    expect(audit({ regions, baseline: 'strict: true' })).toMatchObject({ verdict, exitCode: strictly });
  });

  it('is 3 for one region: it is compared with nothing', () => {
    const one = audit({ regions: { 'us-east-1': [queue('a')] } });
    expect(one).toMatchObject({ verdict: 'incomplete', exitCode: 3, compared: { live: 0, declared: 0 } });
    expect(one.gate.why).toContain('one region');
    expect(text(one, { color: false, width: 80 })).not.toContain('held against each other');
  });

  it('is moved by a finding about a waiver, the verdict is not', () => {
    const stale = failed({ ...finding('high'), rule: 'stale-waiver', type: 'InfraParity::Waiver' });
    expect(assemble(alignment, [stale])).toMatchObject({ verdict: 'parity', exitCode: 1, gate: { passes: false } });
  });

  it('takes the threshold of the baseline', () => {
    const low = { ...alignment, baseline: baselineOf('failOn: low') };
    expect(assemble(low, [failed(finding('low'))])).toMatchObject({
      exitCode: 1,
      failOn: 'low',
      baseline: 'infra-parity.yaml',
    });
  });
});

describe('the result', () => {
  const world: World = {
    regions: {
      'us-east-1': [queue('a'), queue('b'), topic(1)],
      'eu-central-1': [queue('a', { tags: { owner: 'x' } }), topic(2)],
      'eu-west-1': 'denied',
    },
  };

  it('is what the published schema says', () => {
    expect(Result.parse(JSON.parse(JSON.stringify(audit(world))))).toEqual(JSON.parse(JSON.stringify(audit(world))));
  });

  it('has the same bytes whatever the order of the input', () => {
    expect(JSON.stringify(audit({ ...world, change: reversed }))).toBe(JSON.stringify(audit(world)));
  });

  it('puts the worst finding first, and says what state each row is in', () => {
    const { findings, rows, severities } = audit(world);
    expect(findings.map((one) => `${one.severity} ${one.rule} ${one.counterpart}`)).toEqual([
      'high missing-resource app/b',
      'medium property-drift app/data',
      'low tag-drift app/a',
    ]);
    expect(severities).toEqual({ critical: 0, high: 1, medium: 1, low: 1 });
    expect(rows.map((row) => `${row.counterpart} ${row.state}`)).toEqual([
      'app/data drifted',
      'app/a drifted',
      'app/b missing',
    ]);
  });

  it('leaves stacks out of the rows and the counts', () => {
    const stack: ExampleResource = {
      type: 'AWS::CloudFormation::Stack',
      name: 'app',
      properties: { StackStatus: 'CREATE_COMPLETE' },
    };
    const { rows, counts } = audit({ regions: { 'us-east-1': [stack, queue('a')], 'eu-central-1': [queue('a')] } });
    expect(rows.map((row) => row.type)).toEqual(['AWS::SQS::Queue']);
    expect(counts['us-east-1']).toMatchObject({ total: 1, same: 1 });
  });
});

describe('the gaps', () => {
  const state = (...properties: string[]): Gap => ({
    region: 'us-east-1',
    type: 'AWS::CloudTrail::Trail',
    cause: 'denied',
    operation: 'cloudtrail:GetTrailStatus',
    detail: 'no',
    remedy: 'grant it',
    properties,
  });
  const gapsWith = (...gaps: Gap[]) => {
    const alignment = align(
      snapshotOf({ regions: { 'us-east-1': [], 'eu-central-1': [] } }),
      baselineOf(undefined),
      collectors,
    );
    return assemble(alignment, [{ id: 'a-rule', state: 'inconclusive', gaps }]).gaps;
  };

  it('are told once, where a rule wanted a part of what a call did not give', () => {
    const whole = state('IsLogging', 'LatestDeliveryError');
    expect(gapsWith(state('IsLogging'), whole)).toEqual([whole]);
    expect(gapsWith(state('IsLogging'), state('Tags'))).toHaveLength(2);
  });

  it('do not take each other away', () => {
    expect(gapsWith(state('a', 'b'), state('b', 'a'))).toHaveLength(2);
  });
});
