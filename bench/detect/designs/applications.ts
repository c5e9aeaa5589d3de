/** Designs of whole applications. */
import type { Design } from '../design.ts';
import * as kit from './kit.ts';

const { att, cidr, ref, resource, sub } = kit;

const handler = (name: string) => ({
  [`${name}Role`]: kit.role('lambda.amazonaws.com', {
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
    Policies: [kit.inline('table', kit.allowed(['dynamodb:GetItem', 'dynamodb:PutItem'], att('Table', 'Arn')))],
  }),
  [name]: resource('AWS::Lambda::Function', {
    Code: { ZipFile: 'exports.handler = async () => {}' },
    Handler: 'index.handler',
    Runtime: 'nodejs20.x',
    Role: att(`${name}Role`, 'Arn'),
  }),
});

const table = resource('AWS::DynamoDB::Table', {
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
});
const alarm = (Namespace: string, MetricName: string) =>
  resource('AWS::CloudWatch::Alarm', {
    Namespace,
    MetricName,
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 2,
    Period: 300,
    Statistic: 'Sum',
    Threshold: 1,
  });

/** An API of functions, a table, queues: nearly all of it known by presence only. */
export const serverless: Design = {
  name: 'serverless',
  regions: ['us-east-1', 'eu-west-1', 'us-west-2'],
  stackPrefixes: ['api'],
  stacks: () => [
    {
      name: 'api-prod',
      template: kit.template({
        Table: table,
        ...handler('Create'),
        ...handler('Read'),
        Api: resource('AWS::ApiGateway::RestApi', { Name: 'api' }),
        Queue: resource('AWS::SQS::Queue'),
        Dead: resource('AWS::SQS::Queue'),
        Topic: resource('AWS::SNS::Topic'),
        Rule: resource('AWS::Events::Rule', { ScheduleExpression: 'rate(5 minutes)', State: 'ENABLED' }),
        Group: resource('AWS::Logs::LogGroup', { LogGroupName: '/api/access', RetentionInDays: 30 }),
        Errors: alarm('AWS/Lambda', 'Errors'),
        Pool: resource('AWS::Cognito::UserPool'),
        Secret: resource('AWS::SecretsManager::Secret', { Name: sub('api/${AWS::Region}') }),
        CreateLogs: resource('AWS::Logs::LogGroup', { LogGroupName: sub('/aws/lambda/${Create}') }),
      }),
    },
  ],
};

/** Services in containers behind a balancer, with a discovery namespace and a cache. */
export const containers: Design = {
  name: 'containers',
  regions: ['us-east-1', 'us-east-2'],
  stackPrefixes: ['shop-'],
  stacks: ({ index }) => [
    {
      name: 'shop-services',
      tags: { product: 'shop', tier: 'backend' },
      template: kit.template({
        Vpc: kit.vpc(cidr(index + 60), 'shop'),
        SubnetA: kit.subnet(cidr(index + 60, '0.0/24'), 0, 'shop-a'),
        SubnetB: kit.subnet(cidr(index + 60, '1.0/24'), 1, 'shop-b'),
        Balancers: kit.group('Balancers', [kit.tcp(443, kit.fromCidr('0.0.0.0/0'))]),
        Tasks: kit.group('Tasks', [
          { IpProtocol: 'tcp', FromPort: 32768, ToPort: 65535, SourceSecurityGroupId: att('Balancers', 'GroupId') },
        ]),
        Cluster: resource('AWS::ECS::Cluster', { Tags: kit.tags({ product: 'shop' }) }),
        Execution: kit.role('ecs-tasks.amazonaws.com', {
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'],
        }),
        Images: resource('AWS::ECR::Repository', { RepositoryName: 'shop' }),
        Discovery: resource('AWS::ServiceDiscovery::PrivateDnsNamespace', { Name: 'shop.local', Vpc: ref('Vpc') }),
        CacheSubnets: resource('AWS::ElastiCache::SubnetGroup', { Description: 'cache', SubnetIds: [ref('SubnetA')] }),
        Logs: resource('AWS::Logs::LogGroup', { RetentionInDays: 14 }),
        Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Subnets: [ref('SubnetA'), ref('SubnetB')] }),
      }),
    },
    { name: 'shopping-list', template: kit.template({ Queue: resource('AWS::SQS::Queue') }) },
  ],
};

