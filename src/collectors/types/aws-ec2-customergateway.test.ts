import { CreateCustomerGatewayCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-customergateway.ts';

const ONE = {
  CustomerGatewayId: 'cgw-1',
  BgpAsn: '65000',
  IpAddress: '198.51.100.9',
  Type: 'ipsec.1',
  State: 'available',
  DeviceName: 'berlin',
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeCustomerGateways: { CustomerGateways: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'cgw-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:customer-gateway/cgw-1',
      properties: {
        BgpAsn: '65000',
        DeviceName: 'berlin',
        IpAddress: '198.51.100.9',
        State: 'available',
        Type: 'ipsec.1',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'cgw-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:customer-gateway/cgw-1',
        properties: {
          BgpAsn: '65000',
          DeviceName: 'berlin',
          IpAddress: '198.51.100.9',
          State: 'available',
          Type: 'ipsec.1',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('what is denied, and an answer without its list, throw', async () => {
  const refusal = denied('ec2:DescribeCustomerGateways');
  await expect(listAll(collector, stubContext({ DescribeCustomerGateways: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeCustomerGateways: {} }))).rejects.toThrow(
    'no CustomerGateways',
  );
});

test('in the simulator: what was made', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeCustomerGateways' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const ids: string[] = [];
      for (const n of [1, 2, 3])
        ids.push(
          (
            await ec2.send(
              new CreateCustomerGatewayCommand({ BgpAsn: 65000 + n, PublicIp: `198.51.100.${n}`, Type: 'ipsec.1' }),
            )
          ).CustomerGateway?.CustomerGatewayId ?? '',
        );
      return ids;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
});
