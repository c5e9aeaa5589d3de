// Two things whose names differ are two things, whatever they have in common; and what a tool named is found where something says so.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { resource, type Terse } from '../findings/testing.ts';
import { evaluate } from '../rules/evaluate.ts';
import type { JsonObject } from '../snapshot/snapshot.ts';
import { align } from './align.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const ACCOUNT = '111122223333';
const DB = 'AWS::RDS::DBInstance';
const BUCKET = 'AWS::S3::Bucket';
const QUEUE = 'AWS::SQS::Queue';

function seen(resources: readonly Terse[], regions: readonly string[] = [US, EU]) {
  const empty = snapshotOf({ regions: Object.fromEntries(regions.map((region) => [region, []])) });
  const snapshot = { ...empty, resources: resources.map((one) => resource({ name: one.id, ...one })) };
  return align(snapshot, { ...emptyBaseline(), defaultExpectations: false }, collectors);
}

const matches = (resources: readonly Terse[], regions?: readonly string[]) =>
  seen(resources, regions)
    .rows.filter(({ match }) => match.by !== 'single')
    .map(({ counterpart, match }) => `${counterpart} by ${match.by}`);

const found = (resources: readonly Terse[], regions?: readonly string[]) =>
  evaluate(seen(resources, regions)).flatMap((one) =>
    one.state === 'failed' ? one.findings.map(({ rule, counterpart }) => `${rule} ${counterpart}`) : [],
  );

const of = (type: string, region: string, id: string, more: Partial<Terse> = {}): Terse => ({
  ...{ type, region, id, properties: { A: 1, B: 2 }, tags: { app: 'shop' } },
  ...more,
});

describe('strangers', () => {
  const ids = ['Database', 'Queue', 'Data', 'Role'];
  const stack = (region: string, name: string, hash = '') =>
    ids.map((logicalId) =>
      of(QUEUE, region, `${name}-${logicalId}`, { stack: name, logicalId: `${logicalId}${hash}`, name: null }),
    );

  it.each([
    ['services of one template', 'shop-orders', 'shop-payments', ''],
    ['stages', 'shop-prod', 'shop-staging', ''],
    ['tenants in hex', 'tenant-4f2a9c81b0d3', 'tenant-9b1e7d22c4fa', ''],
    ['days', 'load-20260131', 'load-20260201', ''],
    ['constructs of one path, with CDK’s hash', 'shop-orders', 'shop-payments', '1A2B3C4D'],
  ])('are stacks of two names: %s', (_what, us, eu, hash) => {
    const both = [...stack(US, us, hash), ...stack(EU, eu, hash)];
    expect(matches(both)).toEqual([]);
    expect(found(both)).toHaveLength(8);
  });
  it('are three services over three regions', () => {
    const three = [
      ...stack(US, 'a', '1A2B3C4D'),
      ...stack(EU, 'b', '1A2B3C4D'),
      ...stack('eu-west-1', 'c', '1A2B3C4D'),
    ];
    expect(matches(three, [US, EU, 'eu-west-1'])).toEqual([]);
  });
  it('are what lonely stacks hold under one Name tag or one name', () => {
    const vpc = (region: string, name: string) =>
      of('AWS::EC2::VPC', region, `vpc-${region}`, {
        stack: name,
        logicalId: 'Vpc',
        name: 'vpc',
        tags: { Name: 'vpc' },
      });
    expect(matches([vpc(US, 'shop-orders'), vpc(EU, 'shop-payments')])).toEqual([]);
    const main = (region: string, name: string) => of(DB, region, 'main', { stack: name, logicalId: 'Main' });
    expect(matches([main(US, 'shop-orders'), main(EU, 'shop-payments')])).toEqual([]);
  });
  it.each([DB, BUCKET, QUEUE, 'AWS::EC2::SecurityGroup', 'AWS::DynamoDB::Table', 'AWS::Lambda::Function'])(
    'are %s of two names under one tag',
    (type) => {
      const tags = { Name: 'shop', app: 'shop' };
      const both = [of(type, US, 'orders', { tags }), of(type, EU, 'payments', { tags })];
      expect(matches(both)).toEqual([]);
      const third = [US, EU].map((region) => of(type, region, 'users', { tags }));
      expect(matches([...both, ...third])).toEqual(['users by name']);
      expect(found([...both, ...third]).sort()).toEqual(['missing-resource orders', 'missing-resource payments']);
    },
  );
  it('are two logical ids of one stack that are alike', () => {
    const eip = (region: string, logicalId: string) =>
      of('AWS::EC2::EIP', region, `${region}-${logicalId}`, { stack: 'net', logicalId, name: null, properties: null });
    expect(matches([eip(US, 'NatEip'), eip(EU, 'BastionEip')])).toEqual([]);
    expect(matches([eip(US, 'Report20260131'), eip(EU, 'Report20260201')])).toEqual([]);
  });
  it('are known by presence alone, whatever their tags', () => {
    const both = [
      of(QUEUE, US, 'orders-123456789012', { properties: null }),
      of(QUEUE, EU, 'refunds-123456789012', { properties: null }),
    ];
    expect(matches(both)).toEqual([]);
  });
});

