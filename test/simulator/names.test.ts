/** Physical names of the simulator's stacks have the forms that CloudFormation gives today. */
import { CloudFormationClient, ListStackResourcesCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from './simulator.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const assumed = {
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: assumed } };
const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
const LONG = 'ARoleWhoseLogicalIdIsByItselfNearlyAsLongAsARoleNameMayBe1234';

const Resources = {
  Vpc: vpc,
  WebGroup: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'web', VpcId: { Ref: 'Vpc' } } },
  Role: role,
  [LONG]: role,
  Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
  OrderedTopic: { Type: 'AWS::SNS::Topic', Properties: { FifoTopic: true } },
  Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
  OrderedQueue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: 'true' } },
  Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 'x' } },
  Jobs: { Type: 'AWS::Batch::JobQueue', Properties: { Priority: 1, ComputeEnvironmentOrder: [] } },
  Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    },
  },
  Targets: {
    Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    Properties: { Port: 80, Protocol: 'HTTP', VpcId: { Ref: 'Vpc' } },
  },
  Machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      DefinitionString: '{"StartAt":"a","States":{"a":{"Type":"Pass","End":true}}}',
    },
  },
  Memcached: {
    Type: 'AWS::ElastiCache::CacheCluster',
    Properties: { CacheNodeType: 'cache.t3.micro', NumCacheNodes: 1, Engine: 'memcached' },
  },
  TopicRule: {
    Type: 'AWS::IoT::TopicRule',
    Properties: { TopicRulePayload: { Sql: "SELECT * FROM 'a'", Actions: [] } },
  },
  Group: { Type: 'AWS::WAFv2::IPSet', Properties: { Addresses: [], IPAddressVersion: 'IPV4', Scope: 'REGIONAL' } },
};

async function names(world: World, region: string, stack: string): Promise<Record<string, string>> {
  const client = new CloudFormationClient(world.clients(region));
  const { StackResourceSummaries = [] } = await client.send(new ListStackResourcesCommand({ StackName: stack }));
  return Object.fromEntries(StackResourceSummaries.map((row) => [row.LogicalResourceId, row.PhysicalResourceId ?? '']));
}

describe('a stack of things without names', () => {
  let world: World;
  let made: Record<string, string>;
  beforeAll(async () => {
    world = await openWorld();
    await world.deploy(US, 'shop', { Resources });
    made = await names(world, US, 'shop');
  });

  test.each([
    ['Role', /^shop-Role-[A-Za-z0-9]{12}$/],
    ['Topic', /:shop-Topic-[A-Za-z0-9]{12}$/],
    ['OrderedTopic', /:shop-OrderedTopic-[A-Za-z0-9]{12}\.fifo$/],
    ['Queue', /\/shop-Queue-[A-Za-z0-9]{12}$/],
    ['OrderedQueue', /\/shop-OrderedQueue-[A-Za-z0-9]{12}\.fifo$/],
    ['Secret', /:secret:Secret-[A-Za-z0-9]{12}-[A-Za-z0-9]{6}$/],
    ['Jobs', /Jobs-[A-Za-z0-9]{16}$/],
    ['Bucket', /^shop-bucket-[a-z0-9]{12}$/],
    ['Table', /^shop-Table-[A-Z0-9]{12}$/],
    ['Targets', /:targetgroup\/shop-Targe-[A-Z0-9]{12}\/[0-9a-f]+$/],
    ['Machine', /:stateMachine:Machine-[A-Za-z0-9]{12}$/],
    ['Memcached', /^sho-me-[a-z0-9]{12}$/],
    ['TopicRule', /^shop_TopicRule_[A-Za-z0-9]{12}$/],
    ['Group', /^Group-[A-Za-z0-9]{12}/],
  ])('%s', (logicalId, form) => expect(made[logicalId]).toMatch(form));

  test('the alphabet is used whole: some tail has both cases', () => {
    const tails = Object.values(made).map((name) => /-([A-Za-z0-9]{12})(\.fifo)?$/.exec(name)?.[1] ?? '');
    expect(tails.some((tail) => /[a-z]/.test(tail) && /[A-Z]/.test(tail))).toBe(true);
  });

  test('a long logical id is cut to the room, the short stack name is not', () => {
    expect(made[LONG]).toHaveLength(64);
    expect(made[LONG]).toMatch(new RegExp(`^shop-${LONG.slice(0, 46)}-[A-Za-z0-9]{12}$`));
  });

  test('another region, another stack, another tail', async () => {
    await world.deploy(EU, 'shop', { Resources: { Vpc: vpc, Topic: Resources.Topic } });
    await world.deploy(US, 'shop-two', { Resources: { Topic: Resources.Topic } });
    const tail = (arn: string | undefined) => arn?.split('-').at(-1);
    const tails = [made, await names(world, EU, 'shop'), await names(world, US, 'shop-two')].map((all) =>
      tail(all.Topic),
    );
    expect(new Set(tails).size).toBe(3);
  });

  test('what is replaced gets a new name, what is not keeps it', async () => {
    const before = await names(world, US, 'shop');
    const TemplateBody = JSON.stringify({
      Resources: { ...Resources, Role: { ...role, Properties: { ...role.Properties, Path: '/other/' } } },
    });
    await new CloudFormationClient(world.clients(US)).send(
      new UpdateStackCommand({ StackName: 'shop', TemplateBody, Capabilities: ['CAPABILITY_NAMED_IAM'] }),
    );
    const after = await names(world, US, 'shop');
    expect(after.Role).toMatch(/^shop-Role-[A-Za-z0-9]{12}$/);
    expect(after.Role).not.toBe(before.Role);
    // The machine's role is another one now, and its role can change in place.
    expect({ ...after, Role: '' }).toEqual({ ...before, Role: '' });
  });
});
