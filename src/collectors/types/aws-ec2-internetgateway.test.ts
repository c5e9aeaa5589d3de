import { CreateInternetGatewayCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-internetgateway.ts';

const ONE = {
  InternetGatewayId: 'igw-1',
  OwnerId: '111122223333',
  Attachments: [
    { VpcId: 'vpc-1', State: 'available' },
    { VpcId: 'vpc-0', State: 'detaching' },
  ],
  Tags: [{ Key: 'Name', Value: 'edge' }],
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeInternetGateways: { InternetGateways: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'igw-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:internet-gateway/igw-1',
      name: 'edge',
      properties: { VpcIds: ['vpc-1'] },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'igw-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:internet-gateway/igw-1',
        name: 'edge',
        properties: { VpcIds: ['vpc-1'] },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ InternetGateways: [ONE], NextToken: 'two' }, { InternetGateways: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeInternetGateways',
    action: 'ec2:DescribeInternetGateways',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no InternetGateways');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeInternetGateways' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const ids: string[] = [];
      for (const _ of [1, 2, 3])
        ids.push((await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId ?? '');
      return ids;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toBe('UnauthorizedOperation');
});
