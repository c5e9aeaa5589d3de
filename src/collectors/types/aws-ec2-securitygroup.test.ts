import {
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  EC2Client,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import type { Listed } from '../collector.ts';
import { denied, listAll, liveContext, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-securitygroup.ts';

const ACCOUNT = '111122223333';
const https = (peers: IpPermission): IpPermission => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...peers });
const HTTPS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
const APP = {
  GroupId: 'sg-app',
  SecurityGroupArn: `arn:aws:ec2:us-east-1:${ACCOUNT}:security-group/sg-app`,
  OwnerId: ACCOUNT,
  GroupName: 'app',
  Description: 'Application',
  VpcId: 'vpc-1',
  IpPermissions: [
    https({ IpRanges: [{ CidrIp: '0.0.0.0/0' }], UserIdGroupPairs: [{ GroupId: 'sg-app', UserId: ACCOUNT }] }),
  ],
  IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
  Tags: [{ Key: 'team', Value: 'web' }],
};
/** One list of AWS's and one of the customer's in its rules. */
const LISTS = {
  ...APP,
  GroupId: 'sg-lists',
  IpPermissions: [https({ PrefixListIds: [{ PrefixListId: 'pl-offices', Description: 'offices' }] })],
  IpPermissionsEgress: [https({ PrefixListIds: [{ PrefixListId: 'pl-s3' }, { PrefixListId: 'pl-gone' }] })],
};
const PREFIX_LISTS = [
  {
    NextToken: 'two',
    PrefixLists: [{ PrefixListId: 'pl-s3', PrefixListName: 'com.amazonaws.us-east-1.s3', OwnerId: 'AWS' }],
  },
  { PrefixLists: [{ PrefixListId: 'pl-offices', PrefixListName: 'offices', OwnerId: ACCOUNT }] },
];
const ENTRIES = [
  { NextToken: 'two', Entries: [{ Cidr: '203.0.113.0/24' }] },
  { Entries: [{ Cidr: '198.51.100.7/24' }] },
];

const list = (...SecurityGroups: object[]) =>
  listAll(collector, stubContext({ DescribeSecurityGroups: { SecurityGroups } }));
const first = async (group: object): Promise<Listed> => {
  const [found] = await list(group);
  if (!found) throw new Error('no group was listed');
  return found;
};

