/** The collector of `AWS::EC2::NatGateway`. */
import type { NatGateway } from '@aws-sdk/client-ec2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

/** A deleted gateway is still listed for about an hour. */
const GONE = ['deleted', 'deleting'];

export default defineCollector({
  type: 'AWS::EC2::NatGateway',
  summary: 'NAT gateways: the subnet, public or private, the address that traffic leaves by, whether it works.',
  scope: 'regional',
  idPattern: /^nat-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeNatGateways'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeNatGateways } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeNatGateways({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const gateway of given(page.NatGateways, 'NatGateways')) {
        if (GONE.includes(gateway.State ?? '')) continue;
        yield ec2Listed(ctx, 'natgateway', { id: gateway.NatGatewayId, tags: gateway.Tags }, propertiesOf(gateway));
      }
    }
  },
  tags: 'listed',
  needs: ['AWS::EC2::VPC', 'AWS::EC2::Subnet', 'AWS::EC2::EIP'],
  comparators: {
    AllocationId: 'same',
    AvailabilityMode: 'same',
    ConnectivityType: { compare: 'same', severity: 'high', why: 'A private one reaches nothing outside.' },
    SecondaryAllocationIds: 'same',
    State: { compare: 'same', severity: 'high' },
    SubnetId: 'same',
    VpcId: 'same',
  },
  sets: ['SecondaryAllocationIds'],
  notRead: {
    MaxDrainDurationSeconds: 'write-only: EC2 does not return it',
    PrivateIpAddress: 'chosen by AWS from the subnet unless the template says it; EC2 does not tell which',
    SecondaryPrivateIpAddressCount: 'how many there are is in the addresses',
    SecondaryPrivateIpAddresses: 'chosen by AWS from the subnet unless the template says them; EC2 does not tell which',
    AvailabilityZoneAddresses: 'addresses by zone: the allocations say the same, and zones have no counterpart',
  },
  cannotSee: ['How much traffic it carries, and what it dropped.'],
});

function propertiesOf(gateway: NatGateway): JsonObject {
  const addresses = gateway.NatGatewayAddresses ?? [];
  const primary = addresses.find(({ IsPrimary }) => IsPrimary) ?? addresses[0];
  const others = addresses.filter((one) => one !== primary).map(({ AllocationId }) => AllocationId);
  return mapped(
    { ...gateway, AllocationId: primary?.AllocationId, SecondaryAllocationIds: sorted(others) },
    {
      take: [
        'AllocationId',
        'AvailabilityMode',
        'ConnectivityType',
        'SecondaryAllocationIds',
        'State',
        'SubnetId',
        'VpcId',
      ],
    },
  );
}
