import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-efs-filesystem.ts';

const ANSWERS = {
  DescribeFileSystems: {
    FileSystems: [
      {
        FileSystemId: 'fs-1',
        FileSystemArn: 'arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1',
        Name: 'shared',
        Encrypted: true,
        KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
        PerformanceMode: 'generalPurpose',
        ThroughputMode: 'elastic',
        NumberOfMountTargets: 2,
        SizeInBytes: { Value: 7 },
        FileSystemProtection: { ReplicationOverwriteProtection: 'ENABLED' },
        Tags: [{ Key: 'Name', Value: 'shared' }],
      },
    ],
  },
  DescribeLifecycleConfiguration: { LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }] },
  DescribeBackupPolicy: { BackupPolicy: { Status: 'ENABLING' } },
  DescribeFileSystemPolicy: { Policy: '{"Version":"2012-10-17"}' },
  DescribeReplicationConfigurations: {
    Replications: [
      {
        SourceFileSystemId: 'fs-1',
        Destinations: [{ Region: 'eu-central-1', FileSystemId: 'fs-2', Status: 'ENABLED' }],
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'fs-1',
      arn: 'arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-1',
      name: 'shared',
      tags: { Name: 'shared' },
      properties: {
        BackupPolicy: { Status: 'ENABLED' },
        Encrypted: true,
        FileSystemPolicy: { Version: '2012-10-17' },
        FileSystemProtection: { ReplicationOverwriteProtection: 'ENABLED' },
        IsOneZone: false,
        KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
        LifecyclePolicies: [{ TransitionToIA: 'AFTER_30_DAYS' }],
        PerformanceMode: 'generalPurpose',
        ReplicationConfiguration: { Destinations: [{ Region: 'eu-central-1' }] },
        ThroughputMode: 'elastic',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('without policies it has none, and no backup', async () => {
  const none = Object.assign(new Error('none'), { name: 'PolicyNotFound' });
  const ctx = stubContext({ ...ANSWERS, DescribeBackupPolicy: none, DescribeFileSystemPolicy: none });
  const [found] = await readAll(collector, ctx);
  expect(found?.properties.BackupPolicy).toEqual({ Status: 'DISABLED' });
  expect(found?.properties).not.toHaveProperty('FileSystemPolicy');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { FileSystemId: 'fs-1' };
  const pages = [{ FileSystems: [one], NextMarker: 'two' }, { FileSystems: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeFileSystems',
    action: 'elasticfilesystem:DescribeFileSystems',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxItems: 100 }, { MaxItems: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no FileSystems');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('elasticfilesystem:DescribeFileSystems');
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeFileSystems: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeFileSystems: {} }))).rejects.toThrow(
    'no FileSystems',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of [
    'elasticfilesystem:DescribeLifecycleConfiguration',
    'elasticfilesystem:DescribeBackupPolicy',
    'elasticfilesystem:DescribeFileSystemPolicy',
    'elasticfilesystem:DescribeReplicationConfigurations',
  ]) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of [
    'elasticfilesystem:DescribeLifecycleConfiguration',
    'elasticfilesystem:DescribeBackupPolicy',
    'elasticfilesystem:DescribeFileSystemPolicy',
    'elasticfilesystem:DescribeReplicationConfigurations',
  ]) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
