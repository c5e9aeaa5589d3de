/** What RDS answers in the benchmarks. */
import { roles } from '../inventory.mjs';
import { of, page, TAGS, WHEN } from './shared.mjs';

export const rds = {
  DescribeDBInstances: ({ region, input }) => {
    const { items, next } = page(of(region).listed('database'), input.MaxRecords, input.Marker, 100);
    return { DBInstances: { DBInstance: items.map((database) => instance(region, database)) }, Marker: next };
  },
  DescribeDBClusters: () => ({ DBClusters: '' }),
  DescribeDBSubnetGroups: () => ({ DBSubnetGroups: '' }),
  DescribeDBParameterGroups: () => ({ DBParameterGroups: '' }),
  DescribeGlobalClusters: () => ({ GlobalClusters: '' }),
};

function instance(region, { id, arn, index, tagged }) {
  const group = of(region).listed('group')[index];
  return {
    DBInstanceIdentifier: id,
    DBInstanceArn: arn,
    DbiResourceId: `db-${index}`,
    DBInstanceClass: 'db.r6g.large',
    Engine: 'postgres',
    EngineVersion: '16.4',
    DBInstanceStatus: 'available',
    MasterUsername: 'app',
    AllocatedStorage: 100,
    InstanceCreateTime: WHEN,
    BackupRetentionPeriod: 7,
    MultiAZ: true,
    StorageEncrypted: true,
    KmsKeyId: of(region).listed('key')[index].arn,
    PubliclyAccessible: false,
    AutoMinorVersionUpgrade: true,
    DeletionProtection: true,
    CopyTagsToSnapshot: true,
    StorageType: 'gp3',
    Iops: 3000,
    MonitoringInterval: 60,
    MonitoringRoleArn: roles()[0].arn,
    PerformanceInsightsEnabled: true,
    VpcSecurityGroups: { VpcSecurityGroupMembership: [{ VpcSecurityGroupId: group.id, Status: 'active' }] },
    TagList: { Tag: tagged ? TAGS : [] },
  };
}
