import { describe, expect, it } from 'vitest';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { deniedGap, resource, type Terse } from '../findings/testing.ts';
import { evaluate } from '../rules/evaluate.ts';
import { GLOBAL, type Observation, type Snapshot } from '../snapshot/snapshot.ts';
import { align } from './align.ts';

/** What a stack would have said of a resource, and could not: who of the design it is. */

const US = 'us-east-1';
const EU = 'eu-central-1';
const DB = 'AWS::RDS::DBInstance';

const unknown = (region: string, type: string, operation: string): Observation => ({
  region,
  type,
  state: 'unknown',
  gaps: [deniedGap(region, type, operation)],
});
const observed = (region: string, type: string): Observation => ({ region, type, state: 'observed', gaps: [] });

function judged(resources: readonly Terse[], observations: readonly Observation[]) {
  const account = '111122223333';
  const place = (name: string) => ({ name, region: name, account, partition: 'aws', state: 'enabled' as const });
  const snapshot: Snapshot = {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: '0.0.0' },
      takenAt: '2026-01-01T00:00:00Z',
      caller: { account, partition: 'aws', arn: '' },
      selection: { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] },
      regions: [place(US), place(EU)],
      digestKeyId: 'test',
      notes: [],
    },
    observations,
    resources: resources.map((terse) => resource({ name: terse.id, ...terse })),
  };
  const seen = align(snapshot, emptyBaseline(), collectors);
  const states = seen.rows.map(({ counterpart, cells }) => [
    counterpart,
    ...[...cells].map(([region, cell]) => `${region} ${cell.state}`),
  ]);
  const findings = evaluate(seen).flatMap((one) => (one.state === 'failed' ? one.findings : []));
  return { states, found: findings.map(({ rule, counterpart }) => `${rule} ${counterpart}`) };
}

const declared = { region: US, type: DB, id: 'orders-x1', logicalId: 'Orders', stack: 'shop' };
const unmatched = { region: EU, type: DB, id: 'else-y2' };

describe('a resource whose stack was not read', () => {
  it.each(['cloudformation:ListStacks', 'cloudformation:ListStackResources', 'tag:GetResources'])(
    'is nobody that another region lacks (%s)',
    (operation) => {
      const { states, found } = judged([declared, unmatched], [observed(US, DB), unknown(EU, DB, operation)]);
      expect(states).toEqual([
        ['else-y2', `${US} unknown`, `${EU} present`],
        ['shop/Orders', `${US} present`, `${EU} unknown`],
      ]);
      expect(found.filter((one) => one.startsWith('missing'))).toEqual([]);
    },
  );

  it('is one that another region lacks where it is its own list that failed', () => {
    const { states } = judged([unmatched], [observed(US, DB), unknown(EU, DB, 'rds:DescribeDBInstances')]);
    expect(states).toEqual([['else-y2', `${US} absent`, `${EU} present`]]);
  });

  it('is still found by its name', () => {
    const { states } = judged(
      [declared, { ...unmatched, id: 'orders-x1' }],
      [observed(US, DB), unknown(EU, DB, 'cloudformation:ListStacks')],
    );
    expect(states).toEqual([['shop/Orders', `${US} present`, `${EU} present`]]);
  });

  it('is not matched by its shape, and none of several is called ambiguous', () => {
    const subnet = (region: string, id: string, logicalId: string | null) =>
      ({
        region,
        id,
        logicalId,
        type: 'AWS::EC2::Subnet',
        name: null,
        properties: { CidrBlock: '10.0.0.0/24' },
      }) as const;
    const type = 'AWS::EC2::Subnet';
    const { states, found } = judged(
      [
        subnet(US, 'subnet-00000000000000001', 'One'),
        subnet(EU, 'subnet-00000000000000002', null),
        subnet(EU, 'subnet-00000000000000003', null),
      ],
      [observed(US, type), unknown(EU, type, 'cloudformation:ListStacks')],
    );
    expect(states.flat().filter((text) => text.endsWith('absent'))).toEqual([]);
    expect(found).toEqual([]);
  });

  it('is no stranger to what refers to it', () => {
    const type = 'AWS::KMS::Key';
    const arn = (region: string, id: string) => `arn:aws:kms:${region}:111122223333:key/${id}`;
    const [one, two] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
    const { found } = judged(
      [
        { region: US, type, id: one, arn: arn(US, one), name: 'first', logicalId: 'Key', stack: 'shop' },
        { region: EU, type, id: two, arn: arn(EU, two), name: 'second' },
        { ...declared, properties: { KmsKeyId: arn(US, one), StorageEncrypted: true } },
        { ...declared, region: EU, properties: { KmsKeyId: arn(EU, two), StorageEncrypted: true } },
      ],
      [observed(US, type), unknown(EU, type, 'cloudformation:ListStackResources'), observed(US, DB), observed(EU, DB)],
    );
    expect(found.filter((text) => text.startsWith('property-drift'))).toEqual([]);
  });

  it('may serve any region when it is global', () => {
    const type = 'AWS::IAM::Role';
    const role = { region: GLOBAL, type, id: 'writer', properties: { Path: '/' } };
    const global = [observed(GLOBAL, type), observed(US, '*')];
    const told = judged([role], [...global, observed(EU, '*'), observed(GLOBAL, '*')]);
    expect(told.states).toEqual([['writer', `${GLOBAL} present`]]);
    const operation = 'cloudformation:ListStacks';
    const lost = judged([role], [...global, unknown(EU, '*', operation), unknown(GLOBAL, '*', operation)]);
    expect(lost.states).toEqual([['writer', `${GLOBAL} unknown`]]);
  });
});

describe('a nameless subnet where the VPCs were not read', () => {
  it('is nobody that can be told, and none is missing for it', () => {
    const [SUBNET, VPC] = ['AWS::EC2::Subnet', 'AWS::EC2::VPC'];
    const properties = (VpcId: string) => ({ VpcId, CidrBlock: '10.0.0.0/24' });
    const id = 'subnet-0000000000000000';
    const subnet = (region: string, nth: number): Terse => ({
      region,
      type: SUBNET,
      id: `${id}${nth}`,
      name: null,
      properties: properties(region === US ? 'vpc-0000000000000000a' : 'vpc-0000000000000000b'),
    });
    const vpc = { region: US, type: VPC, id: 'vpc-0000000000000000a', properties: { CidrBlock: '10.0.0.0/16' } };
    const { states, found } = judged(
      [vpc, subnet(US, 1), subnet(EU, 2), subnet(EU, 3)],
      [...[US, EU].map((region) => observed(region, SUBNET)), observed(US, VPC), unknown(EU, VPC, 'ec2:DescribeVpcs')],
    );
    expect(
      states
        .filter(([name]) => name?.startsWith('unnamed'))
        .map(([, ...cells]) => cells.join())
        .sort(),
    ).toEqual([`${US} present,${EU} unknown`, `${US} unknown,${EU} present`, `${US} unknown,${EU} present`]);
    expect(found.filter((one) => /missing|ambiguous|count/.test(one))).toEqual([]);
  });
});
