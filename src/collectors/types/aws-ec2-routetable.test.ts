import {
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateVpcCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { listAll, liveContext, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-routetable.ts';

const PRIVATE = {
  RouteTableId: 'rtb-1',
  OwnerId: '111122223333',
  VpcId: 'vpc-1',
  Associations: [
    {
      RouteTableAssociationId: 'rtbassoc-1',
      SubnetId: 'subnet-2',
      Main: false,
      AssociationState: { State: 'associated' },
    },
    {
      RouteTableAssociationId: 'rtbassoc-2',
      SubnetId: 'subnet-1',
      Main: false,
      AssociationState: { State: 'associated' },
    },
    { RouteTableAssociationId: 'rtbassoc-3', SubnetId: 'subnet-0', AssociationState: { State: 'disassociated' } },
  ],
  PropagatingVgws: [{ GatewayId: 'vgw-1' }],
  Routes: [
    { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
    { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1', Origin: 'CreateRoute', State: 'active' },
    { DestinationCidrBlock: '172.16.0.0/12', GatewayId: 'vgw-1', Origin: 'EnableVgwRoutePropagation', State: 'active' },
    { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1', Origin: 'CreateRoute', State: 'active' },
    {
      DestinationCidrBlock: '10.9.0.0/16',
      InstanceId: 'i-1',
      InstanceOwnerId: '111122223333',
      NetworkInterfaceId: 'eni-1',
      Origin: 'CreateRoute',
      State: 'blackhole',
    },
  ],
  Tags: [{ Key: 'Name', Value: 'private' }],
};

test('takes the routes that somebody made, with who they lead to and whether they lead anywhere', async () => {
  const found = await listAll(collector, stubContext({ DescribeRouteTables: { RouteTables: [PRIVATE] } }));
  expect(found).toEqual([
    {
      id: 'rtb-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:route-table/rtb-1',
      name: 'private',
      tags: { Name: 'private' },
      properties: {
        VpcId: 'vpc-1',
        Main: false,
        SubnetIds: ['subnet-1', 'subnet-2'],
        PropagatingVgws: ['vgw-1'],
        Routes: [
          { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: 'nat-1', State: 'active' },
          { DestinationCidrBlock: '10.9.0.0/16', InstanceId: 'i-1', State: 'blackhole' },
        ],
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test("a VPC's main table is AWS's own, unless it has tags", () => {
  const isDefault = (Main: boolean, tags: { [key: string]: string }) =>
    collector.isDefault?.({ id: 'rtb-1', arn: null, name: null, tags, properties: { Main } });
  expect([isDefault(true, {}), isDefault(true, { app: 'shop' }), isDefault(false, {})]).toEqual([true, false, false]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ RouteTables: [PRIVATE], NextToken: 'two' }, { RouteTables: [PRIVATE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeRouteTables',
    action: 'ec2:DescribeRouteTables',
    pages,
  });
  expect(outcome.ids).toEqual(['rtb-1', 'rtb-1']);
  expect(outcome.inputs).toEqual([{ MaxResults: 100 }, { MaxResults: 100, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no RouteTables');
});

test('in the simulator: pages, routes and a denial', async () => {
  const world = await openWorld();
  const ec2 = new EC2Client(world.clients('us-east-1'));
  const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }))).Vpc?.VpcId;
  const gateway = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway?.InternetGatewayId;
  const made: string[] = [];
  for (const _ of [1, 2, 3]) {
    const RouteTableId = (await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId ?? '';
    await ec2.send(new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway }));
    made.push(RouteTableId);
  }
  await world.settings({ pageSize: 2 });
  const ctx = () => liveContext(world.auditClients('us-east-1'));
  const found = (await listAll(collector, ctx())).filter(({ id }) => made.includes(id));
  expect(found.map(({ id }) => id).sort()).toEqual([...made].sort());
  expect(found[0]?.properties.Routes).toMatchObject([{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: gateway }]);
  await world.faults([{ kind: 'deny', service: 'ec2', action: 'DescribeRouteTables', page: 2 }]);
  await expect(listAll(collector, ctx())).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
});
