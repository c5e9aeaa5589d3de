import { CloudFormationClient, ListStackResourcesCommand, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateManagedPrefixListCommand,
  DescribeManagedPrefixListsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  CreateRoleCommand,
  GetAccountAuthorizationDetailsCommand,
  IAMClient,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
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
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBParameterGroupsCommand,
  DescribeDBParametersCommand,
  DescribeDBSubnetGroupsCommand,
  DescribeGlobalClustersCommand,
  ModifyDBParameterGroupCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './simulator.ts';

const REGION = 'us-east-1';
const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

type Page = { readonly items: readonly (string | undefined)[]; readonly next: string | undefined };
type Ask = (token: string | undefined) => Promise<Page>;

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
const optional = (name: string, token: string | undefined) => (token ? { [name]: token } : {});

const LISTS: Record<string, Ask> = {
  ListStacks: async (token) => {
    const answer = await new CloudFormationClient(config()).send(new ListStacksCommand(optional('NextToken', token)));
    return { items: answer.StackSummaries?.map((s) => s.StackId) ?? [], next: answer.NextToken };
  },
  'ListStacks with a status filter': async (token) => {
    const input = { StackStatusFilter: ['CREATE_COMPLETE' as const], ...optional('NextToken', token) };
    const answer = await new CloudFormationClient(config()).send(new ListStacksCommand(input));
    return { items: answer.StackSummaries?.map((s) => s.StackId) ?? [], next: answer.NextToken };
  },
  ListStackResources: async (token) => {
    const input = { StackName: 'stack-one', ...optional('NextToken', token) };
    const answer = await new CloudFormationClient(config()).send(new ListStackResourcesCommand(input));
    return { items: answer.StackResourceSummaries?.map((r) => r.PhysicalResourceId) ?? [], next: answer.NextToken };
  },
  DescribeSecurityGroups: async (token) => {
    const answer = await new EC2Client(config()).send(new DescribeSecurityGroupsCommand(optional('NextToken', token)));
    return { items: answer.SecurityGroups?.map((g) => g.GroupId) ?? [], next: answer.NextToken };
  },
  DescribeSecurityGroupRules: async (token) => {
    const command = new DescribeSecurityGroupRulesCommand(optional('NextToken', token));
    const answer = await new EC2Client(config()).send(command);
    return { items: answer.SecurityGroupRules?.map((r) => r.SecurityGroupRuleId) ?? [], next: answer.NextToken };
  },
  DescribeVpcs: async (token) => {
    const answer = await new EC2Client(config()).send(new DescribeVpcsCommand(optional('NextToken', token)));
    return { items: answer.Vpcs?.map((v) => v.VpcId) ?? [], next: answer.NextToken };
  },
  DescribeSubnets: async (token) => {
    const answer = await new EC2Client(config()).send(new DescribeSubnetsCommand(optional('NextToken', token)));
    return { items: answer.Subnets?.map((s) => s.SubnetId) ?? [], next: answer.NextToken };
  },
  DescribeManagedPrefixLists: async (token) => {
    const command = new DescribeManagedPrefixListsCommand(optional('NextToken', token));
    const answer = await new EC2Client(config()).send(command);
    return { items: answer.PrefixLists?.map((l) => l.PrefixListId) ?? [], next: answer.NextToken };
  },
  ListKeys: async (token) => {
    const answer = await new KMSClient(config()).send(new ListKeysCommand(optional('Marker', token)));
    expect(answer.Truncated).toBe(answer.NextMarker !== undefined);
    return { items: answer.Keys?.map((k) => k.KeyId) ?? [], next: answer.NextMarker };
  },
  ListAliases: async (token) => {
    const answer = await new KMSClient(config()).send(new ListAliasesCommand(optional('Marker', token)));
    expect(answer.Truncated).toBe(answer.NextMarker !== undefined);
    return { items: answer.Aliases?.map((a) => a.AliasName) ?? [], next: answer.NextMarker };
  },
  DescribeDBInstances: async (token) => {
    const answer = await new RDSClient(config()).send(new DescribeDBInstancesCommand(optional('Marker', token)));
    return { items: answer.DBInstances?.map((d) => d.DBInstanceIdentifier) ?? [], next: answer.Marker };
  },
  DescribeDBClusters: async (token) => {
    const answer = await new RDSClient(config()).send(new DescribeDBClustersCommand(optional('Marker', token)));
    return { items: answer.DBClusters?.map((c) => c.DBClusterIdentifier) ?? [], next: answer.Marker };
  },
  DescribeDBSubnetGroups: async (token) => {
    const answer = await new RDSClient(config()).send(new DescribeDBSubnetGroupsCommand(optional('Marker', token)));
    return { items: answer.DBSubnetGroups?.map((g) => g.DBSubnetGroupName) ?? [], next: answer.Marker };
  },
  DescribeDBParameterGroups: async (token) => {
    const answer = await new RDSClient(config()).send(new DescribeDBParameterGroupsCommand(optional('Marker', token)));
    return { items: answer.DBParameterGroups?.map((g) => g.DBParameterGroupName) ?? [], next: answer.Marker };
  },
  DescribeDBParameters: async (token) => {
    const input = { DBParameterGroupName: 'one', ...optional('Marker', token) };
    const answer = await new RDSClient(config()).send(new DescribeDBParametersCommand(input));
    return { items: answer.Parameters?.map((p) => p.ParameterName) ?? [], next: answer.Marker };
  },
  DescribeGlobalClusters: async (token) => {
    const answer = await new RDSClient(config()).send(new DescribeGlobalClustersCommand(optional('Marker', token)));
    return { items: answer.GlobalClusters?.map((c) => c.GlobalClusterIdentifier) ?? [], next: answer.Marker };
  },
  ListRoles: async (token) => {
    const answer = await new IAMClient(config()).send(new ListRolesCommand(optional('Marker', token)));
    return { items: answer.Roles?.map((r) => r.RoleName) ?? [], next: answer.Marker };
  },
  GetAccountAuthorizationDetails: async (token) => {
    const command = new GetAccountAuthorizationDetailsCommand(optional('Marker', token));
    const answer = await new IAMClient(config()).send(command);
    expect(answer.IsTruncated).toBe(answer.Marker !== undefined);
    return { items: answer.RoleDetailList?.map((r) => r.RoleName) ?? [], next: answer.Marker };
  },
  ListBuckets: async (token) => {
    const answer = await new S3Client(config()).send(new ListBucketsCommand(optional('ContinuationToken', token)));
    expect(answer.Buckets?.map((b) => b.BucketRegion)).toEqual(answer.Buckets?.map(() => REGION));
    return { items: answer.Buckets?.map((b) => b.Name) ?? [], next: answer.ContinuationToken };
  },
  GetResources: async (token) => {
    const command = new GetResourcesCommand(optional('PaginationToken', token));
    const answer = await new ResourceGroupsTaggingAPIClient(config()).send(command);
    expect(answer.PaginationToken).toBeTypeOf('string');
    return {
      items: answer.ResourceTagMappingList?.map((r) => r.ResourceARN) ?? [],
      next: answer.PaginationToken || undefined,
    };
  },
};

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
