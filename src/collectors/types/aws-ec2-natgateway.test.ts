import {
  AllocateAddressCommand,
  CreateNatGatewayCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-natgateway.ts';

const ONE = {
  NatGatewayId: 'nat-1',
  SubnetId: 'subnet-1',
  VpcId: 'vpc-1',
  State: 'available',
  ConnectivityType: 'public',
  NatGatewayAddresses: [
    { AllocationId: 'eipalloc-2', IsPrimary: false },
    { AllocationId: 'eipalloc-1', IsPrimary: true, PrivateIp: '10.0.0.9' },
  ],
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeNatGateways: { NatGateways: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'nat-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:natgateway/nat-1',
      properties: {
        AllocationId: 'eipalloc-1',
        ConnectivityType: 'public',
        SecondaryAllocationIds: ['eipalloc-2'],
        State: 'available',
        SubnetId: 'subnet-1',
        VpcId: 'vpc-1',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'nat-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:natgateway/nat-1',
        properties: {
          AllocationId: 'eipalloc-1',
          ConnectivityType: 'public',
          SecondaryAllocationIds: ['eipalloc-2'],
          State: 'available',
          SubnetId: 'subnet-1',
          VpcId: 'vpc-1',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('one that was deleted is still listed by AWS, and is not there', async () => {
  const gone = ['deleted', 'deleting'].map((State) => ({ ...ONE, State }));
  expect(await listAll(collector, stubContext({ DescribeNatGateways: { NatGateways: gone } }))).toEqual([]);
  const failed = { NatGateways: [{ ...ONE, State: 'failed' }] };
  expect(await listAll(collector, stubContext({ DescribeNatGateways: failed }))).toHaveLength(1);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ NatGateways: [ONE], NextToken: 'two' }, { NatGateways: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeNatGateways',
    action: 'ec2:DescribeNatGateways',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no NatGateways');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeNatGateways' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }))).Vpc?.VpcId;
      const SubnetId = (await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.1.0.0/24' }))).Subnet?.SubnetId;
      const ids: string[] = [];
      for (const _ of [1, 2, 3]) {
        const { AllocationId } = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
        const { NatGateway } = await ec2.send(new CreateNatGatewayCommand({ SubnetId, AllocationId }));
        ids.push(NatGateway?.NatGatewayId ?? '');
      }
      return ids;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toBe('UnauthorizedOperation');
});
