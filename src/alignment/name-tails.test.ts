// Tails of a dozen makers, behind a name and in front of its region, and names that were cut: the same is found, and what is gone is missed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { resource, type Terse } from '../findings/testing.ts';
import { evaluate } from '../rules/evaluate.ts';
import { align } from './align.ts';

const REGIONS = ['us-east-1', 'eu-central-1', 'ap-southeast-2', 'ca-west-1'] as const;
const ACCOUNT = '111122223333';

function found(resources: readonly Terse[], regions: readonly string[]): readonly string[] {
  const types = [...new Set(resources.map(({ type }) => type))];
  const empty = snapshotOf({ regions: Object.fromEntries(regions.map((region) => [region, []])) }, types);
  const snapshot = { ...empty, resources: resources.map((one) => resource({ name: one.id, ...one })) };
  const seen = align(snapshot, { ...emptyBaseline(), defaultExpectations: false }, collectors);
  return evaluate(seen).flatMap((one) =>
    one.state === 'failed' ? one.findings.map(({ rule, type, regions }) => `${rule} ${type} ${regions.join()}`) : [],
  );
}

const drawn = (abc: string, length: number) =>
  fc
    .array(fc.constantFrom(...abc), { minLength: length, maxLength: length })
    .map((all) => all.join(''))
    // A draw that reads like a number or a word is taken for one: then the pair is told as likely.
    .filter(
      (tail) =>
        (tail.match(/[A-Za-z]\d|\d[A-Za-z]/g)?.length ?? 0) >= 2 && !/[a-z]{3}|(?:19|20)\d\d|az|dr|qa/i.test(tail),
    );
const HEX = '0123456789abcdef';
const SMALL = 'abcdefghijklmnopqrstuvwxyz0123456789';
const moment = fc
  .tuple(fc.date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }), fc.nat(0xffff))
  .map(
    ([at, count]) => `${at.toISOString().replace(/\D/g, '').slice(0, 14)}0042${count.toString(16).padStart(8, '0')}`,
  );
