/** How the properties of databases are compared: what instances and clusters share, then what each has alone. */
import type { Comparators } from '../comparator.ts';

const WINDOW = {
  compare: 'ignored',
  why: 'RDS picks a random window in each region when none is given, and windows follow the local night.',
} as const;
const PLACE = {
  compare: 'ignored',
  why: 'RDS picks the zones; their letters and number differ by region and account.',
} as const;
const KEY = {
  compare: 'same',
  severity: 'high',
  why: 'Compared by which key it is, not by its ARN: the ARN differs in every region.',
} as const;

const REPLICAS = {
  compare: 'ignored',
  why: 'Who is copied has replicas and its copies have none. Each replica is a resource of its own and says whom it follows.',
} as const;
const ID = { compare: 'ignored', why: 'AWS makes it up; it serves to find who is meant in policies.' } as const;

/** What a cross-region replica, or a secondary of a global database, has otherwise than its source (RDS and Aurora user guides). */
export const databaseReplica = {
  link: [
    'GlobalClusterIdentifier',
    'GlobalClusterMembers',
    'ReadReplicaDBInstanceIdentifiers',
    'ReadReplicaIdentifiers',
    'ReplicationSourceIdentifier',
    'SourceDBClusterIdentifier',
    'SourceDBInstanceIdentifier',
    'SourceRegion',
  ],
  // A replica logs in with the source's password and keeps no secret of it.
  source: ['ManageMasterUserPassword', 'MasterUserSecret'],
  own: [
    'BackupRetentionPeriod',
    'DBName',
    'DatabaseName',
    'DeletionProtection',
    'EnableGlobalWriteForwarding',
    'MasterUsername',
    'MultiAZ',
    'PreferredBackupWindow',
    'PreferredMaintenanceWindow',
  ],
  sources: ['SourceDBInstanceIdentifier', 'ReplicationSourceIdentifier', 'SourceDBClusterIdentifier'],
  group: {
    by: 'GlobalClusterIdentifier',
    through: 'DBClusterIdentifier',
    own: ['DBName', 'DatabaseName', 'EnableGlobalWriteForwarding', 'MasterUsername'],
  },
} as const;

const shared = {
  ActivityStreamKmsKeyId: KEY,
  ActivityStreamMode: 'same',
  ActivityStreamStatus: 'same',
  AllocatedStorage: { compare: 'same', worse: 'smaller', why: 'The smaller volume cannot take the other over.' },
  AssociatedRoles: 'same',
  AutoMinorVersionUpgrade: 'same',
  BackupRetentionPeriod: {
    compare: 'same',
    severity: 'high',
    worse: 'smaller',
    why: 'Shorter backups cannot go back as far.',
  },
  CopyTagsToSnapshot: { compare: 'same', severity: 'low', worse: 'false' },
  DBSubnetGroupName: 'same',
  DBSystemId: { compare: 'all-or-none', why: 'The system of a custom engine has an id of its own in each region.' },
  DatabaseInsightsMode: 'same',
  DeletionProtection: {
    compare: 'same',
    severity: 'high',
    worse: 'false',
    why: 'Without it one call deletes the database.',
  },
  Domain: { compare: 'all-or-none', why: 'A directory has an id of its own in each region.' },
  DomainAuthSecretArn: { compare: 'all-or-none', why: 'The secret has a name of its own in each region.' },
  DomainDnsIps: { compare: 'all-or-none', why: 'Each region asks the domain controllers near it.' },
  DomainFqdn: 'same',
  DomainIAMRoleName: 'same',
  DomainOu: 'same',
  EnableCloudwatchLogsExports: {
    compare: 'same',
    why: 'A log that is not exported cannot be searched after a failure.',
  },
  EnableIAMDatabaseAuthentication: { compare: 'same', worse: 'false' },
  Engine: { compare: 'same', severity: 'high' },
  EngineLifecycleSupport: { compare: 'same', severity: 'low' },
  EngineVersion: {
    compare: 'same',
    why: 'A minor version apart is other fixes and other extensions, and a replica must not be older than its source. Automatic upgrades reach regions on different days: set `same-major` where that is accepted.',
  },
  Iops: { compare: 'same', worse: 'smaller' },
  KmsKeyId: KEY,
  ManageMasterUserPassword: { compare: 'same', worse: 'false' },
  'MasterUserSecret.KmsKeyId': KEY,
  MasterUsername: { compare: 'same', severity: 'low' },
  MonitoringInterval: {
    compare: 'same',
    why: '0 means that enhanced monitoring is off; so neither side is simply better by size.',
  },
  MonitoringRoleArn: { compare: 'same', worse: 'absent' },
  MultiAZ: { compare: 'same', severity: 'high', worse: 'false', why: 'A single zone is a single point of failure.' },
  NetworkType: 'same',
  PerformanceInsightsRetentionPeriod: { compare: 'same', severity: 'low', worse: 'smaller' },
  Port: 'same',
  PreferredBackupWindow: WINDOW,
  PreferredMaintenanceWindow: WINDOW,
  PubliclyAccessible: {
    compare: 'same',
    severity: 'high',
    worse: 'true',
    why: 'A public database is reachable from outside the VPC.',
  },
  StorageEncrypted: {
    compare: 'same',
    severity: 'high',
    worse: 'false',
    why: 'It cannot be switched on in place: the database has to be restored from an encrypted copy.',
  },
  StorageEncryptionType: {
    compare: 'ignored',
    why: 'StorageEncrypted and KmsKeyId already tell none, an AWS owned key and a KMS key apart.',
  },
  StatusInfos: {
    compare: 'same',
    severity: 'high',
    why: 'Set where something is wrong: a replica that stopped replicating is `available`, and falls behind with every hour.',
  },
  StorageThroughput: { compare: 'same', worse: 'smaller' },
  StorageType: 'same',
} satisfies Comparators;

