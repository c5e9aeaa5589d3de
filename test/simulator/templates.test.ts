/** What CloudFormation tells of a stack's design: template in both stages, parameters, exports and imports, the registry. */
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  DescribeTypeCommand,
  GetTemplateCommand,
  ListExportsCommand,
  ListImportsCommand,
  ListStackResourcesCommand,
  ListTypesCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from 'vitest';
import { boto } from './boto.ts';
import { openWorld, type World } from './simulator.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const topic = (Properties: object = {}) => ({ Type: 'AWS::SNS::Topic', Properties });
let world: World;
beforeEach(async () => {
  world = await openWorld();
});
const client = (region: string = US) => new CloudFormationClient(world.auditClients(region));
const template = async (StackName: string, TemplateStage?: 'Original' | 'Processed') =>
  (await client().send(new GetTemplateCommand({ StackName, TemplateStage }))).TemplateBody ?? '';
const described = async (StackName: string) =>
  (await client().send(new DescribeStacksCommand({ StackName }))).Stacks?.[0];

describe('GetTemplate', () => {
  test('without transforms both stages are what was submitted, JSON or YAML', async () => {
    const yaml = 'Resources:\n  Topic: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Sub "in ${AWS::Region}"}}\n';
    await world.deploy(US, 'yaml', yaml);
    await world.deploy(US, 'json', { Resources: { Topic: topic() } });
    expect([await template('yaml', 'Original'), await template('yaml')]).toEqual([yaml, yaml]);
    expect(JSON.parse(await template('json', 'Processed'))).toEqual({ Resources: { Topic: topic() } });
  });

  test('a loop is unrolled in the processed stage, in rows, and in nothing else', async () => {
    const Resources = {
      'Fn::ForEach::Topics': [
        'Name',
        { Ref: 'Names' },
        { 'Topic&{Name}': topic({ TopicName: { 'Fn::Sub': '${Name}-events' } }) },
      ],
    };
    const Parameters = { Names: { Type: 'CommaDelimitedList', Default: 'new-orders,refunds' } };
    await world.deploy(US, 'loops', { Transform: 'AWS::LanguageExtensions', Parameters, Resources });
    expect(JSON.parse(await template('loops', 'Original'))).toMatchObject({ Resources });
    const processed = JSON.parse(await template('loops'));
    expect(processed).toEqual({
      Parameters,
      Resources: {
        Topicneworders: topic({ TopicName: { 'Fn::Sub': 'new-orders-events' } }),
        Topicrefunds: topic({ TopicName: { 'Fn::Sub': 'refunds-events' } }),
      },
    });
    const { StackResourceSummaries } = await client().send(new ListStackResourcesCommand({ StackName: 'loops' }));
    expect(StackResourceSummaries?.map((row) => row.PhysicalResourceId?.split(':').at(-1))).toEqual([
      'new-orders-events',
      'refunds-events',
    ]);
  });

  test('a piece is taken in from a bucket; a macro that nobody has is refused before there is a stack', async () => {
    const s3 = new S3Client({ ...world.clients(US), forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'pieces' }));
    await s3.send(new PutObjectCommand({ Bucket: 'pieces', Key: 'more.yaml', Body: 'DisplayName: taken in\n' }));
    const include = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://pieces/more.yaml' } } };
    await world.deploy(US, 'include', { Resources: { Topic: topic(include) } });
    expect(JSON.parse(await template('include'))).toEqual({ Resources: { Topic: topic({ DisplayName: 'taken in' }) } });
    await expect(world.deploy(US, 'macro', { Transform: 'Nobody', Resources: { Topic: topic() } })).rejects.toThrow(
      'No transform named Nobody found',
    );
    await expect(described('macro')).rejects.toThrow('does not exist');
  });

  test('what is not ASCII comes back as ?, of a deleted stack by its id only', async () => {
    const { stackId } = await world.deploy(US, 'umlaut', { Description: 'für alle', Resources: { Topic: topic() } });
    expect(JSON.parse(await template('umlaut')).Description).toBe('f?r alle');
    await world.deleteStack(US, 'umlaut');
    expect(JSON.parse(await template(stackId)).Description).toBe('f?r alle');
    await expect(template('umlaut')).rejects.toThrow('does not exist');
  });
});

