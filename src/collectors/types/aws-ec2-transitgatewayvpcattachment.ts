/** The collector of `AWS::EC2::TransitGatewayVpcAttachment`. */
import { given, sorted } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::TransitGatewayVpcAttachment',
  summary: 'Attachments of VPCs to transit gateways: subnets, DNS, IPv6, appliance mode.',
  scope: 'regional',
  idPattern: /^tgw-attach-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeTransitGatewayVpcAttachments'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeTransitGatewayVpcAttachments } = await import('@aws-sdk/client-ec2');
    const pages = paginateDescribeTransitGatewayVpcAttachments({ client: ctx.client(EC2Client), pageSize: 1000 }, {});
    for await (const page of pages) {
      for (const one of given(page.TransitGatewayVpcAttachments, 'TransitGatewayVpcAttachments')) {
        if (/^(delet|reject|fail)/.test(String(one.State))) continue;
        yield ec2Listed(
          ctx,
          'transit-gateway-attachment',
          { id: one.TransitGatewayAttachmentId, owner: one.VpcOwnerId, tags: one.Tags },
          mapped(
            { ...one, SubnetIds: sorted(one.SubnetIds) },
            { take: ['Options', 'State', 'SubnetIds', 'TransitGatewayId', 'VpcId'] },
          ),
        );
      }
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EC2::TransitGateway'],
  comparators: {
    'Options.ApplianceModeSupport': 'same',
    'Options.DnsSupport': 'same',
    'Options.Ipv6Support': 'same',
    'Options.SecurityGroupReferencingSupport': 'same',
    State: { compare: 'same', severity: 'high' },
    SubnetIds: {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    TransitGatewayId: 'same',
    VpcId: 'same',
  },
  sets: ['SubnetIds'],
  notRead: {
    AddSubnetIds: 'an order to change it, not a state',
    RemoveSubnetIds: 'an order to change it, not a state',
  },
  cannotSee: ['Attachments of VPNs, Connect and peering: types of their own.'],
});
