/** The collector of `AWS::RDS::DBCluster`. */
import type { DBCluster } from '@aws-sdk/client-rds';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, plain, sorted } from '../aws/answer.ts';
import { compact, defineCollector, type Listed } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { lastMeasured } from './metrics.ts';
import {
  activityStream,
  associatedRoles,
  domainOf,
  faultsOf,
  isRds,
  masterUserSecret,
  replicationSource,
  stateOf,
  tagsOf,
} from './rds.ts';
import { clusterComparators, databaseReplica } from './rds-comparators.ts';

/** Lag is measured every minute; of the last ten the newest counts. */
const LAG_MINUTES = 10;

export default defineCollector({
  type: 'AWS::RDS::DBCluster',
  summary: 'Aurora and Multi-AZ clusters with encryption, backup, network, scaling and their global database.',
  scope: 'regional',
  foldsCase: true,
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
  parts: [
    {
      action: 'cloudwatch:GetMetricData',
      properties: ['LiveState'],
      // The primary of a global database measures nothing of it.
      applies: ({ properties }) => properties.GlobalClusterIdentifier !== undefined,
      async read(ctx, { id }) {
        const Dimensions = [{ Name: 'DBClusterIdentifier', Value: id }];
        const MetricName = 'AuroraGlobalDBReplicationLag';
        const metric = { Namespace: 'AWS/RDS', MetricName, Dimensions, Stat: 'Average' } as const;
        const milliseconds = await lastMeasured(ctx, metric, LAG_MINUTES);
        return liveState({ ReplicaLag: milliseconds === undefined ? undefined : milliseconds / 1000 });
      },
    },
  ],
  leaving: ({ Status }) => (Status === 'deleting' ? 'it is being deleted' : null),
  comparators: { ...clusterComparators, ...liveMembers('ReplicaLag') },
  references: {
    DBClusterParameterGroupName: 'AWS::RDS::DBClusterParameterGroup',
    DBSubnetGroupName: 'AWS::RDS::DBSubnetGroup',
    DomainIAMRoleName: 'AWS::IAM::Role',
    GlobalClusterIdentifier: 'AWS::RDS::GlobalCluster',
    ReadReplicaIdentifiers: 'AWS::RDS::DBCluster',
    ReplicationSourceIdentifier: 'AWS::RDS::DBCluster',
  },
  alsoKnownAs: 'DBClusterResourceId',
  replica: databaseReplica,
  sets: [
    'AssociatedRoles',
    'AvailabilityZones',
    'EnableCloudwatchLogsExports',
    'ReadReplicaIdentifiers',
    'StatusInfos',
    'VpcSecurityGroupIds',
  ],
  needs: ['AWS::EC2::SecurityGroup', 'AWS::IAM::Role', 'AWS::KMS::Key', 'AWS::RDS::DBSubnetGroup'],
  notRead: {
    DBClusterIdentifier: 'it is the name, which serves to find the counterpart',
    DBInstanceParameterGroupName: 'a word to an upgrade, which RDS does not keep',
    DeleteAutomatedBackups: 'what is to happen at the deletion; RDS does not keep it',
    MasterUserAuthenticationType: 'a choice at creation, which RDS does not keep',
    MasterUserPassword: 'RDS never returns it',
    RestoreToTime: 'a choice at creation, which RDS does not keep',
    RestoreType: 'a choice at creation, which RDS does not keep',
    SnapshotIdentifier: 'a choice at creation, which RDS does not keep',
    SourceDBClusterIdentifier: 'a choice at creation, which RDS does not keep',
    SourceDbClusterResourceId: 'a choice at creation, which RDS does not keep',
    SourceRegion: 'the ARN in ReplicationSourceIdentifier says it',
    UseLatestRestorableTime: 'a choice at creation, which RDS does not keep',
  },
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
    // AWS's own id of it, which policies that let in by IAM name.
    DBClusterResourceId: cluster.DbClusterResourceId,
    DBClusterParameterGroupName: cluster.DBClusterParameterGroup,
    DBSubnetGroupName: cluster.DBSubnetGroup,
    DatabaseName: cluster.DatabaseName || undefined,
    DBSystemId: cluster.DBSystemId,
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
    // Asked for and not working; one that works says nothing beyond the request.
    GlobalWriteForwardingStatus:
      cluster.GlobalWriteForwardingRequested &&
      !/^(enabled|enabling)$/.test(cluster.GlobalWriteForwardingStatus ?? 'enabled')
        ? cluster.GlobalWriteForwardingStatus
        : undefined,
    GlobalClusterIdentifier: cluster.GlobalClusterIdentifier || undefined,
    MasterUsername: cluster.MasterUsername,
    MultiAZ: cluster.MultiAZ,
    NetworkType: cluster.NetworkType,
    Port: cluster.Port,
    PreferredMaintenanceWindow: cluster.PreferredMaintenanceWindow,
    ReadReplicaIdentifiers: sorted(cluster.ReadReplicaIdentifiers),
    ReplicationSourceIdentifier: cluster.ReplicationSourceIdentifier || undefined,
    Status: stateOf(cluster.Status),
    StatusInfos: faultsOf(cluster.StatusInfos),
  });
}

function capacity(cluster: DBCluster): JsonObject {
  return compact({
    AllocatedStorage: cluster.AllocatedStorage,
    ClusterScalabilityType: cluster.ClusterScalabilityType,
    DBClusterInstanceClass: cluster.DBClusterInstanceClass,
    Iops: cluster.Iops,
    LimitlessDatabase:
      /^(enabled|enabling|modifying-max-capacity)$/.test(cluster.LimitlessDatabase?.Status ?? '') || undefined,
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
    InternetAccessGatewayEnabled: cluster.InternetAccessGatewayEnabled,
    PubliclyAccessible: cluster.PubliclyAccessible,
    StorageEncrypted: cluster.StorageEncrypted,
    StorageEncryptionType: cluster.StorageEncryptionType,
    VPCNetworkingEnabled: cluster.VPCNetworkingEnabled,
    VpcSecurityGroupIds: sorted(cluster.VpcSecurityGroups?.map((group) => group.VpcSecurityGroupId)),
  });
}

function monitoring(cluster: DBCluster): JsonObject {
  return compact({
    ...activityStream(cluster),
    DatabaseInsightsMode: cluster.DatabaseInsightsMode,
    EnableCloudwatchLogsExports: sorted(cluster.EnabledCloudwatchLogsExports),
    MonitoringInterval: cluster.MonitoringInterval,
    MonitoringRoleArn: cluster.MonitoringRoleArn,
    PerformanceInsightsEnabled: cluster.PerformanceInsightsEnabled,
    PerformanceInsightsKmsKeyId: cluster.PerformanceInsightsKMSKeyId,
    PerformanceInsightsRetentionPeriod: cluster.PerformanceInsightsRetentionPeriod,
  });
}