/** A name that a person gave: a word and what numbers, dates or digests people put behind it. */
const digest = (abc: string, length: number) =>
  fc.array(fc.constantFrom(...abc), { minLength: length, maxLength: length }).map((all) => all.join(''));
const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });
const behind = fc.oneof(
  digest('0123456789abcdef', 12),
  digest('0123456789abcdef', 8),
  digest('0123456789abcdef', 7),
  digest('0123456789ABCDEF', 8),
  digest('0123456789', 12),
  digest('abcdefghijklmnopqrstuvwxyz0123456789', 12),
  day.map((one) => one.toISOString().slice(0, 10).replaceAll('-', '')),
  day.map((one) => `${one.getUTCFullYear()}${one.toUTCString().slice(8, 11).toLowerCase()}${one.getUTCDate()}utc`),
  day.map((one) => one.toISOString().replace(/[-:.TZ]/g, '')),
  fc.nat(9999).map(String),
  fc.uuid(),
);
const stem = fc.constantFrom('tenant', 'dump', 'central-logs', 'orders', 'LOGS', 'shop-az');
const pair = fc
  .tuple(stem, behind, behind, fc.constantFrom('-', ''))
  .filter(([, one, other]) => one !== other)
  .map(([name, one, other, dash]) => [`${name}${dash}${one}`, `${name}${dash}${other}`] as const);

