import { AllocateAddressCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-eip.ts';

const ONE = {
  AllocationId: 'eipalloc-1',
  PublicIp: '198.51.100.7',
  Domain: 'vpc',
  PublicIpv4Pool: 'amazon',
  NetworkBorderGroup: 'us-east-1',
  NetworkInterfaceOwnerId: 'amazon-elb',
  Tags: [{ Key: 'Name', Value: 'edge' }],
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeAddresses: { Addresses: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'eipalloc-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:elastic-ip/eipalloc-1',
      name: 'edge',
      properties: {
        Domain: 'vpc',
        NetworkInterfaceOwnerId: 'amazon-elb',
        PublicIp: '198.51.100.7',
        PublicIpv4Pool: 'amazon',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'eipalloc-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:elastic-ip/eipalloc-1',
        name: 'edge',
        properties: {
          Domain: 'vpc',
          NetworkInterfaceOwnerId: 'amazon-elb',
          PublicIp: '198.51.100.7',
          PublicIpv4Pool: 'amazon',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('an interface of our own says nothing by its owner', async () => {
  const own = { ...ONE, NetworkInterfaceOwnerId: '111122223333' };
  const [found] = await listAll(collector, stubContext({ DescribeAddresses: { Addresses: [own] } }));
  expect(found?.properties).not.toHaveProperty('NetworkInterfaceOwnerId');
});

test('what is denied, and an answer without its list, throw', async () => {
  const refusal = denied('ec2:DescribeAddresses');
  await expect(listAll(collector, stubContext({ DescribeAddresses: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeAddresses: {} }))).rejects.toThrow('no Addresses');
});

test('in the simulator: what was made', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeAddresses' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const ids: string[] = [];
      for (const _ of [1, 2, 3])
        ids.push((await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }))).AllocationId ?? '');
      return ids;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
});
