/** Designs of what runs beside an application: schedules, shared files, limits of callers, guards, deliveries, identities, caches. */
import type { Design } from '../design.ts';
import * as kit from './kit.ts';
import { type Resources, single } from './single.ts';

const { att, ref, resource, sub } = kit;

const schedules: Resources = {
  Role: kit.role('scheduler.amazonaws.com', { Policies: [kit.inline('send', kit.allowed('sqs:SendMessage', '*'))] }),
  Jobs: resource('AWS::SQS::Queue', { VisibilityTimeout: 60 }),
  Lost: resource('AWS::SQS::Queue', { MessageRetentionPeriod: 1209600 }),
  Group: resource('AWS::Scheduler::ScheduleGroup', { Name: 'operations' }),
  Nightly: resource('AWS::Scheduler::Schedule', {
    Name: 'nightly',
    GroupName: ref('Group'),
    Description: 'Clears what is old',
    ScheduleExpression: 'cron(0 3 * * ? *)',
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
    State: 'ENABLED',
    Target: {
      Arn: att('Jobs', 'Arn'),
      RoleArn: att('Role', 'Arn'),
      DeadLetterConfig: { Arn: att('Lost', 'Arn') },
      RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
    },
  }),
};

const shares: Resources = {
  Vpc: kit.vpc('10.0.0.0/16', 'shares'),
  SubnetA: kit.subnet('10.0.1.0/24', 0, 'shares-a'),
  SubnetB: kit.subnet('10.0.2.0/24', 1, 'shares-b'),
  Clients: kit.group('NFS from inside', [kit.tcp(2049, kit.fromCidr('10.0.0.0/16'))]),
  Files: resource('AWS::EFS::FileSystem', { Encrypted: true, PerformanceMode: 'generalPurpose' }),
  TargetA: resource('AWS::EFS::MountTarget', {
    FileSystemId: ref('Files'),
    SubnetId: ref('SubnetA'),
    SecurityGroups: [ref('Clients')],
  }),
  TargetB: resource('AWS::EFS::MountTarget', {
    FileSystemId: ref('Files'),
    SubnetId: ref('SubnetB'),
    SecurityGroups: [ref('Clients')],
  }),
  Uploads: resource('AWS::EFS::AccessPoint', {
    FileSystemId: ref('Files'),
    PosixUser: { Uid: '1000', Gid: '1000' },
    RootDirectory: { Path: '/uploads', CreationInfo: { OwnerUid: '1000', OwnerGid: '1000', Permissions: '0750' } },
  }),
};

const callers: Resources = {
  Api: resource('AWS::ApiGateway::RestApi', { Name: 'partners' }),
  Pool: resource('AWS::Cognito::UserPool', { UserPoolName: 'partners' }),
  Authorizer: resource('AWS::ApiGateway::Authorizer', {
    Name: 'people',
    RestApiId: ref('Api'),
    Type: 'COGNITO_USER_POOLS',
    ProviderARNs: [att('Pool', 'Arn')],
    IdentitySource: 'method.request.header.Authorization',
  }),
  Gold: resource('AWS::ApiGateway::UsagePlan', {
    UsagePlanName: 'gold',
    Description: 'Partners',
    Throttle: { BurstLimit: 20, RateLimit: 10 },
    Quota: { Limit: 1000, Period: 'DAY' },
  }),
};

const guards: Resources = {
  Detector: resource('AWS::GuardDuty::Detector', { Enable: true, FindingPublishingFrequency: 'SIX_HOURS' }),
  Hub: resource('AWS::SecurityHub::Hub'),
  Offices: resource('AWS::WAFv2::IPSet', {
    Name: 'offices',
    Scope: 'REGIONAL',
    IPAddressVersion: 'IPV4',
    Addresses: ['192.0.2.0/24', '198.51.100.0/24'],
  }),
};

