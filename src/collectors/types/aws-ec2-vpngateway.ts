/** The collector of `AWS::EC2::VPNGateway`. */
import { given, sorted } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::VPNGateway',
  summary: 'Virtual private gateways and the VPC that each is attached to.',
  scope: 'regional',
  idPattern: /^vgw-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeVpnGateways'],
  async *list(ctx) {
    const { DescribeVpnGatewaysCommand, EC2Client } = await import('@aws-sdk/client-ec2');
    const answer = await ctx.client(EC2Client).send(new DescribeVpnGatewaysCommand({}));
    for (const gateway of given(answer.VpnGateways, 'VpnGateways')) {
      if (String(gateway.State).startsWith('delet')) continue;
      const attached = (gateway.VpcAttachments ?? []).filter(({ State }) => State === 'attached');
      yield ec2Listed(
        ctx,
        'vpn-gateway',
        { id: gateway.VpnGatewayId, tags: gateway.Tags },
        mapped(
          { ...gateway, VpcIds: sorted(attached.map(({ VpcId }) => VpcId)) },
          { take: ['AmazonSideAsn', 'State', 'Type', 'VpcIds'] },
        ),
      );
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::VPC'],
  comparators: {
    AmazonSideAsn: { compare: 'all-or-none', why: 'Regions that speak BGP with each other need numbers of their own.' },
    State: 'same',
    Type: 'same',
    VpcIds: { compare: 'same', severity: 'high', worse: 'absent' },
  },
  sets: ['VpcIds'],
  cannotSee: ['Which routes are propagated from it: the route tables say that.'],
});