test('parameters: as given, hidden by NoEcho, and beside an SSM name what it resolved to', async () => {
  const aws = await boto();
  try {
    await aws.ask(world.clients(US), 'ssm', 'PutParameter', { Name: '/net', Value: 'a,b', Type: 'StringList' });
    const Parameters = {
      Stage: { Type: 'String', Default: 'test' },
      Count: { Type: 'Number', Default: 2 },
      Secret: { Type: 'String', NoEcho: true },
      Hidden: { Type: 'AWS::SSM::Parameter::Value<String>', NoEcho: 'true', Default: '/net' },
      Net: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/net' },
      Zones: { Type: 'CommaDelimitedList', Default: 'a, b' },
    };
    const Outputs = { Net: { Value: { 'Fn::Join': ['+', { Ref: 'Net' }] } }, Secret: { Value: { Ref: 'Secret' } } };
    await world.deploy(US, 'parameters', { Parameters, Resources: { Topic: topic() }, Outputs }, { Secret: 'hush' });
    const stack = await described('parameters');
    expect(
      Object.fromEntries(stack?.Parameters?.map(({ ParameterKey, ...rest }) => [ParameterKey, rest]) ?? []),
    ).toEqual({
      Stage: { ParameterValue: 'test' },
      Count: { ParameterValue: '2' },
      Secret: { ParameterValue: '****' },
      Hidden: { ParameterValue: '****', ResolvedValue: '****' },
      Net: { ParameterValue: '/net', ResolvedValue: 'a,b' },
      Zones: { ParameterValue: 'a, b' },
    });
    expect(stack?.Outputs).toMatchObject([{ OutputValue: 'a+b' }, { OutputValue: 'hush' }]);
  } finally {
    aws.stop();
  }
});

test('all stacks are described in pages, with what is described of one', async () => {
  for (const name of ['one', 'two', 'three']) await world.deploy(US, name, { Resources: { Topic: topic() } });
  await world.settings({ pageSize: 2 });
  const first = await client().send(new DescribeStacksCommand({}));
  const second = await client().send(new DescribeStacksCommand({ NextToken: first.NextToken }));
  expect(second.NextToken).toBeUndefined();
  const all = [...(first.Stacks ?? []), ...(second.Stacks ?? [])];
  expect(all.map((stack) => stack.StackName)).toEqual(['three', 'two', 'one']);
  expect(all[2]).toEqual(await described('one'));
});

describe('exports', () => {
  const exporting = (value: string) => ({
    Resources: { Topic: topic() },
    Outputs: { Name: { Value: value, Export: { Name: { 'Fn::Sub': 'shared-name' } } } },
  });
  const importing = { Resources: { Topic: topic({ DisplayName: { 'Fn::ImportValue': 'shared-name' } }) } };

  test('are listed with who exports and who imports, per region', async () => {
    const { stackId } = await world.deploy(US, 'exporter', exporting('x'));
    expect((await client().send(new ListExportsCommand({}))).Exports).toEqual([
      { ExportingStackId: stackId, Name: 'shared-name', Value: 'x' },
    ]);
    await expect(client().send(new ListImportsCommand({ ExportName: 'shared-name' }))).rejects.toThrow('not imported');
    await world.deploy(US, 'importer', importing);
    expect((await client().send(new ListImportsCommand({ ExportName: 'shared-name' }))).Imports).toEqual(['importer']);
    await expect(world.deploy(EU, 'importer', importing)).rejects.toThrow('No export named shared-name found');
  });

  test('in use are neither changed nor deleted; a second one of the name is refused', async () => {
    await world.deploy(US, 'exporter', exporting('x'));
    await world.deploy(US, 'importer', importing);
    await expect(world.deploy(US, 'exporter', exporting('y'))).rejects.toThrow('UPDATE_ROLLBACK_COMPLETE');
    expect((await described('exporter'))?.Outputs?.[0]?.OutputValue).toBe('x');
    await expect(world.deleteStack(US, 'exporter')).rejects.toThrow('DELETE_FAILED');
    const { StackEvents } = await client().send(new DescribeStackEventsCommand({ StackName: 'exporter' }));
    expect(StackEvents?.[0]?.ResourceStatusReason).toBe(
      'Export shared-name cannot be deleted as it is in use by importer',
    );
    await world.deleteStack(US, 'importer');
    await world.deleteStack(US, 'exporter');
    await world.deploy(US, 'first', exporting('x'));
    await expect(world.deploy(US, 'second', exporting('x'))).rejects.toThrow('ROLLBACK_COMPLETE');
  });
});

