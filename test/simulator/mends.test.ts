import {
  CloudTrailClient,
  CreateTrailCommand,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTagsCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateReplicationConfigurationCommand,
  DescribeReplicationConfigurationsCommand,
  EFSClient,
} from '@aws-sdk/client-efs';
import {
  CreateKeyCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  ReplicateKeyCommand,
} from '@aws-sdk/client-kms';
import {
  CreateDBClusterCommand,
  CreateDBInstanceCommand,
  CreateDBSubnetGroupCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeEach, expect, test } from 'vitest';
import { openWorld, type World } from './simulator.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const DATABASE = {
  DBInstanceClass: 'db.t3.micro',
  Engine: 'postgres',
  AllocatedStorage: 20,
  MasterUsername: 'u',
  MasterUserPassword: 'password1',
};

let world: World;
beforeEach(async () => {
  world = await openWorld();
});

const rds = (region: string = US) => new RDSClient(world.clients(region));
const kms = (region: string = US) => new KMSClient(world.clients(region));
const trails = (region: string = US) => new CloudTrailClient(world.clients(region));
const ec2 = (region: string = US) => new EC2Client(world.clients(region));
const s3 = (region: string = US) => new S3Client(world.clients(region));

test('RDS: monitoring, Performance Insights and key survive; every instance has its own resource id', async () => {
  const role = `arn:aws:iam::${world.account}:role/monitoring`;
  const watched = { MonitoringInterval: 60, MonitoringRoleArn: role, EnablePerformanceInsights: true };
  const one = { DBInstanceIdentifier: 'one', ...DATABASE, StorageEncrypted: true, ...watched };
  await rds().send(new CreateDBInstanceCommand(one));
  await rds().send(new CreateDBInstanceCommand({ DBInstanceIdentifier: 'two', ...DATABASE }));
  const found = (await rds().send(new DescribeDBInstancesCommand({}))).DBInstances ?? [];
  const key = `arn:aws:kms:${US}:${world.account}:key/`;
  expect(found[0]).toMatchObject({
    MonitoringInterval: 60,
    MonitoringRoleArn: role,
    EnhancedMonitoringResourceArn: `arn:aws:logs:${US}:${world.account}:log-group:RDSOSMetrics:log-stream:${found[0]?.DbiResourceId}`,
    PerformanceInsightsEnabled: true,
    PerformanceInsightsRetentionPeriod: 7,
    PerformanceInsightsKMSKeyId: expect.stringContaining(key),
    KmsKeyId: expect.stringContaining(key),
    EngineVersion: '16.4',
  });
  expect(found[1]).toMatchObject({ MonitoringInterval: 0, PerformanceInsightsEnabled: false, StorageEncrypted: false });
  expect(found[1]?.KmsKeyId).toBeUndefined();
  expect(found[0]?.DbiResourceId).not.toBe(found[1]?.DbiResourceId);
});

test('RDS: a cluster that is not encrypted names no key, and its members have its network', async () => {
  const subnets = (await ec2().send(new DescribeSubnetsCommand({}))).Subnets?.map((s) => s.SubnetId ?? '') ?? [];
  const group = { DBSubnetGroupName: 'net', DBSubnetGroupDescription: 'd', SubnetIds: subnets };
  await rds().send(new CreateDBSubnetGroupCommand(group));
  const master = { MasterUsername: 'u', MasterUserPassword: 'password1' };
  const engine = { Engine: 'aurora-postgresql' };
  await rds().send(
    new CreateDBClusterCommand({ DBClusterIdentifier: 'c', ...engine, ...master, DBSubnetGroupName: 'net' }),
  );
  await rds().send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: 'm',
      DBInstanceClass: 'db.r6g.large',
      ...engine,
      DBClusterIdentifier: 'c',
    }),
  );
  const [cluster] = (await rds().send(new DescribeDBClustersCommand({}))).DBClusters ?? [];
  expect(cluster?.KmsKeyId).toBeUndefined();
  expect(cluster?.Status).toBe('available');
  expect(cluster?.VpcSecurityGroups).toHaveLength(1);
  const [member] = (await rds().send(new DescribeDBInstancesCommand({}))).DBInstances ?? [];
  expect(member?.DBSubnetGroup?.DBSubnetGroupName).toBe('net');
  expect(member?.VpcSecurityGroups).toEqual(cluster?.VpcSecurityGroups);
});

