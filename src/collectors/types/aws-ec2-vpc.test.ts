import {
  AssociateVpcCidrBlockCommand,
  CreateVpcCommand,
  EC2Client,
  ModifyVpcAttributeCommand,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, readAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-vpc.ts';

const ACCOUNT = '111122223333';
const MAIN = {
  VpcId: 'vpc-1',
  OwnerId: ACCOUNT,
  CidrBlock: '10.0.0.0/16',
  CidrBlockAssociationSet: [
    { AssociationId: 'vpc-cidr-assoc-1', CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } },
    { AssociationId: 'vpc-cidr-assoc-3', CidrBlock: '100.65.0.0/20', CidrBlockState: { State: 'associated' } },
    { AssociationId: 'vpc-cidr-assoc-2', CidrBlock: '100.64.0.0/20', CidrBlockState: { State: 'associated' } },
    { AssociationId: 'vpc-cidr-assoc-4', CidrBlock: '100.66.0.0/20', CidrBlockState: { State: 'failed' } },
  ],
  Ipv6CidrBlockAssociationSet: [
    { Ipv6CidrBlock: '2001:db8:1::/56', Ipv6CidrBlockState: { State: 'associated' } },
    { Ipv6CidrBlock: '2001:db8:2::/56', Ipv6CidrBlockState: { State: 'disassociated' } },
  ],
  InstanceTenancy: 'default',
  State: 'available',
  IsDefault: false,
  DhcpOptionsId: 'dopt-1',
  BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-ingress' },
  Tags: [{ Key: 'Name', Value: 'main' }],
};
const vpcs = (...Vpcs: object[]) => stubContext({ DescribeVpcs: { Vpcs } });
const attributes = (input: Readonly<Record<string, unknown>>) =>
  input.Attribute === 'enableDnsSupport'
    ? { EnableDnsSupport: { Value: true } }
    : { EnableDnsHostnames: { Value: false } };

test('maps to the CloudFormation properties, blocks without their association ids', async () => {
  const ctx = stubContext({ DescribeVpcs: { Vpcs: [MAIN] }, DescribeVpcAttribute: attributes });
  const found = await readAll(collector, ctx);
  expect(found).toEqual([
    {
      id: 'vpc-1',
      arn: `arn:aws:ec2:us-east-1:${ACCOUNT}:vpc/vpc-1`,
      name: 'main',
      tags: { Name: 'main' },
      properties: {
        CidrBlock: '10.0.0.0/16',
        AdditionalCidrBlocks: ['100.64.0.0/20', '100.65.0.0/20'],
        Ipv6CidrBlocks: ['2001:db8:1::/56'],
        InstanceTenancy: 'default',
        State: 'available',
        IsDefault: false,
        DhcpOptions: 'set',
        BlockPublicAccessStates: { InternetGatewayBlockMode: 'block-ingress' },
        EnableDnsSupport: true,
        EnableDnsHostnames: false,
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  expect(ctx.calls.slice(1).map((call) => call.input)).toEqual([
    { VpcId: 'vpc-1', Attribute: 'enableDnsSupport' },
    { VpcId: 'vpc-1', Attribute: 'enableDnsHostnames' },
  ]);
});

test('what is not set is left out: other blocks, an option set, a block that is off', async () => {
  const off = { InternetGatewayBlockMode: 'off' };
  const [bare] = await listAll(
    collector,
    vpcs({ VpcId: 'vpc-2', OwnerId: ACCOUNT, DhcpOptionsId: 'default', BlockPublicAccessStates: off }),
  );
  expect(bare).toMatchObject({ name: null, tags: {}, properties: { DhcpOptions: 'none' } });
  expect(Object.keys(bare?.properties ?? {})).toEqual(['DhcpOptions']);
});

test("AWS's default VPC is told, and another account's is context only", async () => {
  const found = await listAll(
    collector,
    vpcs(
      { VpcId: 'vpc-own', OwnerId: ACCOUNT, IsDefault: false },
      { VpcId: 'vpc-default', OwnerId: ACCOUNT, IsDefault: true },
      { VpcId: 'vpc-shared', OwnerId: '444455556666', IsDefault: false },
    ),
  );
  expect(found.map((vpc) => collector.isDefault?.(vpc))).toEqual([false, true, false]);
  expect(found.map((vpc) => vpc.context)).toEqual([undefined, undefined, true]);
  expect(found[2]?.arn).toBe('arn:aws:ec2:us-east-1:444455556666:vpc/vpc-shared');
});

test('asks for full pages and takes all of them', async () => {
  const ctx = stubContext({
    DescribeVpcs: [{ NextToken: 'two', Vpcs: [MAIN] }, { Vpcs: [{ VpcId: 'vpc-2' }] }],
  });
  expect((await listAll(collector, ctx)).map((vpc) => vpc.id)).toEqual(['vpc-1', 'vpc-2']);
  expect(ctx.calls.map((call) => call.input)).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
});

test('a denied call, a denied second page and an answer without its list throw', async () => {
  const refusal = denied('ec2:DescribeVpcs');
  await expect(listAll(collector, stubContext({ DescribeVpcs: refusal }))).rejects.toBe(refusal);
  const second = stubContext({ DescribeVpcs: [{ NextToken: 'two', Vpcs: [MAIN] }, refusal] });
  await expect(listAll(collector, second)).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeVpcs: {} }))).rejects.toThrow('no Vpcs');
});