/** Raw, refined and published data, each in a bucket of its own, with what is kept for how long. */
export const dataLake: Design = {
  name: 'data-lake',
  regions: ['eu-west-1', 'eu-north-1'],
  stackPrefixes: ['lake'],
  stacks: () => [
    {
      name: 'lake',
      tags: { domain: 'analytics' },
      template: kit.template({
        Key: kit.key('lake', ['glue.amazonaws.com']),
        Access: kit.store({ OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } }),
        ...zone('Raw'),
        ...zone('Refined'),
        ...zone('Published'),
        Crawler: kit.role('glue.amazonaws.com', {
          Policies: [
            kit.inline(
              'lake',
              kit.allowed(['s3:GetObject', 's3:ListBucket'], [att('Raw', 'Arn'), sub('${Raw.Arn}/*')]),
              kit.allowed('s3:PutObject', sub('${Refined.Arn}/*'), {
                Condition: { StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
              }),
            ),
          ],
        }),
        Stream: resource('AWS::Kinesis::Stream', { ShardCount: 1 }),
      }),
    },
  ],
};

function zone(name: string): kit.Block {
  return {
    [name]: kit.store({
      ...kit.encryptedWith('Key'),
      BucketName: sub(`lake-${name.toLowerCase()}-\${AWS::AccountId}-\${AWS::Region}`),
      VersioningConfiguration: { Status: 'Enabled' },
      LoggingConfiguration: { DestinationBucketName: ref('Access'), LogFilePrefix: `${name}/` },
      Tags: kit.tags({ zone: name }),
    }),
    [`${name}Policy`]: kit.bucketPolicy(
      name,
      kit.tlsOnly(name),
      kit.allowed('s3:GetObject', sub(`\${${name}.Arn}/*`), {
        Sid: 'Crawler',
        Principal: { AWS: att('Crawler', 'Arn') },
      }),
    ),
  };
}

/** Sources, builds and what they may: nearly all roles and artefacts. */
export const pipeline: Design = {
  name: 'pipeline',
  regions: ['us-east-1', 'eu-central-1'],
  stackPrefixes: ['ci'],
  stacks: ({ region }) => [
    {
      name: `ci-${region}`,
      template: kit.template({
        Key: kit.key('artefacts'),
        KeyAlias: kit.alias('alias/ci/artefacts', 'Key'),
        Artefacts: kit.store({
          ...kit.encryptedWith('Key'),
          BucketName: sub('ci-artefacts-${AWS::AccountId}-${AWS::Region}'),
        }),
        Build: kit.role('codebuild.amazonaws.com', {
          RoleName: sub('ci-build-${AWS::Region}'),
          Path: '/ci/',
          Policies: [
            kit.inline('artefacts', kit.allowed(['s3:GetObject', 's3:PutObject'], sub('${Artefacts.Arn}/*'))),
            kit.inline('key', kit.allowed(['kms:Decrypt', 'kms:GenerateDataKey'], att('Key', 'Arn'))),
            kit.inline(
              'logs',
              kit.allowed('logs:*', sub('arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/codebuild/*')),
            ),
          ],
          Tags: kit.tags({ owner: 'platform' }),
        }),
        Deploy: kit.role('codedeploy.amazonaws.com', {
          RoleName: sub('ci-deploy-${AWS::Region}'),
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSCodeDeployRole', ref('Boundary')],
        }),
        Boundary: resource('AWS::IAM::ManagedPolicy', {
          ManagedPolicyName: sub('ci-boundary-${AWS::Region}'),
          Description: 'What deployments may at most',
          PolicyDocument: kit.policy(kit.allowed(['ec2:Describe*', 'autoscaling:*'], '*'), {
            Sid: 'NoUsers',
            Effect: 'Deny',
            Action: ['iam:CreateUser', 'iam:CreateAccessKey'],
            Resource: '*',
          }),
        }),
        Application: resource('AWS::CodeDeploy::Application', { ComputePlatform: 'Server' }),
        Images: resource('AWS::ECR::Repository', { RepositoryName: 'ci' }),
      }),
    },
  ],
};

/** Backups, their vault and who hears of them. */
export const backups: Design = {
  name: 'backups',
  regions: ['us-west-1', 'us-west-2'],
  stackPrefixes: ['backup'],
  stacks: () => [
    {
      name: 'backup-plan',
      template: kit.template({
        Key: kit.key('vault'),
        Vault: resource('AWS::Backup::BackupVault', { BackupVaultName: 'prod', EncryptionKeyArn: att('Key', 'Arn') }),
        Operator: kit.role('backup.amazonaws.com', {
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup'],
          PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess',
        }),
        Topic: resource('AWS::SNS::Topic'),
        Failed: alarm('AWS/Backup', 'NumberOfBackupJobsFailed'),
        Files: resource('AWS::EFS::FileSystem', { Encrypted: true, FileSystemTags: kit.tags({ Name: 'shared' }) }),
        Reports: kit.store({ BucketName: sub('backup-reports-${AWS::AccountId}-${AWS::Region}') }),
      }),
    },
  ],
};

export const applicationDesigns = [serverless, containers, dataLake, pipeline, backups];
