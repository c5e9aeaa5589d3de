/** The collector of `AWS::EC2::Subnet`. */
import type { Subnet } from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector, type Listed, tagRecord } from '../collector.ts';
import { ec2Identity } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::Subnet',
  summary: 'Subnets: address blocks, their VPC, what an instance gets at launch (public address, IPv6, host name).',
  scope: 'regional',
  listing: 'at-once',
  uniqueName: false,
  livesIn: { VpcId: 'AWS::EC2::VPC' },
  actions: ['ec2:DescribeSubnets'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeSubnets } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeSubnets({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const subnet of given(page.Subnets, 'Subnets')) yield listed(subnet, ctx);
    }
  },
  tags: 'listed',
  isDefault: (subnet) => subnet.properties.DefaultForAz === true,
  // The blocks of all subnets of a VPC tell what an address in a security-group rule means there.
  keptWith: (subnet, ids) => ids.has(String(subnet.properties.VpcId)),
  needs: ['AWS::EC2::VPC'],
  absorbs: ['AWS::EC2::SubnetCidrBlock'],
  comparators: {
    VpcId: 'same',
    CidrBlock: {
      compare: 'same-size',
      why: 'Regions have ranges of their own by design; how many addresses there are is the design.',
    },
    Ipv6CidrBlock: { compare: 'same-size', why: 'As CidrBlock.' },
    Ipv6CidrBlocks: { compare: 'same-size', why: 'As CidrBlock.' },
    AvailabilityZone: {
      compare: 'ignored',
      why: 'The letters are dealt out for each account, and regions do not have the same ones: us-east-1a has no counterpart.',
    },
    AvailabilityZoneId: {
      compare: 'ignored',
      why: 'Names a physical zone of its region: one template in two regions never gets the same ones.',
    },
    MapPublicIpOnLaunch: {
      compare: 'same',
      severity: 'high',
      worse: 'true',
      why: 'What is launched there gets a public address without anyone asking for it.',
    },
    EnableDns64: 'same',
    Ipv6Native: 'same',
    'PrivateDnsNameOptionsOnLaunch.HostnameType': 'same',
    'PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord': 'same',
    'PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsAAAARecord': 'same',
    State: 'same',
    DefaultForAz: 'same',
    BlockPublicAccessStates: {
      compare: 'same',
      severity: 'high',
      worse: 'absent',
      why: 'A block on internet gateways that holds in one region only: an exclusion lifts it for single subnets. `off` and a region that does not offer it are both absent.',
    },
    EnableLniAtDeviceIndex: 'same',
    AssignIpv6AddressOnCreation: { compare: 'same', why: 'Every IPv6 address of AWS is a public one.' },
  },
  addresses: 'part',
  idPattern: /^subnet-[0-9a-f]{8,17}$/,
  sets: ['Ipv6CidrBlocks'],
  notRead: {
    Ipv4IpamPoolId: 'EC2 does not tell the pool that a block was taken from',
    Ipv4NetmaskLength: 'the block that came of it is read',
    Ipv6IpamPoolId: 'EC2 does not tell the pool that a block was taken from',
    Ipv6NetmaskLength: 'the block that came of it is read',
    OutpostArn: 'a place of hardware: no region has the other one’s',
  },
  cannotSee: [
    'Whether the subnets of a VPC are spread over as many Availability Zones in each region.',
    'Routes and network ACLs: whether a subnet is public is decided by these.',
    'How many addresses are free: that is load, not design.',
    'Outposts: which one, and its customer-owned addresses.',
  ],
});

function listed(subnet: Subnet, ctx: CollectorContext): Listed {
  const tags = tagRecord(subnet.Tags);
  return {
    ...ec2Identity(ctx, 'subnet', { id: subnet.SubnetId, arn: subnet.SubnetArn, owner: subnet.OwnerId }),
    name: tags.Name ?? null,
    tags,
    properties: properties(subnet),
  };
}

function properties(subnet: Subnet): JsonObject {
  const ipv6 = (subnet.Ipv6CidrBlockAssociationSet ?? [])
    .filter((association) => association.Ipv6CidrBlockState?.State === 'associated')
    .map((association) => association.Ipv6CidrBlock)
    .filter((block) => block !== undefined)
    .sort();
  const blocked = subnet.BlockPublicAccessStates?.InternetGatewayBlockMode;
  return compact({
    VpcId: subnet.VpcId,
    CidrBlock: subnet.CidrBlock,
    Ipv6CidrBlock: ipv6.length === 1 ? ipv6[0] : undefined,
    Ipv6CidrBlocks: ipv6.length > 1 ? ipv6 : undefined,
    AvailabilityZone: subnet.AvailabilityZone,
    AvailabilityZoneId: subnet.AvailabilityZoneId,
    MapPublicIpOnLaunch: subnet.MapPublicIpOnLaunch,
    AssignIpv6AddressOnCreation: subnet.AssignIpv6AddressOnCreation,
    EnableDns64: subnet.EnableDns64,
    Ipv6Native: subnet.Ipv6Native,
    PrivateDnsNameOptionsOnLaunch:
      subnet.PrivateDnsNameOptionsOnLaunch && compact({ ...subnet.PrivateDnsNameOptionsOnLaunch }),
    State: subnet.State,
    DefaultForAz: subnet.DefaultForAz,
    BlockPublicAccessStates: blocked && blocked !== 'off' ? { InternetGatewayBlockMode: blocked } : undefined,
    EnableLniAtDeviceIndex: subnet.EnableLniAtDeviceIndex,
  });
}