test.each(collector.parts ?? [])(
  '$properties throws when it is denied, and when the answer does not say',
  async (part) => {
    const refusal = denied('ec2:DescribeVpcAttribute');
    const [vpc] = await listAll(collector, vpcs(MAIN));
    if (!vpc) throw new Error('no VPC was listed');
    await expect(part.read(stubContext({ DescribeVpcAttribute: refusal }), vpc)).rejects.toBe(refusal);
    await expect(part.read(stubContext({ DescribeVpcAttribute: {} }), vpc)).rejects.toThrow('gave no enableDns');
  },
);

test('in the simulator: pages, a second block, and a denial', async () => {
  const world = await openWorld();
  const region = 'eu-central-1';
  const ec2 = new EC2Client(world.clients(region));
  const made: string[] = [];
  for (const block of ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16', '10.3.0.0/16', '10.4.0.0/16', '10.5.0.0/16']) {
    made.push((await ec2.send(new CreateVpcCommand({ CidrBlock: block }))).Vpc?.VpcId ?? '');
  }
  await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId: made[0], CidrBlock: '100.64.0.0/20' }));
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId: made[0], EnableDnsHostnames: { Value: true } }));
  await world.settings({ pageSize: 5 });
  const ctx = () => liveContext(world.auditClients(region), { region, account: world.account });

  const found = await readAll(collector, ctx());
  const own = found.filter((vpc) => !collector.isDefault?.(vpc));
  expect(own.map((vpc) => vpc.id).sort()).toEqual([...made].sort());
  expect(found).toHaveLength(7);
  expect(own.find((vpc) => vpc.id === made[0])).toMatchObject({
    arn: `arn:aws:ec2:${region}:${world.account}:vpc/${made[0]}`,
    properties: {
      CidrBlock: '10.0.0.0/16',
      AdditionalCidrBlocks: ['100.64.0.0/20'],
      EnableDnsSupport: true,
      EnableDnsHostnames: true,
    },
  });
  expect(own.find((vpc) => vpc.id === made[1])?.properties).toMatchObject({ EnableDnsHostnames: false });
  expect(own.some((vpc) => vpc.context)).toBe(false);
  expect(undocumented(collector, found)).toEqual([]);
  const calls = await world.calls();
  expect(calls.byAction[`ec2:${region}:DescribeVpcs`]).toBe(2);
  expect(calls.byAction[`ec2:${region}:DescribeVpcAttribute`]).toBe(14);
  expect(calls.writes).toEqual([]);

  await world.faults([{ kind: 'deny', service: 'ec2', action: 'DescribeVpcs', page: 2 }]);
  await expect(listAll(collector, ctx())).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
});
