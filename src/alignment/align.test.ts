import { describe, expect, it } from 'vitest';
import type { Baseline } from '../baseline/baseline.ts';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { collectors } from '../collectors/index.ts';
import { resource, type Terse } from '../findings/testing.ts';
import type { Gap, Observation, Resource, Snapshot } from '../snapshot/snapshot.ts';
import { align } from './align.ts';
import type { Alignment, Row } from './alignment.ts';

const ACCOUNT = '111122223333';
const US = 'us-east-1';
const EU = 'eu-central-1';

function world(
  resources: readonly Terse[],
  { regions = [US, EU], observations = [] as readonly Observation[], baseline = {} as Partial<Baseline> } = {},
): Alignment {
  const snapshot: Snapshot = {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: '0.0.0' },
      takenAt: '2026-01-01T00:00:00Z',
      caller: { account: ACCOUNT, partition: 'aws', arn: `arn:aws:iam::${ACCOUNT}:user/test` },
      selection: { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] },
      regions: regions.map((region) => ({
        name: region,
        region,
        account: ACCOUNT,
        partition: 'aws',
        state: 'enabled',
      })),
      digestKeyId: 'test',
      notes: [],
    },
    observations,
    resources: resources.map(resource),
  };
  return align(snapshot, { ...emptyBaseline(), ...baseline }, collectors);
}

const states = (row: Row | undefined) =>
  Object.fromEntries([...(row?.cells ?? [])].map(([region, cell]) => [region, cell.state]));
const named = (seen: Alignment) => seen.rows.map((row) => row.counterpart);
const differing = (seen: Alignment) =>
  seen.rows.flatMap((row) =>
    row.comparisons.filter((one) => one.verdict === 'different').map((one) => [one.property, one.deviating]),
  );
const unknown = (seen: Alignment) =>
  seen.rows.flatMap((row) => row.comparisons.filter((one) => one.verdict === 'unknown').map((one) => one.property));

const denied = (region: string, type: string): Observation => {
  const gap: Gap = { region, type, cause: 'denied', operation: 'x:Y', detail: 'no', remedy: 'grant x:Y' };
  return { region, type, state: 'unknown', gaps: [gap] };
};

