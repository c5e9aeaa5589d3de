import { CreateTransitGatewayCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-transitgateway.ts';

const ONE = {
  TransitGatewayId: 'tgw-1',
  TransitGatewayArn: 'arn:aws:ec2:us-east-1:111122223333:transit-gateway/tgw-1',
  OwnerId: '111122223333',
  State: 'available',
  Description: 'core',
  Options: {
    AmazonSideAsn: 64512,
    DnsSupport: 'enable',
    AutoAcceptSharedAttachments: 'disable',
    AssociationDefaultRouteTableId: 'tgw-rtb-1',
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeTransitGateways: { TransitGateways: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'tgw-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:transit-gateway/tgw-1',
      properties: {
        AmazonSideAsn: 64512,
        AutoAcceptSharedAttachments: 'disable',
        Description: 'core',
        DnsSupport: 'enable',
        State: 'available',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'tgw-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:transit-gateway/tgw-1',
        properties: {
          AmazonSideAsn: 64512,
          AutoAcceptSharedAttachments: 'disable',
          Description: 'core',
          DnsSupport: 'enable',
          State: 'available',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ TransitGateways: [ONE], NextToken: 'two' }, { TransitGateways: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeTransitGateways',
    action: 'ec2:DescribeTransitGateways',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no TransitGateways');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeTransitGateways' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const ids: string[] = [];
      for (const n of [1, 2, 3])
        ids.push(
          (await ec2.send(new CreateTransitGatewayCommand({ Description: `core ${n}` }))).TransitGateway
            ?.TransitGatewayId ?? '',
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
