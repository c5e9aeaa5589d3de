/** The collector of `AWS::RDS::DBInstance`. */
import type { DBInstance } from '@aws-sdk/client-rds';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, plainList, sorted } from '../aws/answer.ts';
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
import { databaseReplica, instanceComparators } from './rds-comparators.ts';

/** Lag is measured every minute; of the last ten the newest counts. */
const LAG_MINUTES = 10;

export default defineCollector({
  type: 'AWS::RDS::DBInstance',
  summary:
    'Database instances with storage, encryption, backup, network and monitoring; members of Aurora clusters too.',
  scope: 'regional',
  foldsCase: true,
  listing: 'at-once',
  uniqueName: true,
  livesIn: { DBClusterIdentifier: 'AWS::RDS::DBCluster' },
  sharedIdentity: replicationSource,
  actions: ['rds:DescribeDBInstances'],
  tags: 'listed',
  async *list(ctx) {
    const { RDSClient, paginateDescribeDBInstances } = await import('@aws-sdk/client-rds');
    const pages = paginateDescribeDBInstances({ client: ctx.client(RDSClient), pageSize: 100 }, {});
    for await (const page of pages) {
      for (const instance of given(page.DBInstances, 'DBInstances')) if (isRds(instance.Engine)) yield listed(instance);
    }
  },
  // Aurora Auto Scaling names and tags the readers that it adds (Application Auto Scaling user guide).
  comesAndGoes: ({ id, tags }) =>
    /^application-autoscaling-[0-9a-f-]{36}$/.test(id) || tags?.['application-autoscaling:resourceId'] !== undefined
      ? 'readers that auto scaling added'
      : null,
  parts: [
    {
      action: 'cloudwatch:GetMetricData',
      properties: ['LiveState'],
      applies: ({ properties }) => properties.SourceDBInstanceIdentifier !== undefined,
      async read(ctx, { id }) {
        const Dimensions = [{ Name: 'DBInstanceIdentifier', Value: id }];
        const metric = { Namespace: 'AWS/RDS', MetricName: 'ReplicaLag', Dimensions, Stat: 'Average' } as const;
        return liveState({ ReplicaLag: await lastMeasured(ctx, metric, LAG_MINUTES) });
      },
    },
  ],
  leaving: ({ DBInstanceStatus }) => (DBInstanceStatus === 'deleting' ? 'it is being deleted' : null),
  comparators: { ...instanceComparators, ...liveMembers('ReplicaLag') },
  references: {
    DBClusterIdentifier: 'AWS::RDS::DBCluster',
    DBParameterGroupName: 'AWS::RDS::DBParameterGroup',
    DBSubnetGroupName: 'AWS::RDS::DBSubnetGroup',
    DomainIAMRoleName: 'AWS::IAM::Role',
    OptionGroupName: 'AWS::RDS::OptionGroup',
    ReadReplicaDBInstanceIdentifiers: 'AWS::RDS::DBInstance',
    SourceDBClusterIdentifier: 'AWS::RDS::DBCluster',
    SourceDBInstanceIdentifier: 'AWS::RDS::DBInstance',
  },
  alsoKnownAs: 'DbiResourceId',
  replica: databaseReplica,
  sets: [
    'AssociatedRoles',
    'EnableCloudwatchLogsExports',
    'ProcessorFeatures',
    'ReadReplicaDBInstanceIdentifiers',
    'StatusInfos',
    'VPCSecurityGroups',
  ],
  needs: [
    'AWS::EC2::SecurityGroup',
    'AWS::IAM::Role',
    'AWS::KMS::Key',
    'AWS::RDS::DBParameterGroup',
    'AWS::RDS::DBSubnetGroup',
  ],
  notRead: {
    AllowMajorVersionUpgrade: 'a word to an upgrade, which RDS does not keep',
    ApplyImmediately: 'a word to an update, which RDS does not keep',
    AutomaticBackupReplicationKmsKeyId: 'it is set where the copies are, not here',
    AutomaticBackupReplicationRetentionPeriod: 'it is set where the copies are, not here',
    CertificateRotationRestart: 'a word to an update, which RDS does not keep',
    DBClusterSnapshotIdentifier: 'a choice at creation, which RDS does not keep',
    DBInstanceIdentifier: 'it is the name, which serves to find the counterpart',
    DBSecurityGroups: 'of EC2-Classic, which is gone',
    DBSnapshotIdentifier: 'a choice at creation, which RDS does not keep',
    DeleteAutomatedBackups: 'what is to happen at the deletion; RDS does not keep it',
    MasterUserAuthenticationType: 'a choice at creation, which RDS does not keep',
    MasterUserPassword: 'RDS never returns it',
    RestoreTime: 'a choice at creation, which RDS does not keep',
    SourceDBInstanceAutomatedBackupsArn: 'a choice at creation, which RDS does not keep',
    SourceDbiResourceId: 'a choice at creation, which RDS does not keep',
    SourceRegion: 'the ARN in SourceDBInstanceIdentifier says it',
    TdeCredentialPassword: 'RDS never returns it',
    UseDefaultProcessorFeatures: 'ProcessorFeatures says what came of it',
    UseLatestRestorableTime: 'a choice at creation, which RDS does not keep',
  },
  cannotSee: [
    'The master password: RDS does not return it. Whether RDS manages it in Secrets Manager is read.',
    'Changes that wait for the maintenance window, and whether the parameter group waits for a reboot.',
    'Databases, users and grants inside the engine, and what was written to it.',
    'Snapshots and automated backups.',
    'Neptune and DocumentDB instances, which the same call returns: they are types of their own.',
  ],
});