describe('matching', () => {
  it('takes the same logical id in stacks whose names differ by the region', () => {
    const seen = world([
      { type: 'AWS::SQS::Queue', region: US, id: 'q-1', stack: 'app-us-east-1', logicalId: 'Queue' },
      { type: 'AWS::SQS::Queue', region: EU, id: 'q-2', stack: 'app-eu-central-1', logicalId: 'Queue' },
    ]);
    expect(seen.rows).toHaveLength(1);
    expect(seen.rows[0]?.match).toEqual({ by: 'logical-id', key: 'app-<region>/Queue' });
  });

  it('takes CDK ids whose path holds the region, and so whose hash differs', () => {
    const seen = world(
      [
        {
          type: 'AWS::SQS::Queue',
          region: US,
          id: 'a',
          stack: 'Tapvpcuseast1VpcStack9CE0A6A1',
          logicalId: 'Dbuseast19CE0A6A1',
        },
        {
          type: 'AWS::SQS::Queue',
          region: 'us-east-2',
          id: 'b',
          stack: 'Tapvpcuseast2VpcStack1A2B3C4D',
          logicalId: 'Dbuseast21A2B3C4D',
        },
      ],
      { regions: [US, 'us-east-2'] },
    );
    expect(named(seen)).toEqual(['Tapvpc<region>VpcStack/Db<region>']);
  });

  it('keeps the same logical id in two stacks of one region apart', () => {
    const seen = world(
      [US, EU].flatMap((region) =>
        ['one', 'two'].map((stack) => ({
          type: 'AWS::SQS::Queue',
          region,
          id: `${stack}-${region}`,
          stack,
          logicalId: 'Queue',
        })),
      ),
    );
    expect(named(seen)).toEqual(['one/Queue', 'two/Queue']);
    expect(seen.rows.map(states)).toEqual([
      { [US]: 'present', [EU]: 'present' },
      { [US]: 'present', [EU]: 'present' },
    ]);
  });

  it('tells stacks with unlike names that hold the same as likely, and matches them where they are declared', () => {
    const stack = (region: string, name: string) =>
      ['A', 'B', 'C'].map((logicalId) => ({
        type: 'AWS::SQS::Queue',
        region,
        id: `${name}${logicalId}`,
        stack: name,
        logicalId,
      }));
    const both = [...stack(US, 'app-left'), ...stack(EU, 'app-right')];
    const apart = world(both);
    expect(apart.rows.map(({ match }) => match.by)).toEqual(Array(6).fill('single'));
    expect(apart.stackPairs).toEqual([]);
    expect(apart.likelyPairs).toContainEqual(
      expect.objectContaining({
        type: 'AWS::CloudFormation::Stack',
        resources: { [US]: 'app-left', [EU]: 'app-right' },
      }),
    );
    const paired = world(both, { baseline: { stacks: [{ [US]: 'app-left', [EU]: 'app-right' }] } });
    expect(paired.rows.map(({ match }) => match.by)).toEqual(Array(3).fill('logical-id'));
    expect(paired.stackPairs).toEqual([
      { stacks: { [US]: 'app-left', [EU]: 'app-right' }, by: 'declared', why: 'the baseline declares them' },
    ]);
    expect(paired.likelyPairs).toEqual([]);
  });

  it('leaves a stack that has its counterpart to it, whatever another one holds', () => {
    const one = (region: string, stack: string, logicalId: string) =>
      ({
        type: 'AWS::SQS::Queue',
        region,
        id: `${stack}-${logicalId}`,
        stack,
        logicalId,
        name: `${region}-${stack}-${logicalId}x`,
      }) as const;
    const ids = ['A', 'B', 'C'];
    const seen = world([
      ...ids.map((id) => one(EU, 'app', id)),
      one(US, 'app', 'Z'),
      ...ids.map((id) => one(US, 'zebra', id)),
    ]);
    expect(seen.rows.filter((row) => row.match.by === 'logical-id')).toEqual([]);
  });

  it('never chooses by order: two stacks of one region may both be the counterpart of one', () => {
    const one = (region: string, stack: string, id: string) =>
      ({ type: 'AWS::SQS::Queue', region, id, stack, logicalId: 'Queue', name: id }) as const;
    const twins = [
      one(US, 'app-1QK5B0VJ9ZT3', 'a'),
      one(US, 'app-H4S81PW6ND2K', 'b'),
      one(EU, 'app-Z7C2M0YQ8R5T', 'c'),
    ];
    for (const order of [twins, [...twins].reverse()]) {
      const seen = world(order);
      expect(seen.rows.map((row) => row.match.by)).toEqual(['single', 'single', 'single']);
      expect(seen.rows.every((row) => (row.match.ambiguous?.length ?? 0) > 0)).toBe(true);
    }
  });

  it('never chooses by order: three of one name against two are ambiguous, and nobody is called missing', () => {
    const twin = (region: string, id: string, size: number) => ({
      type: 'AWS::SQS::Queue',
      region,
      id,
      name: 'worker',
      properties: { Size: size },
    });
    const seen = world([twin(US, 'a', 1), twin(US, 'b', 2), twin(EU, 'c', 3), twin(EU, 'd', 4)]);
    expect(seen.rows.flatMap((row) => Object.values(states(row)))).not.toContain('absent');
    expect(seen.rows.every((row) => (row.match.ambiguous?.length ?? 0) > 0)).toBe(true);
  });

  it('matches things without a name by their shape when that is unambiguous', () => {
    const vpc = (region: string, id: string) => ({
      type: 'AWS::EC2::VPC',
      region,
      id,
      properties: { CidrBlock: region === US ? '10.1.0.0/16' : '10.2.0.0/16' },
    });
    const subnet = (region: string, id: string, vpcId: string, CidrBlock: string) => ({
      type: 'AWS::EC2::Subnet',
      region,
      id,
      properties: { VpcId: vpcId, CidrBlock },
    });
    const seen = world([
      vpc(US, 'vpc-11111111'),
      vpc(EU, 'vpc-22222222'),
      subnet(US, 'subnet-11111111', 'vpc-11111111', '10.1.0.0/24'),
      subnet(US, 'subnet-11111112', 'vpc-11111111', '10.1.1.0/24'),
      subnet(EU, 'subnet-22222222', 'vpc-22222222', '10.2.1.0/24'),
      subnet(EU, 'subnet-22222221', 'vpc-22222222', '10.2.0.0/24'),
    ]);
    const pairs = seen.rows.map((row) =>
      [...row.cells.values()].map((cell) => ('resource' in cell ? cell.resource?.id : null)),
    );
    expect(pairs).toContainEqual(['subnet-11111111', 'subnet-22222221']);
    expect(pairs).toContainEqual(['subnet-11111112', 'subnet-22222222']);
    expect(differing(seen)).toEqual([]);
  });

  it('never matches two given names by shape', () => {
    const seen = world([
      { type: 'AWS::SQS::Queue', region: US, id: 'a', name: 'orders' },
      { type: 'AWS::SQS::Queue', region: EU, id: 'b', name: 'billing' },
    ]);
    expect(named(seen)).toEqual(['billing', 'orders']);
    expect(seen.rows.map(states)).toEqual([
      { [US]: 'absent', [EU]: 'present' },
      { [US]: 'present', [EU]: 'absent' },
    ]);
  });

  it('pairs what the baseline declares', () => {
    const seen = world(
      [
        { type: 'AWS::SQS::Queue', region: US, id: 'a', name: 'orders' },
        { type: 'AWS::SQS::Queue', region: EU, id: 'b', name: 'bestellungen' },
      ],
      {
        baseline: {
          pairs: [{ type: 'AWS::SQS::Queue', name: 'Orders', resources: { [US]: 'orders', [EU]: 'bestellungen' } }],
        },
      },
    );
    expect(seen.rows.map((row) => [row.counterpart, row.match.by])).toEqual([['Orders', 'declared']]);
  });

  it('takes a replica key for the counterpart of its key', () => {
    const seen = world([
      { type: 'AWS::KMS::Key', region: US, id: 'mrk-1', properties: { KeyState: 'Enabled' } },
      { type: 'AWS::KMS::ReplicaKey', region: EU, id: 'mrk-1', properties: { KeyState: 'Enabled' } },
    ]);
    expect(seen.rows.map((row) => [row.type, row.match.by])).toEqual([['AWS::KMS::Key', 'global-identity']]);
  });
});

