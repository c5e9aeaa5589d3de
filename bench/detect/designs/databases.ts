/** Designs around databases. */
import { withClient } from '../../../test/worlds/seed.ts';
import type { Design } from '../design.ts';
import * as kit from './kit.ts';

const { att, cidr, fromCidr, fromGroup, ref, resource, sub, tcp } = kit;

/** Two private subnets and a group that lets the port in, as every database needs them. */
export const home = (net: number, port: number) => ({
  Vpc: kit.vpc(cidr(net), 'data-${AWS::Region}'),
  SubnetA: kit.subnet(cidr(net, '1.0/24'), 0, 'data-a'),
  SubnetB: kit.subnet(cidr(net, '2.0/24'), 1, 'data-b'),
  Clients: kit.group('Clients of the database'),
  Databases: kit.group('Database', [tcp(port, fromGroup('Clients')), tcp(port, fromCidr(cidr(net)))]),
  Subnets: kit.subnetGroup('SubnetA', 'SubnetB'),
});

const aurora = (more: kit.Block) =>
  resource('AWS::RDS::DBCluster', {
    Engine: 'aurora-postgresql',
    EngineVersion: '15.4',
    StorageEncrypted: true,
    DBSubnetGroupName: ref('Subnets'),
    VpcSecurityGroupIds: [ref('Databases')],
    BackupRetentionPeriod: 14,
    DeletionProtection: true,
    CopyTagsToSnapshot: true,
    EnableCloudwatchLogsExports: ['postgresql'],
    ...more,
  });

const member = (cluster: string, more: kit.Block = {}) =>
  resource('AWS::RDS::DBInstance', {
    Engine: 'aurora-postgresql',
    DBInstanceClass: 'db.r6g.large',
    DBClusterIdentifier: ref(cluster),
    PubliclyAccessible: false,
    ...more,
  });

const GLOBAL = 'ledger-global';

/** An Aurora global database: the writer in the first region, a reader's cluster in the second, the global cluster by a script. */
export const auroraGlobal: Design = {
  name: 'aurora-global',
  regions: ['us-east-1', 'us-west-2'],
  stackPrefixes: ['ledger'],
  before: async (world, { region, index }) => {
    if (index > 0) return;
    const { CreateGlobalClusterCommand, RDSClient } = await import('@aws-sdk/client-rds');
    const input = { GlobalClusterIdentifier: GLOBAL, Engine: 'aurora-postgresql', StorageEncrypted: true };
    await withClient(RDSClient, world, region, (rds) => rds.send(new CreateGlobalClusterCommand(input)));
  },
  stacks: ({ region, index, regions }) => [
    {
      name: `ledger-${region}`,
      template: kit.template({
        ...home(index, 5432),
        Key: kit.key('ledger'),
        Cluster: aurora({
          DBClusterIdentifier: sub('ledger-${AWS::Region}'),
          GlobalClusterIdentifier: GLOBAL,
          KmsKeyId: att('Key', 'Arn'),
          MasterUsername: 'ledger',
          // RDS says so of a secondary by itself; here the template has to.
          ...(index > 0 && {
            ReplicationSourceIdentifier: sub(
              `arn:aws:rds:${regions[0]}:\${AWS::AccountId}:cluster:ledger-${regions[0]}`,
            ),
          }),
        }),
        First: member('Cluster', { DBInstanceIdentifier: sub('ledger-${AWS::Region}-1') }),
        Second: member('Cluster', { DBInstanceIdentifier: sub('ledger-${AWS::Region}-2'), PromotionTier: 2 }),
      }),
    },
  ],
};

const SOURCE = sub('arn:aws:rds:eu-west-1:${AWS::AccountId}:db:stock-eu-west-1');
const OF_THE_SOURCE = ['ManageMasterUserPassword', 'MasterUsername', 'Engine', 'EngineVersion', 'AllocatedStorage'];

function stockDatabase(isReplica: boolean): kit.Block {
  const whole = kit.database({
    DBInstanceIdentifier: sub('stock-${AWS::Region}'),
    DBSubnetGroupName: ref('Subnets'),
    VPCSecurityGroups: [ref('Databases')],
    KmsKeyId: att('Key', 'Arn'),
    MonitoringInterval: 0,
  });
  if (!isReplica) return whole;
  const own = Object.entries(whole.Properties as kit.Block).filter(([name]) => !OF_THE_SOURCE.includes(name));
  return { ...whole, Properties: { ...Object.fromEntries(own), SourceDBInstanceIdentifier: SOURCE } };
}

/** A database and its read replica in the second region. */
export const readReplica: Design = {
  name: 'read-replica',
  regions: ['eu-west-1', 'eu-central-1'],
  stackPrefixes: ['stock'],
  stacks: ({ index }) => [
    {
      name: 'stock',
      template: kit.template({
        ...home(index, 5432),
        Key: kit.key('stock'),
        Database: stockDatabase(index > 0),
      }),
    },
  ],
};

