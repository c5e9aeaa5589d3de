/** Makes what no stack of the simulator makes: through the services' own calls, in an account of its own. */
import { openWorld, type World } from '../../test/simulator/simulator.ts';
import { withClient } from '../../test/worlds/seed.ts';
import { REGIONS } from './world.ts';

/** Types that it holds, and the account's settings. */
export const BY_HAND = [
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::CloudFormation::StackSet',
  'AWS::DynamoDB::Table',
  'AWS::EC2::EBSEncryptionByDefault',
  'AWS::ElastiCache::ParameterGroup',
  'AWS::IAM::AccountPasswordPolicy',
  'AWS::Lambda::LayerVersion',
] as const;

const NAMES = ['carts', 'orders', 'users'] as const;
const DIMENSION = {
  ServiceNamespace: 'dynamodb',
  ScalableDimension: 'dynamodb:table:ReadCapacityUnits',
} as const;

export async function buildByHand(endpoint: string): Promise<World> {
  const world = await openWorld(endpoint);
  const { IAMClient, UpdateAccountPasswordPolicyCommand } = await import('@aws-sdk/client-iam');
  await withClient(IAMClient, world, REGIONS[0], async (iam) => {
    await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 14 }));
  });
  for (const region of REGIONS)
    for (const make of [tables, scaling, stackSets, caches, layers]) await make(world, region);
  return world;
}

async function tables(world: World, region: string): Promise<void> {
  const { CreateTableCommand, DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  await withClient(DynamoDBClient, world, region, async (client) => {
    for (const TableName of NAMES)
      await client.send(
        new CreateTableCommand({
          TableName,
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
        }),
      );
  });
}

async function scaling(world: World, region: string): Promise<void> {
  const sdk = await import('@aws-sdk/client-application-auto-scaling');
  await withClient(sdk.ApplicationAutoScalingClient, world, region, async (client) => {
    for (const name of NAMES) {
      const scaled = { ...DIMENSION, ResourceId: `table/${name}` };
      await client.send(new sdk.RegisterScalableTargetCommand({ ...scaled, MinCapacity: 1, MaxCapacity: 5 }));
      await client.send(
        new sdk.PutScalingPolicyCommand({
          ...scaled,
          PolicyName: `reads-${name}`,
          PolicyType: 'TargetTrackingScaling',
          TargetTrackingScalingPolicyConfiguration: {
            TargetValue: 50,
            PredefinedMetricSpecification: { PredefinedMetricType: 'DynamoDBReadCapacityUtilization' },
          },
        }),
      );
    }
  });
}

async function stackSets(world: World, region: string): Promise<void> {
  const { CloudFormationClient, CreateStackSetCommand } = await import('@aws-sdk/client-cloudformation');
  const TemplateBody = '{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}';
  await withClient(CloudFormationClient, world, region, async (client) => {
    for (const StackSetName of NAMES) await client.send(new CreateStackSetCommand({ StackSetName, TemplateBody }));
  });
}

async function caches(world: World, region: string): Promise<void> {
  const sdk = await import('@aws-sdk/client-elasticache');
  await withClient(sdk.ElastiCacheClient, world, region, async (client) => {
    for (const CacheParameterGroupName of NAMES) {
      const given = { CacheParameterGroupName, CacheParameterGroupFamily: 'redis7', Description: 'sessions' };
      await client.send(new sdk.CreateCacheParameterGroupCommand(given));
      const ParameterNameValues = [{ ParameterName: 'timeout', ParameterValue: '300' }];
      await client.send(new sdk.ModifyCacheParameterGroupCommand({ CacheParameterGroupName, ParameterNameValues }));
    }
  });
}

async function layers(world: World, region: string): Promise<void> {
  const { LambdaClient, PublishLayerVersionCommand } = await import('@aws-sdk/client-lambda');
  await withClient(LambdaClient, world, region, async (client) => {
    for (const LayerName of NAMES)
      await client.send(new PublishLayerVersionCommand({ LayerName, Content: { ZipFile: Buffer.from('code') } }));
  });
}
