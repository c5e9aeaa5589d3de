import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, GetTrailCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import {
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListResourceTagsCommand,
} from '@aws-sdk/client-kms';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import {
  GetBucketEncryptionCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from './simulator.ts';
import { WHOLE_TEMPLATE } from './whole-template.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;

async function rows(world: World, region: string, stackName: string) {
  const client = new CloudFormationClient(world.clients(region));
  const { StackResourceSummaries = [] } = await client.send(new ListStackResourcesCommand({ StackName: stackName }));
  return StackResourceSummaries;
}

describe.each([US, EU])('one template with every type, in %s', (region) => {
  let world: World;
  let id: (logicalId: string) => string;
  let outputs: Readonly<Record<string, string>>;

  beforeAll(async () => {
    world = await openWorld();
    ({ outputs } = await world.deploy(region, 'whole', WHOLE_TEMPLATE, {}, { team: 'a' }));
    const made = await rows(world, region, 'whole');
    id = (logicalId) => made.find((row) => row.LogicalResourceId === logicalId)?.PhysicalResourceId ?? '';
  }, 60_000);

  test('every resource has a row with type and physical id, and a false condition has none', async () => {
    const made = await rows(world, region, 'whole');
    const wanted = Object.entries(WHOLE_TEMPLATE.Resources).filter(([name]) => name !== 'Never');
    expect(Object.fromEntries(made.map((row) => [row.LogicalResourceId, row.ResourceType]))).toEqual(
      Object.fromEntries(wanted.map(([name, resource]) => [name, resource.Type])),
    );
    expect(made.filter((row) => !row.PhysicalResourceId || row.ResourceStatus !== 'CREATE_COMPLETE')).toEqual([]);
  });

  test('only what nobody makes is pretended, and says so', async () => {
    const pretended = (await world.pretended()).map(({ logicalId, type }) => `${logicalId} ${type}`);
    expect(pretended.sort()).toEqual(['Custom Custom::Thing', 'Made Made::Up::Thing']);
    expect(outputs.Made).toBe(`${id('Made')}-Some.Thing`);
  });

  test('functions give what they give in this region', () => {
    expect(outputs.Zones).toBe(`${region}a,${region}b,${region}c`);
    expect(outputs.Cidr).toBe('10.1.0.0/24,10.1.1.0/24');
    expect(outputs.Endpoint).toContain(`${id('Database')}.`);
  });

  test('security groups have all their rules, and the default egress only where nothing else is said', async () => {
    const ec2 = new EC2Client(world.clients(region));
    const GroupIds = [id('App'), id('Db')];
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }));
    const [app, db] = GroupIds.map((group) => SecurityGroups.find((found) => found.GroupId === group));
    expect(app?.IpPermissions).toMatchObject([
      { FromPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'https' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
      { FromPort: 22, PrefixListIds: [{ PrefixListId: id('PrefixList'), Description: 'ssh' }] },
    ]);
    expect(app?.IpPermissionsEgress).toMatchObject([
      { FromPort: 5432, IpRanges: [{ CidrIp: '10.1.0.0/16' }], UserIdGroupPairs: [{ GroupId: id('Db') }] },
    ]);
    expect(db?.IpPermissions).toMatchObject([{ UserIdGroupPairs: [{ GroupId: id('App'), Description: 'from app' }] }]);
    expect(db?.IpPermissionsEgress).toMatchObject([{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]);
  });

  test('VPC and subnet attributes are set', async () => {
    const ec2 = new EC2Client(world.clients(region));
    const names = new DescribeVpcAttributeCommand({ VpcId: id('Vpc'), Attribute: 'enableDnsHostnames' });
    expect((await ec2.send(names)).EnableDnsHostnames?.Value).toBe(true);
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [id('SubnetA')] }));
    expect(Subnets).toMatchObject([{ MapPublicIpOnLaunch: true, CidrBlock: '10.1.0.0/24' }]);
    expect(Subnets?.[0]?.AvailabilityZone).toBe(`${region}a`);
  });

  test('the database has what the template says', async () => {
    const client = new RDSClient(world.clients(region));
    const input = { DBInstanceIdentifier: id('Database') };
    const [database] = (await client.send(new DescribeDBInstancesCommand(input))).DBInstances ?? [];
    expect(database).toMatchObject({
      DeletionProtection: true,
      MonitoringInterval: 60,
      MonitoringRoleArn: `arn:aws:iam::${world.account}:role/${id('Monitoring')}`,
      PerformanceInsightsEnabled: true,
      IAMDatabaseAuthenticationEnabled: true,
      EnabledCloudwatchLogsExports: ['postgresql'],
      BackupRetentionPeriod: 7,
      KmsKeyId: `arn:aws:kms:${region}:${world.account}:key/${id('Key')}`,
      DBSubnetGroup: { DBSubnetGroupName: id('SubnetGroup') },
      DBParameterGroups: [{ DBParameterGroupName: id('ParameterGroup') }],
    });
  });

  test('the keys rotate as told, and carry no tag of CloudFormation’s', async () => {
    const kms = new KMSClient(world.clients(region));
    const KeyId = id('Key');
    const rotation = await kms.send(new GetKeyRotationStatusCommand({ KeyId }));
    expect(rotation).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 180 });
    const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId }));
    expect(Object.fromEntries(Tags.map((tag) => [tag.TagKey, tag.TagValue]))).toEqual({ team: 'a', own: 'tag' });
    const primary = (await kms.send(new DescribeKeyCommand({ KeyId: id('Primary') }))).KeyMetadata;
    expect(primary).toMatchObject({ MultiRegion: true, KeySpec: 'SYMMETRIC_DEFAULT' });
  });

  test('the trail logs with its own selectors, key and bucket', async () => {
    const client = new CloudTrailClient(world.clients(region));
    const trail = (await client.send(new GetTrailCommand({ Name: id('Trail') }))).Trail;
    expect(trail).toMatchObject({
      S3BucketName: id('Logs'),
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: true,
      KmsKeyId: `arn:aws:kms:${region}:${world.account}:key/${id('Key')}`,
    });
    expect((await client.send(new GetTrailStatusCommand({ Name: id('Trail') }))).IsLogging).toBe(true);
  });

  test('the bucket has its versioning, encryption, logging, policy and public access block', async () => {
    const s3 = new S3Client(world.clients(region));
    const Bucket = id('Logs');
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
    const { ServerSideEncryptionConfiguration: encryption } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(encryption?.Rules?.[0]).toMatchObject({
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' },
      BucketKeyEnabled: true,
    });
    const block = (await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration;
    expect(block).toMatchObject({ BlockPublicAcls: true, BlockPublicPolicy: false });
    expect((await s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).toMatchObject({
      TargetBucket: Bucket,
      TargetPrefix: 'self/',
    });
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toContain('cloudtrail.amazonaws.com');
  });

  test('stack tags and CloudFormation’s own reach what AWS gives them to', async () => {
    const client = new ResourceGroupsTaggingAPIClient(world.clients(region));
    const filter = { TagFilters: [{ Key: 'team', Values: ['a'] }] };
    const found = (await client.send(new GetResourcesCommand(filter))).ResourceTagMappingList ?? [];
    const tags = (end: string) =>
      Object.fromEntries(found.find((row) => row.ResourceARN?.endsWith(end))?.Tags?.map((t) => [t.Key, t.Value]) ?? []);
    for (const name of ['Vpc', 'App', 'Database', 'SubnetGroup', 'Cluster', 'Trail', 'Logs', 'Queue']) {
      const physical = id(name).split('/').at(-1) ?? '';
      expect(tags(physical), name).toMatchObject({ 'aws:cloudformation:logical-id': name, team: 'a' });
    }
    expect(tags(id('Key'))).toEqual({ team: 'a', own: 'tag' });
  });
});
