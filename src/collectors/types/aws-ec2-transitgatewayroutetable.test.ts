import { expect, test } from 'vitest';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-transitgatewayroutetable.ts';

const ONE = {
  TransitGatewayRouteTableId: 'tgw-rtb-1',
  TransitGatewayId: 'tgw-1',
  State: 'available',
  DefaultAssociationRouteTable: false,
  DefaultPropagationRouteTable: false,
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({
      DescribeTransitGatewayRouteTables: { TransitGatewayRouteTables: [ONE] },
      ...{
        GetTransitGatewayRouteTableAssociations: [
          { Associations: [{ TransitGatewayAttachmentId: 'tgw-attach-2' }], NextToken: 'two' },
          { Associations: [{ TransitGatewayAttachmentId: 'tgw-attach-1' }] },
        ],
        GetTransitGatewayRouteTablePropagations: {
          TransitGatewayRouteTablePropagations: [{ TransitGatewayAttachmentId: 'tgw-attach-3' }],
        },
      },
    }),
  );
  expect(found).toMatchObject([
    {
      id: 'tgw-rtb-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:transit-gateway-route-table/tgw-rtb-1',
      properties: {
        Associations: ['tgw-attach-1', 'tgw-attach-2'],
        DefaultAssociationRouteTable: false,
        DefaultPropagationRouteTable: false,
        Propagations: ['tgw-attach-3'],
        State: 'available',
        TransitGatewayId: 'tgw-1',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'tgw-rtb-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:transit-gateway-route-table/tgw-rtb-1',
        properties: {
          Associations: ['tgw-attach-1', 'tgw-attach-2'],
          DefaultAssociationRouteTable: false,
          DefaultPropagationRouteTable: false,
          Propagations: ['tgw-attach-3'],
          State: 'available',
          TransitGatewayId: 'tgw-1',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ TransitGatewayRouteTables: [ONE], NextToken: 'two' }, { TransitGatewayRouteTables: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeTransitGatewayRouteTables',
    action: 'ec2:DescribeTransitGatewayRouteTables',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no TransitGatewayRouteTables');
});
