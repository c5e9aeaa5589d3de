import {
  CreateDBInstanceCommand,
  CreateDBInstanceReadReplicaCommand,
  type DBInstance,
  RDSClient,
} from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-rds-dbinstance.ts';

const ARN = 'arn:aws:rds:us-east-1:111122223333:db:orders';
const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234';

/** Every member that the collector reads, and dates and endpoints that it must leave. */
const ORDERS: DBInstance = {
  DBInstanceIdentifier: 'orders',
  DBInstanceArn: ARN,
  DbiResourceId: 'db-ABC',
  DBInstanceClass: 'db.r6g.large',
  DBInstanceStatus: 'backing-up',
  Engine: 'postgres',
  EngineVersion: '16.4',
  Endpoint: { Address: 'orders.abc.us-east-1.rds.amazonaws.com', Port: 5432 },
  InstanceCreateTime: new Date(0),
  AllocatedStorage: 100,
  AssociatedRoles: [{ RoleArn: 'arn:aws:iam::111122223333:role/import', FeatureName: 's3Import', Status: 'ACTIVE' }],
  AvailabilityZone: 'us-east-1a',
  BackupRetentionPeriod: 7,
  CACertificateIdentifier: 'rds-ca-rsa2048-g1',
  CopyTagsToSnapshot: true,
  CustomIamInstanceProfile: 'AWSRDSCustom',
  DBInstanceAutomatedBackupsReplications: [
    { DBInstanceAutomatedBackupsArn: 'arn:aws:rds:us-west-2:111122223333:auto-backup:ab-1' },
  ],
  DBParameterGroups: [{ DBParameterGroupName: 'orders-pg', ParameterApplyStatus: 'in-sync' }],
  DBSubnetGroup: { DBSubnetGroupName: 'orders-subnets' },
  DeletionProtection: true,
  DomainMemberships: [{ Domain: 'd-1', FQDN: 'corp.example', IAMRoleName: 'directory' }],
  EnabledCloudwatchLogsExports: ['upgrade', 'postgresql'],
  IAMDatabaseAuthenticationEnabled: true,
  KmsKeyId: KEY,
  MasterUsername: 'orders_admin',
  MasterUserSecret: { SecretArn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:rds!db-1', KmsKeyId: KEY },
  MonitoringInterval: 60,
  MonitoringRoleArn: 'arn:aws:iam::111122223333:role/monitoring',
  MultiAZ: true,
  OptionGroupMemberships: [{ OptionGroupName: 'default:postgres-16', Status: 'in-sync' }],
  PerformanceInsightsEnabled: true,
  PerformanceInsightsKMSKeyId: KEY,
  ProcessorFeatures: [{ Name: 'coreCount', Value: '2' }],
  PubliclyAccessible: false,
  ReadReplicaSourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
  StorageEncrypted: true,
  StorageType: 'gp3',
  TagList: [{ Key: 'team', Value: 'orders' }],
  VpcSecurityGroups: [
    { VpcSecurityGroupId: 'sg-2', Status: 'active' },
    { VpcSecurityGroupId: 'sg-1', Status: 'active' },
  ],
};

test('maps to the CloudFormation properties, without dates, endpoints and secrets', async () => {
  const [orders] = await listAll(collector, stubContext({ DescribeDBInstances: { DBInstances: [ORDERS] } }));
  expect(orders).toEqual({
    id: 'orders',
    arn: ARN,
    name: 'orders',
    tags: { team: 'orders' },
    properties: {
      AllocatedStorage: 100,
      AssociatedRoles: [{ FeatureName: 's3Import', RoleArn: 'arn:aws:iam::111122223333:role/import' }],
      AutomaticBackupReplicationRegion: 'us-west-2',
      AvailabilityZone: 'us-east-1a',
      BackupRetentionPeriod: 7,
      CACertificateIdentifier: 'rds-ca-rsa2048-g1',
      CopyTagsToSnapshot: true,
      CustomIAMInstanceProfile: 'AWSRDSCustom',
      DBInstanceClass: 'db.r6g.large',
      DBInstanceStatus: 'available',
      DBParameterGroupName: 'orders-pg',
      DBSubnetGroupName: 'orders-subnets',
      DeletionProtection: true,
      Domain: 'd-1',
      DomainFqdn: 'corp.example',
      DomainIAMRoleName: 'directory',
      EnableCloudwatchLogsExports: ['postgresql', 'upgrade'],
      EnableIAMDatabaseAuthentication: true,
      EnablePerformanceInsights: true,
      DbiResourceId: 'db-ABC',
      Engine: 'postgres',
      EngineVersion: '16.4',
      KmsKeyId: KEY,
      ManageMasterUserPassword: true,
      MasterUserSecret: { KmsKeyId: KEY },
      MasterUsername: 'orders_admin',
      MonitoringInterval: 60,
      MonitoringRoleArn: 'arn:aws:iam::111122223333:role/monitoring',
      MultiAZ: true,
      OptionGroupName: 'default:postgres-16',
      PerformanceInsightsKMSKeyId: KEY,
      Port: 5432,
      ProcessorFeatures: [{ Name: 'coreCount', Value: '2' }],
      PubliclyAccessible: false,
      SourceDBInstanceIdentifier: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
      StorageEncrypted: true,
      StorageType: 'gp3',
      VPCSecurityGroups: ['sg-1', 'sg-2'],
    },
  });
  expect(undocumented(collector, orders ? [orders] : [])).toEqual([]);
});

test('says what is wrong with a replica that is available, and nothing of one that replicates', async () => {
  const read = async (over: Partial<DBInstance>) => {
    const ctx = stubContext({ DescribeDBInstances: { DBInstances: [{ ...ORDERS, ...over }] } });
    return (await listAll(collector, ctx))[0]?.properties ?? {};
  };
  const info = (Normal: boolean, Status: string) => ({ StatusType: 'read replication', Normal, Status });
  expect(await read({ StatusInfos: [info(true, 'replicating')] })).not.toHaveProperty('StatusInfos');
  expect(await read({ StatusInfos: [] })).not.toHaveProperty('StatusInfos');
  const stopped = { ...info(false, 'stopped'), Message: 'Error 1236 at 2026-01-31' };
  expect(await read({ DBInstanceStatus: 'available', StatusInfos: [stopped] })).toMatchObject({
    DBInstanceStatus: 'available',
    StatusInfos: [{ Status: 'stopped', StatusType: 'read replication' }],
  });
});

test('reads the directory that a company runs itself, a running activity stream, replicas, and what RDS Custom has', async () => {
  const over: Partial<DBInstance> = {
    DomainMemberships: [
      { Domain: '', FQDN: 'corp.example', OU: 'OU=db', AuthSecretArn: 'arn:s', DnsIps: ['10.0.0.9', '10.0.0.5'] },
    ],
    ActivityStreamStatus: 'started',
    ActivityStreamMode: 'sync',
    ActivityStreamKmsKeyId: KEY,
    ReadReplicaDBInstanceIdentifiers: ['orders-b', 'orders-a'],
    AutomationMode: 'all-paused',
    MultiTenant: true,
    CustomerOwnedIpEnabled: true,
    DBSystemId: 'ORCL',
    AdditionalStorageVolumes: [{ VolumeName: 'rdsdbdata2', AllocatedStorage: 200, StorageVolumeStatus: 'available' }],
  };
  const ctx = stubContext({ DescribeDBInstances: { DBInstances: [{ ...ORDERS, ...over }] } });
  const [read] = await listAll(collector, ctx);
  expect(read?.properties).toMatchObject({
    ActivityStreamKmsKeyId: KEY,
    ActivityStreamMode: 'sync',
    AdditionalStorageVolumes: [{ VolumeName: 'rdsdbdata2', AllocatedStorage: 200 }],
    AutomationMode: 'all-paused',
    CustomerOwnedIpEnabled: true,
    DBSystemId: 'ORCL',
    DomainAuthSecretArn: 'arn:s',
    DomainDnsIps: ['10.0.0.5', '10.0.0.9'],
    DomainOu: 'OU=db',
    MultiTenant: true,
    ReadReplicaDBInstanceIdentifiers: ['orders-a', 'orders-b'],
  });
  expect(read?.properties.AdditionalStorageVolumes).toEqual([{ VolumeName: 'rdsdbdata2', AllocatedStorage: 200 }]);
  expect(undocumented(collector, read ? [read] : [])).toEqual([]);
});

test.each([
  ['application-autoscaling-4f2a9c81-b0d3-4e5f-8a7b-0c1d2e3f4a5b', {}, true],
  ['reader-7', { 'application-autoscaling:resourceId': 'cluster:orders' }, true],
  ['application-autoscaling-orders', {}, false],
  ['orders', { app: 'autoscaling' }, false],
])('%s %j comes and goes: %s', (id, tags, comes) => {
  const one = { id, arn: null, name: id, tags: tags as Record<string, string>, properties: {} };
  expect(collector.comesAndGoes?.(one) !== null).toBe(comes);
});

test('asks for full pages, takes all of them, and leaves Neptune and DocumentDB out', async () => {
  const ctx = stubContext({
    DescribeDBInstances: [
      { Marker: 'two', DBInstances: [ORDERS, { DBInstanceIdentifier: 'graph', Engine: 'neptune' }] },
      {
        DBInstances: [
          { DBInstanceIdentifier: 'docs', Engine: 'docdb' },
          { DBInstanceIdentifier: 'b', Engine: 'mysql' },
        ],
      },
    ],
  });
  expect((await listAll(collector, ctx)).map((instance) => instance.id)).toEqual(['orders', 'b']);
  expect(ctx.calls.map((call) => call.input)).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);
});

