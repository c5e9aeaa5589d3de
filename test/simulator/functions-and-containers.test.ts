import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client, ModifyTargetGroupCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { LambdaClient, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyBaseline } from '../../src/baseline/empty-baseline.ts';
import { collect } from '../../src/collectors/collect.ts';
import { EVERYTHING } from '../../src/collectors/collect-options.ts';
import { collectors } from '../../src/collectors/index.ts';
import { judge } from '../../src/commands/stages.ts';
import type { Snapshot } from '../../src/snapshot/snapshot.ts';
import { openWorld, type World } from './simulator.ts';

/** One application of functions, containers and balancers in two regions: alike where it is, and told where it is not. */

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const assumedBy = (Service: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
    },
  },
});
const ref = (Ref: string) => ({ Ref });
const arnOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const type = (Type: string, Properties: object = {}) => ({ Type, Properties });
const subnet = (index: number) =>
  type('AWS::EC2::Subnet', {
    VpcId: ref('Vpc'),
    CidrBlock: `10.0.${index}.0/24`,
    AvailabilityZone: { 'Fn::Select': [index, { 'Fn::GetAZs': '' }] },
  });

const TEMPLATE = {
  Resources: {
    Vpc: type('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
    SubnetA: subnet(0),
    SubnetB: subnet(1),
    Group: type('AWS::EC2::SecurityGroup', { GroupDescription: 'web', VpcId: ref('Vpc') }),
    Role: assumedBy('lambda.amazonaws.com'),
    TaskRole: assumedBy('ecs-tasks.amazonaws.com'),
    Queue: type('AWS::SQS::Queue'),
    Function: type('AWS::Lambda::Function', {
      Code: { ZipFile: 'exports.handler = async () => {};' },
      Handler: 'index.handler',
      Runtime: 'nodejs22.x',
      MemorySize: 128,
      Role: arnOf('Role'),
      Environment: {
        Variables: {
          QUEUE: { 'Fn::GetAtt': ['Queue', 'QueueName'] },
          QUEUE_ARN: arnOf('Queue'),
          REGION: ref('AWS::Region'),
          A: 'b',
        },
      },
    }),
    Mapping: type('AWS::Lambda::EventSourceMapping', { EventSourceArn: arnOf('Queue'), FunctionName: ref('Function') }),
    Permission: type('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: arnOf('Function'),
      Principal: 's3.amazonaws.com',
    }),
    Cluster: type('AWS::ECS::Cluster'),
    Task: type('AWS::ECS::TaskDefinition', {
      Family: 'web',
      TaskRoleArn: arnOf('TaskRole'),
      ContainerDefinitions: [
        {
          Name: 'web',
          Image: 'nginx:1',
          Memory: 128,
          Environment: [{ Name: 'QUEUE', Value: { 'Fn::GetAtt': ['Queue', 'QueueName'] } }],
        },
      ],
    }),
    Service: type('AWS::ECS::Service', { Cluster: ref('Cluster'), TaskDefinition: ref('Task'), DesiredCount: 1 }),
    Repository: type('AWS::ECR::Repository'),
    Balancer: type('AWS::ElasticLoadBalancingV2::LoadBalancer', { Subnets: [ref('SubnetA'), ref('SubnetB')] }),
    Targets: type('AWS::ElasticLoadBalancingV2::TargetGroup', {
      VpcId: ref('Vpc'),
      Port: 80,
      Protocol: 'HTTP',
      HealthCheckPath: '/health',
    }),
    Listener: type('AWS::ElasticLoadBalancingV2::Listener', {
      LoadBalancerArn: ref('Balancer'),
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: ref('Targets') }],
    }),
  },
};

let world: World;
const before = { ...process.env };
beforeAll(async () => {
  world = await openWorld();
  Object.assign(process.env, world.env);
});
afterAll(() => {
  process.env = { ...before };
});

const take = (): Promise<Snapshot> =>
  collect({
    regions: [US, EU],
    selection: { ...EVERYTHING, stackPrefixes: ['shop'] },
    collectors,
    maxAttempts: 3,
    digestKey: 'test',
  });
const told = (snapshot: Snapshot) =>
  judge(snapshot, emptyBaseline())
    // The simulator packs inline code with the time of the call.
    .findings.filter(({ property }) => property !== 'CodeSha256')
    .map(({ rule, type: of, property }) => `${rule} ${of} ${property ?? ''}`.trim())
    .sort();

describe('one application in two regions', () => {
  it('is alike where one template made it, whatever names and ids it was given', async () => {
    for (const region of [US, EU]) await world.deploy(region, 'shop', TEMPLATE);
    const snapshot = await take();
    const unread = snapshot.resources.filter(({ selected, depth }) => selected && depth !== undefined);
    expect(unread.map(({ type: of, logicalId }) => `${of} ${logicalId}`)).toEqual([]);
    expect(told(snapshot)).toEqual([]);
  });

  it('is told where somebody changed it by hand, and nowhere else', async () => {
    const there = (await take()).resources.filter(({ region }) => region === EU);
    const idOf = (of: string) => there.find((one) => one.type === of)?.id ?? '';
    const config = world.clients(EU);
    const Variables = { A: 'c', QUEUE: `https://sqs.${EU}.amazonaws.com/${world.account}/other` };
    const FunctionName = idOf('AWS::Lambda::Function');
    const change = { FunctionName, MemorySize: 64, Environment: { Variables } };
    await new LambdaClient(config).send(new UpdateFunctionConfigurationCommand(change));
    const path = { TargetGroupArn: idOf('AWS::ElasticLoadBalancingV2::TargetGroup'), HealthCheckPath: '/wrong' };
    await new ElasticLoadBalancingV2Client(config).send(new ModifyTargetGroupCommand(path));
    const count = { cluster: idOf('AWS::ECS::Cluster'), service: idOf('AWS::ECS::Service'), desiredCount: 0 };
    await new ECSClient(config).send(new UpdateServiceCommand(count));
    expect(told(await take())).toEqual([
      // No task wanted where the other place wants some: less can be done there, which is told with the same change.
      'capacity-parity AWS::ECS::Service DesiredCount.capacity',
      'property-drift AWS::ECS::Service DesiredCount',
      'property-drift AWS::ElasticLoadBalancingV2::TargetGroup HealthCheckPath',
      'property-drift AWS::Lambda::Function Environment.Variables.A',
      'property-drift AWS::Lambda::Function Environment.Variables.QUEUE',
      'property-drift AWS::Lambda::Function Environment.Variables.QUEUE_ARN',
      'property-drift AWS::Lambda::Function Environment.Variables.REGION',
      'property-drift AWS::Lambda::Function MemorySize',
    ]);
  });
});