const parameters = (Family: string, Description: string, Parameters: kit.Block) =>
  resource('AWS::RDS::DBParameterGroup', { Family, Description, Parameters });

/** A team that runs one of each engine, each with its parameters. */
export const manyEngines: Design = {
  name: 'many-engines',
  regions: ['us-east-1', 'ca-central-1'],
  stackPrefixes: ['engines'],
  stacks: ({ index }) => [
    {
      name: 'engines',
      template: kit.template({
        ...home(index, 3306),
        Key: kit.key('engines'),
        MysqlParameters: parameters('mysql8.0', 'MySQL', {
          slow_query_log: '1',
          long_query_time: '2',
          max_connections: '500',
          require_secure_transport: 'ON',
        }),
        MariaParameters: parameters('mariadb10.11', 'MariaDB', { general_log: '0', innodb_print_all_deadlocks: '1' }),
        PostgresParameters: parameters('postgres15', 'PostgreSQL', {
          'rds.logical_replication': '1',
          'pg_stat_statements.track': 'all',
          work_mem: '65536',
        }),
        ClusterParameters: resource('AWS::RDS::DBClusterParameterGroup', {
          Family: 'aurora-mysql8.0',
          Description: 'Cluster',
          Parameters: { binlog_format: 'ROW' },
        }),
        Mysql: engine('mysql', '8.0.36', 'MysqlParameters', {
          Iops: 3000,
          StorageType: 'io1',
          AllocatedStorage: '100',
        }),
        Maria: engine('mariadb', '10.11.6', 'MariaParameters', { MultiAZ: false, DBName: 'wiki' }),
        Postgres: engine('postgres', '15.5', 'PostgresParameters', {
          EnableIAMDatabaseAuthentication: true,
          EnablePerformanceInsights: true,
          PerformanceInsightsRetentionPeriod: 31,
          Port: '5433',
        }),
        Options: resource('AWS::RDS::OptionGroup', {
          EngineName: 'mysql',
          MajorEngineVersion: '8.0',
          OptionGroupDescription: 'none',
        }),
      }),
    },
  ],
};

function engine(Engine: string, EngineVersion: string, group: string, more: kit.Block): kit.Block {
  return kit.database({
    Engine,
    EngineVersion,
    DBParameterGroupName: ref(group),
    DBSubnetGroupName: ref('Subnets'),
    VPCSecurityGroups: [ref('Databases')],
    KmsKeyId: att('Key', 'Arn'),
    MonitoringInterval: 0,
    ...more,
  });
}

/** Serverless Aurora with its scaling limits, in three regions. */
export const auroraServerless: Design = {
  name: 'aurora-serverless',
  regions: ['us-east-1', 'eu-west-1', 'ap-southeast-2'],
  stackPrefixes: ['carts'],
  stacks: ({ index }) => [
    {
      name: 'carts-db',
      template: kit.template({
        ...home(index, 5432),
        Monitoring: kit.monitoringRole('carts-monitoring-${AWS::Region}'),
        Cluster: aurora({
          MasterUsername: 'carts',
          ManageMasterUserPassword: true,
          DatabaseName: 'carts',
          EnableHttpEndpoint: true,
          EnableIAMDatabaseAuthentication: true,
          ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16 },
          MonitoringInterval: 30,
          MonitoringRoleArn: att('Monitoring', 'Arn'),
        }),
        Writer: member('Cluster', { DBInstanceClass: 'db.serverless', PromotionTier: 0 }),
        Reader: member('Cluster', { DBInstanceClass: 'db.serverless', PromotionTier: 1 }),
      }),
    },
  ],
};

/** A Multi-AZ cluster that is not Aurora. */
export const multiAzCluster: Design = {
  name: 'multi-az-cluster',
  regions: ['us-east-2', 'us-west-2'],
  stackPrefixes: ['booking'],
  stacks: ({ index }) => [
    {
      name: 'booking-storage',
      template: kit.template({
        ...home(index, 3306),
        Key: kit.key('booking storage'),
        Cluster: aurora({
          Engine: 'mysql',
          EngineVersion: '8.0.35',
          DBClusterInstanceClass: 'db.m5d.large',
          AllocatedStorage: 200,
          Iops: 3000,
          StorageType: 'io1',
          EnableCloudwatchLogsExports: ['error', 'slowquery'],
          KmsKeyId: att('Key', 'Arn'),
          MasterUsername: 'booking',
          ManageMasterUserPassword: true,
        }),
      }),
    },
  ],
};

export const databaseDesigns = [auroraGlobal, readReplica, manyEngines, auroraServerless, multiAzCluster];
