import { CreateEgressOnlyInternetGatewayCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-egressonlyinternetgateway.ts';

const ONE = { EgressOnlyInternetGatewayId: 'eigw-1', Attachments: [{ VpcId: 'vpc-1', State: 'attached' }] };

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(
    collector,
    stubContext({ DescribeEgressOnlyInternetGateways: { EgressOnlyInternetGateways: [ONE] } }),
  );
  expect(found).toMatchObject([
    {
      id: 'eigw-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:egress-only-internet-gateway/eigw-1',
      name: null,
      properties: { VpcId: 'vpc-1' },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'eigw-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:egress-only-internet-gateway/eigw-1',
        name: null,
        properties: { VpcId: 'vpc-1' },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [
    { EgressOnlyInternetGateways: [ONE], NextToken: 'two' },
    { EgressOnlyInternetGateways: [ONE] },
  ] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeEgressOnlyInternetGateways',
    action: 'ec2:DescribeEgressOnlyInternetGateways',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 255 }, { MaxResults: 255, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no EgressOnlyInternetGateways');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeEgressOnlyInternetGateways' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }))).Vpc?.VpcId;
      const ids: string[] = [];
      for (const _ of [1, 2, 3])
        ids.push(
          (await ec2.send(new CreateEgressOnlyInternetGatewayCommand({ VpcId }))).EgressOnlyInternetGateway
            ?.EgressOnlyInternetGatewayId ?? '',
        );
      return ids;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toBe('UnauthorizedOperation');
});
