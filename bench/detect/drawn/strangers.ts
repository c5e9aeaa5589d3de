/** Pairs of different things that must never be one: one of them is in each region, and each is missing in the other. */
import type { Terse } from '../../../src/findings/testing.ts';
import {
  ACCOUNT,
  below,
  type DrawnKind,
  type DrawnWorld,
  drawn,
  HEX,
  type Next,
  oneOf,
  SMALL,
  twoRegions,
  uuid,
} from './world.ts';

const TYPES = [
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::RDS::DBInstance',
  'AWS::DynamoDB::Table',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::ECS::Cluster',
  'AWS::KMS::Alias',
  'AWS::Kinesis::Stream',
] as const;
const STEMS = ['tenant', 'dump', 'central-logs', 'orders', 'LOGS', 'customer_data'] as const;
const WORDS = ['orders', 'payments', 'users', 'refunds', 'search', 'billing', 'reports', 'catalog'] as const;

const day = (next: Next) => new Date(Date.UTC(2020 + below(10, next), below(12, next), 1 + below(28, next)));
/** What people put behind a name to tell one of many. */
const BEHIND: { readonly [what: string]: (next: Next) => string } = {
  words: (next) => oneOf(WORDS, next),
  days: (next) => day(next).toISOString().slice(0, 10).replaceAll('-', ''),
  'days with dashes': (next) => day(next).toISOString().slice(0, 10),
  'days in words': (next) =>
    `${day(next).getUTCFullYear()}${day(next).toUTCString().slice(8, 11).toLowerCase()}${1 + below(28, next)}utc`,
  counters: (next) => String(below(10000, next)),
  'counters with zeros': (next) => String(below(1000, next)).padStart(4, '0'),
  versions: (next) => `v${1 + below(20, next)}`,
  'accounts of others': (next) => drawn('123456789', 12, next),
  'hex of eight': (next) => drawn(HEX, 8, next),
  'hex of twelve': (next) => drawn(HEX, 12, next),
  'commits of seven': (next) => drawn(HEX, 7, next),
  'letters and digits': (next) => drawn(SMALL, 12, next),
  UUIDs: uuid,
  'weeks and shards': (next) => `w${1 + below(52, next)}-shard${below(64, next)}`,
};

function two(make: (next: Next) => string, next: Next): readonly [string, string] {
  const one = make(next);
  for (;;) {
    const other = make(next);
    if (other !== one) return [one, other];
  }
}

function missing(
  regions: readonly [string, string],
  [one, other]: readonly [readonly Terse[], readonly Terse[]],
): DrawnWorld {
  const [here, there] = regions;
  return {
    regions,
    resources: [...one, ...other],
    expects: [
      ...one.map(({ type }) => `missing-resource ${type} ${there}`),
      ...other.map(({ type }) => `missing-resource ${type} ${here}`),
    ],
  };
}

const names: readonly DrawnKind[] = Object.entries(BEHIND).map(([what, behind]) => ({
  name: `strangers: names that end in ${what}`,
  draw: (next) => {
    const [type, stem] = [oneOf(TYPES, next), oneOf(STEMS, next)];
    const regions = twoRegions(next);
    const tags: { [key: string]: string } = next() < 0.5 ? { app: 'shop' } : { app: 'shop', Name: 'shop' };
    // Alike in all that is read, or known by presence alone.
    const properties = oneOf([{ Setting: 1, Other: 'x' }, null], next);
    const thing = (region: string, tail: string): Terse => ({
      ...{ type, region, id: type === 'AWS::KMS::Alias' ? `alias/${stem}-${tail}` : `${stem}-${tail}` },
      ...{ tags: properties && tags, properties, evidence: properties ? ['listed'] : ['stack'] },
    });
    const [one, other] = two(behind, next);
    return missing(regions, [[thing(regions[0], one)], [thing(regions[1], other)]]);
  },
}));

/** One template, by two names: services, stages, tenants, days. */
const stacks: DrawnKind = {
  name: 'strangers: stacks of one template',
  draw: (next) => {
    const behind = oneOf(Object.values(BEHIND), next);
    const [one, other] = two(behind, next);
    const regions = twoRegions(next);
    const hash = next() < 0.5 ? drawn('0123456789ABCDEF', 8, next) : '';
    const ids = ['Queue', 'Table', 'Fn', 'Data', 'Jobs'].slice(0, 2 + below(4, next));
    const stack = (region: string, name: string) =>
      ids.map((logicalId, at): Terse => {
        const type = TYPES[(at * 2) % TYPES.length] as string;
        const id = `svc-${name}-${logicalId}-${drawn(SMALL, 12, next)}`;
        return { type, region, id, stack: `svc-${name}`, logicalId: `${logicalId}${hash}`, properties: { Setting: 1 } };
      });
    return missing(regions, [stack(regions[0], one), stack(regions[1], other)]);
  },
};

/** What a policy may name and what is not the same there: `property-drift`, or not known where nobody read it, and never parity. */
const BUCKETS: readonly ((next: Next) => string)[] = [
  (next) => `central-logs-${drawn(SMALL, 12, next)}`,
  (next) => `assets-${oneOf(WORDS, next)}`,
  (next) => `dump-${day(next).toISOString().slice(0, 10)}`,
  (next) => `logs-${drawn('123456789', 12, next)}`,
];
const buckets: DrawnKind = {
  name: 'strangers: buckets in policies',
  draw: (next) => {
    const [one, other] = two(oneOf(BUCKETS, next), next);
    const regions = twoRegions(next);
    return policies(regions, [`arn:aws:s3:::${one}/*`, `arn:aws:s3:::${other}/*`]);
  },
};
const principals: DrawnKind = {
  name: 'strangers: roles, queues, tables and functions in policies',
  draw: (next) => {
    const regions = twoRegions(next);
    const [one, other] = two((draw) => oneOf(WORDS, draw), next);
    const arn = oneOf<(region: string, name: string) => string>(
      [
        (_, name) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
        (region, name) => `arn:aws:sqs:${region}:${ACCOUNT}:${name}`,
        (region, name) => `arn:aws:dynamodb:${region}:${ACCOUNT}:table/${name}`,
        (region, name) => `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}`,
        (region, name) =>
          `arn:aws:iam::${name === one ? '444455556666' : '777788889999'}:role/${region}-x`.replace(`${region}-`, ''),
      ],
      next,
    );
    return policies(regions, [arn(regions[0], one), arn(regions[1], other)]);
  },
};

function policies(regions: readonly [string, string], named: readonly [string, string]): DrawnWorld {
  const policy = (region: string, nth: 0 | 1): Terse => ({
    ...{ type: 'AWS::SQS::Queue', region, id: 'jobs' },
    properties: {
      Policy: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: named[nth] }],
      },
    },
  });
  return {
    regions,
    resources: [policy(regions[0], 0), policy(regions[1], 1)],
    expects: [`property-drift AWS::SQS::Queue ${regions.join(' ')}`],
  };
}

export const strangerKinds = [...names, stacks, buckets, principals];
