/** Designs of functions and what triggers them. */
import type { At, Design } from '../design.ts';
import * as kit from './kit.ts';
import { type Block, type Resources, single } from './single.ts';

const { att, imported, ref, resource, select, sub } = kit;

const queue = (more: Block = {}): Block => resource('AWS::SQS::Queue', { VisibilityTimeout: 60, ...more });
const parameter = (Default: string, more: Block = {}): Block => ({ Type: 'String', Default, ...more });
const second = ({ index }: At) => index === 1;
const QUEUE = 'AWS::SQS::Queue';

/** What is given to a stack: one place with another value. */
const parameters = single(
  'parameters',
  {
    Jobs: queue({ VisibilityTimeout: ref('Timeout'), DelaySeconds: ref('Delay') }),
    Logs: resource('AWS::Logs::LogGroup', { LogGroupName: sub('/${Stage}/jobs'), RetentionInDays: ref('Days') }),
    Later: queue({ VisibilityTimeout: ref('Timeout') }),
  },
  {
    beside: {
      Parameters: {
        Stage: parameter('prod'),
        Timeout: parameter('60', { Type: 'Number' }),
        Delay: parameter('5', { Type: 'Number' }),
        Days: parameter('30', { Type: 'Number' }),
      },
    },
    varied: [
      {
        what: 'another timeout',
        parameters: (at) => (second(at) ? { Timeout: '90' } : {}),
        cause: { kind: 'parameter', name: 'Timeout' },
        finds: [
          { rule: 'property-drift', type: QUEUE, counterpart: 'parameters/Jobs', property: 'VisibilityTimeout' },
          { rule: 'property-drift', type: QUEUE, counterpart: 'parameters/Later', property: 'VisibilityTimeout' },
        ],
      },
      {
        what: 'kept for fewer days',
        parameters: (at) => (second(at) ? { Days: '7' } : {}),
        cause: { kind: 'parameter', name: 'Days' },
        finds: [
          {
            rule: 'property-drift',
            type: 'AWS::Logs::LogGroup',
            counterpart: 'parameters/Logs',
            property: 'RetentionInDays',
          },
        ],
      },
    ],
  },
);

