import { CreateSubnetCommand, CreateVpcCommand, EC2Client, ModifySubnetAttributeCommand } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-subnet.ts';

const ACCOUNT = '111122223333';
const DATA = {
  SubnetId: 'subnet-1',
  SubnetArn: `arn:aws:ec2:us-east-1:${ACCOUNT}:subnet/subnet-1`,
  OwnerId: ACCOUNT,
  VpcId: 'vpc-1',
  CidrBlock: '10.0.1.0/24',
  Ipv6CidrBlockAssociationSet: [
    {
      AssociationId: 'subnet-cidr-assoc-1',
      Ipv6CidrBlock: '2001:db8:1::/64',
      Ipv6CidrBlockState: { State: 'associated' },
    },
    {
      AssociationId: 'subnet-cidr-assoc-0',
      Ipv6CidrBlock: '2001:db8:9::/64',
      Ipv6CidrBlockState: { State: 'failing' },
    },
  ],
  AvailabilityZone: 'us-east-1a',
  AvailabilityZoneId: 'use1-az4',
  AvailableIpAddressCount: 243,
  MapPublicIpOnLaunch: false,
  AssignIpv6AddressOnCreation: true,
  EnableDns64: false,
  Ipv6Native: false,
  PrivateDnsNameOptionsOnLaunch: {
    HostnameType: 'ip-name',
    EnableResourceNameDnsARecord: false,
    EnableResourceNameDnsAAAARecord: false,
  },
  State: 'available',
  DefaultForAz: false,
  Tags: [{ Key: 'Name', Value: 'data' }],
};
const list = (...Subnets: object[]) => listAll(collector, stubContext({ DescribeSubnets: { Subnets } }));

test('maps to the CloudFormation properties, without what is load', async () => {
  const found = await list(DATA);
  expect(found).toEqual([
    {
      id: 'subnet-1',
      arn: DATA.SubnetArn,
      name: 'data',
      tags: { Name: 'data' },
      properties: {
        VpcId: 'vpc-1',
        CidrBlock: '10.0.1.0/24',
        Ipv6CidrBlock: '2001:db8:1::/64',
        AvailabilityZone: 'us-east-1a',
        AvailabilityZoneId: 'use1-az4',
        MapPublicIpOnLaunch: false,
        AssignIpv6AddressOnCreation: true,
        EnableDns64: false,
        Ipv6Native: false,
        PrivateDnsNameOptionsOnLaunch: DATA.PrivateDnsNameOptionsOnLaunch,
        State: 'available',
        DefaultForAz: false,
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('a subnet that is excluded from the block on public access says so', async () => {
  const blocked = (InternetGatewayBlockMode: string) => ({
    ...DATA,
    BlockPublicAccessStates: { InternetGatewayBlockMode },
  });
  const [inside, excluded] = await list(blocked('block-bidirectional'), {
    ...blocked('off'),
    EnableLniAtDeviceIndex: 1,
  });
  expect(inside?.properties.BlockPublicAccessStates).toEqual({ InternetGatewayBlockMode: 'block-bidirectional' });
  expect(excluded?.properties).not.toHaveProperty('BlockPublicAccessStates');
  expect(excluded?.properties.EnableLniAtDeviceIndex).toBe(1);
});

test('two IPv6 blocks are a sorted list; none is not set', async () => {
  const block = (Ipv6CidrBlock: string) => ({ Ipv6CidrBlock, Ipv6CidrBlockState: { State: 'associated' } });
  const [two, none] = await list(
    { SubnetId: 'subnet-2', Ipv6CidrBlockAssociationSet: [block('2001:db8:2::/64'), block('2001:db8:1::/64')] },
    { SubnetId: 'subnet-3', Ipv6CidrBlockAssociationSet: [] },
  );
  expect(two?.properties).toEqual({ Ipv6CidrBlocks: ['2001:db8:1::/64', '2001:db8:2::/64'] });
  expect(none).toMatchObject({ arn: `arn:aws:ec2:us-east-1:${ACCOUNT}:subnet/subnet-3`, name: null, properties: {} });
});

test("AWS's default subnets are told, another account's are context, and a kept VPC keeps its own", async () => {
  const found = await list(
    { SubnetId: 'own', VpcId: 'vpc-1', OwnerId: ACCOUNT, DefaultForAz: false },
    { SubnetId: 'default', VpcId: 'vpc-0', OwnerId: ACCOUNT, DefaultForAz: true },
    { SubnetId: 'shared', VpcId: 'vpc-9', OwnerId: '444455556666' },
  );
  expect(found.map((subnet) => collector.isDefault?.(subnet))).toEqual([false, true, false]);
  expect(found.map((subnet) => subnet.context)).toEqual([undefined, undefined, true]);
  const kept = new Set(['vpc-1', 'vpc-9']);
  expect(found.map((subnet) => collector.keptWith?.(subnet, kept))).toEqual([true, false, true]);
});

test('asks for full pages and takes all of them', async () => {
  const ctx = stubContext({
    DescribeSubnets: [{ NextToken: 'two', Subnets: [DATA] }, { Subnets: [{ SubnetId: 'subnet-2' }] }],
  });
  expect((await listAll(collector, ctx)).map((subnet) => subnet.id)).toEqual(['subnet-1', 'subnet-2']);
  expect(ctx.calls.map((call) => call.input)).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
});

test('a denied call, a denied second page and an answer without its list throw', async () => {
  const refusal = denied('ec2:DescribeSubnets');
  await expect(listAll(collector, stubContext({ DescribeSubnets: refusal }))).rejects.toBe(refusal);
  const second = stubContext({ DescribeSubnets: [{ NextToken: 'two', Subnets: [DATA] }, refusal] });
  await expect(listAll(collector, second)).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeSubnets: {} }))).rejects.toThrow('no Subnets');
});

test('in the simulator: pages, a public subnet, and a denial', async () => {
  const world = await openWorld();
  const region = 'us-west-2';
  const ec2 = new EC2Client(world.clients(region));
  const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId ?? '';
  const made: string[] = [];
  for (let index = 0; index < 6; index += 1) {
    const CidrBlock = `10.0.${index}.0/24`;
    made.push((await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }))).Subnet?.SubnetId ?? '');
  }
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId: made[0], MapPublicIpOnLaunch: { Value: true } }));
  await world.settings({ pageSize: 5 });
  const ctx = () => liveContext(world.auditClients(region), { region, account: world.account });

  const found = await listAll(collector, ctx());
  const own = found.filter((subnet) => !collector.isDefault?.(subnet));
  expect(own.map((subnet) => subnet.id).sort()).toEqual([...made].sort());
  expect(own.find((subnet) => subnet.id === made[0])?.properties).toMatchObject({
    VpcId,
    CidrBlock: '10.0.0.0/24',
    MapPublicIpOnLaunch: true,
  });
  expect(own.find((subnet) => subnet.id === made[1])?.properties.MapPublicIpOnLaunch).toBe(false);
  expect(own.some((subnet) => subnet.context)).toBe(false);
  expect(undocumented(collector, found)).toEqual([]);
  const calls = await world.calls();
  expect(calls.byAction[`ec2:${region}:DescribeSubnets`]).toBe(Math.ceil(found.length / 5));
  expect(calls.writes).toEqual([]);

  await world.faults([{ kind: 'deny', service: 'ec2', action: 'DescribeSubnets', page: 2 }]);
  await expect(listAll(collector, ctx())).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
});
