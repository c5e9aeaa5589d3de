/** Designs of routes, gateways and network ACLs. */
import type { Design } from '../design.ts';
import * as kit from './kit.ts';
import { type Block, type Resources, single } from './single.ts';

const { att, cidr, ref, resource } = kit;

const base = (net: number): Resources => ({
  Vpc: kit.vpc(cidr(net), 'net'),
  PublicA: kit.subnet(cidr(net, '0.0/24'), 0, 'public-a'),
  PrivateA: kit.subnet(cidr(net, '10.0/24'), 0, 'private-a'),
});

const entry = (RuleNumber: number, CidrBlock: unknown, more: Block = {}): Block =>
  resource('AWS::EC2::NetworkAclEntry', {
    NetworkAclId: ref('Acl'),
    RuleNumber,
    Protocol: 6,
    RuleAction: 'allow',
    Egress: false,
    CidrBlock,
    PortRange: { From: 443, To: 443 },
    ...more,
  });

/** Each region with a range of its own: routes and entries that hold its blocks are the same design. */
const routed = (net: number): Resources => ({
  ...base(net),
  Gateway: resource('AWS::EC2::InternetGateway'),
  Attachment: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('Vpc'), InternetGatewayId: ref('Gateway') }),
  Table: resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
  Out: resource(
    'AWS::EC2::Route',
    { RouteTableId: ref('Table'), DestinationCidrBlock: '0.0.0.0/0', GatewayId: ref('Gateway') },
    { DependsOn: 'Attachment' },
  ),
  Use: resource('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref('PublicA'), RouteTableId: ref('Table') }),
  Acl: resource('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
  FromInside: entry(100, cidr(net)),
  FromPrivate: entry(110, cidr(net, '10.0/24')),
  FromOffice: entry(120, '198.51.100.0/24'),
  ToAll: entry(100, '0.0.0.0/0', { Egress: true }),
});

/** Two places of a network that reaches on through a transit gateway, each to the other. */
const hub = (net: number, other: number): Resources => ({
  ...base(net),
  Hub: resource('AWS::EC2::TransitGateway', { Description: 'hub' }),
  Joined: resource('AWS::EC2::TransitGatewayVpcAttachment', {
    TransitGatewayId: ref('Hub'),
    VpcId: ref('Vpc'),
    SubnetIds: [ref('PrivateA')],
  }),
  Table: resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
  ToOther: resource(
    'AWS::EC2::Route',
    { RouteTableId: ref('Table'), DestinationCidrBlock: cidr(other), TransitGatewayId: ref('Hub') },
    { DependsOn: 'Joined' },
  ),
  ToSite: resource(
    'AWS::EC2::Route',
    { RouteTableId: ref('Table'), DestinationCidrBlock: '192.168.0.0/16', TransitGatewayId: ref('Hub') },
    { DependsOn: 'Joined' },
  ),
});

const lists = (net: number): Resources => ({
  Vpc: kit.vpc(cidr(net), 'lists'),
  Inside: resource('AWS::EC2::PrefixList', {
    PrefixListName: 'inside',
    AddressFamily: 'IPv4',
    MaxEntries: 5,
    Entries: [{ Cidr: cidr(net), Description: 'all of it' }, { Cidr: '198.51.100.0/24' }],
  }),
});

const site: Resources = {
  Site: resource('AWS::EC2::CustomerGateway', { BgpAsn: 65000, IpAddress: '198.51.100.1', Type: 'ipsec.1' }),
  Gateway: resource('AWS::EC2::VPNGateway', { Type: 'ipsec.1' }),
  Options: resource('AWS::EC2::DHCPOptions', { DomainName: 'shop.internal', DomainNameServers: ['10.2.5.1'] }),
};

const fleet = (net: number): Resources => ({
  ...base(net),
  Group: kit.group('fleet', [kit.tcp(443, kit.fromCidr(cidr(net)))]),
  Template: resource('AWS::EC2::LaunchTemplate', {
    LaunchTemplateName: 'fleet',
    LaunchTemplateData: { InstanceType: 't3.small', SecurityGroupIds: [ref('Group')], EbsOptimized: true },
  }),
  Fleet: resource('AWS::AutoScaling::AutoScalingGroup', {
    MinSize: '1',
    MaxSize: '3',
    DesiredCapacity: '1',
    VPCZoneIdentifier: [ref('PrivateA')],
    LaunchTemplate: { LaunchTemplateId: ref('Template'), Version: att('Template', 'LatestVersionNumber') },
  }),
});

const balanced = (net: number): Resources => ({
  ...base(net),
  PublicB: kit.subnet(cidr(net, '1.0/24'), 1, 'public-b'),
  Balancers: kit.group('balancers', [kit.tcp(80, kit.fromCidr('0.0.0.0/0'))]),
  Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Name: 'web',
    Subnets: [ref('PublicA'), ref('PublicB')],
    SecurityGroups: [ref('Balancers')],
  }),
  Web: resource('AWS::ElasticLoadBalancingV2::TargetGroup', {
    Name: 'web',
    VpcId: ref('Vpc'),
    Port: 80,
    Protocol: 'HTTP',
    HealthCheckPath: '/health',
  }),
  Listener: resource('AWS::ElasticLoadBalancingV2::Listener', {
    LoadBalancerArn: ref('Balancer'),
    Port: 80,
    Protocol: 'HTTP',
    DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Web') }],
  }),
  Office: resource('AWS::ElasticLoadBalancingV2::ListenerRule', {
    ListenerArn: ref('Listener'),
    Priority: 10,
    Conditions: [{ Field: 'path-pattern', Values: ['/admin/*'] }],
    Actions: [{ Type: 'forward', TargetGroupArn: ref('Web') }],
  }),
});

const endpoints = (net: number): Resources => ({
  ...base(net),
  Table: resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
  Buckets: resource('AWS::EC2::VPCEndpoint', {
    VpcId: ref('Vpc'),
    ServiceName: kit.sub('com.amazonaws.${AWS::Region}.s3'),
    RouteTableIds: [ref('Table')],
    VpcEndpointType: 'Gateway',
  }),
  Address: resource('AWS::EC2::EIP', { Domain: 'vpc' }),
  Nat: resource('AWS::EC2::NatGateway', { SubnetId: ref('PublicA'), AllocationId: att('Address', 'AllocationId') }),
});

export const netDesigns: readonly Design[] = [
  single('routed', ({ index }) => routed(index), { regions: 3 }),
  single('hub', ({ index }) => hub(index, 1 - index)),
  single('lists', ({ index }) => lists(index)),
  single('site', site),
  single('fleet', ({ index }) => fleet(index)),
  single('balanced', ({ index }) => balanced(index)),
  single('endpoints', ({ index }) => endpoints(index)),
];