describe('cells', () => {
  const queue = { type: 'AWS::SQS::Queue', region: US, id: 'q', name: 'orders' };

  it('are absent only where the type was wholly seen', () => {
    expect(states(world([queue]).rows[0])[EU]).toBe('absent');
    expect(states(world([queue], { observations: [denied(EU, '*')] }).rows[0])[EU]).toBe('unknown');
    expect(states(world([queue], { observations: [denied(EU, 'AWS::SQS::Queue')] }).rows[0])[EU]).toBe('unknown');
    expect(
      states(
        world([queue], { observations: [{ region: EU, type: 'AWS::SQS::Queue', state: 'unsupported', gaps: [] }] })
          .rows[0],
      )[EU],
    ).toBe('exempt');
  });

  it('are exempt where the baseline says so', () => {
    const baseline = { asymmetry: [{ type: 'AWS::SQS::*', only: [US] as [string], reason: 'one queue is enough' }] };
    const [row] = world([queue], { baseline }).rows;
    expect(row?.cells.get(EU)).toEqual({ state: 'exempt', reason: 'one queue is enough' });
  });

  it('of a global resource: the region that its name carries, else global; not at all for a region outside the audit', () => {
    const role = (name: string) => ({ type: 'AWS::IAM::Role', region: 'global', id: name, name });
    const seen = world([role('monitor-us-east-1'), role('deployer'), role('monitor-us-west-2')]);
    expect(Object.fromEntries(seen.rows.map((row) => [row.counterpart, states(row)]))).toEqual({
      deployer: { global: 'present' },
      'monitor-<region>': { [US]: 'present', [EU]: 'absent' },
    });
  });

  it('say that a multi-region trail covers the other region', () => {
    const arn = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`;
    const seen = world([
      { type: 'AWS::CloudTrail::Trail', region: US, id: 'main', name: 'main', arn },
      { type: 'AWS::CloudTrail::Trail', region: EU, id: 'main', name: 'main', arn, selected: false },
    ]);
    expect(states(seen.rows[0])).toEqual({ [US]: 'present', [EU]: 'exempt' });
  });

  it('tell a stack that was deployed to the wrong region', () => {
    const seen = world(
      [
        { type: 'AWS::SQS::Queue', region: US, id: 'a', stack: 'app-useast1', logicalId: 'Queue' },
        { type: 'AWS::SQS::Queue', region: US, id: 'b', stack: 'app-useast2', logicalId: 'Queue' },
      ],
      { regions: [US, 'us-east-2'] },
    );
    expect(
      seen.rows.map((row) => [states(row), row.misplaced.map((one) => [one.named, one.lives, one.resource.id])]),
    ).toEqual([[{ [US]: 'present', 'us-east-2': 'absent' }, [['us-east-2', US, 'b']]]]);
  });
});

describe('comparisons', () => {
  const arn = (region: string, id: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/${id}`;
  const [US_KEY, EU_KEY] = ['11111111-1111-1111-1111-111111111111', '22222222-2222-2222-2222-222222222222'];
  const keys = [
    { type: 'AWS::KMS::Key', region: US, id: US_KEY, arn: arn(US, US_KEY), name: 'app' },
    { type: 'AWS::KMS::Key', region: EU, id: EU_KEY, arn: arn(EU, EU_KEY), name: 'app' },
  ];
  const bucket = (region: string, properties: Resource['properties']) => ({
    type: 'AWS::S3::Bucket',
    region,
    id: `logs-${region}`,
    name: `logs-${region}`,
    properties,
  });

  it('compare references by who they are', () => {
    const seen = world([...keys, bucket(US, { Key: arn(US, US_KEY) }), bucket(EU, { Key: arn(EU, EU_KEY) })]);
    expect(differing(seen)).toEqual([]);
  });

  it('find a reference into the other region, and say that it crosses', () => {
    const seen = world([...keys, bucket(US, { Key: arn(US, US_KEY) }), bucket(EU, { Key: arn(US, US_KEY) })]);
    // The same text is the one's own key, and the other one's dependence.
    expect(differing(seen)).toEqual([['Key', [EU]]]);
    expect(seen.rows.flatMap((row) => row.crossings)).toEqual([
      { region: EU, property: 'Key', to: US, value: arn(US, US_KEY), whom: '@Key:app' },
    ]);
  });

  it('are unknown while the referenced type was not read there', () => {
    const [key] = keys;
    const seen = world([key as Terse, bucket(US, { Key: arn(US, US_KEY) }), bucket(EU, { Key: arn(EU, EU_KEY) })], {
      observations: [denied(EU, 'AWS::KMS::Key')],
    });
    expect(differing(seen)).toEqual([]);
    expect(unknown(seen)).toEqual(['Key']);
  });

  it('name both of two, and the minority of three', () => {
    const two = world([bucket(US, { A: 1 }), bucket(EU, { A: 2 })]);
    expect(differing(two)).toEqual([['A', [US, EU]]]);
    const three = world([bucket(US, { A: 1 }), bucket(EU, { A: 2 }), bucket('us-west-2', { A: 1 })], {
      regions: [US, EU, 'us-west-2'],
    });
    expect(differing(three)).toEqual([['A', [EU]]]);
    const held = world([bucket(US, { A: 1 }), bucket(EU, { A: 2 })], { baseline: { reference: EU } });
    expect(differing(held)).toEqual([['A', [US]]]);
  });

  it('compare names in values modulo region and account', () => {
    const value = (region: string) => ({
      Target: `s3-${ACCOUNT}-${region}`,
      Other: region === US ? 'to-eu-central-1' : 'to-us-east-1',
    });
    expect(differing(world([bucket(US, value(US)), bucket(EU, value(EU))]))).toEqual([]);
  });

  it('find a tag that one region lost', () => {
    const seen = world([
      { ...bucket(US, {}), tags: { owner: 'a', 'aws:x': '1' } },
      { ...bucket(EU, {}), tags: {} },
    ]);
    expect(differing(seen)).toEqual([['Tags.owner', [EU]]]);
  });
});

describe('security-group rules', () => {
  const vpcs = [
    { type: 'AWS::EC2::VPC', region: US, id: 'vpc-11111111', name: 'main', properties: { CidrBlock: '10.1.0.0/16' } },
    { type: 'AWS::EC2::VPC', region: EU, id: 'vpc-22222222', name: 'main', properties: { CidrBlock: '10.2.0.0/16' } },
  ];
  const group = (region: string, CidrIp: string) => ({
    type: 'AWS::EC2::SecurityGroup',
    region,
    id: region === US ? 'sg-11111111' : 'sg-22222222',
    name: 'db',
    properties: {
      VpcId: region === US ? 'vpc-11111111' : 'vpc-22222222',
      SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp }],
      SecurityGroupEgress: [],
    },
  });
  const rules = (us: string, eu: string, options = {}) => world([...vpcs, group(US, us), group(EU, eu)], options);

  it('are equal modulo the CIDR of the VPC', () => {
    expect(differing(rules('10.1.0.0/16', '10.2.0.0/16'))).toEqual([]);
    expect(differing(rules('10.1.4.0/24', '10.2.4.0/24'))).toEqual([]);
  });

  it('name the side that is open to the world, whichever it is', () => {
    const property = 'SecurityGroupRules.ingress tcp 5432 from 0.0.0.0/0 | vpc';
    expect(differing(rules('10.1.0.0/16', '0.0.0.0/0'))).toEqual([[property, [EU]]]);
    expect(differing(rules('0.0.0.0/0', '10.2.0.0/16'))).toEqual([[property, [US]]]);
  });

  it('see a prefix of another length, and an address elsewhere', () => {
    expect(differing(rules('10.1.0.0/16', '10.2.0.0/24'))).toHaveLength(1);
    expect(differing(rules('10.1.0.0/24', '10.2.1.0/24'))).toHaveLength(1);
  });

  it('compare declared networks by name', () => {
    const networks = { [US]: { office: '203.0.113.0/24' }, [EU]: { office: '198.51.100.0/24' } };
    expect(differing(rules('203.0.113.0/24', '198.51.100.0/24', { baseline: { networks } }))).toEqual([]);
    expect(differing(rules('203.0.113.0/24', '198.51.100.0/24'))).toHaveLength(1);
  });

  it('are unknown while the VPC was not read', () => {
    const seen = world([vpcs[0] as Terse, group(US, '10.1.0.0/16'), group(EU, '10.2.0.0/16')], {
      observations: [denied(EU, 'AWS::EC2::VPC')],
    });
    expect(differing(seen)).toEqual([]);
    expect(unknown(seen)).toContain('SecurityGroupRules');
  });
});