describe('two names that a person may have given', () => {
  const types = fc.constantFrom(QUEUE, BUCKET, DB, 'AWS::DynamoDB::Table', 'AWS::IAM::Role');
  it('are never one thing by what is known of nothing else', () => {
    fc.assert(
      fc.property(types, pair, (type, [one, other]) => {
        const bare = (region: string, id: string) => of(type, region, id, { properties: {} as JsonObject, tags: {} });
        expect(matches([bare(US, one), bare(EU, other)])).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
  it('are two stacks, and two logical ids, as far as they differ', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const made = (region: string, stack: string, logicalId: string) =>
          of(QUEUE, region, `${region}q`, { stack, logicalId, name: null });
        const [a, b] = [one, other].map((id) => id.replace(/[^A-Za-z0-9]/g, '')) as [string, string];
        expect(matches([made(US, one, 'Queue'), made(EU, other, 'Queue')])).toEqual([]);
        if (a !== b) expect(matches([made(US, 'app', a), made(EU, 'app', b)])).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
  it('tell which is missing where several are there', () => {
    const tenants = (region: string, ...all: readonly string[]) => all.map((id) => of(BUCKET, region, id));
    const us = tenants(US, 'tenant-4f2a9c81b0d3', 'tenant-9b1e7d22c4fa', 'tenant-77aa01b2c3d4');
    const eu = tenants(EU, 'tenant-4f2a9c81b0d3', 'tenant-9b1e7d22c4fa');
    expect(found([...us, ...eu])).toEqual(['missing-resource tenant-77aa01b2c3d4']);
  });
});

describe('names that a tool made', () => {
  /** Database, its subnet group and its parameter group by name, a bucket: what a module makes. */
  const estate = (region: string, tail: (at: number) => string) => {
    const name = (stem: string, at: number) => `${stem}-${tail(at)}`;
    return [
      of('AWS::RDS::DBSubnetGroup', region, name('data', 1), { properties: { DBSubnetGroupDescription: 'data' } }),
      of('AWS::RDS::DBParameterGroup', region, name('tuned', 2), { properties: { Family: 'postgres16' } }),
      of(DB, region, 'orders', {
        properties: { Engine: 'postgres', DBSubnetGroupName: name('data', 1), DBParameterGroupName: name('tuned', 2) },
      }),
      of(BUCKET, region, name('files', 3), { properties: { VersioningConfiguration: { Status: 'Enabled' } } }),
    ];
  };
  it.each([
    ['Terraform', () => '20240501101112131400000002', () => '20240502101112131400000007'],
    ['Pulumi', (at: number) => `1a2b3c${at}`, (at: number) => `9f8e7d${at}`],
    ['random_id', (at: number) => `4f2a9c8${at}`, (at: number) => `9b1e7d2${at}`],
    ['random_string', (at: number) => `x7k2m9q${at}`, (at: number) => `p3n8v5r${at}`],
    ['CloudFormation, by tag', (at: number) => `oglb6MR7K6E${at}`, (at: number) => `pT4kQ82vXw1${at}`],
  ])('are found: %s', (_who, us, eu) => {
    const world = [...estate(US, us), ...estate(EU, eu)];
    expect(found(world)).toEqual([]);
    expect(matches(world)).toHaveLength(4);
  });
  it('are missed where one is gone', () => {
    const [us, eu] = [estate(US, (at) => `1a2b3c${at}`), estate(EU, (at) => `9f8e7d${at}`)];
    expect(found([...us, ...eu.filter(({ type }) => type !== BUCKET)])).toEqual(['missing-resource files-1a2b3c3']);
  });
  it('say in the match what speaks for it', () => {
    const rows = seen([...estate(US, (at) => `1a2b3c${at}`), ...estate(EU, (at) => `9f8e7d${at}`)]).rows;
    expect(rows.find(({ type }) => type === 'AWS::RDS::DBSubnetGroup')?.match).toEqual({
      by: 'name',
      key: 'data up to a generated tail; DBInstance:orders DBSubnetGroupName leads to it',
    });
  });
  it('are told as likely where nothing speaks for them', () => {
    const alone = seen([of(BUCKET, US, 'tenant-4f2a9c81b0d3'), of(BUCKET, EU, 'tenant-9b1e7d22c4fa')]);
    expect(alone.likelyPairs).toMatchObject([
      { type: BUCKET, resources: { [US]: 'tenant-4f2a9c81b0d3', [EU]: 'tenant-9b1e7d22c4fa' } },
    ]);
    expect(alone.rows.map(({ match }) => match.by)).toEqual(['single', 'single']);
  });
});

describe('recovery pairs', () => {
  const cluster = (region: string, logicalId: string, key: string) =>
    of('AWS::RDS::DBCluster', region, `c-${region}`, {
      ...{ stack: 'aurora', logicalId, name: null },
      properties: { GlobalClusterIdentifier: 'orders', KmsKeyId: `arn:aws:kms:${region}:${ACCOUNT}:key/${key}` },
    });
  const instance = (region: string, logicalId: string, clusterId: string) =>
    of(DB, region, `i-${logicalId}`, {
      ...{ stack: 'aurora', logicalId, name: null },
      properties: { DBClusterIdentifier: clusterId, Engine: 'aurora' },
    });
  const key = (region: string, logicalId: string, id: string) =>
    of('AWS::KMS::Key', region, id, {
      ...{ stack: 'aurora', logicalId, name: null, arn: `arn:aws:kms:${region}:${ACCOUNT}:key/${id}` },
      properties: { EnableKeyRotation: true },
    });
  const [one, two] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
  it('are matched by what they hang on, and their names but for the part that they play', () => {
    const world = [
      ...[cluster(US, 'AuroraDBCluster', one), cluster(EU, 'SecondaryAuroraDBCluster', two)],
      ...[instance(US, 'Instance1', `c-${US}`), instance(US, 'Instance2', `c-${US}`)],
      ...[instance(EU, 'SecondaryInstance1', `c-${EU}`), instance(EU, 'SecondaryInstance2', `c-${EU}`)],
      ...[key(US, 'DataKey', one), key(EU, 'SecondaryDataKey', two)],
    ];
    expect(matches(world)).toHaveLength(4);
  });
  it('are not matched where nothing vouches for them, and told as likely', () => {
    const both = [instance(US, 'Instance1', 'x'), instance(EU, 'SecondaryInstance1', 'y')];
    expect(matches(both)).toEqual([]);
    expect(seen(both).likelyPairs).toMatchObject([{ why: 'their names agree but for the part that a region plays' }]);
  });
});

describe('interchangeable things of which one changed', () => {
  const key = (region: string, at: number, rotates: boolean) =>
    of('AWS::KMS::Key', region, `${at}${'0'.repeat(7)}-0000-4000-8000-000000000000`, {
      ...{ name: null, tags: {}, properties: { EnableKeyRotation: rotates, Description: '' } },
    });
  it('differ, and none is missing', () => {
    const world = [key(US, 1, true), key(US, 2, true), key(EU, 3, true), key(EU, 4, false)];
    expect(found(world)).toEqual(['property-drift unnamed']);
  });
  it('are one finding of their group where one is gone', () => {
    const world = [key(US, 1, true), key(US, 2, true), key(US, 5, true), key(EU, 3, true), key(EU, 4, true)];
    const findings = evaluate(seen(world)).flatMap((one) => (one.state === 'failed' ? one.findings : []));
    expect(findings.map(({ message }) => message)).toEqual([`1 of 3 unnamed is missing in ${EU}; it is in ${US}`]);
  });
});