test('KMS: a plain key says what it is', async () => {
  const { KeyMetadata } = await kms().send(new CreateKeyCommand({}));
  expect(KeyMetadata).toMatchObject({ MultiRegion: false, KeyUsage: 'ENCRYPT_DECRYPT', KeyManager: 'CUSTOMER' });
});

test('KMS: a replica made by ARN has its own tags and description and the primary’s rotation', async () => {
  const { KeyMetadata } = await kms().send(new CreateKeyCommand({ MultiRegion: true, Description: 'primary' }));
  const KeyId = KeyMetadata?.Arn ?? '';
  await kms().send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 180 }));
  const tags = [{ TagKey: 'a', TagValue: 'b' }];
  await kms().send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: EU, Description: 'replica', Tags: tags }));
  const id = { KeyId: KeyMetadata?.KeyId };
  const replica = (await kms(EU).send(new DescribeKeyCommand(id))).KeyMetadata;
  expect(replica?.Description).toBe('replica');
  expect(replica?.MultiRegionConfiguration?.MultiRegionKeyType).toBe('REPLICA');
  const primary = (await kms().send(new DescribeKeyCommand(id))).KeyMetadata;
  expect(primary?.MultiRegionConfiguration?.MultiRegionKeyType).toBe('PRIMARY');
  expect(primary?.MultiRegionConfiguration?.ReplicaKeys).toEqual([{ Arn: replica?.Arn, Region: EU }]);
  expect((await kms(EU).send(new ListResourceTagsCommand(id))).Tags).toEqual(tags);
  expect((await kms().send(new ListResourceTagsCommand(id))).Tags).toEqual([]);
  const rotation = await kms(EU).send(new GetKeyRotationStatusCommand(id));
  expect(rotation).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 180 });
  const again = kms().send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: EU }));
  await expect(again).rejects.toMatchObject({ name: 'AlreadyExistsException' });
});

test('KMS: a key of AWS’s own is there once a service uses it, another one in each region', async () => {
  const target = async (region: string) => {
    const { Aliases } = await kms(region).send(new ListAliasesCommand({}));
    return Aliases?.find((alias) => alias.AliasName === 'alias/aws/rds');
  };
  expect(await target(US)).toBeDefined();
  expect((await target(US))?.TargetKeyId).toBeUndefined();
  expect((await kms().send(new ListKeysCommand({}))).Keys).toEqual([]);
  for (const region of [US, EU]) {
    await rds(region).send(
      new CreateDBInstanceCommand({ DBInstanceIdentifier: 'd', ...DATABASE, StorageEncrypted: true }),
    );
  }
  const [here, there] = [await target(US), await target(EU)];
  expect(here?.TargetKeyId).toBeTypeOf('string');
  expect(there?.TargetKeyId).not.toBe(here?.TargetKeyId);
  const { KeyMetadata } = await kms().send(new DescribeKeyCommand({ KeyId: 'alias/aws/rds' }));
  expect(KeyMetadata).toMatchObject({ KeyId: here?.TargetKeyId, KeyManager: 'AWS' });
});

