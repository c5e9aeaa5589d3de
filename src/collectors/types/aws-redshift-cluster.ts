/** The collector of `AWS::Redshift::Cluster`. */
import type { Cluster } from '@aws-sdk/client-redshift';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { compact, defineCollector, tagRecord } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped } from '../mapping.ts';

const COPY = 'What is copied to the other region is set at the source alone.';
const TAKEN = [
  ...['AllowVersionUpgrade', 'AutomatedSnapshotRetentionPeriod', 'ClusterSubnetGroupName', 'ClusterVersion', 'DBName'],
  ...['Encrypted', 'EnhancedVpcRouting', 'KmsKeyId', 'MaintenanceTrackName', 'ManualSnapshotRetentionPeriod'],
  ...['MasterPasswordSecretKmsKeyId', 'MasterUsername', 'NodeType', 'NumberOfNodes', 'PreferredMaintenanceWindow'],
  'PubliclyAccessible',
];
const MADE = 'how it was made';
const ACTION = 'what is to be done at a change, and no state';

export default defineCollector({
  type: 'AWS::Redshift::Cluster',
  summary: 'Clusters: nodes, version, encryption, network, roles, backups and their copies, audit log.',
  scope: 'regional',
  foldsCase: true,
  uniqueName: true,
  actions: ['redshift:DescribeClusters'],
  async *list(ctx) {
    const { paginateDescribeClusters, RedshiftClient } = await import('@aws-sdk/client-redshift');
    for await (const page of paginateDescribeClusters({ client: ctx.client(RedshiftClient), pageSize: 100 }, {})) {
      for (const cluster of given(page.Clusters, 'Clusters')) {
        const id = cluster.ClusterIdentifier ?? '';
        const arn = `arn:${ctx.partition}:redshift:${ctx.region}:${ctx.account}:cluster:${id}`;
        yield { id, arn, name: id, tags: tagRecord(cluster.Tags), properties: propertiesOf(cluster) };
      }
    }
  },
  parts: [
    {
      action: 'redshift:DescribeLoggingStatus',
      properties: ['LoggingProperties'],
      async read(ctx, { id }) {
        const { DescribeLoggingStatusCommand, RedshiftClient } = await import('@aws-sdk/client-redshift');
        const command = new DescribeLoggingStatusCommand({ ClusterIdentifier: id });
        const answer = await ctx.client(RedshiftClient).send(command);
        if (answer.LoggingEnabled === undefined) throw new Error('the answer carries no LoggingEnabled');
        if (!answer.LoggingEnabled) return {};
        const take = ['BucketName', 'LogDestinationType', 'LogExports', 'S3KeyPrefix'];
        return { LoggingProperties: mapped(answer, { take, sets: ['LogExports'] }) };
      },
    },
  ],
  tags: 'listed',
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::VPC', 'AWS::IAM::Role'],
  references: {
    ClusterParameterGroupName: 'AWS::Redshift::ClusterParameterGroup',
    ClusterSubnetGroupName: 'AWS::Redshift::ClusterSubnetGroup',
    'LoggingProperties.BucketName': 'AWS::S3::Bucket',
  },
  leaving: ({ LiveState }) =>
    (LiveState as { readonly ClusterStatus?: string } | undefined)?.ClusterStatus === 'deleting'
      ? 'it is being deleted'
      : null,
  comparators: {
    AllowVersionUpgrade: 'same',
    AutomatedSnapshotRetentionPeriod: { compare: 'same', severity: 'high', worse: 'smaller' },
    AvailabilityZoneRelocation: { compare: 'same', worse: 'false' },
    ClusterParameterGroupName: 'same',
    ClusterSubnetGroupName: 'same',
    ClusterType: { compare: 'same', severity: 'high' },
    ClusterVersion: 'same',
    DBName: { compare: 'same', severity: 'high' },
    DestinationRegion: { compare: 'advisory', why: COPY },
    ElasticIp: { compare: 'all-or-none', why: 'The address is one of the region.' },
    Encrypted: { compare: 'same', severity: 'critical', worse: 'false' },
    EnhancedVpcRouting: { compare: 'same', severity: 'high', worse: 'false' },
    HsmClientCertificateIdentifier: 'same',
    HsmConfigurationIdentifier: 'same',
    IamRoles: { compare: 'same', severity: 'high' },
    KmsKeyId: { compare: 'same', severity: 'high' },
    ...liveMembers('ClusterAvailabilityStatus', 'ClusterStatus'),
    'LoggingProperties.BucketName': { compare: 'same', severity: 'high', worse: 'absent' },
    'LoggingProperties.LogDestinationType': 'same',
    'LoggingProperties.LogExports': 'same',
    'LoggingProperties.S3KeyPrefix': 'same',
    MaintenanceTrackName: 'same',
    ManageMasterPassword: { compare: 'same', severity: 'high', worse: 'false' },
    ManualSnapshotRetentionPeriod: { compare: 'same', why: '-1 is for ever.' },
    MasterPasswordSecretKmsKeyId: { compare: 'same', severity: 'high', worse: 'absent' },
    MasterUsername: 'same',
    MultiAZ: { compare: 'same', severity: 'high', worse: 'false' },
    NodeType: { compare: 'same', severity: 'high' },
    NumberOfNodes: { compare: 'same', severity: 'high', worse: 'smaller' },
    Port: 'same',
    PreferredMaintenanceWindow: {
      compare: 'advisory',
      why: 'Redshift chooses one by itself where none is given, and another in every region.',
    },
    PubliclyAccessible: { compare: 'same', severity: 'critical', worse: 'true' },
    SnapshotCopyGrantName: { compare: 'advisory', why: COPY },
    SnapshotCopyRetentionPeriod: { compare: 'advisory', why: COPY },
    VpcId: 'same',
    VpcSecurityGroupIds: { compare: 'same', severity: 'high' },
  },
  sets: ['IamRoles', 'LoggingProperties.LogExports', 'VpcSecurityGroupIds'],
  notRead: {
    AquaConfigurationStatus: 'AQUA is retired',
    AvailabilityZone: 'regions do not have the same zones',
    AvailabilityZoneRelocationStatus: 'told as AvailabilityZoneRelocation',
    Classic: ACTION,
    ClusterIdentifier: 'it is the name',
    ClusterSecurityGroups: 'of networks before VPCs',
    DeferMaintenance: 'a wish of the day',
    DeferMaintenanceDuration: 'a wish of the day',
    DeferMaintenanceEndTime: 'a wish of the day',
    DeferMaintenanceStartTime: 'a wish of the day',
    Endpoint: 'an address of its own; Port is read',
    MasterUserPassword:
      'a password, which Redshift does not tell; ManageMasterPassword tells whether a secret holds it',
    NamespaceResourcePolicy: 'a call for each cluster tells it, and only data shares use it',
    OwnerAccount: MADE,
    ResourceAction: ACTION,
    RevisionTarget: ACTION,
    RotateEncryptionKey: ACTION,
    SnapshotClusterIdentifier: MADE,
    SnapshotCopyManual: 'which snapshots SnapshotCopyRetentionPeriod is meant for',
    SnapshotIdentifier: MADE,
  },
  cannotSee: [
    'What is in the databases, and who may read it there.',
    'Parameters of the parameter group, subnets of the subnet group: their names are compared.',
    'Snapshots and their schedules; serverless namespaces and workgroups.',
  ],
});

