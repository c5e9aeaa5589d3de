/** The collector of `AWS::EC2::VPCEndpoint`. */
import type { VpcEndpoint } from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped, opened } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::VPCEndpoint',
  summary: 'VPC endpoints: the service, the policy, subnets, groups or route tables, private DNS.',
  scope: 'regional',
  idPattern: /^vpce-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeVpcEndpoints'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeVpcEndpoints } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeVpcEndpoints({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const endpoint of given(page.VpcEndpoints, 'VpcEndpoints')) {
        if (isGone(endpoint)) continue;
        yield {
          ...ec2Listed(
            ctx,
            'vpc-endpoint',
            { id: endpoint.VpcEndpointId, owner: endpoint.OwnerId, tags: endpoint.Tags },
            propertiesOf(endpoint),
          ),
          // Redshift, MSK and other services make endpoints in the VPC for themselves.
          ...(endpoint.RequesterManaged && { context: true as const }),
        };
      }
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EC2::SecurityGroup', 'AWS::EC2::RouteTable'],
  comparators: {
    'DnsOptions.DnsRecordIpType': 'same',
    'DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint': 'same',
    IpAddressType: 'same',
    PolicyDocument: { compare: 'same', severity: 'high', why: 'It decides what may be reached through the endpoint.' },
    PrivateDnsEnabled: {
      compare: 'same',
      severity: 'high',
      worse: 'false',
      why: "Without it the service's usual name leads past the endpoint.",
    },
    ResourceConfigurationArn: 'same',
    RouteTableIds: 'same',
    SecurityGroupIds: 'same',
    ServiceName: 'same',
    ServiceNetworkArn: 'same',
    ServiceRegion: 'same',
    State: { compare: 'same', severity: 'high' },
    SubnetIds: {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    VpcEndpointType: 'same',
    VpcId: 'same',
  },
  policies: ['PolicyDocument'],
  sets: ['RouteTableIds', 'SecurityGroupIds', 'SubnetIds'],
  notRead: {
    'DnsOptions.PrivateDnsPreference': 'EC2 returns it for service-network endpoints only',
    'DnsOptions.PrivateDnsSpecifiedDomains': 'EC2 returns it for service-network endpoints only',
  },
  cannotSee: ['Whether the other side of the endpoint service accepts it, beyond its state.'],
});

function isGone({ State }: VpcEndpoint): boolean {
  return ['deleted', 'deleting'].includes(String(State).toLowerCase());
}

function propertiesOf(endpoint: VpcEndpoint): JsonObject {
  const { ServiceRegion, ...rest } = endpoint;
  const home = endpoint.ServiceName?.split('.').includes(ServiceRegion ?? '') ? undefined : ServiceRegion;
  return mapped(
    {
      ...rest,
      // Told by the service's name already, where it is the endpoint's own region.
      ServiceRegion: home,
      PolicyDocument: opened(endpoint.PolicyDocument),
      RouteTableIds: sorted(endpoint.RouteTableIds),
      SecurityGroupIds: sorted(endpoint.Groups?.map(({ GroupId }) => GroupId)),
      SubnetIds: sorted(endpoint.SubnetIds),
      // `available` from some services, `Available` from others.
      State: String(endpoint.State ?? '').toLowerCase(),
    },
    {
      take: [
        'DnsOptions',
        'IpAddressType',
        'PolicyDocument',
        'PrivateDnsEnabled',
        'ResourceConfigurationArn',
        'RouteTableIds',
        'SecurityGroupIds',
        'ServiceName',
        'ServiceNetworkArn',
        'ServiceRegion',
        'State',
        'SubnetIds',
        'VpcEndpointType',
        'VpcId',
      ],
    },
  );
}
