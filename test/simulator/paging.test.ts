import {
  CreateManagedPrefixListCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import {
  CreateDBClusterCommand,
  CreateDBInstanceCommand,
  CreateDBParameterGroupCommand,
  CreateDBSubnetGroupCommand,
  CreateGlobalClusterCommand,
  DescribeDBInstancesCommand,
  ModifyDBParameterGroupCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, expect, test } from 'vitest';
import { type Ask, pagedLists } from './paged-lists.ts';
import { openWorld, type World } from './simulator.ts';

const REGION = 'us-east-1';
const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  const names = ['one', 'two', 'three', 'four', 'five'];
  const tags = [{ Key: 'world', Value: 'paging' }];
  const [ec2, rds] = [new EC2Client(world.clients(REGION)), new RDSClient(world.clients(REGION))];
  const [kms, iam, s3] = [
    new KMSClient(world.clients(REGION)),
    new IAMClient(world.clients(REGION)),
    new S3Client(world.clients(REGION)),
  ];
  const subnets = (await ec2.send(new DescribeSubnetsCommand({}))).Subnets?.map((s) => s.SubnetId ?? '') ?? [];
  for (const name of names) {
    const resources = Object.fromEntries(
      names.map((n, i) => [`Vpc${n}`, { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: `10.${i}.0.0/16` } }]),
    );
    const one = { Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.9.0.0/16' } } };
    await world.deploy(REGION, `stack-${name}`, { Resources: name === 'one' ? resources : one });
    await ec2.send(new CreateManagedPrefixListCommand({ PrefixListName: name, MaxEntries: 1, AddressFamily: 'IPv4' }));
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    await kms.send(new CreateAliasCommand({ AliasName: `alias/${name}`, TargetKeyId: KeyMetadata?.KeyId }));
    await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: TRUST }));
    await s3.send(new CreateBucketCommand({ Bucket: `paging-${name}` }));
    const group = { DBSubnetGroupName: name, DBSubnetGroupDescription: name, SubnetIds: subnets, Tags: tags };
    await rds.send(new CreateDBSubnetGroupCommand(group));
    await rds.send(
      new CreateDBParameterGroupCommand({
        DBParameterGroupName: name,
        DBParameterGroupFamily: 'postgres16',
        Description: name,
      }),
    );
    await rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: name,
        DBInstanceClass: 'db.t3.micro',
        Engine: 'postgres',
        AllocatedStorage: 20,
        MasterUsername: 'u',
        MasterUserPassword: 'password1',
      }),
    );
    await rds.send(
      new CreateDBClusterCommand({
        DBClusterIdentifier: `c-${name}`,
        Engine: 'aurora-postgresql',
        MasterUsername: 'u',
        MasterUserPassword: 'password1',
      }),
    );
    await rds.send(
      new CreateGlobalClusterCommand({ GlobalClusterIdentifier: `g-${name}`, Engine: 'aurora-postgresql' }),
    );
    await rds.send(
      new ModifyDBParameterGroupCommand({
        DBParameterGroupName: 'one',
        Parameters: [{ ParameterName: `parameter_${name}`, ParameterValue: '1', ApplyMethod: 'immediate' }],
      }),
    );
  }
}, 120_000);

const config = () => world.auditClients(REGION);
const LISTS = pagedLists(config);

async function pages(ask: Ask): Promise<readonly (readonly (string | undefined)[])[]> {
  const read: (readonly (string | undefined)[])[] = [];
  let token: string | undefined;
  do {
    const page = await ask(token);
    read.push(page.items);
    token = page.next;
  } while (token);
  return read;
}

test.each(Object.entries(LISTS))('%s: pages of two hold what one page holds', async (_name, ask) => {
  await world.settings({ pageSize: null });
  const whole = await pages(ask);
  expect(whole).toHaveLength(1);
  expect(whole[0]?.length).toBeGreaterThanOrEqual(5);
  await world.settings({ pageSize: 2 });
  const cut = await pages(ask);
  expect(cut.slice(0, -1).every((page) => page.length === 2)).toBe(true);
  expect(cut.length).toBe(Math.ceil((whole[0]?.length ?? 0) / 2));
  expect(cut.flat()).toEqual(whole[0]);
});

test('the sizes that clients ask for are obeyed, and those that AWS refuses are refused', async () => {
  await world.settings({ pageSize: null });
  const [kms, s3] = [new KMSClient(config()), new S3Client(config())];
  const tagging = new ResourceGroupsTaggingAPIClient(config());
  const ec2 = new EC2Client(config());
  expect((await kms.send(new ListAliasesCommand({ Limit: 3 }))).Aliases).toHaveLength(3);
  expect((await s3.send(new ListBucketsCommand({ MaxBuckets: 3 }))).Buckets).toHaveLength(3);
  expect((await tagging.send(new GetResourcesCommand({ ResourcesPerPage: 3 }))).ResourceTagMappingList).toHaveLength(3);
  expect((await ec2.send(new DescribeSecurityGroupsCommand({ MaxResults: 5 }))).SecurityGroups).toHaveLength(5);
  await expect(ec2.send(new DescribeSecurityGroupsCommand({ MaxResults: 2 }))).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
  await expect(new RDSClient(config()).send(new DescribeDBInstancesCommand({ MaxRecords: 10 }))).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
  await expect(kms.send(new ListKeysCommand({ Marker: 'made-up' }))).rejects.toMatchObject({
    name: 'InvalidMarkerException',
  });
});

test('a list of ARNs is answered in one page, and takes no other parameter', async () => {
  await world.settings({ pageSize: 1 });
  const tagging = new ResourceGroupsTaggingAPIClient(config());
  const all = (await pages(LISTS.GetResources as Ask)).flat().filter((arn) => arn !== undefined);
  const answer = await tagging.send(new GetResourcesCommand({ ResourceARNList: all }));
  expect(answer.ResourceTagMappingList?.map((r) => r.ResourceARN).sort()).toEqual([...all].sort());
  await expect(
    tagging.send(new GetResourcesCommand({ ResourceARNList: all, TagFilters: [{ Key: 'world' }] })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
});
