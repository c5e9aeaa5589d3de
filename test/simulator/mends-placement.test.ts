import { CloudTrailClient, CreateTrailCommand } from '@aws-sdk/client-cloudtrail';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateManagedPrefixListCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  EC2Client,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  GetAccountAuthorizationDetailsCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { CreateDBParameterGroupCommand, CreateDBSubnetGroupCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import {
  CreateBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  PutBucketTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeEach, expect, test } from 'vitest';
import { openWorld, type World } from './simulator.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});

const rds = (region: string = US) => new RDSClient(world.clients(region));
const trails = (region: string = US) => new CloudTrailClient(world.clients(region));
const ec2 = (region: string = US) => new EC2Client(world.clients(region));
const s3 = (region: string = US) => new S3Client(world.clients(region));
const tagging = (region: string = US) => new ResourceGroupsTaggingAPIClient(world.clients(region));

async function tagged(region: string): Promise<readonly (string | undefined)[]> {
  const answer = await tagging(region).send(new GetResourcesCommand({}));
  return answer.ResourceTagMappingList?.map((row) => row.ResourceARN) ?? [];
}

test('EC2: rules keep every peer, their descriptions, and AWS’s spelling', async () => {
  const { GroupId } = await ec2().send(new CreateSecurityGroupCommand({ GroupName: 'g', Description: 'd' }));
  const list = { PrefixListName: 'p', MaxEntries: 1, AddressFamily: 'IPv4' };
  const PrefixListId = (await ec2().send(new CreateManagedPrefixListCommand(list))).PrefixList?.PrefixListId;
  const IpPermissions = [
    {
      IpProtocol: '6',
      FromPort: 443,
      ToPort: 443,
      IpRanges: [{ CidrIp: '10.0.0.5/8', Description: 'ten' }],
      Ipv6Ranges: [{ CidrIpv6: '2001:DB8::1/32' }],
      PrefixListIds: [{ PrefixListId, Description: 'list' }],
      UserIdGroupPairs: [{ GroupId, Description: 'self' }],
    },
    { IpProtocol: '58', Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    { IpProtocol: '-1', IpRanges: [{ CidrIp: '192.0.2.1/32' }] },
  ];
  await ec2().send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId }] };
  await ec2().send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: [https] }));
  const groups = { GroupIds: [GroupId ?? ''] };
  const [group] = (await ec2().send(new DescribeSecurityGroupsCommand(groups))).SecurityGroups ?? [];
  expect(group?.IpPermissions).toMatchObject([
    {
      IpProtocol: 'tcp',
      FromPort: 443,
      IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'ten' }],
      Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
      PrefixListIds: [{ PrefixListId, Description: 'list' }],
      UserIdGroupPairs: [{ GroupId, UserId: world.account, Description: 'self' }],
    },
    { IpProtocol: 'icmpv6', FromPort: -1, ToPort: -1, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    { IpProtocol: '-1', IpRanges: [{ CidrIp: '192.0.2.1/32' }] },
  ]);
  expect(group?.IpPermissionsEgress).toHaveLength(2);
  const Filters = [{ Name: 'group-id', Values: [GroupId ?? ''] }];
  const rules = (await ec2().send(new DescribeSecurityGroupRulesCommand({ Filters }))).SecurityGroupRules ?? [];
  expect(rules.map((rule) => rule.Description).filter(Boolean)).toEqual(['ten', 'self', 'list']);
  // What is revoked without its description is the same rule.
  const self = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, UserIdGroupPairs: [{ GroupId }] };
  await ec2().send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [self] }));
  const [after] = (await ec2().send(new DescribeSecurityGroupsCommand(groups))).SecurityGroups ?? [];
  expect(after?.IpPermissions?.[0]?.UserIdGroupPairs).toEqual([]);
});

