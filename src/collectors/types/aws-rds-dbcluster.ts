/** The collector of `AWS::RDS::DBCluster`. */
import type { DBCluster } from '@aws-sdk/client-rds';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, plain, sorted } from '../aws/answer.ts';
import { compact, defineCollector, type Listed } from '../collector.ts';
import { associatedRoles, domainOf, isRds, masterUserSecret, replicationSource, stateOf, tagsOf } from './rds.ts';
import { clusterComparators } from './rds-comparators.ts';

export default defineCollector({
  type: 'AWS::RDS::DBCluster',
  summary: 'Aurora and Multi-AZ clusters with encryption, backup, network, scaling and their global database.',
  scope: 'regional',
  listing: 'at-once',
  uniqueName: true,
  sharedIdentity: replicationSource,
  actions: ['rds:DescribeDBClusters'],
  tags: 'listed',
  async *list(ctx) {
    const { RDSClient, paginateDescribeDBClusters } = await import('@aws-sdk/client-rds');
    const pages = paginateDescribeDBClusters({ client: ctx.client(RDSClient), pageSize: 100 }, {});
    for await (const page of pages) {
      for (const cluster of given(page.DBClusters, 'DBClusters')) if (isRds(cluster.Engine)) yield listed(cluster);
    }
  },
  comparators: clusterComparators,
  references: {
    DBClusterParameterGroupName: 'AWS::RDS::DBClusterParameterGroup',
    DBSubnetGroupName: 'AWS::RDS::DBSubnetGroup',
    DomainIAMRoleName: 'AWS::IAM::Role',
    GlobalClusterIdentifier: 'AWS::RDS::GlobalCluster',
    ReplicationSourceIdentifier: 'AWS::RDS::DBCluster',
  },
  sets: ['AssociatedRoles', 'AvailabilityZones', 'EnableCloudwatchLogsExports', 'VpcSecurityGroupIds'],
  needs: ['AWS::EC2::SecurityGroup', 'AWS::IAM::Role', 'AWS::KMS::Key', 'AWS::RDS::DBSubnetGroup'],
  cannotSee: [
    'Its members: they are instances with a row of their own, which name the cluster. Which of them writes changes at every failover and is not compared.',
    'The lag of a secondary behind its global database, and the master password.',
    'The values of its cluster parameter group; that group is compared by name.',
    'Changes that wait for the maintenance window.',
    'Neptune and DocumentDB clusters, which the same call returns: they are types of their own.',
  ],
});

function listed(cluster: DBCluster): Listed {
  const id = cluster.DBClusterIdentifier ?? '';
  return {
    id,
    arn: cluster.DBClusterArn ?? null,
    name: id,
    ...tagsOf(cluster.TagList),
    properties: {
      ...general(cluster),
      ...capacity(cluster),
      ...protection(cluster),
      ...monitoring(cluster),
      ...masterUserSecret(cluster.MasterUserSecret),
      ...domainOf(cluster.DomainMemberships),
    },
  };
}

function general(cluster: DBCluster): JsonObject {
  return compact({
    AutoMinorVersionUpgrade: cluster.AutoMinorVersionUpgrade,
    AvailabilityZones: sorted(cluster.AvailabilityZones),
    CharacterSetName: cluster.CharacterSetName,
    DBClusterParameterGroupName: cluster.DBClusterParameterGroup,
    DBSubnetGroupName: cluster.DBSubnetGroup,
    DatabaseName: cluster.DatabaseName,
    EnableGlobalWriteForwarding: cluster.GlobalWriteForwardingRequested,
    // The API gives a status; CloudFormation declares a boolean.
    EnableLocalWriteForwarding:
      cluster.LocalWriteForwardingStatus === undefined
        ? undefined
        : /^(enabled|enabling|requested)$/.test(cluster.LocalWriteForwardingStatus),
    Engine: cluster.Engine,
    EngineLifecycleSupport: cluster.EngineLifecycleSupport,
    EngineMode: cluster.EngineMode,
    EngineVersion: cluster.EngineVersion,
    GlobalClusterIdentifier: cluster.GlobalClusterIdentifier || undefined,
    MasterUsername: cluster.MasterUsername,
    MultiAZ: cluster.MultiAZ,
    NetworkType: cluster.NetworkType,
    Port: cluster.Port,
    PreferredMaintenanceWindow: cluster.PreferredMaintenanceWindow,
    ReplicationSourceIdentifier: cluster.ReplicationSourceIdentifier || undefined,
    Status: stateOf(cluster.Status),
  });
}

function capacity(cluster: DBCluster): JsonObject {
  return compact({
    AllocatedStorage: cluster.AllocatedStorage,
    ClusterScalabilityType: cluster.ClusterScalabilityType,
    DBClusterInstanceClass: cluster.DBClusterInstanceClass,
    Iops: cluster.Iops,
    ScalingConfiguration: plain(cluster.ScalingConfigurationInfo),
    ServerlessV2ScalingConfiguration: plain(cluster.ServerlessV2ScalingConfiguration),
    StorageThroughput: cluster.StorageThroughput,
    StorageType: cluster.StorageType,
  });
}

function protection(cluster: DBCluster): JsonObject {
  return compact({
    AssociatedRoles: associatedRoles(cluster.AssociatedRoles),
    BackupRetentionPeriod: cluster.BackupRetentionPeriod,
    BacktrackWindow: cluster.BacktrackWindow,
    CopyTagsToSnapshot: cluster.CopyTagsToSnapshot,
    DeletionProtection: cluster.DeletionProtection,
    EnableHttpEndpoint: cluster.HttpEndpointEnabled,
    EnableIAMDatabaseAuthentication: cluster.IAMDatabaseAuthenticationEnabled,
    KmsKeyId: cluster.KmsKeyId,
    PreferredBackupWindow: cluster.PreferredBackupWindow,
    PubliclyAccessible: cluster.PubliclyAccessible,
    StorageEncrypted: cluster.StorageEncrypted,
    StorageEncryptionType: cluster.StorageEncryptionType,
    VpcSecurityGroupIds: sorted(cluster.VpcSecurityGroups?.map((group) => group.VpcSecurityGroupId)),
  });
}

function monitoring(cluster: DBCluster): JsonObject {
  return compact({
    ActivityStreamStatus: cluster.ActivityStreamStatus,
    DatabaseInsightsMode: cluster.DatabaseInsightsMode,
    EnableCloudwatchLogsExports: sorted(cluster.EnabledCloudwatchLogsExports),
    MonitoringInterval: cluster.MonitoringInterval,
    MonitoringRoleArn: cluster.MonitoringRoleArn,
    PerformanceInsightsEnabled: cluster.PerformanceInsightsEnabled,
    PerformanceInsightsKmsKeyId: cluster.PerformanceInsightsKMSKeyId,
    PerformanceInsightsRetentionPeriod: cluster.PerformanceInsightsRetentionPeriod,
  });
}