test('CloudTrail: abroad a trail answers to its ARN and not to its name', async () => {
  await s3().send(new CreateBucketCommand({ Bucket: 'trail-logs' }));
  const tags = [{ Key: 'a', Value: 'b' }];
  const made = { Name: 'trail', S3BucketName: 'trail-logs', IsMultiRegionTrail: true, TagsList: tags };
  const arn = (await trails().send(new CreateTrailCommand(made))).TrailARN ?? '';
  await trails().send(new StartLoggingCommand({ Name: arn }));
  expect((await trails(EU).send(new GetTrailStatusCommand({ Name: arn }))).IsLogging).toBe(true);
  expect((await trails(EU).send(new GetTrailCommand({ Name: arn }))).Trail).toMatchObject({ HomeRegion: US });
  const selectors = await trails(EU).send(new GetEventSelectorsCommand({ TrailName: arn }));
  expect(selectors.EventSelectors).toMatchObject([{ ReadWriteType: 'All', IncludeManagementEvents: true }]);
  const list = await trails(EU).send(new ListTagsCommand({ ResourceIdList: [arn] }));
  expect(list.ResourceTagList).toEqual([{ ResourceId: arn, TagsList: tags }]);
  const unknown = { name: 'TrailNotFoundException' };
  await expect(trails(EU).send(new GetTrailStatusCommand({ Name: 'trail' }))).rejects.toMatchObject(unknown);
  const stop = trails(EU).send(new StopLoggingCommand({ Name: arn }));
  await expect(stop).rejects.toMatchObject({ name: 'InvalidHomeRegionException' });
  await trails().send(new StopLoggingCommand({ Name: arn }));
  expect((await trails().send(new GetTrailStatusCommand({ Name: 'trail' }))).IsLogging).toBe(false);
});

test('CloudTrail: delivery errors, custom selectors, insights that are off, and an organization’s trail', async () => {
  await s3().send(new CreateBucketCommand({ Bucket: 'trail-logs' }));
  const made = { Name: 'trail', S3BucketName: 'trail-logs' };
  const arn = (await trails().send(new CreateTrailCommand(made))).TrailARN ?? '';
  await world.trailDeliveryError(arn, 'AccessDenied');
  const status = () => trails().send(new GetTrailStatusCommand({ Name: arn }));
  expect((await status()).LatestDeliveryError).toBe('AccessDenied');
  await world.trailDeliveryError(arn, null);
  expect((await status()).LatestDeliveryError).toBeUndefined();
  const insights = trails().send(new GetInsightSelectorsCommand({ TrailName: arn }));
  await expect(insights).rejects.toMatchObject({ name: 'InsightNotEnabledException' });
  const EventSelectors = [{ ReadWriteType: 'WriteOnly' as const, IncludeManagementEvents: true }];
  await trails().send(new PutEventSelectorsCommand({ TrailName: 'trail', EventSelectors }));
  const organization = await world.organizationTrail(US, 'org', '999988887777');
  const described = (await trails(EU).send(new DescribeTrailsCommand({}))).trailList ?? [];
  expect(described).toMatchObject([{ TrailARN: organization, IsOrganizationTrail: true, HomeRegion: US }]);
  await expect(trails(EU).send(new GetTrailStatusCommand({ Name: organization }))).rejects.toMatchObject({
    name: 'TrailNotFoundException',
  });
  const home = (await trails().send(new DescribeTrailsCommand({}))).trailList ?? [];
  expect(home.find((trail) => trail.TrailARN === arn)?.HasCustomEventSelectors).toBe(true);
});

test('EFS: a replication is told where it begins and where it ends, and nowhere else', async () => {
  const efs = (region: string) => new EFSClient(world.clients(region));
  const told = async (region: string) =>
    (await efs(region).send(new DescribeReplicationConfigurationsCommand({}))).Replications?.map((one) => [
      one.SourceFileSystemId,
      one.Destinations?.map(({ Region }) => Region),
    ]);
  expect(await told(US)).toEqual([]);
  const SourceFileSystemId = 'fs-0123456789abcdef0';
  await efs(US).send(new CreateReplicationConfigurationCommand({ SourceFileSystemId, Destinations: [{ Region: EU }] }));
  for (const region of [US, EU]) expect(await told(region)).toEqual([[SourceFileSystemId, [EU]]]);
  expect(await told('us-west-2')).toEqual([]);
  const another = new DescribeReplicationConfigurationsCommand({ FileSystemId: 'fs-0fedcba9876543210' });
  await expect(efs(US).send(another)).rejects.toMatchObject({ name: 'ReplicationNotFound' });
});
