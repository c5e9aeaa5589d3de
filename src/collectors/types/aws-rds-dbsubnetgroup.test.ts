import { CreateSubnetCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateDBSubnetGroupCommand, type DBSubnetGroup, RDSClient } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, stubContext, undocumented } from '../testing.ts';
import collector from './aws-rds-dbsubnetgroup.ts';

const ORDERS: DBSubnetGroup = {
  DBSubnetGroupName: 'orders',
  DBSubnetGroupArn: 'arn:aws:rds:us-east-1:111122223333:subgrp:orders',
  DBSubnetGroupDescription: 'private',
  SubnetGroupStatus: 'Complete',
  VpcId: 'vpc-1',
  Subnets: [
    { SubnetIdentifier: 'subnet-2', SubnetAvailabilityZone: { Name: 'us-east-1b' }, SubnetStatus: 'Active' },
    { SubnetIdentifier: 'subnet-1', SubnetAvailabilityZone: { Name: 'us-east-1a' }, SubnetStatus: 'Active' },
  ],
  SupportedNetworkTypes: ['IPV4'],
};

test('maps a group to its subnets', async () => {
  const found = await listAll(collector, stubContext({ DescribeDBSubnetGroups: { DBSubnetGroups: [ORDERS] } }));
  expect(found).toEqual([
    {
      id: 'orders',
      arn: 'arn:aws:rds:us-east-1:111122223333:subgrp:orders',
      name: 'orders',
      properties: {
        DBSubnetGroupDescription: 'private',
        SubnetGroupStatus: 'Complete',
        SubnetIds: ['subnet-1', 'subnet-2'],
        SupportedNetworkTypes: ['IPV4'],
        VpcId: 'vpc-1',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('the groups that AWS and its console make are defaults', () => {
  const isDefault = (id: string) => collector.isDefault?.({ id, arn: null, name: id, properties: {} });
  expect(['default', 'default-vpc-0a1b', 'default-orders', 'orders'].map(isDefault)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const ctx = stubContext({
    DescribeDBSubnetGroups: [{ Marker: 'two', DBSubnetGroups: [ORDERS] }, { DBSubnetGroups: [ORDERS] }],
  });
  expect(await listAll(collector, ctx)).toHaveLength(2);
  expect(ctx.calls.map((call) => call.input)).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);

  const refusal = denied('rds:DescribeDBSubnetGroups');
  const pages = [{ Marker: 'two', DBSubnetGroups: [ORDERS] }, refusal];
  await expect(listAll(collector, stubContext({ DescribeDBSubnetGroups: pages }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeDBSubnetGroups: {} }))).rejects.toThrow('no DBSubnetGroups');
});

test('in the simulator: pages and a denial', async () => {
  const world = await openWorld();
  const SubnetIds = await subnets(world);
  const rds = new RDSClient(world.clients('us-east-1'));
  for (const DBSubnetGroupName of ['one', 'two', 'three']) {
    const input = { DBSubnetGroupName, DBSubnetGroupDescription: 'private', SubnetIds };
    await rds.send(new CreateDBSubnetGroupCommand(input));
  }
  await world.settings({ pageSize: 2 });
  const ctx = () => liveContext(world.auditClients('us-east-1'));

  const found = await listAll(collector, ctx());
  expect(found.map((group) => group.id).sort()).toEqual(['one', 'three', 'two']);
  expect(found[0]?.properties.SubnetIds).toEqual([...SubnetIds].sort());
  expect(undocumented(collector, found)).toEqual([]);
  expect((await world.calls()).byAction).toEqual({ 'rds:us-east-1:DescribeDBSubnetGroups': 2 });

  await world.faults([{ kind: 'deny', service: 'rds', action: 'DescribeDBSubnetGroups', page: 2 }]);
  await expect(listAll(collector, ctx())).rejects.toMatchObject({ name: 'AccessDenied' });
});

async function subnets(world: World): Promise<string[]> {
  const ec2 = new EC2Client(world.clients('us-east-1'));
  const vpc = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }))).Vpc;
  const made: string[] = [];
  for (const letter of ['a', 'b']) {
    const CidrBlock = letter === 'a' ? '10.1.0.0/24' : '10.1.1.0/24';
    const input = { VpcId: vpc?.VpcId, CidrBlock, AvailabilityZone: `us-east-1${letter}` };
    made.push((await ec2.send(new CreateSubnetCommand(input))).Subnet?.SubnetId ?? '');
  }
  return made;
}