test('maps to the CloudFormation properties, one row for each peer', async () => {
  const found = await list(APP);
  expect(found).toEqual([
    {
      id: 'sg-app',
      arn: APP.SecurityGroupArn,
      name: 'app',
      tags: { team: 'web' },
      properties: {
        GroupName: 'app',
        GroupDescription: 'Application',
        VpcId: 'vpc-1',
        SecurityGroupIngress: [
          { ...HTTPS, CidrIp: '0.0.0.0/0' },
          { ...HTTPS, Self: true },
        ],
        SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('a group without rules has empty lists, which are read and known', async () => {
  const bare = await first({ GroupId: 'sg-1', IpPermissions: [], IpPermissionsEgress: [] });
  expect(bare).toMatchObject({ arn: `arn:aws:ec2:us-east-1:${ACCOUNT}:security-group/sg-1`, name: null });
  expect(bare.properties).toEqual({ SecurityGroupIngress: [], SecurityGroupEgress: [] });
});

test("AWS's default group is told, and another account's group is context only", async () => {
  const found = await list(
    APP,
    { GroupId: 'sg-default', OwnerId: ACCOUNT, GroupName: 'default' },
    { GroupId: 'sg-shared', OwnerId: '444455556666', GroupName: 'shared' },
  );
  expect(found.map((group) => collector.isDefault?.(group))).toEqual([false, true, false]);
  expect(found.map((group) => group.context)).toEqual([undefined, undefined, true]);
});

test('puts names beside prefix lists, and the entries of the lists that are not of AWS', async () => {
  const ctx = stubContext({
    DescribeSecurityGroups: { SecurityGroups: [LISTS, { ...LISTS, GroupId: 'sg-too' }, APP] },
    DescribeManagedPrefixLists: PREFIX_LISTS,
    GetManagedPrefixListEntries: ENTRIES,
  });
  const found = await readAll(collector, ctx);
  for (const group of found.slice(0, 2)) {
    expect(group.properties.SecurityGroupIngress).toEqual([
      {
        ...HTTPS,
        SourcePrefixListId: 'pl-offices',
        PrefixListName: 'offices',
        PrefixListEntries: ['198.51.100.0/24', '203.0.113.0/24'],
        Description: 'offices',
      },
    ]);
    expect(group.properties.SecurityGroupEgress).toEqual([
      { ...HTTPS, DestinationPrefixListId: 'pl-gone' },
      { ...HTTPS, DestinationPrefixListId: 'pl-s3', PrefixListName: 'com.amazonaws.us-east-1.s3' },
    ]);
  }
  // Once for the region, whoever asks, full pages each.
  expect(ctx.calls.slice(1)).toEqual([
    { operation: 'DescribeManagedPrefixLists', input: { MaxResults: 100 } },
    { operation: 'DescribeManagedPrefixLists', input: { MaxResults: 100, NextToken: 'two' } },
    { operation: 'GetManagedPrefixListEntries', input: { MaxResults: 100, PrefixListId: 'pl-offices' } },
    {
      operation: 'GetManagedPrefixListEntries',
      input: { MaxResults: 100, NextToken: 'two', PrefixListId: 'pl-offices' },
    },
  ]);
});

test('asks for no prefix list when no group uses one', async () => {
  const ctx = stubContext({ DescribeSecurityGroups: { SecurityGroups: [APP] } });
  await readAll(collector, ctx);
  expect(ctx.calls.map((call) => call.operation)).toEqual(['DescribeSecurityGroups']);
});

test('asks for full pages and takes all of them', async () => {
  const ctx = stubContext({
    DescribeSecurityGroups: [{ NextToken: 'two', SecurityGroups: [APP] }, { SecurityGroups: [LISTS] }],
  });
  expect((await listAll(collector, ctx)).map((group) => group.id)).toEqual(['sg-app', 'sg-lists']);
  expect(ctx.calls.map((call) => call.input)).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
});

test('a denied call, a denied second page and an answer without its list throw', async () => {
  const refusal = denied('ec2:DescribeSecurityGroups');
  await expect(listAll(collector, stubContext({ DescribeSecurityGroups: refusal }))).rejects.toBe(refusal);
  const second = stubContext({ DescribeSecurityGroups: [{ NextToken: 'two', SecurityGroups: [APP] }, refusal] });
  await expect(listAll(collector, second)).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeSecurityGroups: {} }))).rejects.toThrow('no SecurityGroups');
});

test('prefix lists that may not be read throw: on the first page, on the second, and their entries', async () => {
  const group = await first(LISTS);
  const lists = (answer: Parameters<typeof stubContext>[0][string]) =>
    readPart(collector, 'ec2:DescribeManagedPrefixLists', stubContext({ DescribeManagedPrefixLists: answer }), group);
  const refusal = denied('ec2:DescribeManagedPrefixLists');
  await expect(lists(refusal)).rejects.toBe(refusal);
  await expect(lists([PREFIX_LISTS[0] as object, refusal])).rejects.toBe(refusal);
  await expect(lists({})).rejects.toThrow('no PrefixLists');

  const named = { ...group, properties: { ...group.properties, ...(await lists(PREFIX_LISTS)) } };
  const entries = (answer: Parameters<typeof stubContext>[0][string]) =>
    readPart(collector, 'ec2:GetManagedPrefixListEntries', stubContext({ GetManagedPrefixListEntries: answer }), named);
  await expect(entries(refusal)).rejects.toBe(refusal);
  await expect(entries([ENTRIES[0] as object, refusal])).rejects.toBe(refusal);
  await expect(entries({})).rejects.toThrow('no Entries');
});

test('in the simulator: pages, every kind of peer, and a denial', async () => {
  const world = await openWorld();
  const region = 'eu-central-1';
  const ec2 = new EC2Client(world.clients(region));
  const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId;
  const made: string[] = [];
  for (const GroupName of ['app', 'data', 'g-3', 'g-4', 'g-5']) {
    const input = { GroupName, Description: `The ${GroupName} group`, VpcId };
    made.push((await ec2.send(new CreateSecurityGroupCommand(input))).GroupId ?? '');
  }
  const [app, data] = made as [string, string];
  const offices = {
    PrefixListName: 'offices',
    MaxEntries: 5,
    AddressFamily: 'IPv4',
    Entries: [{ Cidr: '203.0.113.0/24' }],
  };
  const list = (await ec2.send(new CreateManagedPrefixListCommand(offices))).PrefixList?.PrefixListId ?? '';
  const IpPermissions = [
    {
      ...HTTPS,
      IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'everyone' }, { CidrIp: '10.0.0.0/16' }],
      Ipv6Ranges: [{ CidrIpv6: '::/0' }],
      PrefixListIds: [{ PrefixListId: list }],
      UserIdGroupPairs: [{ GroupId: app }, { GroupId: data }],
    },
    { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '10.0.0.0/16' }] },
    { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: data }] },
  ];
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: app, IpPermissions }));
  await world.settings({ pageSize: 5 });
  const ctx = () => liveContext(world.auditClients(region), { region, account: world.account });

  const found = await readAll(collector, ctx());
  const own = found.filter((group) => !collector.isDefault?.(group));
  expect(own.map((group) => group.id).sort()).toEqual([...made].sort());
  const rows = own.find((group) => group.id === app)?.properties.SecurityGroupIngress;
  expect(rows).toHaveLength(8);
  expect(rows).toEqual(
    expect.arrayContaining([
      { ...HTTPS, CidrIp: '0.0.0.0/0', Description: 'everyone' },
      { ...HTTPS, CidrIp: '10.0.0.0/16' },
      { ...HTTPS, CidrIpv6: '::/0' },
      { ...HTTPS, SourcePrefixListId: list, PrefixListName: 'offices', PrefixListEntries: ['203.0.113.0/24'] },
      { ...HTTPS, Self: true },
      { ...HTTPS, SourceSecurityGroupId: data },
      { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, CidrIp: '10.0.0.0/16' },
      { IpProtocol: '-1', SourceSecurityGroupId: data },
    ]),
  );
  expect(own.find((group) => group.id === data)?.properties.SecurityGroupEgress).toEqual([
    { IpProtocol: '-1', CidrIp: '0.0.0.0/0' },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  const calls = await world.calls();
  expect(calls.byAction[`ec2:${region}:DescribeSecurityGroups`]).toBe(Math.ceil(found.length / 5));
  expect(calls.duplicates).toEqual([]);
  expect(calls.writes).toEqual([]);

  await world.faults([{ kind: 'deny', service: 'ec2', action: 'DescribeSecurityGroups', page: 2 }]);
  await expect(listAll(collector, ctx())).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
});
