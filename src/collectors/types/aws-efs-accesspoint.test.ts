import { CreateAccessPointCommand, CreateFileSystemCommand, EFSClient } from '@aws-sdk/client-efs';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-efs-accesspoint.ts';

const ARN = 'arn:aws:elasticfilesystem:us-east-1:111122223333:access-point/fsap-1';
const ONE = {
  AccessPointId: 'fsap-1',
  AccessPointArn: ARN,
  ClientToken: 'of-the-call',
  FileSystemId: 'fs-1',
  LifeCycleState: 'available',
  Name: 'app',
  OwnerId: '111122223333',
  PosixUser: { Uid: 0, Gid: 1000, SecondaryGids: [] },
  RootDirectory: { Path: '/app', CreationInfo: { OwnerUid: 1000, OwnerGid: 1000, Permissions: '0750' } },
  Tags: [{ Key: 'Name', Value: 'app' }],
};

test('maps to the CloudFormation properties; the user 0 is a user', async () => {
  const found = await listAll(collector, stubContext({ DescribeAccessPoints: { AccessPoints: [ONE] } }));
  expect(found).toEqual([
    {
      id: 'fsap-1',
      arn: ARN,
      name: 'app',
      tags: { Name: 'app' },
      properties: {
        FileSystemId: 'fs-1',
        LiveState: { LifeCycleState: 'available' },
        PosixUser: { Uid: 0, Gid: 1000 },
        RootDirectory: ONE.RootDirectory,
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  const leaving = (LifeCycleState: string) => collector.leaving?.({ LiveState: { LifeCycleState } });
  expect(['deleting', 'available'].map(leaving)).toEqual(['it is being deleted', null]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ AccessPoints: [ONE], NextToken: 'two' }, { AccessPoints: [ONE] }] as const;
  const check = { operation: 'DescribeAccessPoints', action: 'elasticfilesystem:DescribeAccessPoints', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 100 }, { MaxResults: 100, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no AccessPoints');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'elasticfilesystem', action: 'DescribeAccessPoints' },
    async seed(world) {
      const client = new EFSClient(world.clients('us-east-1'));
      const { FileSystemId } = await client.send(new CreateFileSystemCommand({ CreationToken: 'one' }));
      const made: string[] = [];
      for (const ClientToken of ['one', 'two', 'three']) {
        const point = await client.send(new CreateAccessPointCommand({ ClientToken, FileSystemId }));
        made.push(point.AccessPointId ?? '');
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
