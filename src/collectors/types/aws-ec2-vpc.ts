/** The collector of `AWS::EC2::VPC`. */
import type { Vpc } from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector, type Listed, tagRecord } from '../collector.ts';
import { ec2Identity } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::VPC',
  summary:
    'Virtual private clouds: address blocks, tenancy, DNS support and host names, whether public access is blocked.',
  scope: 'regional',
  listing: 'at-once',
  uniqueName: false,
  actions: ['ec2:DescribeVpcs'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeVpcs } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeVpcs({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const vpc of given(page.Vpcs, 'Vpcs')) yield listed(vpc, ctx);
    }
  },
  parts: [
    {
      action: 'ec2:DescribeVpcAttribute',
      properties: ['EnableDnsSupport'],
      read: async (ctx, vpc) => ({ EnableDnsSupport: await attribute(ctx, vpc.id, 'enableDnsSupport') }),
    },
    {
      action: 'ec2:DescribeVpcAttribute',
      properties: ['EnableDnsHostnames'],
      read: async (ctx, vpc) => ({ EnableDnsHostnames: await attribute(ctx, vpc.id, 'enableDnsHostnames') }),
    },
  ],
  tags: 'listed',
  isDefault: (vpc) => vpc.properties.IsDefault === true,
  absorbs: ['AWS::EC2::VPCCidrBlock', 'AWS::EC2::VPCDHCPOptionsAssociation'],
  comparators: {
    CidrBlock: {
      compare: 'same-size',
      why: 'Regions have ranges of their own by design; how many addresses there are is the design (ARC VpcCidrBlock).',
    },
    AdditionalCidrBlocks: { compare: 'same-size', why: 'As CidrBlock (ARC VpcCidrBlocksInAssociationSets).' },
    Ipv6CidrBlocks: { compare: 'same-size', why: 'As CidrBlock (ARC VpcIpv6CidrBlocksInAssociationSets).' },
    EnableDnsSupport: {
      compare: 'same',
      worse: 'false',
      why: 'Without it nothing in the VPC resolves a name through the resolver that AWS provides.',
    },
    EnableDnsHostnames: {
      compare: 'same',
      worse: 'false',
      why: 'Without it interface endpoints have no private names, and traffic to AWS leaves by the public way.',
    },
    InstanceTenancy: 'same',
    State: 'same',
    IsDefault: 'same',
    DhcpOptions: {
      compare: 'same',
      why: '`set` or `none`: without an option set nothing in the VPC learns a resolver. Ids and contents are regional.',
    },
    BlockPublicAccessStates: {
      compare: 'same',
      severity: 'high',
      worse: 'absent',
      why: 'A block on internet gateways that holds in one region only. `off` and a region that does not offer it are both absent.',
    },
  },
  addresses: 'network',
  idPattern: /^vpc-[0-9a-f]{8,17}$/,
  sets: ['AdditionalCidrBlocks', 'Ipv6CidrBlocks'],
  notRead: {
    Ipv4IpamPoolId: 'EC2 does not tell the pool that a block was taken from',
    Ipv4NetmaskLength: 'the block that came of it is read',
    VpcEncryptionControl: 'another call a VPC: see what the type cannot see',
  },
  cannotSee: [
    'What the DHCP option set says: only whether there is one.',
    'VPC encryption controls. Subnets that are excluded from the block on public access say so themselves.',
    'The IPAM pool that a block was taken from, which EC2 does not tell, and the pool and border group of IPv6 blocks.',
  ],
});

function listed(vpc: Vpc, ctx: CollectorContext): Listed {
  const tags = tagRecord(vpc.Tags);
  return {
    ...ec2Identity(ctx, 'vpc', { id: vpc.VpcId, owner: vpc.OwnerId }),
    name: tags.Name ?? null,
    tags,
    properties: properties(vpc),
  };
}

function properties(vpc: Vpc): JsonObject {
  const blocked = vpc.BlockPublicAccessStates?.InternetGatewayBlockMode;
  const blocks = (vpc.CidrBlockAssociationSet ?? [])
    .filter((association) => association.CidrBlockState?.State === 'associated')
    .map((association) => association.CidrBlock);
  const ipv6 = (vpc.Ipv6CidrBlockAssociationSet ?? [])
    .filter((association) => association.Ipv6CidrBlockState?.State === 'associated')
    .map((association) => association.Ipv6CidrBlock);
  return compact({
    CidrBlock: vpc.CidrBlock,
    AdditionalCidrBlocks: texts(blocks.filter((block) => block !== vpc.CidrBlock)),
    Ipv6CidrBlocks: texts(ipv6),
    InstanceTenancy: vpc.InstanceTenancy,
    State: vpc.State,
    IsDefault: vpc.IsDefault,
    DhcpOptions: vpc.DhcpOptionsId === undefined ? undefined : vpc.DhcpOptionsId === 'default' ? 'none' : 'set',
    BlockPublicAccessStates: blocked && blocked !== 'off' ? { InternetGatewayBlockMode: blocked } : undefined,
  });
}

/** Sorted, since EC2 promises no order; undefined when there are none. */
function texts(values: readonly (string | undefined)[]): readonly string[] | undefined {
  const found = values.filter((value) => value !== undefined).sort();
  return found.length > 0 ? found : undefined;
}

async function attribute(
  ctx: CollectorContext,
  VpcId: string,
  Attribute: 'enableDnsSupport' | 'enableDnsHostnames',
): Promise<boolean> {
  const { DescribeVpcAttributeCommand, EC2Client } = await import('@aws-sdk/client-ec2');
  const answer = await ctx.client(EC2Client).send(new DescribeVpcAttributeCommand({ VpcId, Attribute }));
  const value = Attribute === 'enableDnsSupport' ? answer.EnableDnsSupport?.Value : answer.EnableDnsHostnames?.Value;
  // A member that AWS left out is not "false": the part fails and the property is unknown.
  if (value === undefined) throw new Error(`DescribeVpcAttribute gave no ${Attribute} for ${VpcId}`);
  return value;
}
