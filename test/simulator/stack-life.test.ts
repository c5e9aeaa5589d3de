import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { openWorld, type World } from './simulator.ts';
import { WHOLE_TEMPLATE } from './whole-template.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;

async function rows(world: World, region: string, stackName: string) {
  const client = new CloudFormationClient(world.clients(region));
  const { StackResourceSummaries = [] } = await client.send(new ListStackResourcesCommand({ StackName: stackName }));
  return StackResourceSummaries;
}

async function status(world: World, stackName: string): Promise<string | undefined> {
  const client = new CloudFormationClient(world.clients(US));
  return (await client.send(new DescribeStacksCommand({ StackName: stackName }))).Stacks?.[0]?.StackStatus;
}

test('a replica key takes the primary’s id into its own region', async () => {
  const world = await openWorld();
  const policy = WHOLE_TEMPLATE.Resources.Key.Properties.KeyPolicy;
  const primary = { Type: 'AWS::KMS::Key', Properties: { MultiRegion: true, KeyPolicy: policy } };
  const Outputs = { Arn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } } };
  const { outputs } = await world.deploy(US, 'primary', { Resources: { Key: primary }, Outputs });
  const Properties = { PrimaryKeyArn: outputs.Arn, KeyPolicy: policy, Description: 'replica' };
  await world.deploy(EU, 'replica', { Resources: { Key: { Type: 'AWS::KMS::ReplicaKey', Properties } } });
  const [row] = await rows(world, EU, 'replica');
  const found = await new KMSClient(world.clients(EU)).send(new DescribeKeyCommand({ KeyId: row?.PhysicalResourceId }));
  expect(found.KeyMetadata).toMatchObject({
    Description: 'replica',
    MultiRegionConfiguration: { MultiRegionKeyType: 'REPLICA', PrimaryKey: { Arn: outputs.Arn, Region: US } },
  });
});

test('a failed create rolls back, keeps its rows, and reading creates nothing', async () => {
  const world = await openWorld();
  const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
  const subnet = { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '192.168.0.0/24' } };
  const failed = world.deploy(US, 'bad', { Resources: { Vpc: vpc, Subnet: subnet } });
  await expect(failed).rejects.toThrow(/ROLLBACK_COMPLETE: Subnet \(AWS::EC2::Subnet\): The CIDR/);
  const left = (await rows(world, US, 'bad')).map((row) => [row.LogicalResourceId, row.ResourceStatus]);
  expect(left).toEqual([
    ['Vpc', 'DELETE_COMPLETE'],
    ['Subnet', 'CREATE_FAILED'],
  ]);
  expect(await rows(world, US, 'bad')).toHaveLength(2);
  expect(await status(world, 'bad')).toBe('ROLLBACK_COMPLETE');
  await world.deleteStack(US, 'bad');
});

test('an update changes in place, and one that fails puts everything back', async () => {
  const world = await openWorld();
  const group = (cidr: string) => ({
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupDescription: 'd',
      SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: cidr }],
    },
  });
  const open = async () => {
    const [row] = await rows(world, US, 'app');
    const GroupIds = [row?.PhysicalResourceId ?? ''];
    const answer = await new EC2Client(world.clients(US)).send(new DescribeSecurityGroupsCommand({ GroupIds }));
    return answer.SecurityGroups?.[0]?.IpPermissions?.[0]?.IpRanges?.[0]?.CidrIp;
  };
  await world.deploy(US, 'app', { Resources: { Group: group('10.0.0.0/8') } });
  const [before] = await rows(world, US, 'app');
  expect((await world.deploy(US, 'app', { Resources: { Group: group('0.0.0.0/0') } })).status).toBe('UPDATE_COMPLETE');
  expect(await open()).toBe('0.0.0.0/0');
  expect((await rows(world, US, 'app'))[0]?.PhysicalResourceId).toBe(before?.PhysicalResourceId);
  await expect(world.deploy(US, 'app', { Resources: { Group: group('0.0.0.0/0') } })).rejects.toThrow('No updates');
  const bad = { Type: 'AWS::EC2::Subnet', Properties: { VpcId: 'vpc-none', CidrBlock: '10.0.0.0/24' } };
  const failed = world.deploy(US, 'app', { Resources: { Group: group('10.0.0.0/8'), Bad: bad } });
  await expect(failed).rejects.toThrow('UPDATE_ROLLBACK_COMPLETE');
  expect(await open()).toBe('0.0.0.0/0');
});

test('a nested stack is a row with its ARN, and knows its parent and root', async () => {
  const world = await openWorld();
  const s3 = new S3Client(world.clients(US));
  await s3.send(new CreateBucketCommand({ Bucket: 'assets' }));
  const Body = [
    'Parameters: {Net: {Type: String}}',
    'Resources:',
    '  Inner: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: !Sub "in ${AWS::StackName}", VpcId: !Ref Net}}',
    'Outputs: {Group: {Value: !GetAtt Inner.GroupId}}',
  ].join('\n');
  await s3.send(new PutObjectCommand({ Bucket: 'assets', Key: 'nested.yaml', Body }));
  const Resources = {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Nested: {
      Type: 'AWS::CloudFormation::Stack',
      Properties: {
        TemplateURL: 'https://s3.us-east-1.amazonaws.com/assets/nested.yaml',
        Parameters: { Net: { Ref: 'Vpc' } },
      },
    },
  };
  const Outputs = { Group: { Value: { 'Fn::GetAtt': ['Nested', 'Outputs.Group'] } } };
  const { stackId, outputs } = await world.deploy(US, 'root', { Resources, Outputs });
  expect(outputs.Group).toMatch(/^sg-/);
  const nested = (await rows(world, US, 'root')).find((row) => row.LogicalResourceId === 'Nested')?.PhysicalResourceId;
  const { StackSummaries } = await new CloudFormationClient(world.clients(US)).send(new ListStacksCommand({}));
  const summary = StackSummaries?.find((stack) => stack.StackId === nested);
  expect(summary).toMatchObject({ ParentId: stackId, RootId: stackId });
  expect(summary?.StackName).toMatch(/^root-Nested-/);
  await world.deleteStack(US, 'root');
  expect(await rows(world, US, nested ?? '')).toMatchObject([{ ResourceStatus: 'DELETE_COMPLETE' }]);
});

test('DescribeStackResources stops at a hundred; ListStackResources pages on', async () => {
  const world = await openWorld();
  const many = Array.from({ length: 130 }, (_, i) => [`Made${i}`, { Type: 'Made::Up::Thing' }]);
  await world.deploy(US, 'many', { Resources: Object.fromEntries(many) });
  const client = new CloudFormationClient(world.clients(US));
  const described = await client.send(new DescribeStackResourcesCommand({ StackName: 'many' }));
  expect(described.StackResources).toHaveLength(100);
  const listed = await client.send(new ListStackResourcesCommand({ StackName: 'many' }));
  expect(listed.StackResourceSummaries).toHaveLength(100);
  const { NextToken } = listed;
  const rest = await client.send(new ListStackResourcesCommand({ StackName: 'many', NextToken }));
  expect(rest.StackResourceSummaries).toHaveLength(30);
});

test('a stack can be put into a state that takes bad luck in AWS', async () => {
  const world = await openWorld();
  await world.deploy(US, 'app', { Resources: { Made: { Type: 'Made::Up::Thing' } } });
  await world.stackStatus(US, 'app', 'UPDATE_ROLLBACK_FAILED', 'bad luck');
  expect(await status(world, 'app')).toBe('UPDATE_ROLLBACK_FAILED');
});
