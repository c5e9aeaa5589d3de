/** Stages and accounts: what their names say of themselves compares, and what leads to the other one is told. */
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../baseline/baseline.ts';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { resource, type Terse } from '../findings/testing.ts';
import { evaluate } from '../rules/evaluate.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { align } from './align.ts';

const [ONE, TWO] = ['111122223333', '444455556666'] as const;
const US = 'us-east-1';
const QUEUE = 'AWS::SQS::Queue';
const FUNCTION = 'AWS::Lambda::Function';

type Stage = { readonly name: string; readonly account: string; readonly region?: string; readonly word: string };
const stages: readonly Stage[] = [
  { name: 'production', account: ONE, word: 'prod' },
  { name: 'staging', account: TWO, word: 'stg' },
];

function world(all: readonly Stage[], resourcesOf: (stage: Stage) => readonly Terse[]): Snapshot {
  const { header } = snapshotOf({ regions: {} });
  return {
    header: {
      ...header,
      regions: all.map(({ name, account, region = US }) => ({
        name,
        region,
        account,
        partition: 'aws',
        state: 'enabled',
      })),
    },
    observations: all.flatMap(({ name }) =>
      ['*', QUEUE, FUNCTION].map((type) => ({ region: name, type, state: 'observed', gaps: [] }) as const),
    ),
    resources: all.flatMap((stage) => resourcesOf(stage).map((one) => resource({ ...one, region: stage.name }))),
  };
}

function told(snapshot: Snapshot, more: Partial<Baseline> = {}): readonly string[] {
  const alignment = align(snapshot, { ...emptyBaseline(), defaultExpectations: false, ...more }, collectors);
  return evaluate(alignment).flatMap((one) =>
    one.state === 'failed' ? one.findings.map(({ rule, regions }) => `${rule} ${regions.join()}`) : [],
  );
}

const queue = ({ word, account, region = US }: Stage, name = `shop-${word}-orders`): Terse => ({
  type: QUEUE,
  region,
  id: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
  name,
  arn: `arn:aws:sqs:${region}:${account}:${name}`,
  properties: { QueueName: name, VisibilityTimeout: 60 },
});
const worker = ({ word, account, region = US }: Stage, variables: Record<string, string>): Terse => ({
  type: FUNCTION,
  region,
  id: `shop-${word}-worker`,
  name: `shop-${word}-worker`,
  arn: `arn:aws:lambda:${region}:${account}:function:shop-${word}-worker`,
  properties: { FunctionName: `shop-${word}-worker`, Environment: { Variables: variables } },
});

describe.each([
  ['of two accounts in one region', stages],
  ['of one account in one region', stages.map((one) => ({ ...one, account: ONE }))],
  ['of two accounts in two regions', [stages[0], { ...stages[1], region: 'eu-central-1' }] as Stage[]],
])('two stages %s', (_, all) => {
  it('are the same where each is called by its own word, in names and in values', () => {
    const same = world(all, (one) => [queue(one), worker(one, { STAGE: one.word, QUEUE: `shop-${one.word}-orders` })]);
    expect(told(same)).toEqual([]);
  });

  it('are told where one leads to the other', () => {
    const crossed = world(all, (one) => [queue(one), worker(one, { STAGE: one.word, QUEUE: 'shop-prod-orders' })]);
    expect(told(crossed)).not.toEqual([]);
  });

  it('are told where one says the word of a third', () => {
    const wrong = world(all, (one) => [queue(one), worker(one, { STAGE: one.word === 'prod' ? 'prod' : 'qa' })]);
    expect(told(wrong)).toEqual(['property-drift production,staging']);
  });

  it('are told where one lacks something', () => {
    const lacking = world(all, (one) => [queue(one), ...(one.word === 'prod' ? [worker(one, {})] : [])]);
    expect(told(lacking)).toEqual(['missing-resource staging']);
  });
});

describe('the numbers of accounts', () => {
  const policy = (...accounts: string[]) => ({
    Statement: accounts.map((account) => ({
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: '*',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
    })),
  });
  const list = (one: Stage, accounts: string[]) => [worker(one, { ALLOWED: accounts.join(',') })];

  it('say the same where both are named in both', () => {
    expect(told(world(stages, (one) => list(one, [ONE, TWO])))).toEqual([]);
    expect(told(world(stages, (one) => list(one, [ONE, '999988887777'])))).not.toEqual([]);
  });

  it('say the same in a policy, in whatever order', () => {
    const access = (one: Stage, ...accounts: string[]): Terse => ({
      ...queue(one),
      properties: { QueueName: `shop-${one.word}-orders`, Policy: policy(...accounts), RedriveAllowPolicy: {} },
    });
    const of = (...given: readonly (readonly string[])[]) =>
      told(world(stages, (one) => [access(one, ...(given[stages.indexOf(one)] ?? []))]));
    expect(of([ONE, TWO], [ONE, TWO])).toEqual([]);
    expect(of([ONE, TWO], [TWO, ONE])).toEqual([]);
    expect(of([ONE], [TWO])).toEqual([]);
    expect(of([ONE], [ONE])).not.toEqual([]);
  });
});

describe('the ids of organizations', () => {
  const organization = { production: 'o-aaaaaaaaaa', staging: 'o-bbbbbbbbbb' } as const;
  const places = {
    production: { region: US, organization: organization.production },
    staging: { region: US, organization: organization.staging },
  };
  const snapshot = (ids: { readonly [name: string]: string }) =>
    world(stages, (one) => [worker(one, { ORG: ids[one.name] as string })]);

  it('are the own one of each place', () => {
    expect(told(snapshot(organization), { places })).toEqual([]);
    expect(told(snapshot(organization))).not.toEqual([]);
    const swapped = { production: organization.staging, staging: organization.production };
    expect(told(snapshot(swapped), { places })).not.toEqual([]);
  });
});