const STAGED = {
  Parameters: { Stage: parameter('prod') },
  Conditions: {
    IsProd: { 'Fn::Equals': [ref('Stage'), 'prod'] },
    IsTest: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    IsEither: { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsTest' }] },
  },
};

/** What a condition lets be, and lets out. */
const conditions = single(
  'conditions',
  {
    Jobs: queue({
      DelaySeconds: { 'Fn::If': ['IsProd', 0, 10] },
      MessageRetentionPeriod: { 'Fn::If': ['IsTest', 3600, ref('AWS::NoValue')] },
    }),
    Dead: resource(QUEUE, { MessageRetentionPeriod: 1209600 }, { Condition: 'IsProd' }),
    Test: resource(QUEUE, {}, { Condition: 'IsTest' }),
    Always: resource('AWS::SNS::Topic', { DisplayName: 'always' }, { Condition: 'IsEither' }),
  },
  {
    beside: STAGED,
    varied: [
      {
        what: 'another stage',
        parameters: (at) => (second(at) ? { Stage: 'test' } : {}),
        cause: { kind: 'parameter', name: 'Stage' },
        finds: [
          { rule: 'property-drift', type: QUEUE, counterpart: 'conditions/Jobs', property: 'DelaySeconds' },
          { rule: 'property-drift', type: QUEUE, counterpart: 'conditions/Jobs', property: 'MessageRetentionPeriod' },
          { rule: 'missing-resource', type: QUEUE, counterpart: 'conditions/Dead', property: null },
          // Each of two has what the other one lacks.
          { rule: 'missing-resource', type: QUEUE, counterpart: 'conditions/Test', property: null },
        ],
      },
    ],
  },
);

const sizes = (east: number, other: number): Block => ({
  Mappings: {
    Sizes: {
      'us-east-1': { timeout: east, days: 30 },
      'eu-central-1': { timeout: other, days: 30 },
      'ap-southeast-2': { timeout: east, days: 30 },
    },
  },
});
const found = (name: string): Block => ({ 'Fn::FindInMap': ['Sizes', ref('AWS::Region'), name] });

/** What a map says of each region. */
const mapped: Design = {
  ...single(
    'mappings',
    {
      Jobs: queue({ VisibilityTimeout: found('timeout') }),
      Logs: resource('AWS::Logs::LogGroup', { LogGroupName: '/mapped/jobs', RetentionInDays: found('days') }),
    },
    { beside: sizes(60, 60), regions: 3 },
  ),
  varied: [
    {
      what: 'the map says another size',
      beside: () => sizes(60, 90),
      cause: { kind: 'mapping', name: 'Sizes' },
      finds: [{ rule: 'property-drift', type: QUEUE, counterpart: 'mappings/Jobs', property: 'VisibilityTimeout' }],
    },
  ],
};

/** Blocks that functions cut out of the network's own. */
const cut: Resources = {
  Vpc: resource('AWS::EC2::VPC', { CidrBlock: ref('Range'), EnableDnsSupport: true }),
  A: resource('AWS::EC2::Subnet', {
    VpcId: ref('Vpc'),
    CidrBlock: select(0, { 'Fn::Cidr': [att('Vpc', 'CidrBlock'), 4, 8] }),
    AvailabilityZone: kit.zone(0),
  }),
  B: resource('AWS::EC2::Subnet', {
    VpcId: ref('Vpc'),
    CidrBlock: select(1, { 'Fn::Cidr': [att('Vpc', 'CidrBlock'), 4, 8] }),
    AvailabilityZone: kit.zone(1),
  }),
  Group: kit.group('inside', [kit.tcp(443, { CidrIp: att('Vpc', 'CidrBlock') })]),
  Acl: resource('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
  Inside: resource('AWS::EC2::NetworkAclEntry', {
    ...{ NetworkAclId: ref('Acl'), RuleNumber: 100, Protocol: -1, RuleAction: 'allow', Egress: false },
    CidrBlock: att('Vpc', 'CidrBlock'),
  }),
};
const blocks = single('blocks', cut, {
  beside: { Parameters: { Range: parameter('10.0.0.0/16') } },
  parameters: ({ index }) => ({ Range: `10.${index}.0.0/16` }),
});

const LIST = 'one,two,three';
/** Texts put together and taken apart. */
const texts = single(
  'texts',
  {
    Jobs: queue({ QueueName: { 'Fn::Join': ['-', ['jobs', ref('AWS::Region'), ref('Stage')]] } }),
    Second: resource('AWS::SSM::Parameter', {
      Name: sub('/texts/${Name}/second'),
      Type: 'String',
      Value: select(1, { 'Fn::Split': [',', LIST] }),
      Description: sub('${AWS::StackName} keeps ${What}'),
    }),
    Topic: resource('AWS::SNS::Topic', {
      DisplayName: { 'Fn::Sub': ['${Stage} of ${Where}', { Where: 'the shop' }] },
    }),
    Policy: resource('AWS::SQS::QueuePolicy', {
      Queues: [ref('Jobs')],
      PolicyDocument: kit.policy({
        Effect: 'Allow',
        Principal: { AWS: sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') },
        Action: 'sqs:*',
        Resource: {
          'Fn::Join': [
            ':',
            ['arn', ref('AWS::Partition'), 'sqs', ref('AWS::Region'), ref('AWS::AccountId'), att('Jobs', 'QueueName')],
          ],
        },
      }),
    }),
  },
  { beside: { Parameters: { Stage: parameter('prod'), Name: parameter('texts'), What: parameter('it') } } },
);

/** What one stack gives to another. */
const exported: Design = {
  name: 'exports',
  regions: ['us-east-1', 'eu-central-1'],
  stackPrefixes: ['exports'],
  stacks: () => [
    {
      name: 'exports-base',
      template: {
        ...kit.template({
          Dead: resource(QUEUE, { MessageRetentionPeriod: 1209600 }),
          Topic: resource('AWS::SNS::Topic'),
        }),
        Outputs: {
          Dead: { Value: att('Dead', 'Arn'), Export: { Name: 'exports-dead' } },
          Topic: { Value: ref('Topic'), Export: { Name: sub('exports-topic-${AWS::Region}') } },
        },
      },
    },
    {
      name: 'exports-app',
      template: kit.template({
        Jobs: queue({ RedrivePolicy: { deadLetterTargetArn: imported('exports-dead'), maxReceiveCount: 3 } }),
        Subscription: resource('AWS::SNS::Subscription', {
          TopicArn: { 'Fn::ImportValue': sub('exports-topic-${AWS::Region}') },
          Protocol: 'sqs',
          Endpoint: att('Jobs', 'Arn'),
        }),
      }),
    },
  ],
};

/** Values that stand in Systems Manager, and a secret that nobody may see. */
const dynamic: Design = {
  ...single(
    'dynamic',
    {
      Jobs: queue({ VisibilityTimeout: ref('Timeout') }),
      Logs: resource('AWS::Logs::LogGroup', { LogGroupName: '/dynamic/jobs', RetentionInDays: 30 }),
      Key: kit.key('dynamic', ['sqs.amazonaws.com']),
      Sealed: queue({ KmsMasterKeyId: ref('Key') }),
    },
    {
      beside: { Parameters: { Timeout: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/dynamic/timeout' } } },
    },
  ),
  before: async (world, { region }) => {
    await world.deploy(region, 'other-settings', {
      Resources: {
        Timeout: {
          Type: 'AWS::SSM::Parameter',
          Properties: { Name: '/dynamic/timeout', Type: 'String', Value: '45' },
        },
      },
    });
  },
};

export const functionDesigns: readonly Design[] = [parameters, conditions, mapped, blocks, texts, exported, dynamic];
