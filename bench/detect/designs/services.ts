/** Designs of one service or a few, so that every type is in one. */
import type { Design } from '../design.ts';
import * as kit from './kit.ts';
import { type Block, type Resources, single } from './single.ts';

const { att, ref, resource, sub } = kit;

const ZIP = { ZipFile: 'exports.handler = async () => ({ statusCode: 200 })' };
const fn = (more: Block = {}): Block =>
  resource('AWS::Lambda::Function', {
    Code: ZIP,
    Handler: 'index.handler',
    Runtime: 'nodejs20.x',
    MemorySize: 256,
    Timeout: 10,
    Role: att('Role', 'Arn'),
    ...more,
  });
const ofLambda = kit.role('lambda.amazonaws.com', { Policies: [kit.inline('logs', kit.allowed('logs:*', '*'))] });

const functions: Resources = {
  Role: ofLambda,
  Jobs: resource('AWS::SQS::Queue', { VisibilityTimeout: 60 }),
  Worker: fn({ Environment: { Variables: { QUEUE: ref('Jobs'), STAGE: 'prod' } } }),
  Live: resource('AWS::Lambda::Version', { FunctionName: ref('Worker') }),
  Stable: resource('AWS::Lambda::Alias', {
    FunctionName: ref('Worker'),
    Name: 'stable',
    FunctionVersion: att('Live', 'Version'),
  }),
  Invoke: resource('AWS::Lambda::Permission', {
    FunctionName: att('Worker', 'Arn'),
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: sub('arn:aws:events:${AWS::Region}:${AWS::AccountId}:rule/nightly'),
  }),
  FromJobs: resource('AWS::Lambda::EventSourceMapping', {
    FunctionName: ref('Worker'),
    EventSourceArn: att('Jobs', 'Arn'),
    BatchSize: 5,
  }),
};

const http: Resources = {
  Role: ofLambda,
  Handler: fn(),
  Api: resource('AWS::ApiGatewayV2::Api', { Name: 'orders', ProtocolType: 'HTTP' }),
  Integration: resource('AWS::ApiGatewayV2::Integration', {
    ApiId: ref('Api'),
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: att('Handler', 'Arn'),
    PayloadFormatVersion: '2.0',
    TimeoutInMillis: 10000,
  }),
  Route: resource('AWS::ApiGatewayV2::Route', {
    ApiId: ref('Api'),
    RouteKey: 'GET /orders',
    Target: { 'Fn::Join': ['/', ['integrations', ref('Integration')]] },
  }),
  Stage: resource('AWS::ApiGatewayV2::Stage', { ApiId: ref('Api'), StageName: 'prod', AutoDeploy: false }),
};

const rest: Resources = {
  Api: resource('AWS::ApiGateway::RestApi', { Name: 'billing', Description: 'bills' }),
  Bills: resource('AWS::ApiGateway::Resource', {
    RestApiId: ref('Api'),
    ParentId: att('Api', 'RootResourceId'),
    PathPart: 'bills',
  }),
  List: resource('AWS::ApiGateway::Method', {
    RestApiId: ref('Api'),
    ResourceId: ref('Bills'),
    HttpMethod: 'GET',
    AuthorizationType: 'NONE',
    Integration: { Type: 'MOCK', RequestTemplates: { 'application/json': '{"statusCode": 200}' } },
  }),
  Deployment: resource('AWS::ApiGateway::Deployment', { RestApiId: ref('Api') }, { DependsOn: 'List' }),
  Stage: resource('AWS::ApiGateway::Stage', {
    RestApiId: ref('Api'),
    DeploymentId: ref('Deployment'),
    StageName: 'prod',
    Variables: { table: 'bills' },
  }),
};

const messages: Resources = {
  Dead: resource('AWS::SQS::Queue', { MessageRetentionPeriod: 1209600 }),
  Jobs: resource('AWS::SQS::Queue', {
    VisibilityTimeout: 120,
    DelaySeconds: 5,
    RedrivePolicy: { deadLetterTargetArn: att('Dead', 'Arn'), maxReceiveCount: 3 },
  }),
  Orders: resource('AWS::SNS::Topic', { DisplayName: 'orders' }),
  Subscription: resource('AWS::SNS::Subscription', {
    TopicArn: ref('Orders'),
    Protocol: 'sqs',
    Endpoint: att('Jobs', 'Arn'),
    RawMessageDelivery: true,
  }),
  Policy: resource('AWS::SQS::QueuePolicy', {
    Queues: [ref('Jobs')],
    PolicyDocument: kit.policy({
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: att('Jobs', 'Arn'),
      Condition: { ArnEquals: { 'aws:SourceArn': ref('Orders') } },
    }),
  }),
};