test('S3: a bucket answers at home only, and has the defaults of today', async () => {
  const CreateBucketConfiguration = { LocationConstraint: EU };
  await s3(EU).send(new CreateBucketCommand({ Bucket: 'at-home', CreateBucketConfiguration }));
  const Bucket = 'at-home';
  await expect(s3().send(new GetBucketVersioningCommand({ Bucket }))).rejects.toMatchObject({
    name: 'PermanentRedirect',
    $response: { headers: { 'x-amz-bucket-region': EU } },
  });
  expect((await s3().send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe(EU);
  const rules = (await s3(EU).send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration
    ?.Rules;
  expect(rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe('AES256');
  const block = (await s3(EU).send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration;
  expect(Object.values(block ?? {})).toEqual([true, true, true, true]);
});

test('two worlds may have buckets of one name', async () => {
  const other = await openWorld();
  for (const each of [world, other]) {
    await new S3Client(each.clients(US)).send(new CreateBucketCommand({ Bucket: 'same-name' }));
  }
  const again = s3().send(new CreateBucketCommand({ Bucket: 'same-name' }));
  await expect(again).resolves.toBeDefined();
});

test('tagging: each region its own, trails and RDS groups too, nothing that is gone, and ghosts', async () => {
  const Tags = [{ Key: 'a', Value: 'b' }];
  for (const region of [US, EU]) {
    const Bucket = `bucket-${region}`;
    const constraint = region === EU ? { CreateBucketConfiguration: { LocationConstraint: EU } as const } : {};
    await s3(region).send(new CreateBucketCommand({ Bucket, ...constraint }));
    await s3(region).send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: Tags } }));
  }
  await trails().send(new CreateTrailCommand({ Name: 'trail', S3BucketName: `bucket-${US}`, TagsList: Tags }));
  const SubnetIds = (await ec2().send(new DescribeSubnetsCommand({}))).Subnets?.map((s) => s.SubnetId ?? '') ?? [];
  const named = { DBSubnetGroupName: 'net', DBSubnetGroupDescription: 'd', SubnetIds, Tags };
  await rds().send(new CreateDBSubnetGroupCommand(named));
  const family = { DBParameterGroupName: 'pg', DBParameterGroupFamily: 'postgres16', Description: 'd', Tags };
  await rds().send(new CreateDBParameterGroupCommand(family));
  const TagSpecifications = [{ ResourceType: 'security-group' as const, Tags }];
  const group = { GroupName: 'gone', Description: 'd', TagSpecifications };
  const { GroupId } = await ec2().send(new CreateSecurityGroupCommand(group));
  await ec2().send(new DeleteSecurityGroupCommand({ GroupId }));
  const account = world.account;
  expect([...(await tagged(US))].sort()).toEqual([
    `arn:aws:cloudtrail:${US}:${account}:trail/trail`,
    `arn:aws:rds:${US}:${account}:pg:pg`,
    `arn:aws:rds:${US}:${account}:subgrp:net`,
    `arn:aws:s3:::bucket-${US}`,
  ]);
  expect(await tagged(EU)).toEqual([`arn:aws:s3:::bucket-${EU}`]);
  const ghost = `arn:aws:ec2:${EU}:${account}:security-group/${GroupId}`;
  await world.ghost(ghost, { a: 'b' });
  expect(await tagged(EU)).toEqual([`arn:aws:s3:::bucket-${EU}`, ghost]);
  const types = await tagging().send(new GetResourcesCommand({ ResourceTypeFilters: ['s3:bucket', 'rds:pg'] }));
  expect(types.ResourceTagMappingList).toHaveLength(2);
  const none = await tagging().send(new GetResourcesCommand({ TagFilters: [{ Key: 'a', Values: ['c'] }] }));
  expect(none.ResourceTagMappingList).toEqual([]);
});

test('IAM: AWS’s managed policies can be attached, and documents are URL-encoded on the wire', async () => {
  const iam = new IAMClient(world.clients(US));
  await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: TRUST }));
  const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole';
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn }));
  const { RoleDetailList } = await iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'] }));
  expect(RoleDetailList?.[0]?.AttachedManagedPolicies).toEqual([
    { PolicyName: 'AmazonRDSEnhancedMonitoringRole', PolicyArn },
  ]);
  const document = RoleDetailList?.[0]?.AssumeRolePolicyDocument ?? '';
  expect(document).toMatch(/^%7B/);
  expect(JSON.parse(decodeURIComponent(document))).toEqual(JSON.parse(TRUST));
});