function listed(instance: DBInstance): Listed {
  const id = instance.DBInstanceIdentifier ?? '';
  return {
    id,
    arn: instance.DBInstanceArn ?? null,
    name: id,
    ...tagsOf(instance.TagList),
    properties: {
      ...general(instance),
      ...storage(instance),
      ...network(instance),
      ...monitoring(instance),
      ...masterUserSecret(instance.MasterUserSecret),
      ...domainOf(instance.DomainMemberships),
    },
  };
}

function general(instance: DBInstance): JsonObject {
  return compact({
    AssociatedRoles: associatedRoles(instance.AssociatedRoles),
    AutoMinorVersionUpgrade: instance.AutoMinorVersionUpgrade,
    CACertificateIdentifier: instance.CACertificateIdentifier,
    CharacterSetName: instance.CharacterSetName,
    CustomIAMInstanceProfile: instance.CustomIamInstanceProfile,
    AutomationMode: instance.AutomationMode,
    CustomerOwnedIpEnabled: instance.CustomerOwnedIpEnabled || undefined,
    DBClusterIdentifier: instance.DBClusterIdentifier,
    DBInstanceClass: instance.DBInstanceClass,
    // AWS's own id of it, which policies that let in by IAM name.
    DbiResourceId: instance.DbiResourceId,
    DBInstanceStatus: stateOf(instance.DBInstanceStatus),
    DBName: instance.DBName,
    DBSystemId: instance.DBSystemId,
    DBParameterGroupName: instance.DBParameterGroups?.[0]?.DBParameterGroupName,
    DeletionProtection: instance.DeletionProtection,
    EnableIAMDatabaseAuthentication: instance.IAMDatabaseAuthenticationEnabled,
    Engine: instance.Engine,
    EngineLifecycleSupport: instance.EngineLifecycleSupport,
    EngineVersion: instance.EngineVersion,
    LicenseModel: instance.LicenseModel,
    MasterUsername: instance.MasterUsername,
    MultiTenant: instance.MultiTenant || undefined,
    NcharCharacterSetName: instance.NcharCharacterSetName,
    OptionGroupName: instance.OptionGroupMemberships?.[0]?.OptionGroupName,
    PreferredMaintenanceWindow: instance.PreferredMaintenanceWindow,
    ProcessorFeatures: plainList(instance.ProcessorFeatures),
    PromotionTier: instance.PromotionTier,
    ReadReplicaDBInstanceIdentifiers: sorted(instance.ReadReplicaDBInstanceIdentifiers),
    ReplicaMode: instance.ReplicaMode,
    SourceDBClusterIdentifier: instance.ReadReplicaSourceDBClusterIdentifier,
    SourceDBInstanceIdentifier: instance.ReadReplicaSourceDBInstanceIdentifier,
    StatusInfos: faultsOf(instance.StatusInfos),
    Timezone: instance.Timezone,
  });
}

function storage(instance: DBInstance): JsonObject {
  const replica = instance.DBInstanceAutomatedBackupsReplications?.[0]?.DBInstanceAutomatedBackupsArn;
  return compact({
    AdditionalStorageVolumes: plainList(
      instance.AdditionalStorageVolumes?.map(({ StorageVolumeStatus: _, ...volume }) => volume),
    ),
    AllocatedStorage: instance.AllocatedStorage,
    // arn:aws:rds:REGION:…: the region is all that CloudFormation declares of it.
    AutomaticBackupReplicationRegion: replica?.split(':')[3],
    BackupRetentionPeriod: instance.BackupRetentionPeriod,
    BackupTarget: instance.BackupTarget,
    CopyTagsToSnapshot: instance.CopyTagsToSnapshot,
    DedicatedLogVolume: instance.DedicatedLogVolume,
    Iops: instance.Iops,
    KmsKeyId: instance.KmsKeyId,
    MaxAllocatedStorage: instance.MaxAllocatedStorage,
    PreferredBackupWindow: instance.PreferredBackupWindow,
    StorageEncrypted: instance.StorageEncrypted,
    StorageEncryptionType: instance.StorageEncryptionType,
    StorageThroughput: instance.StorageThroughput,
    StorageType: instance.StorageType,
    TdeCredentialArn: instance.TdeCredentialArn,
  });
}

function network(instance: DBInstance): JsonObject {
  return compact({
    AvailabilityZone: instance.AvailabilityZone,
    DBSubnetGroupName: instance.DBSubnetGroup?.DBSubnetGroupName,
    MultiAZ: instance.MultiAZ,
    NetworkType: instance.NetworkType,
    // DbInstancePort is 0 for all but Oracle and SQL Server; Endpoint is absent until the instance was created.
    Port: instance.Endpoint?.Port ?? (instance.DbInstancePort || undefined),
    PubliclyAccessible: instance.PubliclyAccessible,
    VPCSecurityGroups: sorted(instance.VpcSecurityGroups?.map((group) => group.VpcSecurityGroupId)),
  });
}

function monitoring(instance: DBInstance): JsonObject {
  return compact({
    ...activityStream(instance),
    DatabaseInsightsMode: instance.DatabaseInsightsMode,
    EnableCloudwatchLogsExports: sorted(instance.EnabledCloudwatchLogsExports),
    EnablePerformanceInsights: instance.PerformanceInsightsEnabled,
    MonitoringInterval: instance.MonitoringInterval,
    MonitoringRoleArn: instance.MonitoringRoleArn,
    PerformanceInsightsKMSKeyId: instance.PerformanceInsightsKMSKeyId,
    PerformanceInsightsRetentionPeriod: instance.PerformanceInsightsRetentionPeriod,
  });
}