const MAKERS: { readonly [maker: string]: fc.Arbitrary<string> } = {
  'date and counter of Terraform': moment,
  'seven hex of Pulumi': drawn(HEX, 7),
  'four bytes of random_id': drawn(HEX, 8),
  'eight of random_string': drawn(SMALL, 8),
  'eight capitals of random_string': drawn('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 8),
  'five of generateName': drawn(SMALL, 5),
  'twelve of CloudFormation': drawn('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 12),
  'thirteen of CloudFormation before 2023': drawn('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 13),
  'a UUID': fc.uuid({ version: 4 }),
  'sixteen of Batch': drawn('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 16),
};
/** What follows the tail. */
const BEHIND: { readonly [where: string]: (region: string) => string } = {
  'at the end': () => '',
  'in front of the region': (region) => `-${region}`,
  'in front of account and region': (region) => `-${ACCOUNT}-${region}`,
};

/** What one module makes, each with a tail of its own. */
function estate(region: string, tails: readonly string[], behind: (region: string) => string): readonly Terse[] {
  const name = (stem: string, at: number) => `${stem}-${tails[at]}${behind(region)}`;
  const topic = `arn:aws:sns:${region}:${ACCOUNT}:${name('news', 2)}`;
  return [
    { type: 'AWS::S3::Bucket', region, id: name('files', 0), properties: { Versioning: 'Enabled', Encrypted: true } },
    { type: 'AWS::SQS::Queue', region, id: name('jobs', 1), properties: { VisibilityTimeout: 30, Fifo: false } },
    {
      type: 'AWS::SNS::Topic',
      region,
      id: topic,
      arn: topic,
      name: name('news', 2),
      properties: { DisplayName: 'News' },
    },
    { type: 'AWS::Logs::LogGroup', region, id: name('app', 3), properties: { RetentionInDays: 30 } },
    { type: 'AWS::DynamoDB::Table', region, id: name('orders', 4), properties: { BillingMode: 'PROVISIONED' } },
  ];
}

const pair = fc.shuffledSubarray([...REGIONS], { minLength: 2, maxLength: 2 });

describe.each(Object.keys(MAKERS))('names that end in %s', (maker) => {
  it.each(Object.keys(BEHIND))('are the same in two regions, and one that is gone is missed: %s', (where) => {
    const tails = fc.uniqueArray(MAKERS[maker] as fc.Arbitrary<string>, { minLength: 10, maxLength: 10 });
    const behind = BEHIND[where] as (region: string) => string;
    fc.assert(
      fc.property(pair, tails, fc.nat(4), (regions, drawn, gone) => {
        const [here, there] = regions as [string, string];
        const [one, other] = [estate(here, drawn.slice(0, 5), behind), estate(there, drawn.slice(5), behind)];
        expect(found([...one, ...other], regions)).toEqual([]);
        const left = other.filter((_, at) => at !== gone);
        expect(found([...one, ...left], regions)).toEqual([`missing-resource ${other[gone]?.type} ${there}`]);
      }),
      { numRuns: 15 },
    );
  });
});

describe('names that a service makes for each region', () => {
  const bucket = (region: string, id: string): Terse => ({ type: 'AWS::S3::Bucket', region, id, properties: { A: 1 } });
  it.each([
    ['CodePipeline', 'codepipeline-us-east-1-123456789012', 'codepipeline-eu-central-1-839201746523'],
    ['the console of CloudFormation', 'cf-templates-1a2b3c4d5e6f7-us-east-1', 'cf-templates-9z8y7x6w5v4u-eu-central-1'],
  ])('are one: %s', (_who, us, eu) =>
    expect(found([bucket('us-east-1', us), bucket('eu-central-1', eu)], ['us-east-1', 'eu-central-1'])).toEqual([]),
  );
  it('are not those of an application that is called so', () =>
    expect(
      found(
        [
          bucket('us-east-1', 'pipeline-us-east-1-123456789012'),
          bucket('eu-central-1', 'pipeline-eu-central-1-839201746523'),
        ],
        ['us-east-1', 'eu-central-1'],
      ),
    ).toHaveLength(2));
});

describe('names that were cut to what a service allows', () => {
  const words = [
    'account',
    'assessment',
    'policy',
    'explorer',
    'execution',
    'function',
    'backend',
    'uploads',
    'partners',
  ];
  const text = fc.shuffledSubarray(words, { minLength: 7 }).map((all) => all.join('-'));
  const hash = drawn(HEX, 6);
  const cut = (limit: number, head: string, region: string, tail: string, end: string) =>
    `${`${head}-${region}-${tail}`.slice(0, limit - end.length - 1)}-${end}`;
  const kinds = fc.constantFrom(
    { limit: 64, of: (region: string, id: string): Terse => role(region, id) },
    { limit: 63, of: (region: string, id: string): Terse => bucket(region, id) },
  );
  const bucket = (region: string, id: string): Terse => ({
    ...{ type: 'AWS::S3::Bucket', region, id },
    properties: { Versioning: 'Enabled', Encrypted: true },
  });
  const role = (_: string, id: string): Terse => ({
    ...{ type: 'AWS::IAM::Role', region: 'global', id, arn: `arn:aws:iam::${ACCOUNT}:role/${id}` },
    properties: { MaxSessionDuration: 3600, Description: 'x' },
  });
  it('are one wherever they were cut, and one that is gone is missed', () => {
    fc.assert(
      fc.property(
        pair,
        text,
        text,
        fc.integer({ min: 12, max: 52 }),
        hash,
        hash,
        kinds,
        (regions, head, tail, at, one, other, { limit, of }) => {
          const [here, there] = regions as [string, string];
          const name = (region: string, end: string) =>
            cut(limit, head.slice(0, at).replace(/-$/, 'x'), region, tail, end);
          const [us, eu] = [of(here, name(here, one)), of(there, name(there, other))];
          expect(found([us, eu], regions)).toEqual([]);
          expect(found([us], regions)).toEqual([`missing-resource ${us.type} ${there}`]);
        },
      ),
      { numRuns: 200 },
    );
  });
  it('are two where they begin otherwise', () => {
    fc.assert(
      fc.property(pair, text, text, text, hash, hash, (regions, head, another, tail, one, other) => {
        fc.pre(head.slice(0, 20) !== another.slice(0, 20));
        const [here, there] = regions as [string, string];
        const us = bucket(here, cut(63, head.slice(0, 30), here, tail, one));
        const eu = bucket(there, cut(63, another.slice(0, 30), there, tail, other));
        expect(found([us, eu], regions)).toHaveLength(2);
      }),
      { numRuns: 100 },
    );
  });
});