export const instanceComparators: Comparators = {
  ...shared,
  AdditionalStorageVolumes: 'same',
  AutomationMode: { compare: 'same', why: 'Paused, RDS Custom neither watches nor repairs the instance.' },
  AutomaticBackupReplicationRegion: {
    compare: 'all-or-none',
    why: 'Backups are copied to another region by design, so the regions named differ.',
  },
  AvailabilityZone: PLACE,
  BackupTarget: 'same',
  CACertificateIdentifier: {
    compare: 'same',
    severity: 'low',
    why: 'The default authority is set per account and region; clients trust by authority.',
  },
  CharacterSetName: 'same',
  CustomIAMInstanceProfile: 'same',
  CustomerOwnedIpEnabled: 'same',
  DBClusterIdentifier: 'same',
  DbiResourceId: ID,
  DBInstanceClass: {
    compare: 'same',
    why: 'A smaller class cannot take the load over. Set `same-size` where a family is not offered in a region.',
  },
  DBInstanceStatus: {
    compare: 'same',
    severity: 'high',
    why: 'Read as a class: available (also while backing up or in maintenance), creating, deleting, stopped, failed.',
  },
  DBName: 'same',
  DBParameterGroupName: 'same',
  DedicatedLogVolume: 'same',
  EnablePerformanceInsights: { compare: 'same', worse: 'false' },
  LicenseModel: 'same',
  MaxAllocatedStorage: { compare: 'same', worse: 'smaller', why: 'The limit up to which storage grows by itself.' },
  MultiTenant: 'same',
  NcharCharacterSetName: 'same',
  OptionGroupName: 'same',
  PerformanceInsightsKMSKeyId: { ...KEY, severity: 'medium' },
  ProcessorFeatures: 'same',
  PromotionTier: { compare: 'same', severity: 'low' },
  ReadReplicaDBInstanceIdentifiers: REPLICAS,
  ReplicaMode: 'same',
  SourceDBClusterIdentifier: 'same',
  SourceDBInstanceIdentifier: {
    compare: 'same',
    why: 'A replica is not the primary it stands beside: where that is the design, declare the roles.',
  },
  TdeCredentialArn: { compare: 'all-or-none', why: 'The secret has a name of its own in each region.' },
  Timezone: 'same',
  VPCSecurityGroups: { compare: 'same', severity: 'high' },
};

export const clusterComparators: Comparators = {
  ...shared,
  AvailabilityZones: PLACE,
  BacktrackWindow: { compare: 'same', worse: 'smaller' },
  CharacterSetName: 'same',
  ClusterScalabilityType: 'same',
  DBClusterInstanceClass: 'same',
  DBClusterParameterGroupName: 'same',
  DBClusterResourceId: ID,
  DatabaseName: 'same',
  EnableGlobalWriteForwarding: 'same',
  EnableHttpEndpoint: { compare: 'same', why: 'The Data API opens the database to callers outside the VPC.' },
  EnableLocalWriteForwarding: 'same',
  EngineMode: { compare: 'same', severity: 'high' },
  GlobalClusterIdentifier: {
    compare: 'same',
    severity: 'high',
    worse: 'absent',
    why: 'A cluster that left its global database is not replicated any more.',
  },
  GlobalWriteForwardingStatus: {
    compare: 'same',
    severity: 'high',
    why: 'Set where write forwarding was asked for and does not work.',
  },
  InternetAccessGatewayEnabled: {
    compare: 'same',
    severity: 'high',
    worse: 'true',
    why: 'The database is reached from outside without a VPC.',
  },
  LimitlessDatabase: 'same',
  PerformanceInsightsEnabled: { compare: 'same', worse: 'false' },
  PerformanceInsightsKmsKeyId: { ...KEY, severity: 'medium' },
  ReadReplicaIdentifiers: REPLICAS,
  ReplicationSourceIdentifier: {
    compare: 'same',
    why: 'A replica is not the primary it stands beside: where that is the design, declare the roles.',
  },
  ScalingConfiguration: 'same',
  ServerlessV2ScalingConfiguration: 'same',
  'ServerlessV2ScalingConfiguration.MaxCapacity': { compare: 'same', worse: 'smaller' },
  'ServerlessV2ScalingConfiguration.MinCapacity': { compare: 'same', worse: 'smaller' },
  Status: {
    compare: 'same',
    severity: 'high',
    why: 'Read as a class: available (also while backing up or in maintenance), creating, deleting, stopped, failed.',
  },
  VPCNetworkingEnabled: { compare: 'same', severity: 'high', worse: 'false' },
  VpcSecurityGroupIds: { compare: 'same', severity: 'high' },
};
