/** The collector of `AWS::EFS::FileSystem`. */

import type { ReplicationConfigurationDescription } from '@aws-sdk/client-efs';
import { pushAll } from '../../common/lists.ts';
import type { Json } from '../../snapshot/snapshot.ts';
import { given, unlessNotSet } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector, tagRecord } from '../collector.ts';
import { mapped, opened } from '../mapping.ts';
import { fileSystems } from './efs.ts';

const TAKEN = ['Encrypted', 'KmsKeyId', 'PerformanceMode', 'ProvisionedThroughputInMibps', 'ThroughputMode'];

export default defineCollector({
  type: 'AWS::EFS::FileSystem',
  summary: 'File systems: encryption, throughput, life cycle, backup, policy, replication.',
  scope: 'regional',
  actions: ['elasticfilesystem:DescribeFileSystems'],
  async *list(ctx) {
    for (const one of await fileSystems(ctx)) {
      const properties = compact({
        ...mapped(one, { take: TAKEN }),
        FileSystemProtection:
          one.FileSystemProtection && mapped(one.FileSystemProtection, { take: ['ReplicationOverwriteProtection'] }),
        // One zone, or all of the region: which zone it is has another name in each.
        IsOneZone: one.AvailabilityZoneName !== undefined,
      });
      const tags = tagRecord(one.Tags);
      yield { id: one.FileSystemId ?? '', arn: one.FileSystemArn ?? null, name: one.Name || null, tags, properties };
    }
  },
  parts: [
    {
      action: 'elasticfilesystem:DescribeLifecycleConfiguration',
      properties: ['LifecyclePolicies'],
      async read(ctx, { id }) {
        const { DescribeLifecycleConfigurationCommand, EFSClient } = await import('@aws-sdk/client-efs');
        const command = new DescribeLifecycleConfigurationCommand({ FileSystemId: id });
        const policies = given((await ctx.client(EFSClient).send(command)).LifecyclePolicies, 'LifecyclePolicies');
        return mapped({ LifecyclePolicies: policies }, { take: ['LifecyclePolicies'], sets: ['LifecyclePolicies'] });
      },
    },
    {
      action: 'elasticfilesystem:DescribeBackupPolicy',
      properties: ['BackupPolicy'],
      async read(ctx, { id }) {
        const { DescribeBackupPolicyCommand, EFSClient } = await import('@aws-sdk/client-efs');
        const call = ctx.client(EFSClient).send(new DescribeBackupPolicyCommand({ FileSystemId: id }));
        const answer = await unlessNotSet(call, 'PolicyNotFound');
        if (answer !== undefined && answer.BackupPolicy === undefined)
          throw new Error('the answer carries no BackupPolicy');
        // DISABLING and ENABLING are on their way.
        const status = answer?.BackupPolicy?.Status?.replace('ING', 'ED');
        return { BackupPolicy: { Status: status ?? 'DISABLED' } };
      },
    },
    {
      action: 'elasticfilesystem:DescribeFileSystemPolicy',
      properties: ['FileSystemPolicy'],
      async read(ctx, { id }) {
        const { DescribeFileSystemPolicyCommand, EFSClient } = await import('@aws-sdk/client-efs');
        const call = ctx.client(EFSClient).send(new DescribeFileSystemPolicyCommand({ FileSystemId: id }));
        const answer = await unlessNotSet(call, 'PolicyNotFound');
        if (answer !== undefined && answer.Policy === undefined) throw new Error('the answer carries no Policy');
        return compact({ FileSystemPolicy: opened(answer?.Policy) });
      },
    },
    {
      action: 'elasticfilesystem:DescribeReplicationConfigurations',
      properties: ['ReplicationConfiguration'],
      async read(ctx, { id }) {
        const one = (await replications(ctx)).find(({ SourceFileSystemId }) => SourceFileSystemId === id);
        if (one === undefined) return {};
        const Destinations: Json = (one.Destinations ?? []).map(({ Region }) => compact({ Region }));
        return { ReplicationConfiguration: { Destinations } };
      },
    },
  ],
  tags: 'listed',
  idPattern: /^fs-[0-9a-f]{8,17}$/,
  comparators: {
    'BackupPolicy.Status': { compare: 'same', severity: 'high', best: 'ENABLED' },
    Encrypted: { compare: 'same', severity: 'critical', worse: 'false' },
    FileSystemPolicy: { compare: 'same', severity: 'high', why: 'It decides who may mount it.' },
    'FileSystemProtection.ReplicationOverwriteProtection': {
      compare: 'advisory',
      why: 'It is off where another file system is copied to it.',
    },
    IsOneZone: { compare: 'same', severity: 'high', worse: 'true' },
    KmsKeyId: { compare: 'same', severity: 'high' },
    LifecyclePolicies: 'same',
    PerformanceMode: 'same',
    ProvisionedThroughputInMibps: { compare: 'same', worse: 'smaller' },
    'ReplicationConfiguration.Destinations': {
      compare: 'advisory',
      why: 'What is copied from one region to the other is set at the source alone.',
    },
    ThroughputMode: 'same',
  },
  policies: ['FileSystemPolicy'],
  sets: ['LifecyclePolicies'],
  notRead: {
    AvailabilityZoneName: 'regions do not have the same zones; IsOneZone tells whether it is in one',
    BypassPolicyLockoutSafetyCheck: 'how the policy was set',
    FileSystemTags: 'compared as tags',
  },
  cannotSee: ['Files, and how much they take.', 'Mount targets and access points: they are resources of their own.'],
});

function replications(ctx: CollectorContext): Promise<readonly ReplicationConfigurationDescription[]> {
  return ctx.once('elasticfilesystem:DescribeReplicationConfigurations', async () => {
    const { EFSClient, paginateDescribeReplicationConfigurations } = await import('@aws-sdk/client-efs');
    const found: ReplicationConfigurationDescription[] = [];
    const config = { client: ctx.client(EFSClient), pageSize: 100 };
    for await (const page of paginateDescribeReplicationConfigurations(config, {}))
      pushAll(found, given(page.Replications, 'Replications'));
    return found;
  });
}