test('a denied call, a denied second page and an answer without its list throw', async () => {
  const refusal = denied('rds:DescribeDBInstances');
  const all = (answer: Parameters<typeof stubContext>[0][string]) =>
    listAll(collector, stubContext({ DescribeDBInstances: answer }));
  await expect(all(refusal)).rejects.toBe(refusal);
  await expect(all([{ Marker: 'two', DBInstances: [ORDERS] }, refusal])).rejects.toBe(refusal);
  await expect(all({})).rejects.toThrow('no DBInstances');
});

test('in the simulator: pages, a replica of another region, and a denial', async () => {
  const world = await openWorld();
  const east = new RDSClient(world.clients('us-east-1'));
  const password = { MasterUsername: 'orders_admin', MasterUserPassword: 'not-kept-anywhere-1' };
  for (const DBInstanceIdentifier of ['orders-1', 'orders-2', 'orders-3']) {
    const input = { DBInstanceIdentifier, DBInstanceClass: 'db.t3.small', Engine: 'postgres', AllocatedStorage: 20 };
    await east.send(
      new CreateDBInstanceCommand({ ...input, ...password, StorageEncrypted: true, MonitoringInterval: 60 }),
    );
  }
  const source = `arn:aws:rds:us-east-1:${world.account}:db:orders-1`;
  await new RDSClient(world.clients('eu-central-1')).send(
    new CreateDBInstanceReadReplicaCommand({ DBInstanceIdentifier: 'copy', SourceDBInstanceIdentifier: source }),
  );
  await world.settings({ pageSize: 2 });
  const list = (region: string) => listAll(collector, liveContext(world.auditClients(region), { region }));

  const found = await list('us-east-1');
  expect(found.map((instance) => instance.id)).toEqual(['orders-1', 'orders-2', 'orders-3']);
  expect(found[0]?.properties).toMatchObject({
    StorageEncrypted: true,
    MonitoringInterval: 60,
    BackupRetentionPeriod: 1,
  });
  expect(JSON.stringify(found)).not.toContain('not-kept-anywhere');
  expect(undocumented(collector, found)).toEqual([]);
  expect((await list('eu-central-1'))[0]?.properties.SourceDBInstanceIdentifier).toBe(source);
  expect((await world.calls()).byAction['rds:us-east-1:DescribeDBInstances']).toBe(2);

  await world.faults([{ kind: 'deny', service: 'rds', action: 'DescribeDBInstances', region: 'us-east-1', page: 2 }]);
  await expect(list('us-east-1')).rejects.toMatchObject({ name: 'AccessDenied' });
  expect(await list('eu-central-1')).toHaveLength(1);
});

test('asks how far a replica lags, and nothing of what is no replica; what was not measured is not told', async () => {
  const replica = { ...ORDERS, ReadReplicaSourceDBInstanceIdentifier: 'arn:aws:rds:us-west-2:111122223333:db:orders' };
  const [found] = await listAll(collector, stubContext({ DescribeDBInstances: { DBInstances: [replica] } }));
  if (found === undefined) throw new Error('nothing is listed');
  const [part] = collector.parts ?? [];
  expect(part?.applies?.(found)).toBe(true);
  expect(part?.applies?.({ ...found, properties: {} })).toBe(false);
  const lag = (Values: number[]) =>
    readPart(
      collector,
      'cloudwatch:GetMetricData',
      stubContext({ GetMetricData: { MetricDataResults: [{ Values }] } }),
      found,
    );
  expect(await lag([4, 90])).toEqual({ LiveState: { ReplicaLag: 4 } });
  expect(await lag([])).toEqual({});
});
