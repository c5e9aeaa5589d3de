import { CreateSecurityGroupCommand, CreateSubnetCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateFileSystemCommand, CreateMountTargetCommand, EFSClient } from '@aws-sdk/client-efs';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-efs-mounttarget.ts';

const FILES = { DescribeFileSystems: { FileSystems: [{ FileSystemId: 'fs-1' }] } };
const ONE = {
  MountTargetId: 'fsmt-1',
  FileSystemId: 'fs-1',
  SubnetId: 'subnet-1',
  VpcId: 'vpc-1',
  IpAddress: '10.0.0.7',
  LifeCycleState: 'available',
  NetworkInterfaceId: 'eni-1',
  AvailabilityZoneName: 'us-east-1a',
  OwnerId: '111122223333',
};
const GROUPS = 'elasticfilesystem:DescribeMountTargetSecurityGroups';

test('maps to the CloudFormation properties', async () => {
  const DescribeMountTargets = { MountTargets: [ONE] };
  const DescribeMountTargetSecurityGroups = { SecurityGroups: ['sg-2', 'sg-1'] };
  const ctx = stubContext({ ...FILES, DescribeMountTargets, DescribeMountTargetSecurityGroups });
  const found = await readAll(collector, ctx);
  expect(found).toEqual([
    {
      id: 'fsmt-1',
      arn: null,
      name: null,
      properties: {
        FileSystemId: 'fs-1',
        IpAddress: '10.0.0.7',
        IpAddressType: 'IPV4_ONLY',
        LiveState: { LifeCycleState: 'available' },
        SecurityGroups: ['sg-1', 'sg-2'],
        SubnetId: 'subnet-1',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('its addresses tell their type', async () => {
  const MountTargets = [
    { ...ONE, Ipv6Address: '::1' },
    { ...ONE, IpAddress: undefined, Ipv6Address: '::1' },
  ];
  const found = await listAll(collector, stubContext({ ...FILES, DescribeMountTargets: { MountTargets } }));
  expect(found.map(({ properties }) => properties.IpAddressType)).toEqual(['DUAL_STACK', 'IPV6_ONLY']);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ MountTargets: [ONE], NextMarker: 'two' }, { MountTargets: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeMountTargets',
    action: 'elasticfilesystem:DescribeMountTargets',
    pages,
    others: FILES,
  });
  expect(outcome.ids).toHaveLength(2);
  const first = { FileSystemId: 'fs-1', MaxItems: 100 };
  expect(outcome.inputs).toEqual([first, { ...first, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no MountTargets');
});

test('a file system that was deleted meanwhile has none; any other failure throws', async () => {
  const gone = Object.assign(new Error('gone'), { name: 'FileSystemNotFound' });
  expect(await listAll(collector, stubContext({ ...FILES, DescribeMountTargets: gone }))).toEqual([]);
  const refusal = denied('elasticfilesystem:DescribeFileSystems');
  await expect(listAll(collector, stubContext({ DescribeFileSystems: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeFileSystems: {} }))).rejects.toThrow('no FileSystems');
});

test('groups that may not be read are unknown', async () => {
  const listed = { id: 'fsmt-1', arn: null, name: null, properties: {} };
  const refusal = denied(GROUPS);
  const read = (answer: object) =>
    readPart(collector, GROUPS, stubContext({ DescribeMountTargetSecurityGroups: answer }), listed);
  await expect(read(refusal)).rejects.toBe(refusal);
  await expect(read({})).rejects.toThrow('carries no SecurityGroups');
});

test('in the simulator: three of one file system, in pages, and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'elasticfilesystem', action: 'DescribeMountTargets' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const efs = new EFSClient(world.clients('us-east-1'));
      const { FileSystemId } = await efs.send(new CreateFileSystemCommand({ CreationToken: 'one' }));
      const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }))).Vpc?.VpcId;
      const group = { GroupName: 'nfs', Description: 'nfs', VpcId };
      const { GroupId = '' } = await ec2.send(new CreateSecurityGroupCommand(group));
      const SecurityGroups = [GroupId];
      const made: string[] = [];
      for (const [at, letter] of [...'abc'].entries()) {
        const given = { VpcId, CidrBlock: `10.1.${at}.0/24`, AvailabilityZone: `us-east-1${letter}` };
        const SubnetId = (await ec2.send(new CreateSubnetCommand(given))).Subnet?.SubnetId;
        const target = await efs.send(new CreateMountTargetCommand({ FileSystemId, SubnetId, SecurityGroups }));
        made.push(target.MountTargetId ?? '');
      }
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