const tables: Resources = {
  Orders: resource('AWS::DynamoDB::Table', {
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'customer', AttributeType: 'S' },
    ],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-customer',
        KeySchema: [{ AttributeName: 'customer', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    Tags: kit.tags({ team: 'orders' }),
  }),
  Counts: resource('AWS::DynamoDB::Table', {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
  }),
};

const watch: Resources = {
  Topic: resource('AWS::SNS::Topic'),
  Logs: resource('AWS::Logs::LogGroup', { LogGroupName: '/shop/app', RetentionInDays: 30 }),
  Errors: resource('AWS::Logs::MetricFilter', {
    LogGroupName: ref('Logs'),
    FilterPattern: 'ERROR',
    MetricTransformations: [{ MetricName: 'errors', MetricNamespace: 'shop', MetricValue: '1' }],
  }),
  Alarm: resource('AWS::CloudWatch::Alarm', {
    AlarmActions: [ref('Topic')],
    MetricName: 'errors',
    Namespace: 'shop',
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 2,
    Period: 300,
    Statistic: 'Sum',
    Threshold: 5,
    TreatMissingData: 'notBreaching',
  }),
};

const events: Resources = {
  Bus: resource('AWS::Events::EventBus', { Name: 'orders' }),
  Jobs: resource('AWS::SQS::Queue'),
  Nightly: resource('AWS::Events::Rule', {
    ScheduleExpression: 'cron(0 3 * * ? *)',
    State: 'ENABLED',
    Targets: [{ Id: 'jobs', Arn: att('Jobs', 'Arn') }],
  }),
  Placed: resource('AWS::Events::Rule', {
    EventBusName: ref('Bus'),
    EventPattern: { source: ['shop'], 'detail-type': ['placed'] },
    Targets: [{ Id: 'jobs', Arn: att('Jobs', 'Arn') }],
  }),
};

const machines: Resources = {
  Role: kit.role('states.amazonaws.com'),
  Jobs: resource('AWS::SQS::Queue'),
  Machine: resource('AWS::StepFunctions::StateMachine', {
    RoleArn: att('Role', 'Arn'),
    DefinitionString: sub(
      '{"StartAt":"Send","States":{"Send":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{"QueueUrl":"${Jobs}","MessageBody":"go"},"End":true}}}',
    ),
  }),
};

const streams: Resources = {
  Clicks: resource('AWS::Kinesis::Stream', { ShardCount: 2, RetentionPeriodHours: 48 }),
  Views: resource('AWS::Kinesis::Stream', { StreamModeDetails: { StreamMode: 'ON_DEMAND' } }),
  Lake: kit.store({ VersioningConfiguration: { Status: 'Enabled' } }),
};

const directory: Resources = {
  Pool: resource('AWS::Cognito::UserPool', {
    UserPoolName: 'customers',
    Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true } },
    AutoVerifiedAttributes: ['email'],
  }),
  Client: resource('AWS::Cognito::UserPoolClient', {
    UserPoolId: ref('Pool'),
    ClientName: 'web',
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  }),
};

const secrets: Resources = {
  Key: kit.key('secrets in ${AWS::Region}', ['secretsmanager.amazonaws.com']),
  Secret: resource('AWS::SecretsManager::Secret', {
    Name: sub('shop/${AWS::Region}/db'),
    KmsKeyId: att('Key', 'Arn'),
    GenerateSecretString: { PasswordLength: 32 },
  }),
  Flag: resource('AWS::SSM::Parameter', { Name: '/shop/flag', Type: 'String', Value: 'on', Description: 'the flag' }),
  Hosts: resource('AWS::SSM::Parameter', { Name: '/shop/hosts', Type: 'StringList', Value: 'a,b' }),
};

