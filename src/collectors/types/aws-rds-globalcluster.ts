/** The collector of `AWS::RDS::GlobalCluster`. */
import type { GlobalCluster } from '@aws-sdk/client-rds';
import { given, plainList } from '../aws/answer.ts';
import { compact, defineCollector, type Listed } from '../collector.ts';
import { isRds, stateOf, tagsOf } from './rds.ts';

export default defineCollector({
  type: 'AWS::RDS::GlobalCluster',
  summary: 'Aurora global databases with their member clusters, encryption and deletion protection.',
  // Its ARN has no region, and every region that has a member answers with the same one: asked once, counted once.
  scope: 'global',
  foldsCase: true,
  listing: 'at-once',
  uniqueName: true,
  // The stack of the primary makes it, and it serves the regions of the others: they do not lack it.
  serves: ({ GlobalClusterMembers }) =>
    (Array.isArray(GlobalClusterMembers) ? GlobalClusterMembers : []).map((member) => regionOf(member.DBClusterArn)),
  actions: ['rds:DescribeGlobalClusters'],
  tags: 'listed',
  async *list(ctx) {
    const { RDSClient, paginateDescribeGlobalClusters } = await import('@aws-sdk/client-rds');
    const pages = paginateDescribeGlobalClusters({ client: ctx.client(RDSClient), pageSize: 100 }, {});
    for await (const page of pages) {
      for (const cluster of given(page.GlobalClusters, 'GlobalClusters')) {
        if (isRds(cluster.Engine)) yield listed(cluster);
      }
    }
  },
  comparators: {
    DeletionProtection: { compare: 'same', severity: 'high', worse: 'false' },
    Engine: { compare: 'same', severity: 'high' },
    EngineLifecycleSupport: { compare: 'same', severity: 'low' },
    EngineVersion: 'same',
    GlobalClusterMembers: {
      compare: 'ignored',
      why: 'The members are clusters with rows of their own; which of them writes changes at a failover.',
    },
    Status: { compare: 'same', severity: 'high', why: 'Read as a class, as for the clusters.' },
    StorageEncrypted: { compare: 'same', severity: 'high', worse: 'false' },
    StorageEncryptionType: { compare: 'ignored', why: 'StorageEncrypted says what matters.' },
  },
  sets: ['GlobalClusterMembers'],
  notRead: {
    GlobalClusterIdentifier: 'it is the name, which serves to find the counterpart',
    SourceDBClusterIdentifier: 'GlobalClusterMembers says who writes',
  },
  cannotSee: [
    'The lag of the secondaries.',
    'A global database that the region asked does not answer for: it is asked in one region, because it belongs to none.',
  ],
});

function regionOf(arn: unknown): string {
  return String(arn).split(':')[3] ?? '';
}

function listed(cluster: GlobalCluster): Listed {
  const id = cluster.GlobalClusterIdentifier ?? '';
  const members = cluster.GlobalClusterMembers?.map(({ DBClusterArn, IsWriter }) =>
    compact({ DBClusterArn, IsWriter }),
  );
  return {
    id,
    arn: cluster.GlobalClusterArn ?? null,
    name: id,
    ...tagsOf(cluster.TagList),
    properties: compact({
      DeletionProtection: cluster.DeletionProtection,
      Engine: cluster.Engine,
      EngineLifecycleSupport: cluster.EngineLifecycleSupport,
      EngineVersion: cluster.EngineVersion,
      GlobalClusterMembers: plainList(members),
      Status: stateOf(cluster.Status),
      StorageEncrypted: cluster.StorageEncrypted,
      StorageEncryptionType: cluster.StorageEncryptionType,
    }),
  };
}
