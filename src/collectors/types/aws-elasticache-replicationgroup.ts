/** The collector of `AWS::ElastiCache::ReplicationGroup`. */
import type { CacheCluster, ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { cacheClusters, logsOf } from './elasticache.ts';

const TAKEN = [
  'AtRestEncryptionEnabled',
  'AutoMinorVersionUpgrade',
  'CacheNodeType',
  'ClusterMode',
  'Engine',
  'IpDiscovery',
  'KmsKeyId',
  'NetworkType',
  'SnapshotRetentionLimit',
  'SnapshotWindow',
  'TransitEncryptionEnabled',
  'TransitEncryptionMode',
  'UserGroupIds',
];
const OF_MEMBERS = [
  'CacheParameterGroupName',
  'CacheSubnetGroupName',
  'EngineVersion',
  'NotificationTopicArn',
  'PreferredMaintenanceWindow',
  'SecurityGroupIds',
];
const WINDOW = 'ElastiCache chooses one by itself where none is given, and another in every region.';

export default defineCollector({
  type: 'AWS::ElastiCache::ReplicationGroup',
  summary: 'Replication groups: engine, nodes, shards, failover, encryption, network, backup.',
  scope: 'regional',
  foldsCase: true,
  uniqueName: true,
  actions: ['elasticache:DescribeReplicationGroups'],
  async *list(ctx) {
    const { ElastiCacheClient, paginateDescribeReplicationGroups } = await import('@aws-sdk/client-elasticache');
    const pages = paginateDescribeReplicationGroups({ client: ctx.client(ElastiCacheClient), pageSize: 100 }, {});
    for await (const page of pages) {
      for (const group of given(page.ReplicationGroups, 'ReplicationGroups')) {
        const id = group.ReplicationGroupId ?? '';
        yield { id, arn: group.ARN ?? null, name: id, properties: propertiesOf(group) };
      }
    }
  },
  parts: [
    {
      // What a group has only through its members, of all members in one paged call.
      action: 'elasticache:DescribeCacheClusters',
      properties: OF_MEMBERS,
      async read(ctx, { id }) {
        const member = (await cacheClusters(ctx)).find(({ ReplicationGroupId }) => ReplicationGroupId === id);
        if (member === undefined) throw new Error('the answer carries no member of it');
        return memberOf(member);
      },
    },
  ],
  tags: 'tagging-api',
  needs: ['AWS::EC2::SecurityGroup', 'AWS::ElastiCache::SubnetGroup'],
  references: {
    CacheParameterGroupName: 'AWS::ElastiCache::ParameterGroup',
    CacheSubnetGroupName: 'AWS::ElastiCache::SubnetGroup',
  },
  sharedIdentity: ({ properties }) =>
    typeof properties?.GlobalReplicationGroupId === 'string' ? properties.GlobalReplicationGroupId : null,
  comparators: {
    AtRestEncryptionEnabled: { compare: 'same', severity: 'high', worse: 'false' },
    AuthTokenEnabled: { compare: 'same', severity: 'high', worse: 'false' },
    AutoMinorVersionUpgrade: 'same',
    AutomaticFailoverEnabled: { compare: 'same', severity: 'high', worse: 'false' },
    CacheNodeType: { compare: 'same', severity: 'high' },
    CacheParameterGroupName: 'same',
    CacheSubnetGroupName: 'same',
    ClusterMode: 'same',
    DataTieringEnabled: 'same',
    Durability: { compare: 'same', severity: 'high' },
    Engine: { compare: 'same', severity: 'high' },
    EngineVersion: { compare: 'same', severity: 'high' },
    GlobalReplicationGroupId: 'same',
    IpDiscovery: 'same',
    KmsKeyId: { compare: 'same', severity: 'high' },
    MultiAZEnabled: { compare: 'same', severity: 'high', worse: 'false' },
    NetworkType: 'same',
    NotificationTopicArn: 'same',
    NumNodeGroups: { compare: 'same', severity: 'high', worse: 'smaller' },
    Port: 'same',
    PreferredMaintenanceWindow: { compare: 'advisory', why: WINDOW },
    ReplicasPerNodeGroup: { compare: 'same', severity: 'high', worse: 'smaller' },
    ReplicationGroupDescription: { compare: 'same', severity: 'low' },
    SecurityGroupIds: { compare: 'same', severity: 'high' },
    SnapshotRetentionLimit: { compare: 'same', severity: 'high', worse: 'smaller' },
    SnapshotWindow: { compare: 'advisory', why: WINDOW },
    TransitEncryptionEnabled: { compare: 'same', severity: 'high', worse: 'false' },
    TransitEncryptionMode: { compare: 'same', severity: 'high' },
    UserGroupIds: { compare: 'same', severity: 'high' },
  },
  sets: ['SecurityGroupIds', 'UserGroupIds'],
  keyed: { LogDeliveryConfigurations: ['LogType'] },
  wordsForPeople: ['ReplicationGroupDescription'],
  notRead: {
    AuthToken: 'a password, which ElastiCache does not tell; AuthTokenEnabled tells whether there is one',
    CacheSecurityGroupNames: 'of networks before VPCs',
    NodeGroupConfiguration: 'told as NumNodeGroups and ReplicasPerNodeGroup; zones and slots are of each region',
    NumCacheClusters: 'told as ReplicasPerNodeGroup',
    PreferredCacheClusterAZs: 'regions do not have the same zones',
    PrimaryClusterId: 'how it was made',
    ReplicationGroupId: 'it is the name',
    SnapshotArns: 'how it was made',
    SnapshotName: 'how it was made',
    SnapshottingClusterId: 'which member is saved: it moves with a failover',
  },
  cannotSee: ['What is in the cache; which node leads now; in which zones the nodes are.'],
});

function memberOf(member: CacheCluster): JsonObject {
  return compact({
    ...mapped(member, { take: ['CacheSubnetGroupName', 'EngineVersion', 'PreferredMaintenanceWindow'] }),
    CacheParameterGroupName: member.CacheParameterGroup?.CacheParameterGroupName,
    NotificationTopicArn: member.NotificationConfiguration?.TopicArn,
    SecurityGroupIds: sorted(member.SecurityGroups?.map(({ SecurityGroupId }) => SecurityGroupId)),
  });
}

function propertiesOf(group: ReplicationGroup): JsonObject {
  const shards = group.NodeGroups ?? [];
  const sizes = shards.map(({ NodeGroupMembers }) => NodeGroupMembers?.length ?? 0);
  const isOn = (state: string | undefined) => (state === undefined ? undefined : /^enabl/.test(state));
  return compact({
    ...mapped(group, { take: TAKEN, sets: ['UserGroupIds'] }),
    AuthTokenEnabled: group.AuthTokenEnabled,
    AutomaticFailoverEnabled: isOn(group.AutomaticFailover),
    DataTieringEnabled: isOn(group.DataTiering),
    Durability: group.Durability,
    GlobalReplicationGroupId: group.GlobalReplicationGroupInfo?.GlobalReplicationGroupId,
    LogDeliveryConfigurations: logsOf(group.LogDeliveryConfigurations),
    MultiAZEnabled: isOn(group.MultiAZ),
    NumNodeGroups: shards.length === 0 ? undefined : shards.length,
    Port: group.ConfigurationEndpoint?.Port ?? shards[0]?.PrimaryEndpoint?.Port,
    // The smallest shard: all are alike but while one is being changed.
    ReplicasPerNodeGroup: sizes.length === 0 ? undefined : Math.max(0, Math.min(...sizes) - 1),
    ReplicationGroupDescription: group.Description?.trim() || undefined,
  });
}