describe('the registry', () => {
  test('tells schema and handlers of AWS’s types, and what it does not have', async () => {
    const known = await client().send(new DescribeTypeCommand({ Type: 'RESOURCE', TypeName: 'AWS::SQS::Queue' }));
    expect(known).toMatchObject({ ProvisioningType: 'FULLY_MUTABLE', Visibility: 'PUBLIC', DeprecatedStatus: 'LIVE' });
    expect(JSON.parse(known.Schema ?? '')).toMatchObject({
      typeName: 'AWS::SQS::Queue',
      primaryIdentifier: ['/properties/QueueUrl'],
      handlers: { read: { permissions: ['sqs:GetQueueAttributes', 'sqs:ListQueueTags'] } },
    });
    const old = await client().send(new DescribeTypeCommand({ Type: 'RESOURCE', TypeName: 'AWS::CodeBuild::Project' }));
    expect(old.ProvisioningType).toBe('NON_PROVISIONABLE');
    expect(JSON.parse(old.Schema ?? '').handlers).toBeUndefined();
    const unknown = client().send(new DescribeTypeCommand({ Type: 'RESOURCE', TypeName: 'Made::Up::Thing' }));
    await expect(unknown).rejects.toMatchObject({ name: 'TypeNotFoundException' });
  });

  test('has the account’s own types beside AWS’s, apart by visibility', async () => {
    await world.registerType('Own::Made::Thing', {
      typeName: 'Own::Made::Thing',
      handlers: { read: { permissions: [] } },
    });
    const own = await client().send(new ListTypesCommand({ Visibility: 'PRIVATE' }));
    expect(own.TypeSummaries?.map((type) => type.TypeName)).toEqual(['Own::Made::Thing']);
    const input = { Visibility: 'PUBLIC' as const, Filters: { TypeNamePrefix: 'AWS::SQS::' } };
    const queues = (await client().send(new ListTypesCommand(input))).TypeSummaries?.map((type) => type.TypeName);
    expect(queues).toContain('AWS::SQS::Queue');
    expect(queues).not.toContain('Own::Made::Thing');
  });
});

test('a nested stack is a stack with its parent, and what a condition leaves out has no row', async () => {
  const s3 = new S3Client({ ...world.clients(US), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'pieces' }));
  const child = {
    Parameters: { Name: { Type: 'String' } },
    Resources: { Topic: topic({ DisplayName: { Ref: 'Name' } }) },
    Outputs: { Told: { Value: { Ref: 'Name' } } },
  };
  await s3.send(new PutObjectCommand({ Bucket: 'pieces', Key: 'child.json', Body: JSON.stringify(child) }));
  const TemplateURL = 'https://pieces.s3.us-east-1.amazonaws.com/child.json';
  const body = {
    Conditions: { Never: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'nowhere'] } },
    Resources: {
      Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL, Parameters: { Name: 'given' } } },
      Out: { ...topic(), Condition: 'Never' },
    },
    Outputs: { Told: { Value: { 'Fn::GetAtt': ['Child', 'Outputs.Told'] } } },
  };
  await client().send(new CreateStackCommand({ StackName: 'parent', TemplateBody: JSON.stringify(body) }));
  const parent = await described('parent');
  const { StackResourceSummaries: rows } = await client().send(new ListStackResourcesCommand({ StackName: 'parent' }));
  expect(rows?.map((row) => row.LogicalResourceId)).toEqual(['Child']);
  const nested = await described(rows?.[0]?.PhysicalResourceId ?? '');
  expect(nested).toMatchObject({
    ParentId: parent?.StackId,
    RootId: parent?.StackId,
    Parameters: [{ ParameterKey: 'Name', ParameterValue: 'given' }],
  });
  expect(nested?.StackName).toMatch(/^parent-Child-[A-Za-z0-9]{12}$/);
  expect(parent?.Outputs).toMatchObject([{ OutputValue: 'given' }]);
});
