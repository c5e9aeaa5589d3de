/** Designs of VPCs and security groups. */
import type { World } from '../../../test/simulator/simulator.ts';
import { withClient } from '../../../test/worlds/seed.ts';
import type { Design } from '../design.ts';
import * as kit from './kit.ts';

const { att, cidr, fromCidr, fromGroup, ref, resource, sub, tcp } = kit;

const standalone = (direction: 'Ingress' | 'Egress', of: string, properties: kit.Block) =>
  resource(`AWS::EC2::SecurityGroup${direction}`, { GroupId: att(of, 'GroupId'), ...properties });

/** A network with every kind of rule: peers, itself, ICMP, IPv6, prefix lists, ranges, protocols by number; in three regions. */
export const manyGroups: Design = {
  name: 'many-groups',
  regions: ['us-east-1', 'eu-west-1', 'ap-south-1'],
  stackPrefixes: ['mesh'],
  stacks: ({ index }) => [
    {
      name: 'mesh',
      template: kit.template({
        Vpc: kit.vpc(cidr(index), 'mesh-${AWS::Region}'),
        SubnetA: kit.subnet(cidr(index, '0.0/20'), 0, 'mesh-a'),
        SubnetB: kit.subnet(cidr(index, '16.0/20'), 1, 'mesh-b'),
        Offices: resource('AWS::EC2::PrefixList', {
          PrefixListName: 'offices',
          AddressFamily: 'IPv4',
          MaxEntries: 5,
          Entries: [{ Cidr: '198.51.100.0/24' }, { Cidr: '203.0.113.16/28', Description: 'Berlin' }],
        }),
        Edge: kit.group('Edge', [
          tcp(443, { ...fromCidr('0.0.0.0/0'), Description: 'everybody' }),
          tcp(443, { CidrIpv6: '::/0', Description: 'everybody' }),
          { IpProtocol: 'udp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' },
        ]),
        Mesh: kit.group('Mesh', [
          { IpProtocol: 'tcp', FromPort: 8000, ToPort: 8999, SourceSecurityGroupId: att('Edge', 'GroupId') },
          { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, CidrIp: cidr(index) },
          { IpProtocol: 'icmp', FromPort: 3, ToPort: 4, CidrIp: '0.0.0.0/0' },
          { IpProtocol: '50', CidrIp: '192.0.2.0/24' },
          tcp(9100, fromCidr(cidr(index, '0.0/20'))),
          tcp(9101, fromCidr(cidr(index, '16.0/24'))),
        ]),
        MeshItself: standalone('Ingress', 'Mesh', { IpProtocol: '-1', SourceSecurityGroupId: att('Mesh', 'GroupId') }),
        MeshToStore: standalone('Egress', 'Store', tcp(9000, { DestinationSecurityGroupId: att('Mesh', 'GroupId') })),
        Admin: kit.group('Administration', [
          tcp(22, { SourcePrefixListId: ref('Offices'), Description: 'offices' }),
          tcp(3389, fromCidr('203.0.113.16/28')),
        ]),
        Store: kit.group('Store', [tcp(6379, fromGroup('Mesh')), tcp(6379, fromGroup('Admin'))], {
          SecurityGroupEgress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
        }),
        Closed: kit.group('Closed', [], { SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32' }] }),
        Monitor: kit.group('Monitoring', [
          { IpProtocol: 'udp', FromPort: 8125, ToPort: 8125, CidrIp: '100.64.0.0/10' },
          tcp(4317, fromGroup('Mesh')),
        ]),
      }),
    },
  ],
};

/** Hub and spokes: several networks in each region, of other sizes, one with a second block, groups in each. */
export const networkHub: Design = {
  name: 'network-hub',
  regions: ['us-east-1', 'us-west-2'],
  stackPrefixes: ['hub', 'spoke'],
  stacks: ({ index }) => [
    { name: 'hub', template: hub(index * 10 + 1, 'hub') },
    { name: 'spoke-blue', template: spoke(index * 10 + 2, 'blue') },
    { name: 'spoke-green', template: spoke(index * 10 + 3, 'green') },
  ],
};

function hub(net: number, name: string): kit.Block {
  return kit.template({
    Vpc: kit.vpc(cidr(net), `${name}-\${AWS::Region}`, { InstanceTenancy: 'default' }),
    More: resource('AWS::EC2::VPCCidrBlock', { VpcId: ref('Vpc'), CidrBlock: `100.64.${net}.0/24` }),
    Inspection: kit.subnet(cidr(net, '0.0/26'), 0, `${name}-inspection`),
    Transit: kit.subnet(cidr(net, '0.64/26'), 1, `${name}-transit`),
    Firewalls: kit.group('Firewalls', [
      { IpProtocol: '-1', CidrIp: cidr(net) },
      { IpProtocol: 'udp', FromPort: 6081, ToPort: 6081, CidrIp: cidr(net, '0.0/26') },
      tcp(53, fromCidr(`100.64.${net}.0/24`)),
    ]),
    Gateway: resource('AWS::EC2::TransitGateway', { Description: 'hub' }),
  });
}

function spoke(net: number, name: string): kit.Block {
  const zones = ['A', 'B', 'C'].map((letter, at) => [
    `Private${letter}`,
    kit.subnet(cidr(net, `${at * 4}.0/22`), at % 2, `${name}-private-${letter.toLowerCase()}`),
  ]);
  return kit.template({
    Vpc: kit.vpc(cidr(net, '0.0/18'), `${name}-\${AWS::Region}`),
    ...Object.fromEntries(zones),
    Workload: kit.group(`Workload of ${name}`, [
      tcp(443, fromCidr(cidr(net, '0.0/18'))),
      tcp(8443, fromCidr(cidr(net, '4.0/22'))),
      tcp(8444, fromCidr('10.0.0.0/8')),
    ]),
    Endpoints: kit.group(`Endpoints of ${name}`, [tcp(443, fromGroup('Workload'))]),
    Table: resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
    Endpoint: resource('AWS::EC2::VPCEndpoint', {
      VpcId: ref('Vpc'),
      ServiceName: sub('com.amazonaws.${AWS::Region}.s3'),
      RouteTableIds: [ref('Table')],
    }),
  });
}

/** Two stacks of addresses, and groups that let in the networks of the other region, each the other's mirror. */
export const peers: Design = {
  name: 'peers',
  regions: ['eu-west-1', 'eu-central-1'],
  stackPrefixes: ['peer'],
  stacks: ({ index, region }) => [
    {
      name: `peer-${region}`,
      template: kit.template({
        Vpc: kit.vpc(cidr(index + 1), 'peer-${AWS::Region}'),
        SubnetA: kit.subnet(cidr(index + 1, '0.0/24'), 0, 'peer-a'),
        Dual: resource('AWS::EC2::VPCCidrBlock', { VpcId: ref('Vpc'), AmazonProvidedIpv6CidrBlock: true }),
        Replication: kit.group('Replication', [
          tcp(5432, fromCidr(cidr(2 - index))),
          tcp(5432, fromCidr(cidr(index + 1))),
        ]),
        Gossip: kit.group('Gossip', [{ IpProtocol: 'udp', FromPort: 7946, ToPort: 7946, CidrIp: cidr(2 - index) }]),
        Web: kit.group('Web', [tcp(443, { CidrIpv6: '::/0' }), tcp(443, { CidrIpv6: '2001:db8:100::/40' })]),
      }),
    },
  ],
};

/** A bastion and what it reaches: rules that refer to each other in a circle, so all stand alone. */
export const bastion: Design = {
  name: 'bastion',
  regions: ['us-east-1', 'us-east-2'],
  stackPrefixes: ['ops'],
  after: (world, { region }) => managed(world, region),
  stacks: ({ index }) => [
    {
      name: 'ops-access',
      tags: { team: 'platform' },
      template: kit.template({
        Vpc: kit.vpc(cidr(index + 40), 'ops-${AWS::Region}'),
        SubnetA: kit.subnet(cidr(index + 40, '1.0/25'), 0, null),
        Bastion: kit.group('Bastion', [tcp(22, fromCidr('198.51.100.7/32')), tcp(22, fromCidr('198.51.100.8/32'))]),
        Hosts: kit.group('Hosts'),
        In: standalone(
          'Ingress',
          'Hosts',
          tcp(22, { SourceSecurityGroupId: att('Bastion', 'GroupId'), Description: 'ssh' }),
        ),
        Back: standalone('Ingress', 'Bastion', tcp(9022, { SourceSecurityGroupId: att('Hosts', 'GroupId') })),
        Out: standalone('Egress', 'Bastion', tcp(22, { DestinationSecurityGroupId: att('Hosts', 'GroupId') })),
        Ping: standalone('Ingress', 'Hosts', {
          IpProtocol: 'icmp',
          FromPort: 8,
          ToPort: 0,
          CidrIp: cidr(index + 40, '1.0/25'),
        }),
        Profile: kit.role('ec2.amazonaws.com', {
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
        }),
      }),
    },
  ],
};

/** What is there beside the design and must not matter: a group of somebody else's. */
async function managed(world: World, region: string): Promise<void> {
  const { CreateSecurityGroupCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const input = { GroupName: `somebody-else-${region}`, Description: 'not of the design' };
  await withClient(EC2Client, world, region, (ec2) => ec2.send(new CreateSecurityGroupCommand(input)));
}

export const networkDesigns = [manyGroups, networkHub, peers, bastion];