function propertiesOf(cluster: Cluster): JsonObject {
  const { ClusterSnapshotCopyStatus: copy, HsmStatus: hsm, NumberOfNodes = 1 } = cluster;
  return compact({
    ...mapped(cluster, { take: [...TAKEN, 'VpcId'] }),
    AvailabilityZoneRelocation: isOn(cluster.AvailabilityZoneRelocationStatus),
    ClusterParameterGroupName: cluster.ClusterParameterGroups?.[0]?.ParameterGroupName,
    ClusterType: NumberOfNodes > 1 ? 'multi-node' : 'single-node',
    DestinationRegion: copy?.DestinationRegion,
    ElasticIp: cluster.ElasticIpStatus?.ElasticIp,
    HsmClientCertificateIdentifier: hsm?.HsmClientCertificateIdentifier,
    HsmConfigurationIdentifier: hsm?.HsmConfigurationIdentifier,
    IamRoles: sorted(cluster.IamRoles?.map(({ IamRoleArn }) => IamRoleArn)),
    ManageMasterPassword: cluster.MasterPasswordSecretArn !== undefined,
    MultiAZ: isOn(cluster.MultiAZ),
    Port: cluster.Endpoint?.Port,
    SnapshotCopyGrantName: copy?.SnapshotCopyGrantName || undefined,
    SnapshotCopyRetentionPeriod: copy?.RetentionPeriod,
    VpcSecurityGroupIds: sorted(cluster.VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId)),
    ...liveState({
      ClusterAvailabilityStatus: cluster.ClusterAvailabilityStatus,
      ClusterStatus: cluster.ClusterStatus,
    }),
  });
}

/** Redshift says of what it may have `enabled` or `Enabled`, and of what is on its way `pending_enabling`. */
function isOn(state: string | undefined): boolean | undefined {
  return state === undefined || state === '' ? undefined : /enabl/i.test(state);
}
