/** The collector of `AWS::ElastiCache::CacheCluster`. */
import type { CacheCluster } from '@aws-sdk/client-elasticache';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped } from '../mapping.ts';
import { cacheClusters, logsOf } from './elasticache.ts';

const WINDOW = 'ElastiCache chooses one by itself where none is given, and another in every region.';
const TAKEN = [
  ...['AutoMinorVersionUpgrade', 'CacheNodeType', 'CacheSubnetGroupName', 'Engine', 'EngineVersion', 'IpDiscovery'],
  ...['NetworkType', 'NumCacheNodes', 'PreferredMaintenanceWindow', 'SnapshotRetentionLimit', 'SnapshotWindow'],
  'TransitEncryptionEnabled',
];

export default defineCollector({
  type: 'AWS::ElastiCache::CacheCluster',
  summary: 'Caches that are no members of a replication group: engine, nodes, network, encryption, backup.',
  scope: 'regional',
  foldsCase: true,
  uniqueName: true,
  actions: ['elasticache:DescribeCacheClusters'],
  async *list(ctx) {
    for (const cluster of await cacheClusters(ctx)) {
      // The members of a replication group are compared with that.
      if (cluster.ReplicationGroupId !== undefined) continue;
      const id = cluster.CacheClusterId ?? '';
      yield { id, arn: cluster.ARN ?? null, name: id, properties: propertiesOf(cluster) };
    }
  },
  tags: 'tagging-api',
  needs: ['AWS::EC2::SecurityGroup', 'AWS::ElastiCache::ParameterGroup', 'AWS::ElastiCache::SubnetGroup'],
  references: {
    CacheParameterGroupName: 'AWS::ElastiCache::ParameterGroup',
    CacheSubnetGroupName: 'AWS::ElastiCache::SubnetGroup',
  },
  comparators: {
    AutoMinorVersionUpgrade: 'same',
    AZMode: { compare: 'same', severity: 'high', why: 'Nodes of one zone, or of several.' },
    CacheNodeType: { compare: 'same', severity: 'high' },
    CacheParameterGroupName: 'same',
    CacheSubnetGroupName: 'same',
    Engine: { compare: 'same', severity: 'high' },
    EngineVersion: { compare: 'same', severity: 'high' },
    IpDiscovery: 'same',
    ...liveMembers('CacheClusterStatus'),
    NetworkType: 'same',
    NotificationTopicArn: 'same',
    NumCacheNodes: { compare: 'same', severity: 'high', worse: 'smaller' },
    Port: 'same',
    PreferredMaintenanceWindow: { compare: 'advisory', why: WINDOW },
    SnapshotRetentionLimit: { compare: 'same', severity: 'high', worse: 'smaller' },
    SnapshotWindow: { compare: 'advisory', why: WINDOW },
    TransitEncryptionEnabled: { compare: 'same', severity: 'high', worse: 'false' },
    VpcSecurityGroupIds: { compare: 'same', severity: 'high' },
  },
  sets: ['VpcSecurityGroupIds'],
  keyed: { LogDeliveryConfigurations: ['LogType'] },
  notRead: {
    CacheSecurityGroupNames: 'of networks before VPCs',
    ClusterName: 'it is the name',
    PreferredAvailabilityZone: 'regions do not have the same zones; AZMode tells whether there are several',
    PreferredAvailabilityZones: 'regions do not have the same zones; AZMode tells whether there are several',
    SnapshotArns: 'how it was made',
    SnapshotName: 'how it was made',
  },
  cannotSee: ['What is in the cache; in which zones the nodes are.'],
});

function propertiesOf(cluster: CacheCluster): JsonObject {
  const zones = new Set(cluster.CacheNodes?.map(({ CustomerAvailabilityZone }) => CustomerAvailabilityZone));
  return compact({
    ...mapped(cluster, { take: TAKEN }),
    AZMode: cluster.CacheNodes?.length ? (zones.size > 1 ? 'cross-az' : 'single-az') : undefined,
    CacheParameterGroupName: cluster.CacheParameterGroup?.CacheParameterGroupName,
    LogDeliveryConfigurations: logsOf(cluster.LogDeliveryConfigurations),
    NotificationTopicArn: cluster.NotificationConfiguration?.TopicArn,
    Port: cluster.ConfigurationEndpoint?.Port ?? cluster.CacheNodes?.[0]?.Endpoint?.Port,
    VpcSecurityGroupIds: sorted(cluster.SecurityGroups?.map(({ SecurityGroupId }) => SecurityGroupId)),
    ...liveState({ CacheClusterStatus: cluster.CacheClusterStatus }),
  });
}
