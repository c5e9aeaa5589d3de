/** The collector of `AWS::EC2::EIP`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::EIP',
  summary: 'Elastic IP addresses: where they come from and what they are attached to.',
  scope: 'regional',
  idPattern: /^eipalloc-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeAddresses'],
  async *list(ctx) {
    const { DescribeAddressesCommand, EC2Client } = await import('@aws-sdk/client-ec2');
    const answer = await ctx.client(EC2Client).send(new DescribeAddressesCommand({}));
    for (const address of given(answer.Addresses, 'Addresses')) {
      const owner = address.NetworkInterfaceOwnerId;
      yield ec2Listed(
        ctx,
        'elastic-ip',
        { id: address.AllocationId ?? address.PublicIp, tags: address.Tags },
        mapped(
          { ...address, NetworkInterfaceOwnerId: owner === ctx.account ? undefined : owner },
          { take: ['Domain', 'InstanceId', 'NetworkInterfaceOwnerId', 'PublicIpv4Pool', 'PublicIp'] },
        ),
      );
    }
  },
  tags: 'listed',
  absorbs: ['AWS::EC2::EIPAssociation'],
  comparators: {
    Domain: 'same',
    InstanceId: 'same',
    NetworkInterfaceOwnerId: {
      compare: 'same',
      why: "Set where another account's interface has the address: `amazon-aws` and the like for services of AWS.",
    },
    PublicIpv4Pool: {
      compare: 'same',
      why: 'Addresses of a pool of your own (BYOIP) are known to partners; those of Amazon are not.',
    },
    PublicIp: { compare: 'ignored', why: 'The address is who it is; no two are alike.' },
  },
  notRead: {
    Address: 'asked for when it is made; told as PublicIp',
    IpamPoolId: 'EC2 does not return it',
    NetworkBorderGroup: 'filled by AWS with the region or zone',
    TransferAddress: 'an order to take an address over, not a state',
  },
  cannotSee: ['What a NAT gateway or load balancer does with it: their own types say which address they have.'],
});
