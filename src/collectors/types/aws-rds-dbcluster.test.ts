import { CreateDBClusterCommand, type DBCluster, RDSClient } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, stubContext, undocumented } from '../testing.ts';
import collector from './aws-rds-dbcluster.ts';

const ARN = 'arn:aws:rds:us-east-1:111122223333:cluster:orders';
const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234';

const ORDERS: DBCluster = {
  DBClusterIdentifier: 'orders',
  DBClusterArn: ARN,
  DbClusterResourceId: 'cluster-ABC',
  Endpoint: 'orders.cluster-abc.us-east-1.rds.amazonaws.com',
  ClusterCreateTime: new Date(0),
  Status: 'available',
  Engine: 'aurora-postgresql',
  EngineMode: 'provisioned',
  EngineVersion: '16.4',
  AvailabilityZones: ['us-east-1b', 'us-east-1a'],
  BackupRetentionPeriod: 7,
  DBClusterMembers: [{ DBInstanceIdentifier: 'orders-1', IsClusterWriter: true }],
  DBClusterParameterGroup: 'orders-cluster-pg',
  DBSubnetGroup: 'orders-subnets',
  DeletionProtection: true,
  GlobalClusterIdentifier: 'orders-global',
  GlobalWriteForwardingRequested: false,
  HttpEndpointEnabled: true,
  IAMDatabaseAuthenticationEnabled: true,
  KmsKeyId: KEY,
  LocalWriteForwardingStatus: 'enabled',
  MultiAZ: true,
  PerformanceInsightsEnabled: true,
  PerformanceInsightsKMSKeyId: KEY,
  Port: 5432,
  ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 },
  ScalingConfigurationInfo: {},
  StorageEncrypted: true,
  TagList: [],
  VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-2' }, { VpcSecurityGroupId: 'sg-1' }],
};

test('maps to the CloudFormation properties, without members, endpoints and dates', async () => {
  const [orders] = await listAll(collector, stubContext({ DescribeDBClusters: { DBClusters: [ORDERS] } }));
  expect(orders).toEqual({
    id: 'orders',
    arn: ARN,
    name: 'orders',
    tags: {},
    properties: {
      AvailabilityZones: ['us-east-1a', 'us-east-1b'],
      BackupRetentionPeriod: 7,
      DBClusterParameterGroupName: 'orders-cluster-pg',
      DBClusterResourceId: 'cluster-ABC',
      DBSubnetGroupName: 'orders-subnets',
      DeletionProtection: true,
      EnableGlobalWriteForwarding: false,
      EnableHttpEndpoint: true,
      EnableIAMDatabaseAuthentication: true,
      EnableLocalWriteForwarding: true,
      Engine: 'aurora-postgresql',
      EngineMode: 'provisioned',
      EngineVersion: '16.4',
      GlobalClusterIdentifier: 'orders-global',
      KmsKeyId: KEY,
      ManageMasterUserPassword: false,
      MultiAZ: true,
      PerformanceInsightsEnabled: true,
      PerformanceInsightsKmsKeyId: KEY,
      Port: 5432,
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 8 },
      Status: 'available',
      StorageEncrypted: true,
      VpcSecurityGroupIds: ['sg-1', 'sg-2'],
    },
  });
  expect(undocumented(collector, orders ? [orders] : [])).toEqual([]);
});

test('says what is wrong with replication and write forwarding, and whether it is reached without a VPC', async () => {
  const read = async (over: Partial<DBCluster>) => {
    const ctx = stubContext({ DescribeDBClusters: { DBClusters: [{ ...ORDERS, ...over }] } });
    return (await listAll(collector, ctx))[0]?.properties ?? {};
  };
  const forwarding = (GlobalWriteForwardingStatus: 'enabled' | 'disabled' | 'unknown') =>
    read({ GlobalWriteForwardingRequested: true, GlobalWriteForwardingStatus });
  expect(await forwarding('enabled')).not.toHaveProperty('GlobalWriteForwardingStatus');
  expect(await forwarding('unknown')).toMatchObject({ GlobalWriteForwardingStatus: 'unknown' });
  expect(
    await read({
      DatabaseName: '',
      InternetAccessGatewayEnabled: true,
      VPCNetworkingEnabled: false,
      LimitlessDatabase: { Status: 'modifying-max-capacity' },
      ReadReplicaIdentifiers: ['b', 'a'],
      StatusInfos: [{ StatusType: 'replication', Normal: false, Status: 'error' }],
    }),
  ).toMatchObject({
    InternetAccessGatewayEnabled: true,
    LimitlessDatabase: true,
    ReadReplicaIdentifiers: ['a', 'b'],
    StatusInfos: [{ Status: 'error', StatusType: 'replication' }],
    VPCNetworkingEnabled: false,
  });
  const quiet = await read({ DatabaseName: '', LimitlessDatabase: { Status: 'not-in-use' } });
  expect(Object.keys(quiet)).not.toEqual(expect.arrayContaining(['DatabaseName']));
  expect(Object.keys(quiet)).not.toEqual(expect.arrayContaining(['LimitlessDatabase']));
});

test('asks for full pages, takes all of them, and leaves Neptune and DocumentDB out', async () => {
  const ctx = stubContext({
    DescribeDBClusters: [
      { Marker: 'two', DBClusters: [{ DBClusterIdentifier: 'graph', Engine: 'neptune' }] },
      { DBClusters: [{ DBClusterIdentifier: 'docs', Engine: 'docdb' }, ORDERS] },
    ],
  });
  expect((await listAll(collector, ctx)).map((cluster) => cluster.id)).toEqual(['orders']);
  expect(ctx.calls.map((call) => call.input)).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);
});

test('a denied page and an answer without its list throw', async () => {
  const refusal = denied('rds:DescribeDBClusters');
  const pages = [{ Marker: 'two', DBClusters: [ORDERS] }, refusal];
  await expect(listAll(collector, stubContext({ DescribeDBClusters: pages }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeDBClusters: {} }))).rejects.toThrow('no DBClusters');
});

test('in the simulator: pages and a denial', async () => {
  const world = await openWorld();
  const rds = new RDSClient(world.clients('us-east-1'));
  for (const DBClusterIdentifier of ['orders-1', 'orders-2', 'orders-3']) {
    const password = { MasterUsername: 'orders_admin', MasterUserPassword: 'not-kept-anywhere-1' };
    const input = { DBClusterIdentifier, Engine: 'aurora-postgresql', StorageEncrypted: true, ...password };
    await rds.send(new CreateDBClusterCommand(input));
  }
  await world.settings({ pageSize: 2 });
  const ctx = () => liveContext(world.auditClients('us-east-1'));

  const found = await listAll(collector, ctx());
  expect(found.map((cluster) => cluster.id)).toEqual(['orders-1', 'orders-2', 'orders-3']);
  expect(found[0]?.properties).toMatchObject({
    Engine: 'aurora-postgresql',
    StorageEncrypted: true,
    Status: 'available',
  });
  expect(JSON.stringify(found)).not.toContain('not-kept-anywhere');
  expect(undocumented(collector, found)).toEqual([]);
  expect((await world.calls()).byAction).toEqual({ 'rds:us-east-1:DescribeDBClusters': 2 });

  await world.faults([{ kind: 'deny', service: 'rds', action: 'DescribeDBClusters', page: 2 }]);
  await expect(listAll(collector, ctx())).rejects.toMatchObject({ name: 'AccessDenied' });
});
