/** The collector of `AWS::EC2::CustomerGateway`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::CustomerGateway',
  summary: 'Customer gateways: the other end of a VPN.',
  scope: 'regional',
  idPattern: /^cgw-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeCustomerGateways'],
  async *list(ctx) {
    const { DescribeCustomerGatewaysCommand, EC2Client } = await import('@aws-sdk/client-ec2');
    const answer = await ctx.client(EC2Client).send(new DescribeCustomerGatewaysCommand({}));
    for (const gateway of given(answer.CustomerGateways, 'CustomerGateways')) {
      if (String(gateway.State).startsWith('delet')) continue;
      yield ec2Listed(
        ctx,
        'customer-gateway',
        { id: gateway.CustomerGatewayId, tags: gateway.Tags },
        mapped(gateway, {
          take: ['BgpAsn', 'BgpAsnExtended', 'CertificateArn', 'DeviceName', 'IpAddress', 'State', 'Type'],
        }),
      );
    }
  },
  tags: 'listed',
  comparators: {
    BgpAsn: { compare: 'all-or-none', why: 'Each site may have a number of its own.' },
    BgpAsnExtended: { compare: 'all-or-none', why: 'As BgpAsn.' },
    CertificateArn: { compare: 'all-or-none', why: 'Each device has a certificate of its own.' },
    DeviceName: { compare: 'advisory', why: 'A word for people: each site may have its own.' },
    IpAddress: {
      compare: 'all-or-none',
      why: 'One site reached from both regions has one address, two sites have two: both are designs.',
    },
    State: 'same',
    Type: 'same',
  },
  cannotSee: ['Whether the device is up: the VPN connection tells of its tunnels.'],
});
