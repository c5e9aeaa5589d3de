/** Cloud Control in the simulator: what CloudFormation made as a read handler tells it, and every refusal. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Boto, boto } from './boto.ts';
import { openWorld, type World } from './simulator.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
let aws: Boto;
let world: World;
beforeAll(async () => {
  aws = await boto();
});
afterAll(() => aws.stop());
beforeEach(async () => {
  world = await openWorld();
});

type Described = { readonly Identifier: string; readonly Properties: string };
async function get(TypeName: string, Identifier: string, region: string = US) {
  const answer = await aws.ask(world.auditClients(region), 'cloudcontrol', 'GetResource', { TypeName, Identifier });
  const { Identifier: told, Properties } = answer.ResourceDescription as Described;
  return { told, properties: JSON.parse(Properties) as Record<string, unknown> };
}
const list = (params: object) => aws.ask(world.auditClients(US), 'cloudcontrol', 'ListResources', { ...params });
const ids = (answer: Record<string, unknown>) =>
  (answer.ResourceDescriptions as Described[]).map((one) => one.Identifier);
const stack = (Resources: object, tags: Record<string, string> = {}) => {
  const Outputs = Object.fromEntries(Object.keys(Resources).map((name) => [name, { Value: { Ref: name } }]));
  return world.deploy(US, 'shop', { Resources, Outputs }, {}, tags);
};

describe('a resource', () => {
  test('has its resolved properties in the types of the schema, its name, read-only members and tags', async () => {
    const Properties = { FifoQueue: 'true', VisibilityTimeout: '45', Tags: [{ Key: 'own', Value: 'yes' }] };
    const { outputs } = await stack({ Queue: { Type: 'AWS::SQS::Queue', Properties } }, { team: 'a' });
    const { told, properties } = await get('AWS::SQS::Queue', outputs.Queue ?? '');
    expect(told).toBe(outputs.Queue);
    expect(properties).toMatchObject({ FifoQueue: true, VisibilityTimeout: 45, QueueUrl: outputs.Queue });
    expect(properties.QueueName).toMatch(/^shop-Queue-[A-Za-z0-9]{12}\.fifo$/);
    expect(properties.Arn).toBe(`arn:aws:sqs:${US}:${world.account}:${properties.QueueName}`);
    expect(properties.Tags).toEqual(
      expect.arrayContaining([
        { Key: 'own', Value: 'yes' },
        { Key: 'team', Value: 'a' },
      ]),
    );
  });

  test('has no write-only property, wherever it stands', async () => {
    const { outputs } = await stack({
      Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 'hush', Description: 'd' } },
      Hook: {
        Type: 'AWS::Events::Connection',
        Properties: {
          AuthorizationType: 'API_KEY',
          AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'k', ApiKeyValue: 'hush' } },
        },
      },
    });
    expect((await get('AWS::SecretsManager::Secret', outputs.Secret ?? '')).properties).toMatchObject({
      Id: outputs.Secret,
      Description: 'd',
    });
    for (const [type, id] of [
      ['AWS::SecretsManager::Secret', outputs.Secret],
      ['AWS::Events::Connection', outputs.Hook],
    ])
      expect(JSON.stringify(await get(type ?? '', id ?? ''))).not.toContain('hush');
  });

  test('of a type that nobody makes is kept with its design', async () => {
    const Properties = {
      TrackerName: 'fleet',
      Description: { 'Fn::Sub': 'in ${AWS::Region}' },
      EventBridgeEnabled: 'true',
    };
    const { outputs } = await stack({ Tracker: { Type: 'AWS::Location::Tracker', Properties } });
    expect((await world.pretended()).map((row) => row.logicalId)).toEqual(['Tracker']);
    expect(outputs.Tracker).toBe('fleet');
    expect((await get('AWS::Location::Tracker', 'fleet')).properties).toMatchObject({
      TrackerName: 'fleet',
      Description: 'in us-east-1',
      EventBridgeEnabled: true,
      TrackerArn: expect.stringMatching(/^arn:aws:/),
    });
  });

  test('of several parts is found by either spelling of its identifier, and not by Ref where that is another', async () => {
    const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
    const { outputs } = await stack({
      Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api' } },
      Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'live' } },
      Address: { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } },
      Rule: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 day)', State: 'ENABLED' } },
      Vpc: vpc,
    });
    const both = `${outputs.Api}|live`;
    expect((await get('AWS::ApiGateway::Stage', both)).told).toBe(both);
    const json = JSON.stringify({ RestApiId: outputs.Api, StageName: 'live' });
    expect((await get('AWS::ApiGateway::Stage', json)).told).toBe(both);
    await expect(get('AWS::ApiGateway::Stage', 'live')).rejects.toMatchObject({ name: 'ValidationException' });
    const [address] = ids(await list({ TypeName: 'AWS::EC2::EIP' }));
    expect(address).toMatch(new RegExp(`^${outputs.Address}\\|eipalloc-`));
    await expect(get('AWS::Events::Rule', outputs.Rule ?? '')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    const arn = `arn:aws:events:${US}:${world.account}:rule/${outputs.Rule}`;
    expect((await get('AWS::Events::Rule', arn)).properties).toMatchObject({ Arn: arn, Name: outputs.Rule });
  });

  test('can be changed and taken away behind CloudFormation’s back; a deleted stack’s is gone, a retained one stays', async () => {
    const topic = { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'one' } };
    const { outputs } = await stack({ Topic: topic, Kept: { ...topic, DeletionPolicy: 'Retain' } });
    await world.live(US, 'shop', 'Topic', { DisplayName: null, TracingConfig: 'Active' });
    const { properties } = await get('AWS::SNS::Topic', outputs.Topic ?? '');
    expect(properties).toMatchObject({ TracingConfig: 'Active', TopicArn: outputs.Topic });
    expect(properties.DisplayName).toBeUndefined();
    await world.live(US, 'shop', 'Topic', null);
    await expect(get('AWS::SNS::Topic', outputs.Topic ?? '')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await world.deleteStack(US, 'shop');
    expect((await get('AWS::SNS::Topic', outputs.Kept ?? '')).told).toBe(outputs.Kept);
  });

  test('is in its own region; a global one is in all', async () => {
    const assumed = {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    };
    const { outputs } = await stack({
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: assumed } },
    });
    await expect(get('AWS::SNS::Topic', outputs.Topic ?? '', EU)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    expect((await get('AWS::IAM::Role', outputs.Role ?? '', EU)).properties).toMatchObject({
      AssumeRolePolicyDocument: assumed,
      Arn: `arn:aws:iam::${world.account}:role/${outputs.Role}`,
    });
  });

  test('that no stack made is told as the test put it there', async () => {
    await world.model(EU, 'AWS::Logs::LogGroup', '/by/hand', { LogGroupName: '/by/hand', RetentionInDays: 7 });
    expect((await get('AWS::Logs::LogGroup', '/by/hand', EU)).properties).toEqual({
      LogGroupName: '/by/hand',
      RetentionInDays: 7,
    });
    await world.model(EU, 'AWS::Logs::LogGroup', '/by/hand', null);
    await expect(get('AWS::Logs::LogGroup', '/by/hand', EU)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

test('lists come in pages, whole, and within a parent where the handler wants one', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names) await world.model(US, 'AWS::Logs::LogGroup', name, { LogGroupName: name });
  await world.settings({ pageSize: 2 });
  const found: string[] = [];
  let NextToken: unknown;
  do {
    const page = await list({ TypeName: 'AWS::Logs::LogGroup', ...(NextToken ? { NextToken } : {}) });
    found.push(...ids(page));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(found).toEqual(names);
  await world.registerType('Own::Made::Part', {
    primaryIdentifier: ['/properties/Id'],
    handlers: { read: {}, list: { handlerSchema: { required: ['Whole'] } } },
  });
  await world.model(US, 'Own::Made::Part', 'p', { Id: 'p', Whole: 'w' });
  await expect(list({ TypeName: 'Own::Made::Part' })).rejects.toMatchObject({ name: 'InvalidRequestException' });
  expect(ids(await list({ TypeName: 'Own::Made::Part', ResourceModel: '{"Whole":"w"}' }))).toEqual(['p']);
  expect(ids(await list({ TypeName: 'Own::Made::Part', ResourceModel: '{"Whole":"x"}' }))).toEqual([]);
});

describe('refusals', () => {
  test.each([
    ['Made::Up::Thing', 'TypeNotFoundException', 404],
    ['AWS::CodeBuild::Project', 'UnsupportedActionException', 405],
    ['AWS::SQS::QueuePolicy', 'UnsupportedActionException', 405],
    ['Not::A::Type::Name', 'ValidationException', 400],
    ['AWS::SQS::Queue', 'ResourceNotFoundException', 404],
  ] as const)('%s: %s', async (type, name, status) => {
    await expect(get(type, 'x')).rejects.toMatchObject({ name, status });
  });

  test.each([
    ['AlreadyExistsException', 400],
    ['GeneralServiceException', 400],
    ['HandlerFailureException', 502],
    ['HandlerInternalFailureException', 502],
    ['InvalidCredentialsException', 401],
    ['InvalidRequestException', 400],
    ['NetworkFailureException', 502],
    ['NotStabilizedException', 400],
    ['NotUpdatableException', 400],
    ['PrivateTypeException', 400],
    ['ResourceConflictException', 409],
    ['ResourceNotFoundException', 404],
    ['ServiceInternalErrorException', 502],
    ['ServiceLimitExceededException', 400],
    ['ThrottlingException', 429],
    ['TypeNotFoundException', 404],
    ['UnsupportedActionException', 405],
  ])('%s on demand', async (code, status) => {
    await world.faults([
      { kind: 'service-error', service: 'cloudcontrolapi', code, message: 'why', arnContains: 'AWS::SQS::Queue' },
    ]);
    await expect(get('AWS::SQS::Queue', 'x')).rejects.toMatchObject({
      name: code,
      status,
      message: expect.stringContaining('why'),
    });
    await expect(get('AWS::SNS::Topic', 'x')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('without the action, and without the handler’s own actions', async () => {
    const { outputs } = await stack({ Queue: { Type: 'AWS::SQS::Queue', Properties: {} } });
    const ask = () => get('AWS::SQS::Queue', outputs.Queue ?? '');
    await world.settings({ policy: ['sqs:*'] });
    await expect(ask()).rejects.toThrow('not authorized to perform: cloudformation:GetResource');
    await world.settings({ policy: ['cloudformation:GetResource', 'sqs:GetQueueAttributes'] });
    await expect(ask()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('sqs:ListQueueTags'),
    });
    await world.settings({ policy: ['cloudformation:GetResource', 'sqs:Get*', 'sqs:List*'] });
    expect((await ask()).told).toBe(outputs.Queue);
  });
});