const images: Resources = {
  Images: resource('AWS::ECR::Repository', {
    RepositoryName: 'shop',
    ImageTagMutability: 'IMMUTABLE',
    ImageScanningConfiguration: { ScanOnPush: true },
  }),
  Role: kit.role('codebuild.amazonaws.com'),
  Build: resource('AWS::CodeBuild::Project', {
    ServiceRole: att('Role', 'Arn'),
    Artifacts: { Type: 'NO_ARTIFACTS' },
    Environment: { ComputeType: 'BUILD_GENERAL1_SMALL', Image: 'aws/codebuild/standard:7.0', Type: 'LINUX_CONTAINER' },
    Source: { Type: 'NO_SOURCE', BuildSpec: 'version: 0.2' },
    TimeoutInMinutes: 30,
  }),
};

const people: Resources = {
  Readers: resource('AWS::IAM::Group', { GroupName: sub('readers-${AWS::Region}') }),
  Policy: resource('AWS::IAM::ManagedPolicy', {
    ManagedPolicyName: sub('read-${AWS::Region}'),
    Groups: [ref('Readers')],
    PolicyDocument: kit.policy(kit.allowed(['s3:GetObject'], sub('arn:aws:s3:::shop-${AWS::Region}/*'))),
  }),
  Robot: resource('AWS::IAM::User', { UserName: sub('robot-${AWS::Region}'), Groups: [ref('Readers')] }),
  Role: kit.role('ec2.amazonaws.com'),
  Profile: resource('AWS::IAM::InstanceProfile', { Roles: [ref('Role')] }),
};

const firewall: Resources = {
  Acl: resource('AWS::WAFv2::WebACL', {
    Name: 'shop',
    Scope: 'REGIONAL',
    DefaultAction: { Allow: {} },
    VisibilityConfig: { CloudWatchMetricsEnabled: true, MetricName: 'shop', SampledRequestsEnabled: true },
    Rules: [
      {
        Name: 'rate',
        Priority: 0,
        Action: { Block: {} },
        Statement: { RateBasedStatement: { Limit: 2000, AggregateKeyType: 'IP' } },
        VisibilityConfig: { CloudWatchMetricsEnabled: true, MetricName: 'rate', SampledRequestsEnabled: true },
      },
    ],
  }),
};

const vaults: Resources = {
  Role: kit.role('backup.amazonaws.com'),
  Vault: resource('AWS::Backup::BackupVault', { BackupVaultName: 'shop' }),
  Plan: resource('AWS::Backup::BackupPlan', {
    BackupPlan: {
      BackupPlanName: 'daily',
      BackupPlanRule: [
        {
          RuleName: 'daily',
          TargetBackupVault: ref('Vault'),
          ScheduleExpression: 'cron(0 5 * * ? *)',
          Lifecycle: { DeleteAfterDays: 35 },
        },
      ],
    },
  }),
};

/** Read by Cloud Control alone. */
const generic: Resources = {
  Queries: resource('AWS::Athena::WorkGroup', { Name: 'reports', Description: 'of the month', State: 'ENABLED' }),
  Lake: resource('AWS::Glue::Database', {
    CatalogId: ref('AWS::AccountId'),
    DatabaseInput: { Name: 'lake', Description: 'all' },
  }),
  Job: resource('AWS::Glue::Job', {
    Name: 'nightly',
    Role: att('Role', 'Arn'),
    Command: { Name: 'glueetl', ScriptLocation: sub('s3://shop-${AWS::Region}/job.py'), PythonVersion: '3' },
    MaxRetries: 2,
    GlueVersion: '4.0',
  }),
  Role: kit.role('glue.amazonaws.com'),
};

export const serviceDesigns: readonly Design[] = [
  single('functions', functions),
  single('http-api', http),
  single('rest-api', rest),
  single('messages', messages, { regions: 3 }),
  single('tables', tables),
  single('watch', watch, { regions: 3 }),
  single('event-rules', events),
  single('machines', machines),
  single('streams', streams),
  single('directory', directory),
  single('secrets', secrets),
  single('images', images),
  single('people', people),
  single('firewall', firewall),
  single('vaults', vaults),
  single('generic-types', generic),
];
