/** The collector of `AWS::EC2::InternetGateway`. */
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::InternetGateway',
  summary: 'Internet gateways and the VPC that each is attached to.',
  scope: 'regional',
  idPattern: /^igw-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeInternetGateways'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeInternetGateways } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeInternetGateways({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const gateway of given(page.InternetGateways, 'InternetGateways')) {
        const attached = (gateway.Attachments ?? []).filter(({ State }) => !String(State).startsWith('detach'));
        yield ec2Listed(
          ctx,
          'internet-gateway',
          { id: gateway.InternetGatewayId, owner: gateway.OwnerId, tags: gateway.Tags },
          compact({ VpcIds: sorted(attached.map(({ VpcId }) => VpcId)) }),
        );
      }
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::VPC'],
  absorbs: ['AWS::EC2::VPCGatewayAttachment'],
  comparators: {
    VpcIds: {
      compare: 'same',
      severity: 'high',
      worse: 'absent',
      why: 'Nothing reaches a VPC through a gateway that is not attached.',
    },
  },
  sets: ['VpcIds'],
  cannotSee: ['Whether a route leads to it: that is in the route tables.'],
});
