import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align } from '../alignment/align.ts';
import { collectors } from '../collectors/index.ts';
import { snapshotOf } from '../findings/example.ts';
import { baselineOf, resource, type Terse } from '../findings/testing.ts';
import type { Gap, Json } from '../snapshot/snapshot.ts';
import { AP, EU, US } from './testing.ts';

const TYPES = collectors.map((one) => one.type);
const NUMBERS: { readonly [region: string]: number } = { [US]: 0, [EU]: 1, [AP]: 2 };

const net = (region: string, rest = '0.0/16') => `10.${NUMBERS[region]}.${rest}`;
const made = (
  region: string,
  logicalId: string,
  type: string,
  id: string,
  properties: NonNullable<Terse['properties']>,
): Terse => ({
  ...{ type, region, id, name: null, stack: 'net', logicalId },
  properties,
});

/** What differs between the regions' rows: type, property, verdict. */
function apart(
  regions: readonly string[],
  own: (region: string) => readonly Terse[],
  gaps: readonly Gap[] = [],
): readonly string[] {
  const empty = snapshotOf({ regions: Object.fromEntries(regions.map((region) => [region, []])) }, TYPES);
  const all = regions.flatMap((region) => [
    made(region, 'Vpc', 'AWS::EC2::VPC', `vpc-${NUMBERS[region]}0000000`, { CidrBlock: net(region) }),
    made(region, 'A', 'AWS::EC2::Subnet', `subnet-${NUMBERS[region]}0000000`, {
      VpcId: `vpc-${NUMBERS[region]}0000000`,
      CidrBlock: net(region, '1.0/24'),
    }),
    ...own(region),
  ]);
  const snapshot = {
    ...empty,
    resources: all.map(resource),
    observations: empty.observations.map((one) => {
      const here = gaps.filter((gap) => gap.region === one.region && gap.type === one.type);
      return here.length > 0 ? { ...one, state: 'unknown' as const, gaps: here } : one;
    }),
  };
  return align(snapshot, baselineOf(undefined), collectors).rows.flatMap(({ type, comparisons }) =>
    comparisons.map(({ property, verdict }) => `${type} ${property} ${verdict}`),
  );
}

const vpcOf = (region: string) => `vpc-${NUMBERS[region]}0000000`;
const table = (region: string, Routes: Json) =>
  made(region, 'Table', 'AWS::EC2::RouteTable', `rtb-${NUMBERS[region]}0000000`, { VpcId: vpcOf(region), Routes });
const acl = (region: string, Entries: Json) =>
  made(region, 'Acl', 'AWS::EC2::NetworkAcl', `acl-${NUMBERS[region]}0000000`, { VpcId: vpcOf(region), Entries });
const list = (region: string, blocks: readonly string[]) =>
  made(region, 'List', 'AWS::EC2::PrefixList', `pl-${NUMBERS[region]}0000000`, {
    PrefixListName: 'inside',
    Entries: [...blocks].sort().map((Cidr) => ({ Cidr })),
  });
const gateway = (region: string) =>
  made(region, 'Hub', 'AWS::EC2::TransitGateway', `tgw-${NUMBERS[region]}0000000`, { Description: 'hub' });
const hub = (region: string) => `tgw-${NUMBERS[region]}0000000`;
const other = (region: string) => (region === US ? EU : US);

/** A block as an offset in the VPC, or as text. */
const inside = fc.integer({ min: 0, max: 255 }).map((at) => (region: string) => net(region, `${at}.0/24`));
const outside = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 12, max: 28 })).map(
  ([at, length]) =>
    () =>
      `172.16.${at}.0/${length}`,
);
const peers = fc.integer({ min: 0, max: 255 }).map((at) => (region: string) => net(other(region), `${at}.0/24`));
const world = fc.constant(() => '0.0.0.0/0');
const block = fc.oneof(inside, outside, peers, world);
const distinct = fc.uniqueArray(block, { selector: (of) => of(US), minLength: 1, maxLength: 6 });

const HOLDERS: { readonly [name: string]: (region: string, blocks: readonly string[]) => readonly Terse[] } = {
  routes: (region, blocks) => [
    gateway(region),
    table(
      region,
      blocks.map((DestinationCidrBlock) => ({
        DestinationCidrBlock,
        TransitGatewayId: hub(region),
        State: 'active',
      })),
    ),
  ],
  'network ACL': (region, blocks) => [
    acl(
      region,
      blocks.map((CidrBlock, at) => ({
        CidrBlock,
        RuleNumber: 100 + at,
        Egress: false,
        RuleAction: 'allow',
        Protocol: 6,
      })),
    ),
  ],
  'prefix list': (region, blocks) => [list(region, blocks)],
};

