import { CreateVpnGatewayCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-vpngateway.ts';

const ONE = {
  VpnGatewayId: 'vgw-1',
  AmazonSideAsn: 64512,
  Type: 'ipsec.1',
  State: 'available',
  VpcAttachments: [
    { VpcId: 'vpc-1', State: 'attached' },
    { VpcId: 'vpc-0', State: 'detached' },
  ],
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeVpnGateways: { VpnGateways: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'vgw-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:vpn-gateway/vgw-1',
      properties: { AmazonSideAsn: 64512, State: 'available', Type: 'ipsec.1', VpcIds: ['vpc-1'] },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'vgw-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:vpn-gateway/vgw-1',
        properties: { AmazonSideAsn: 64512, State: 'available', Type: 'ipsec.1', VpcIds: ['vpc-1'] },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('what is denied, and an answer without its list, throw', async () => {
  const refusal = denied('ec2:DescribeVpnGateways');
  await expect(listAll(collector, stubContext({ DescribeVpnGateways: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeVpnGateways: {} }))).rejects.toThrow('no VpnGateways');
});

test('in the simulator: what was made', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeVpnGateways' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const ids: string[] = [];
      for (const n of [1, 2, 3])
        ids.push(
          (await ec2.send(new CreateVpnGatewayCommand({ Type: 'ipsec.1', AmazonSideAsn: 64512 + n }))).VpnGateway
            ?.VpnGatewayId ?? '',
        );
      return ids;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
});