describe('order', () => {
  const resources: readonly Terse[] = [US, EU].flatMap((region) => [
    {
      type: 'AWS::EC2::VPC',
      region,
      id: `vpc-${region === US ? '1' : '2'}1111111`,
      name: `main-${region}`,
      properties: { CidrBlock: region === US ? '10.1.0.0/16' : '10.2.0.0/17' },
    },
    {
      type: 'AWS::S3::Bucket',
      region,
      id: `b-${region}`,
      name: `b-${region}`,
      properties: { A: region === US ? 1 : 2 },
    },
    { type: 'AWS::SQS::Queue', region, id: `${region}-q`, name: region === US ? 'only' : 'other' },
  ]);

  const facts = (seen: Alignment) => [
    named(seen),
    differing(seen).map(([property, regions]) => [property, [...(regions as string[])].sort()]),
  ];

  it('of the resources and of the regions does not matter', () => {
    const straight = facts(world(resources));
    expect(facts(world([...resources].reverse()))).toEqual(straight);
    expect(facts(world(resources, { regions: [EU, US] }))).toEqual(straight);
  });
});

describe('what is named and not there', () => {
  const ROLE = 'AWS::IAM::Role';
  const trail = (region: string) => `arn:aws:cloudtrail:${region}:${ACCOUNT}:trail/shop-${region}`;
  const bucket = (region: string, names: string): Terse => ({
    type: 'AWS::S3::Bucket',
    region,
    id: `shop-${region}`,
    name: `shop-${region}`,
    properties: { Lets: names },
  });
  const trailOf = (region: string): Terse => {
    const name = `shop-${region}`;
    return { type: 'AWS::CloudTrail::Trail', region, id: name, name, arn: trail(region) };
  };

  it('is no difference of who names it: the trail is missing, the bucket is as it should be', () => {
    const seen = world([bucket(US, trail(US)), bucket(EU, trail(EU)), trailOf(US)]);
    expect(differing(seen)).toEqual([]);
    expect(unknown(seen)).toEqual([]);
  });

  it('is one where the other region is named', () => {
    const seen = world([bucket(US, trail(US)), bucket(EU, trail(US)), trailOf(US)]);
    expect(differing(seen)).toEqual([['Lets', [EU]]]);
  });

  it('is unknown where an id stands for it, and known where a name does', () => {
    const role = (region: string) => `arn:aws:iam::${ACCOUNT}:role/shop-${region}`;
    const key = (region: string, id: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/${id}`;
    const [one, other] = ['11111111-2222-3333-4444-555555555555', '99999999-2222-3333-4444-555555555555'];
    const seen = world(
      [
        { ...bucket(US, ''), properties: { Role: role(US), Key: key(US, one) } },
        { ...bucket(EU, ''), properties: { Role: role(EU), Key: key(EU, other) } },
        { type: ROLE, region: 'global', id: `shop-${US}`, name: `shop-${US}`, arn: role(US) },
        { type: 'AWS::KMS::Key', region: US, id: one, arn: key(US, one) },
      ],
      { observations: [denied('global', ROLE), denied(EU, 'AWS::KMS::Key')] },
    );
    expect(differing(seen)).toEqual([]);
    expect(unknown(seen)).toEqual(['Key']);
  });
});

describe('what refers to one of several of a name', () => {
  const subnet = (region: string, id: string, name: string): Terse => ({
    type: 'AWS::EC2::Subnet',
    region,
    id,
    name,
    tags: { Name: name },
    properties: { VpcId: `vpc-${region}` },
  });
  const groupOf = (region: string, ids: readonly string[]): Terse => ({
    type: 'AWS::RDS::DBSubnetGroup',
    region,
    id: 'data',
    name: 'data',
    properties: { SubnetIds: ids },
  });

  it('is the one that the same refer to, where these are alike in all else', () => {
    const seen = world([
      subnet(US, 'subnet-0a1b2c3d', 'data'),
      groupOf(US, ['subnet-0a1b2c3d']),
      subnet(EU, 'subnet-1a1b2c3d', 'data'),
      subnet(EU, 'subnet-2a1b2c3d', 'data'),
      groupOf(EU, ['subnet-1a1b2c3d']),
    ]);
    const row = seen.rows.find(({ type }) => type === 'AWS::RDS::DBSubnetGroup');
    expect(row?.comparisons).toEqual([]);
    const subnets = seen.rows.filter(({ type }) => type === 'AWS::EC2::Subnet');
    expect(new Set(subnets.map((one) => JSON.stringify(states(one))))).toEqual(
      new Set([
        JSON.stringify({ [US]: 'present', [EU]: 'present' }),
        JSON.stringify({ [US]: 'absent', [EU]: 'present' }),
      ]),
    );
  });

  it('is nobody where nothing tells which it is, and only what bears a name of its own is missing', () => {
    const at = (tier: string, one: Terse): Terse => ({
      ...one,
      properties: { ...one.properties, Tier: tier },
    });
    const seen = world([
      at('x', subnet(US, 'subnet-0a1b2c3d', 'data')),
      subnet(US, 'subnet-0b1b2c3d', 'spare'),
      groupOf(US, ['subnet-0a1b2c3d', 'subnet-0b1b2c3d']),
      at('y', subnet(EU, 'subnet-1a1b2c3d', 'data')),
      at('z', subnet(EU, 'subnet-2a1b2c3d', 'data')),
      groupOf(EU, ['subnet-1a1b2c3d', 'subnet-2a1b2c3d']),
    ]);
    const row = seen.rows.find(({ type }) => type === 'AWS::RDS::DBSubnetGroup');
    expect(row?.comparisons.map(({ property, verdict }) => [property, verdict])).toEqual([['SubnetIds', 'unknown']]);
    const subnets = seen.rows.filter(({ type }) => type === 'AWS::EC2::Subnet');
    const missing = subnets.filter((one) => Object.values(states(one)).includes('absent'));
    expect(missing.map((one) => [one.counterpart, states(one)])).toEqual([
      ['spare', { [US]: 'present', [EU]: 'absent' }],
    ]);
  });

  it('differs all the same where it names more of them', () => {
    const seen = world([
      subnet(US, 'subnet-0a1b2c3d', 'data'),
      groupOf(US, ['subnet-0a1b2c3d']),
      subnet(EU, 'subnet-1a1b2c3d', 'data'),
      subnet(EU, 'subnet-2a1b2c3d', 'data'),
      groupOf(EU, ['subnet-1a1b2c3d', 'subnet-2a1b2c3d']),
    ]);
    const row = seen.rows.find(({ type }) => type === 'AWS::RDS::DBSubnetGroup');
    expect(row?.comparisons.map(({ property, verdict }) => [property, verdict])).toEqual([['SubnetIds', 'different']]);
  });

  it('finds it among two of a name by the rule that lets it in', () => {
    const AP = 'ap-southeast-2';
    const TYPE = 'AWS::EC2::SecurityGroup';
    const web = (region: string, id: string): Terse => ({ type: TYPE, region, id, name: 'web', tags: { Name: 'web' } });
    const tcp = { IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432 };
    const database = (region: string, peer: string): Terse => ({
      type: TYPE,
      region,
      id: `sg-${region.length}f1b2c3d`,
      name: 'db',
      properties: {
        SecurityGroupIngress: [
          { ...tcp, SourceSecurityGroupId: peer },
          { ...tcp, CidrIp: '192.0.2.0/24' },
        ],
      },
    });
    const seen = world(
      [
        web(US, 'sg-0a1b2c3d'),
        database(US, 'sg-0a1b2c3d'),
        web(EU, 'sg-1a1b2c3d'),
        database(EU, 'sg-1a1b2c3d'),
        web(AP, 'sg-2a1b2c3d'),
        web(AP, 'sg-3a1b2c3d'),
        database(AP, 'sg-2a1b2c3d'),
      ],
      { regions: [US, EU, AP] },
    );
    expect(differing(seen)).toEqual([]);
    expect(unknown(seen)).toEqual([]);
    const rows = seen.rows.filter((row) => row.counterpart !== 'db');
    const [whole, over] = rows.map(states).sort((a, b) => ((a[US] ?? '') < (b[US] ?? '') ? 1 : -1));
    expect(whole).toEqual({ [US]: 'present', [EU]: 'present', [AP]: 'present' });
    expect(over).toEqual({ [US]: 'absent', [EU]: 'absent', [AP]: 'present' });
  });
});
