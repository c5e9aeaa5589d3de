/** The collector of `AWS::EC2::EgressOnlyInternetGateway`. */
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::EgressOnlyInternetGateway',
  summary: 'Egress-only internet gateways (IPv6) and the VPC that each is attached to.',
  scope: 'regional',
  idPattern: /^eigw-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeEgressOnlyInternetGateways'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeEgressOnlyInternetGateways } = await import('@aws-sdk/client-ec2');
    const pages = paginateDescribeEgressOnlyInternetGateways({ client: ctx.client(EC2Client), pageSize: 255 }, {});
    for await (const page of pages) {
      for (const gateway of given(page.EgressOnlyInternetGateways, 'EgressOnlyInternetGateways')) {
        const attached = (gateway.Attachments ?? []).filter(({ State }) => !String(State).startsWith('detach'));
        const vpcs = sorted(attached.map(({ VpcId }) => VpcId));
        const who = { id: gateway.EgressOnlyInternetGatewayId, tags: gateway.Tags };
        yield ec2Listed(ctx, 'egress-only-internet-gateway', who, compact({ VpcId: vpcs?.[0] }));
      }
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::VPC'],
  comparators: { VpcId: 'same' },
  cannotSee: ['Whether a route leads to it: that is in the route tables.'],
});
