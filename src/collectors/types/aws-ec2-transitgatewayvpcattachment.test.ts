import { expect, test } from 'vitest';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-transitgatewayvpcattachment.ts';

const ONE = {
  TransitGatewayAttachmentId: 'tgw-attach-1',
  TransitGatewayId: 'tgw-1',
  VpcId: 'vpc-1',
  VpcOwnerId: '111122223333',
  State: 'available',
  SubnetIds: ['subnet-2', 'subnet-1'],
  Options: { DnsSupport: 'enable', Ipv6Support: 'disable', ApplianceModeSupport: 'disable' },
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(
    collector,
    stubContext({ DescribeTransitGatewayVpcAttachments: { TransitGatewayVpcAttachments: [ONE] } }),
  );
  expect(found).toMatchObject([
    {
      id: 'tgw-attach-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:transit-gateway-attachment/tgw-attach-1',
      properties: {
        Options: { DnsSupport: 'enable', Ipv6Support: 'disable', ApplianceModeSupport: 'disable' },
        State: 'available',
        SubnetIds: ['subnet-1', 'subnet-2'],
        TransitGatewayId: 'tgw-1',
        VpcId: 'vpc-1',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'tgw-attach-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:transit-gateway-attachment/tgw-attach-1',
        properties: {
          Options: { DnsSupport: 'enable', Ipv6Support: 'disable', ApplianceModeSupport: 'disable' },
          State: 'available',
          SubnetIds: ['subnet-1', 'subnet-2'],
          TransitGatewayId: 'tgw-1',
          VpcId: 'vpc-1',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [
    { TransitGatewayVpcAttachments: [ONE], NextToken: 'two' },
    { TransitGatewayVpcAttachments: [ONE] },
  ] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeTransitGatewayVpcAttachments',
    action: 'ec2:DescribeTransitGatewayVpcAttachments',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no TransitGatewayVpcAttachments');
});