const stores: Resources = {
  Sessions: resource('AWS::ElastiCache::CacheCluster', {
    ClusterName: 'sessions',
    CacheNodeType: 'cache.t3.small',
    Engine: 'memcached',
    NumCacheNodes: 2,
  }),
  Facts: resource('AWS::Redshift::Cluster', {
    ClusterIdentifier: 'facts',
    ClusterType: 'multi-node',
    NumberOfNodes: 2,
    NodeType: 'ra3.xlplus',
    DBName: 'facts',
    MasterUsername: 'admin',
    MasterUserPassword: 'Hunter2hunter2',
    ClusterVersion: '1.0',
    PreferredMaintenanceWindow: 'mon:03:00-mon:03:30',
    Encrypted: true,
  }),
  Search: resource('AWS::OpenSearchService::Domain', {
    DomainName: 'search',
    EngineVersion: 'OpenSearch_2.13',
    ClusterConfig: { InstanceType: 'm6g.large.search', InstanceCount: 2 },
    EBSOptions: { EBSEnabled: true, VolumeType: 'gp3', VolumeSize: 100 },
    EncryptionAtRestOptions: { Enabled: true },
    NodeToNodeEncryptionOptions: { Enabled: true },
  }),
  Audit: resource('AWS::RDS::OptionGroup', {
    OptionGroupName: 'audit',
    EngineName: 'mysql',
    MajorEngineVersion: '8.0',
    OptionGroupDescription: 'Audit',
    OptionConfigurations: [],
  }),
  Alerts: resource('AWS::SNS::Topic', { TopicName: 'databases' }),
  Failovers: resource('AWS::RDS::EventSubscription', {
    SubscriptionName: 'failovers',
    SnsTopicArn: ref('Alerts'),
    SourceType: 'db-instance',
    EventCategories: ['failover', 'availability'],
    Enabled: true,
  }),
};

const identities: Resources = {
  People: resource('AWS::Cognito::UserPool', { UserPoolName: 'people' }),
  App: resource('AWS::Cognito::UserPoolClient', { UserPoolId: ref('People'), ClientName: 'app' }),
  Visitors: resource('AWS::Cognito::IdentityPool', {
    IdentityPoolName: 'visitors',
    AllowUnauthenticatedIdentities: false,
    CognitoIdentityProviders: [{ ClientId: ref('App'), ProviderName: att('People', 'ProviderName') }],
  }),
};

const deliveries: Resources = {
  Role: kit.role('codepipeline.amazonaws.com', { Policies: [kit.inline('all', kit.allowed('s3:*', '*'))] }),
  Artifacts: kit.store({ BucketName: sub('artifacts-${AWS::Region}-${AWS::AccountId}') }),
  Release: resource('AWS::CodePipeline::Pipeline', {
    Name: 'release',
    RoleArn: att('Role', 'Arn'),
    ArtifactStore: { Type: 'S3', Location: ref('Artifacts') },
    Stages: [
      {
        Name: 'Source',
        Actions: [
          {
            Name: 'Fetch',
            ActionTypeId: { Category: 'Source', Owner: 'AWS', Provider: 'S3', Version: '1' },
            Configuration: { S3Bucket: ref('Artifacts'), S3ObjectKey: 'release.zip' },
            OutputArtifacts: [{ Name: 'Source' }],
            RunOrder: 1,
          },
        ],
      },
      {
        Name: 'Build',
        Actions: [
          {
            Name: 'Compile',
            ActionTypeId: { Category: 'Build', Owner: 'AWS', Provider: 'CodeBuild', Version: '1' },
            Configuration: { ProjectName: 'release' },
            InputArtifacts: [{ Name: 'Source' }],
            RunOrder: 1,
          },
        ],
      },
    ],
  }),
};

export const operationDesigns: readonly Design[] = [
  single('schedules', schedules),
  single('shares', shares),
  single('callers', callers),
  single('guards', guards),
  single('stores', stores),
  single('identities', identities),
  single('deliveries', deliveries),
];
