import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../snapshot/snapshot.ts';
import { ACCOUNT, allowing, apart, EU, row, US } from './testing.ts';

/** Letters and digits as AWS, CloudFormation, Terraform and people put them behind a name. */
const from = (signs: string, length: number) =>
  fc.array(fc.constantFrom(...signs), { minLength: length, maxLength: length }).map((all) => all.join(''));
const HEX = '0123456789abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const MIXED = `${LOWER}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll('-', ''));
const tail = fc.oneof(
  from(HEX, 7),
  from(HEX, 12),
  from(HEX, 32),
  from(LOWER, 12),
  from(MIXED, 12),
  from(MIXED, 6),
  from('0123456789', 12),
  day,
  fc.integer({ min: 1, max: 9999 }).map(String),
  fc.constantFrom('orders', 'payments', 'production01', 'az1priv2net3', '2026jan31utc', 'v2production'),
);
const uuid = fc.uuid();

/** Two different things of one making. */
const pairOf = (one: fc.Arbitrary<string>) =>
  fc.tuple(one, one).filter(([a, b]) => a.toLowerCase() !== b.toLowerCase());
const both = (us: Json, eu: Json) => apart({ [US]: { value: us }, [EU]: { value: eu } });
const RUNS = { numRuns: 120 };

describe('two different things are never one', () => {
  it.each<[string, (name: string, region: string) => string]>([
    ['buckets', (name) => `arn:aws:s3:::central-logs-${name}/*`],
    ['buckets without a region', (name) => `arn:aws:s3:::${name}.logs`],
    ['roles', (name) => `arn:aws:iam::${ACCOUNT}:role/deploy-${name}`],
    ["another account's roles", (name) => `arn:aws:iam::999988887777:role/deploy-${name}`],
    ['queues', (name, region) => `arn:aws:sqs:${region}:${ACCOUNT}:jobs-${name}`],
    ['functions', (name, region) => `arn:aws:lambda:${region}:${ACCOUNT}:function:jobs-${name}`],
    ['tables', (name, region) => `arn:aws:dynamodb:${region}:${ACCOUNT}:table/jobs-${name}`],
    ['secrets', (name, region) => `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:jobs/${name}/x-AbCdEf`],
    ['texts', (name) => `jobs ${name}`],
  ])('in a policy: %s', (_what, make) => {
    fc.assert(
      fc.property(pairOf(tail), ([a, b]) => {
        expect(both(allowing(make(a, US)), allowing(make(b, EU)))).not.toEqual([]);
      }),
      RUNS,
    );
  });

  it.each<[string, (id: string, region: string) => string]>([
    ['own keys that are not there', (id, region) => `arn:aws:kms:${region}:${ACCOUNT}:key/${id}`],
    ["another account's keys", (id, region) => `arn:aws:kms:${region}:999988887777:key/${id}`],
    ['ids alone', (id) => id],
    ['certificates', (id, region) => `arn:aws:acm:${region}:${ACCOUNT}:certificate/${id}`],
    ['identity pools', (id, region) => `${region}:${id}`],
  ])('by an id: %s', (_what, make) => {
    fc.assert(
      fc.property(pairOf(uuid), ([a, b]) => {
        expect(both(allowing(make(a, US)), allowing(make(b, EU)))).not.toEqual([]);
      }),
      RUNS,
    );
  });

  it('by an id of EC2', () => {
    const kinds = ['sg', 'vpc', 'subnet', 'vpce', 'tgw', 'pl', 'rtb', 'eni'];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), pairOf(from(HEX, 17)), (kind, [a, b]) => {
        expect(both({ Id: `${kind}-${a}` }, { Id: `${kind}-${b}` })).not.toEqual([]);
      }),
      RUNS,
    );
  });

  it('by the spelling of a region', () => {
    const spellings = (region: string) => [
      region,
      region.replaceAll('-', ''),
      region.replaceAll('-', '_'),
      region.replaceAll('-', '.'),
    ];
    for (const [one, us] of spellings(US).entries())
      for (const [other, eu] of spellings(EU).entries())
        expect([
          one,
          other,
          both(allowing(`arn:aws:s3:::logs-${us}/*`), allowing(`arn:aws:s3:::logs-${eu}/*`)),
        ]).toEqual([one, other, one === other ? [] : ['different']]);
  });

  it('where one is there and the other is not', () => {
    fc.assert(
      fc.property(pairOf(uuid), ([a, b]) => {
        const key = (region: string, id: string) => ({
          ...row('AWS::KMS::Key', region, 'Key', id),
          ...{ arn: `arn:aws:kms:${region}:${ACCOUNT}:key/${id}`, properties: {}, tags: {} },
        });
        const named = (region: string, id: string) => allowing(`arn:aws:kms:${region}:${ACCOUNT}:key/${id}`);
        const own = { value: named(US, a), beside: [key(US, a)] };
        expect(apart({ [US]: own, [EU]: { value: named(EU, b), beside: [key(EU, b)] } })).toEqual([]);
        expect(apart({ [US]: own, [EU]: { value: named(EU, a), beside: [key(EU, b)] } })).toEqual(['different']);
      }),
      RUNS,
    );
  });
});

describe('one thing is never two', () => {
  it('whatever else is named beside it, in whatever order', () => {
    const names = fc.uniqueArray(
      fc.tuple(fc.constantFrom('jobs', 'mail', 'app'), tail).map((all) => all.join('-')),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(names, (all) => {
        const named = (region: string) => all.map((name) => `arn:aws:sqs:${region}:${ACCOUNT}:${name}`);
        expect(both(allowing(...named(US)), allowing(...named(EU).reverse()))).toEqual([]);
      }),
      RUNS,
    );
  });
  it('whose name CloudFormation made', () => {
    fc.assert(
      fc.property(from(MIXED, 12), from(MIXED, 12), fc.constantFrom('Fn', 'WebGroup', 'OrdersQueue'), (a, b, id) => {
        const fn = (region: string, made: string) => row('AWS::Lambda::Function', region, id, `shop-${id}-${made}`);
        const logs = (region: string, made: string) =>
          allowing(`arn:aws:logs:${region}:${ACCOUNT}:log-group:/aws/lambda/shop-${id}-${made}:*`);
        expect(
          apart({
            [US]: { value: logs(US, a), beside: [fn(US, a)] },
            [EU]: { value: logs(EU, b), beside: [fn(EU, b)] },
          }),
        ).toEqual([]);
      }),
      RUNS,
    );
  });
});