describe.each(Object.entries(HOLDERS))('blocks of a %s', (_, holder) => {
  test('are the same where each is at the same place of its own VPC, or of the other one', () => {
    fc.assert(
      fc.property(distinct, (blocks) => {
        expect(
          apart([US, EU], (region) =>
            holder(
              region,
              blocks.map((of) => of(region)),
            ),
          ),
        ).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('one that was changed is told, and no other', () => {
    fc.assert(
      fc.property(distinct, fc.nat(5), block, (blocks, nth, changed) => {
        const at = nth % blocks.length;
        fc.pre(blocks.every((of) => of(US) !== changed(US)));
        const told = apart([US, EU], (region) =>
          holder(
            region,
            blocks.map((of, index) => (index === at && region === EU ? changed : of)(region)),
          ),
        );
        expect(told.length).toBeGreaterThan(0);
        expect(told.every((one) => one.endsWith('different'))).toBe(true);
        const names = told.map((one) => one.replace(/(\]).*/, '$1'));
        expect(new Set(names).size).toBeLessThanOrEqual(2);
      }),
      { numRuns: 40 },
    );
  });
});

test('a changed route is one that each region has alone', () => {
  const routes = (region: string) => [net(region, '7.0/24'), region === US ? '172.16.0.0/16' : '172.17.0.0/16'];
  expect(
    apart([US, EU], (region) => (HOLDERS.routes as never as (typeof HOLDERS)[string])(region, routes(region))),
  ).toEqual([expect.stringContaining('Routes[172.16.0.0/16]'), expect.stringContaining('Routes[172.17.0.0/16]')]);
});

test('a block of the first region that was copied to the second is no place of its own', () => {
  const told = apart([US, EU], (region) => [acl(region, [{ CidrBlock: net(US), RuleNumber: 100, Egress: false }])]);
  expect(told).toEqual(['AWS::EC2::NetworkAcl Entries[100 false].CidrBlock different']);
});

test('each of three regions lets in both others', () => {
  const all = [US, EU, AP];
  const others = (region: string) => all.filter((one) => one !== region);
  const routes = (region: string, to: readonly string[]) => [
    gateway(region),
    table(
      region,
      to.map((one) => ({ DestinationCidrBlock: net(one), TransitGatewayId: hub(region) })),
    ),
  ];
  expect(apart(all, (region) => routes(region, others(region)))).toEqual([]);
  expect(apart(all, (region) => routes(region, region === AP ? [US] : others(region)))).not.toEqual([]);
  const entries = (region: string, action: string) =>
    acl(
      region,
      others(region).map((one, at) => ({ CidrBlock: net(one), RuleNumber: at, Egress: false, RuleAction: action })),
    );
  expect(apart(all, (region) => [entries(region, 'allow')])).toEqual([]);
  expect(apart(all, (region) => [entries(region, region === AP ? 'deny' : 'allow')])).not.toEqual([]);
});

test('while the VPCs are not read nothing is said of private blocks', () => {
  const denied: Gap = {
    ...{ region: EU, type: 'AWS::EC2::VPC', cause: 'denied', operation: 'ec2:DescribeVpcs' },
    ...{ detail: 'AccessDenied', remedy: 'Grant it.' },
  };
  const told = apart([US, EU], (region) => [acl(region, [{ CidrBlock: net(region), RuleNumber: 1, Egress: true }])], [
    denied,
  ]);
  expect(told.filter((one) => one.includes('NetworkAcl') && one.endsWith('different'))).toEqual([]);
});

test('also in a property that no type declares to hold blocks, there an equal text is the same', () => {
  const rule = (region: string, Values: Json) =>
    made(region, 'Rule', 'AWS::ElasticLoadBalancingV2::ListenerRule', `rule-${region}`, {
      Conditions: [{ Field: 'source-ip', SourceIpConfig: { Values } }],
    });
  expect(apart([US, EU], (region) => [rule(region, [net(region), '172.16.0.0/12'])])).toEqual([]);
  expect(apart([US, EU], (region) => [rule(region, [net(US)])])).toEqual([]);
  expect(apart([US, EU], (region) => [rule(region, [net(region, region === US ? '1.0/24' : '2.0/24')])])).toHaveLength(
    1,
  );
});

test('routes to each other over one peering are the same', () => {
  const id = 'pcx-0123456789abcdef0';
  const peering = (region: string): Terse => ({
    ...made(region, 'Peering', 'AWS::EC2::VPCPeeringConnection', id, {
      VpcId: vpcOf(US),
      PeerVpcId: vpcOf(EU),
      PeerRegion: EU,
    }),
    arn: `arn:aws:ec2:${US}:111122223333:vpc-peering-connection/${id}`,
    ...(region === EU && { stack: null, logicalId: null, selected: false, evidence: [] }),
  });
  const told = (to: (region: string) => string) =>
    apart([US, EU], (region) => [
      peering(region),
      table(region, [{ DestinationCidrBlock: to(region), VpcPeeringConnectionId: id }]),
    ]).filter((one) => one.includes('RouteTable'));
  expect(told((region) => net(other(region)))).toEqual([]);
  expect(told((region) => (region === US ? net(EU) : '172.16.0.0/12'))).not.toEqual([]);
});

test('each region asks the other one for a peering: two connections of one design', () => {
  const connection = (region: string, from: string): Terse => ({
    ...made(region, 'Peering', 'AWS::EC2::VPCPeeringConnection', `pcx-${NUMBERS[from]}0000000`, {
      VpcId: vpcOf(from),
      PeerVpcId: vpcOf(other(from)),
      PeerRegion: other(from),
    }),
    arn: `arn:aws:ec2:${from}:111122223333:vpc-peering-connection/pcx-${NUMBERS[from]}0000000`,
    ...(from !== region && { stack: null, logicalId: null, selected: false, evidence: [] }),
  });
  const told = (through: (region: string) => string) =>
    apart([US, EU], (region) => [
      connection(region, US),
      connection(region, EU),
      table(region, [
        { DestinationCidrBlock: net(other(region)), VpcPeeringConnectionId: `pcx-${NUMBERS[through(region)]}0000000` },
      ]),
    ]);
  expect(told((region) => region)).toEqual([]);
  expect(told(() => US)).toHaveLength(1);
});
