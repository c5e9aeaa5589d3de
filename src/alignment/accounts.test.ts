import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { resource, type Terse } from '../findings/testing.ts';
import { evaluate } from '../rules/evaluate.ts';
import { mergeSnapshots } from '../snapshot/merge.ts';
import { GLOBAL, type Observation, type Snapshot } from '../snapshot/snapshot.ts';
import { align } from './align.ts';

const [ONE, TWO] = ['111122223333', '444455556666'] as const;
const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const ROLE = 'AWS::IAM::Role';

/** What a job has read of a region of an account, and of what is global there. */
function job(account: string, region: string, resources: readonly Terse[], takenAt = '2026-01-01T00:00:00Z'): Snapshot {
  const { header } = snapshotOf({ regions: {} });
  const observed = (where: string, type: string): Observation => ({ region: where, type, state: 'observed', gaps: [] });
  return {
    header: {
      ...header,
      takenAt,
      caller: { ...header.caller, account },
      regions: [{ name: region, region, account, partition: 'aws', state: 'enabled' }],
    },
    observations: [observed(region, '*'), observed(GLOBAL, '*'), observed(GLOBAL, ROLE)],
    resources: resources.map(resource),
  };
}

function merged(...jobs: readonly Snapshot[]) {
  return mergeSnapshots(jobs.map((snapshot, at) => ({ path: `${at}.jsonl`, snapshot })));
}

function judged(...jobs: readonly Snapshot[]) {
  const alignment = align(merged(...jobs), { ...emptyBaseline(), defaultExpectations: false }, collectors);
  const findings = evaluate(alignment).flatMap((one) => (one.state === 'failed' ? one.findings : []));
  return { rows: alignment.rows, said: findings.map(({ rule, regions }) => `${rule} ${regions.join(', ')}`) };
}

const role = (account: string, more: Partial<Terse> = {}): Terse => ({
  type: ROLE,
  region: GLOBAL,
  id: 'ops',
  name: 'ops',
  arn: `arn:aws:iam::${account}:role/ops`,
  ...more,
});
const ofStack = { stack: 'app', logicalId: 'Ops', stackRegion: US } as const;

describe('one region of two accounts', () => {
  it('holds what the stacks made of the global against each other', () => {
    const missing = judged(job(ONE, US, [role(ONE, ofStack)]), job(TWO, US, []));
    expect(missing.said).toEqual([`missing-resource ${TWO}/${US}`]);
    const properties = { MaxSessionDuration: 7200 };
    const drifted = judged(job(ONE, US, [role(ONE, ofStack)]), job(TWO, US, [role(TWO, { ...ofStack, properties })]));
    expect(drifted.said.map((text) => text.split(' ')[0])).toEqual(['property-drift']);
  });

  it('holds what a person made in each against each other', () => {
    expect(judged(job(ONE, US, [role(ONE)]), job(TWO, US, [role(TWO)])).rows).toHaveLength(1);
    expect(judged(job(ONE, US, [role(ONE)]), job(TWO, US, [])).said).toEqual([`missing-resource ${TWO}/${US}`]);
  });

  it('keeps apart what has the same name and no ARN', () => {
    const profile = (): Terse => ({ type: 'AWS::IAM::InstanceProfile', region: GLOBAL, id: 'app', name: 'app' });
    const [first, second] = [job(ONE, US, [profile()]), job(TWO, EU, [profile()])];
    expect(merged(first, second).resources).toHaveLength(2);
    expect(judged(first, second).said).toEqual([]);
    expect(judged(second, first).said).toEqual([]);
  });
});

describe('one global resource that two jobs have read', () => {
  it('is as the later of them has it, in whatever order they are given', () => {
    const early = job(ONE, US, [role(ONE, { properties: { MaxSessionDuration: 3600 } })], '2026-01-01T00:00:00Z');
    const late = job(ONE, EU, [role(ONE, { properties: { MaxSessionDuration: 7200 } })], '2026-01-02T00:00:00Z');
    for (const jobs of [
      [early, late],
      [late, early],
    ])
      expect(merged(...jobs).resources.map((one) => one.properties)).toEqual([{ MaxSessionDuration: 7200 }]);
  });
});

describe('an ARN', () => {
  const trusting = (account: string, region: string, trusted: string): Terse => ({
    type: ROLE,
    region: GLOBAL,
    id: `app-${region}`,
    name: `app-${region}`,
    arn: `arn:aws:iam::${account}:role/app-${region}`,
    stack: `app-${region}`,
    logicalId: 'AppRole',
    stackRegion: region,
    properties: {
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${trusted}:role/ops` } },
        ],
      },
    },
  });

  it("is not the account's own where it names another one's resource of the same name", () => {
    const foreign = '999988887777';
    const said = (one: string, two: string) =>
      judged(job(ONE, US, [role(ONE), trusting(ONE, US, one)]), job(ONE, EU, [trusting(ONE, EU, two)])).said;
    expect(said(ONE, ONE)).toEqual([]);
    expect(said(foreign, foreign)).toEqual([]);
    expect(said(ONE, foreign)).toEqual([`property-drift ${US}, ${EU}`]);
  });
});

describe('a key that is not known here', () => {
  it('is not taken for the one of the same id elsewhere', () => {
    const KEY = 'AWS::KMS::Key';
    const id = 'mrk-00000000000000000000000000000001';
    const alias = (region: string): Terse => ({
      type: 'AWS::KMS::Alias',
      region,
      id: 'alias/app',
      name: 'alias/app',
      stack: 'app',
      logicalId: 'Alias',
      properties: { TargetKeyId: id },
    });
    const key = (region: string): Terse => ({ type: KEY, region, id, stack: 'app', logicalId: 'Key' });
    const gap = { region: EU, type: KEY, cause: 'denied', operation: 'kms:ListKeys', detail: '', remedy: '' } as const;
    const here = job(ONE, EU, [alias(EU)]);
    const blind = {
      ...here,
      observations: [...here.observations, { region: EU, type: KEY, state: 'unknown', gaps: [gap] } as const],
    };
    expect(judged(job(ONE, US, [key(US), alias(US)]), blind).said).toEqual([]);
    expect(judged(job(ONE, US, [key(US), alias(US)]), here).said).toContain(`region-isolation ${EU}`);
  });
});

describe('a list that names three accounts', () => {
  const THREE = '777788889999';
  const ALL = [ONE, TWO, THREE] as const;
  const said = (orderOf: (account: string) => readonly string[]) =>
    judged(
      ...ALL.map((account) =>
        job(account, US, [
          role(account, { ...ofStack, properties: { Order: orderOf(account).map((one) => `to ${one}`) } }),
        ]),
      ),
    ).said;
  const others = (own: string) => ALL.filter((one) => one !== own);

  it('is the same by one law: the same order, or the own one first', () => {
    expect(said(() => ALL)).toEqual([]);
    expect(said((own) => [own, ...others(own)])).toEqual([]);
    expect(said((own) => others(own).reverse())).toEqual([]);
  });
  it('differs where one has an order of its own', () => {
    expect(said((own) => (own === THREE ? [ONE, THREE, TWO] : ALL))).toEqual([`property-drift ${THREE}/${US}`]);
  });
});
