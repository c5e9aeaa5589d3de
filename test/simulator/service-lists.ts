/** The lists that services.test.ts asks: one row each, with what makes the things that are listed. */
import type { Params } from './boto.ts';

type Json = Record<string, unknown>;
/** What a row may use of what was made before it. */
export type Made = Record<string, Json>;
export type List = {
  readonly service: string;
  readonly operation: string;
  /** Where the items are, and the tokens of answer and request. */
  readonly items: string;
  readonly token?: string;
  readonly answerToken?: string;
  readonly params?: (made: Made) => Params;
  /** Makes the n-th of the things that are listed. */
  readonly make: readonly [operation: string, params: (n: number, made: Made) => Params];
  /** Made once before, under their names. */
  readonly before?: readonly (readonly [
    name: string,
    service: string,
    operation: string,
    params: (made: Made) => Params,
  ])[];
  /** How many the account holds by itself. */
  readonly own?: number;
};

const inside = (made: Made, name: string, member: string) => made[name]?.[member] as Json;
const vpc = ['vpc', 'ec2', 'CreateVpc', () => ({ CidrBlock: '10.0.0.0/16' })] as const;
const vpcId = (made: Made) => inside(made, 'vpc', 'Vpc').VpcId;
const subnet = (name: string, block: string, zone: string) =>
  [
    name,
    'ec2',
    'CreateSubnet',
    (made: Made) => ({ VpcId: vpcId(made), CidrBlock: block, AvailabilityZone: zone }),
  ] as const;
const subnetId = (made: Made, name: string) => inside(made, name, 'Subnet').SubnetId;
const zoneA = subnet('a', '10.0.1.0/24', 'us-east-1a');
const zoneB = subnet('b', '10.0.2.0/24', 'us-east-1b');
const role = [
  'role',
  'iam',
  'CreateRole',
  () => ({ RoleName: 'r', AssumeRolePolicyDocument: '{"Statement":[]}' }),
] as const;
const roleArn = (made: Made) => inside(made, 'role', 'Role').Arn;
const rest = ['rest', 'apigateway', 'create_rest_api', () => ({ name: 'api' })] as const;
const http = ['http', 'apigatewayv2', 'CreateApi', () => ({ Name: 'api', ProtocolType: 'HTTP' })] as const;
const code = { ZipFile: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' };

export const LISTS: readonly List[] = [
  {
    service: 'ec2',
    operation: 'DescribeRouteTables',
    items: 'RouteTables',
    before: [vpc],
    own: 2,
    make: ['CreateRouteTable', (_, made) => ({ VpcId: vpcId(made) })],
  },
  {
    service: 'ec2',
    operation: 'DescribeNetworkAcls',
    items: 'NetworkAcls',
    before: [vpc],
    own: 2,
    make: ['CreateNetworkAcl', (_, made) => ({ VpcId: vpcId(made) })],
  },
  {
    service: 'ec2',
    operation: 'DescribeVpcEndpoints',
    items: 'VpcEndpoints',
    before: [vpc],
    make: ['CreateVpcEndpoint', (_, made) => ({ VpcId: vpcId(made), ServiceName: 'com.amazonaws.us-east-1.s3' })],
  },
  {
    service: 'ec2',
    operation: 'DescribeNatGateways',
    items: 'NatGateways',
    before: [vpc, zoneA],
    make: ['CreateNatGateway', (_, made) => ({ SubnetId: subnetId(made, 'a'), ConnectivityType: 'private' })],
  },
  {
    service: 'ec2',
    operation: 'DescribeInternetGateways',
    items: 'InternetGateways',
    make: ['CreateInternetGateway', () => ({})],
  },
  {
    service: 'ec2',
    operation: 'DescribeLaunchTemplates',
    items: 'LaunchTemplates',
    make: [
      'CreateLaunchTemplate',
      (n) => ({ LaunchTemplateName: `template${n}`, LaunchTemplateData: { InstanceType: 't3.micro' } }),
    ],
  },
  {
    service: 'ec2',
    operation: 'DescribeInstances',
    items: 'Reservations',
    make: ['RunInstances', () => ({ ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1 })],
  },
  {
    service: 'ec2',
    operation: 'DescribeVolumes',
    items: 'Volumes',
    make: ['CreateVolume', () => ({ Size: 8, AvailabilityZone: 'us-east-1a' })],
  },
  {
    service: 'ec2',
    operation: 'DescribeTransitGateways',
    items: 'TransitGateways',
    make: ['CreateTransitGateway', (n) => ({ Description: `g${n}` })],
  },
  {
    service: 'ec2',
    operation: 'DescribeDhcpOptions',
    items: 'DhcpOptions',
    make: ['CreateDhcpOptions', (n) => ({ DhcpConfigurations: [{ Key: 'domain-name', Values: [`d${n}.test`] }] })],
  },
  {
    service: 'lambda',
    operation: 'ListFunctions',
    items: 'Functions',
    token: 'Marker',
    answerToken: 'NextMarker',
    before: [role],
    make: [
      'CreateFunction',
      (n, made) => ({ FunctionName: `f${n}`, Role: roleArn(made), Runtime: 'nodejs20.x', Handler: 'i.h', Code: code }),
    ],
  },
  {
    service: 'lambda',
    operation: 'ListLayers',
    items: 'Layers',
    token: 'Marker',
    answerToken: 'NextMarker',
    make: ['PublishLayerVersion', (n) => ({ LayerName: `l${n}`, Content: code })],
  },
  {
    service: 'ecs',
    operation: 'ListClusters',
    items: 'clusterArns',
    token: 'nextToken',
    make: ['CreateCluster', (n) => ({ clusterName: `c${n}` })],
  },
  {
    service: 'ecs',
    operation: 'ListTaskDefinitions',
    items: 'taskDefinitionArns',
    token: 'nextToken',
    make: [
      'RegisterTaskDefinition',
      (n) => ({ family: `t${n}`, containerDefinitions: [{ name: 'c', image: 'i', memory: 128 }] }),
    ],
  },
  {
    service: 'ecr',
    operation: 'DescribeRepositories',
    items: 'repositories',
    token: 'nextToken',
    make: ['CreateRepository', (n) => ({ repositoryName: `r${n}` })],
  },
  {
    service: 'eks',
    operation: 'ListClusters',
    items: 'clusters',
    token: 'nextToken',
    before: [role],
    make: ['CreateCluster', (n, made) => ({ name: `c${n}`, roleArn: roleArn(made), resourcesVpcConfig: {} })],
  },
  {
    service: 'autoscaling',
    operation: 'DescribeLaunchConfigurations',
    items: 'LaunchConfigurations',
    make: [
      'CreateLaunchConfiguration',
      (n) => ({ LaunchConfigurationName: `l${n}`, ImageId: 'ami-12c6146b', InstanceType: 't3.micro' }),
    ],
  },
  {
    service: 'elbv2',
    operation: 'DescribeTargetGroups',
    items: 'TargetGroups',
    token: 'Marker',
    answerToken: 'NextMarker',
    before: [vpc],
    make: ['CreateTargetGroup', (n, made) => ({ Name: `t${n}`, Protocol: 'HTTP', Port: 80, VpcId: vpcId(made) })],
  },
  {
    service: 'elbv2',
    operation: 'DescribeLoadBalancers',
    items: 'LoadBalancers',
    token: 'Marker',
    answerToken: 'NextMarker',
    before: [vpc, zoneA, zoneB],
    make: ['CreateLoadBalancer', (n, made) => ({ Name: `l${n}`, Subnets: [subnetId(made, 'a'), subnetId(made, 'b')] })],
  },
  {
    service: 'apigateway',
    operation: 'GetRestApis',
    items: 'items',
    token: 'position',
    make: ['create_rest_api', (n) => ({ name: `a${n}` })],
  },
  {
    service: 'apigateway',
    operation: 'GetResources',
    items: 'items',
    token: 'position',
    own: 1,
    before: [rest],
    params: (made) => ({ restApiId: made.rest?.id }),
    make: [
      'CreateResource',
      (n, made) => ({ restApiId: made.rest?.id, parentId: made.rest?.rootResourceId, pathPart: `p${n}` }),
    ],
  },
  {
    service: 'apigatewayv2',
    operation: 'GetApis',
    items: 'Items',
    make: ['CreateApi', (n) => ({ Name: `a${n}`, ProtocolType: 'HTTP' })],
  },
  {
    service: 'apigatewayv2',
    operation: 'GetRoutes',
    items: 'Items',
    before: [http],
    params: (made) => ({ ApiId: made.http?.ApiId }),
    make: ['CreateRoute', (n, made) => ({ ApiId: made.http?.ApiId, RouteKey: `GET /r${n}` })],
  },
  {
    service: 'route53',
    operation: 'ListHostedZones',
    items: 'HostedZones',
    token: 'Marker',
    answerToken: 'NextMarker',
    make: ['CreateHostedZone', (n) => ({ Name: `z${n}.test.`, CallerReference: `${n}` })],
  },
  {
    service: 'route53',
    operation: 'ListHealthChecks',
    items: 'HealthChecks',
    token: 'Marker',
    answerToken: 'NextMarker',
    make: [
      'CreateHealthCheck',
      (n) => ({ CallerReference: `${n}`, HealthCheckConfig: { Type: 'TCP', IPAddress: '192.0.2.1', Port: 80 } }),
    ],
  },
  {
    service: 'acm',
    operation: 'ListCertificates',
    items: 'CertificateSummaryList',
    make: ['RequestCertificate', (n) => ({ DomainName: `c${n}.test` })],
  },
  {
    service: 'wafv2',
    operation: 'ListIPSets',
    items: 'IPSets',
    token: 'NextMarker',
    params: () => ({ Scope: 'REGIONAL' }),
    make: ['CreateIPSet', (n) => ({ Name: `i${n}`, Scope: 'REGIONAL', IPAddressVersion: 'IPV4', Addresses: [] })],
  },
  {
    service: 'dynamodb',
    operation: 'ListTables',
    items: 'TableNames',
    token: 'ExclusiveStartTableName',
    answerToken: 'LastEvaluatedTableName',
    make: [
      'CreateTable',
      (n) => ({
        TableName: `tab${n}`,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'i', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'i', KeyType: 'HASH' }],
      }),
    ],
  },
  {
    service: 'elasticache',
    operation: 'DescribeCacheSubnetGroups',
    items: 'CacheSubnetGroups',
    token: 'Marker',
    before: [vpc, zoneA],
    make: [
      'CreateCacheSubnetGroup',
      (n, made) => ({
        CacheSubnetGroupName: `g${n}`,
        CacheSubnetGroupDescription: 'd',
        SubnetIds: [subnetId(made, 'a')],
      }),
    ],
  },
  {
    service: 'efs',
    operation: 'DescribeFileSystems',
    items: 'FileSystems',
    token: 'Marker',
    answerToken: 'NextMarker',
    make: ['CreateFileSystem', (n) => ({ CreationToken: `t${n}` })],
  },
  {
    service: 'kafka',
    operation: 'ListClustersV2',
    items: 'ClusterInfoList',
    make: [
      'CreateClusterV2',
      (n) => ({ ClusterName: `k${n}`, Serverless: { VpcConfigs: [{ SubnetIds: ['subnet-1'] }] } }),
    ],
  },
  {
    service: 'sqs',
    operation: 'ListQueues',
    items: 'QueueUrls',
    params: () => ({ MaxResults: 1000 }),
    make: ['CreateQueue', (n) => ({ QueueName: `q${n}` })],
  },
  { service: 'sns', operation: 'ListTopics', items: 'Topics', make: ['CreateTopic', (n) => ({ Name: `t${n}` })] },
  {
    service: 'kinesis',
    operation: 'ListStreams',
    items: 'StreamNames',
    make: ['CreateStream', (n) => ({ StreamName: `s${n}`, ShardCount: 1 })],
  },
  {
    service: 'redshift',
    operation: 'DescribeClusters',
    items: 'Clusters',
    token: 'Marker',
    make: [
      'CreateCluster',
      (n) => ({
        ClusterIdentifier: `r${n}`,
        NodeType: 'ra3.large',
        MasterUsername: 'u',
        MasterUserPassword: 'Passw0rd',
      }),
    ],
  },
  {
    service: 'backup',
    operation: 'ListBackupVaults',
    items: 'BackupVaultList',
    make: ['CreateBackupVault', (n) => ({ BackupVaultName: `v${n}` })],
  },
  {
    service: 'secretsmanager',
    operation: 'ListSecrets',
    items: 'SecretList',
    make: ['CreateSecret', (n) => ({ Name: `s${n}`, SecretString: 'x' })],
  },
  {
    service: 'ssm',
    operation: 'DescribeParameters',
    items: 'Parameters',
    make: ['PutParameter', (n) => ({ Name: `p${n}`, Type: 'String', Value: 'v' })],
  },
  {
    service: 'logs',
    operation: 'DescribeLogGroups',
    items: 'logGroups',
    token: 'nextToken',
    make: ['CreateLogGroup', (n) => ({ logGroupName: `g${n}` })],
  },
  {
    service: 'logs',
    operation: 'DescribeMetricFilters',
    items: 'metricFilters',
    token: 'nextToken',
    before: [['group', 'logs', 'CreateLogGroup', () => ({ logGroupName: 'g' })]],
    params: () => ({ logGroupName: 'g' }),
    make: [
      'PutMetricFilter',
      (n) => ({
        logGroupName: 'g',
        filterName: `f${n}`,
        filterPattern: 'x',
        metricTransformations: [{ metricName: 'm', metricNamespace: 'n', metricValue: '1' }],
      }),
    ],
  },
  {
    service: 'events',
    operation: 'ListRules',
    items: 'Rules',
    make: ['PutRule', (n) => ({ Name: `r${n}`, ScheduleExpression: 'rate(1 day)' })],
  },
  {
    service: 'events',
    operation: 'ListEventBuses',
    items: 'EventBuses',
    own: 1,
    make: ['CreateEventBus', (n) => ({ Name: `b${n}` })],
  },
  {
    service: 'scheduler',
    operation: 'ListSchedules',
    items: 'Schedules',
    before: [role],
    make: [
      'CreateSchedule',
      (n, made) => ({
        Name: `s${n}`,
        ScheduleExpression: 'rate(1 day)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: 'arn:aws:sqs:us-east-1:123456789012:q', RoleArn: roleArn(made) },
      }),
    ],
  },
  {
    service: 'stepfunctions',
    operation: 'ListStateMachines',
    items: 'stateMachines',
    token: 'nextToken',
    before: [role],
    make: [
      'CreateStateMachine',
      (n, made) => ({
        name: `m${n}`,
        roleArn: roleArn(made),
        definition: '{"StartAt":"a","States":{"a":{"Type":"Pass","End":true}}}',
      }),
    ],
  },
  {
    service: 'codebuild',
    operation: 'ListProjects',
    items: 'projects',
    token: 'nextToken',
    before: [role],
    make: [
      'CreateProject',
      (n, made) => ({
        name: `project${n}`,
        source: { type: 'S3', location: 'b/k' },
        artifacts: { type: 'NO_ARTIFACTS' },
        environment: { type: 'LINUX_CONTAINER', image: 'i', computeType: 'BUILD_GENERAL1_SMALL' },
        serviceRole: roleArn(made),
      }),
    ],
  },
  {
    service: 'codedeploy',
    operation: 'ListApplications',
    items: 'applications',
    token: 'nextToken',
    make: ['CreateApplication', (n) => ({ applicationName: `a${n}` })],
  },
  {
    service: 'config',
    operation: 'DescribeConfigRules',
    items: 'ConfigRules',
    make: [
      'PutConfigRule',
      (n) => ({
        ConfigRule: {
          ConfigRuleName: `r${n}`,
          Source: { Owner: 'AWS', SourceIdentifier: 'S3_BUCKET_VERSIONING_ENABLED' },
        },
      }),
    ],
  },
  {
    service: 'cognito-idp',
    operation: 'ListUserPools',
    items: 'UserPools',
    params: () => ({ MaxResults: 60 }),
    make: ['CreateUserPool', (n) => ({ PoolName: `p${n}` })],
  },
  {
    service: 'cognito-identity',
    operation: 'ListIdentityPools',
    items: 'IdentityPools',
    params: () => ({ MaxResults: 60 }),
    make: ['CreateIdentityPool', (n) => ({ IdentityPoolName: `p${n}`, AllowUnauthenticatedIdentities: false })],
  },
  {
    service: 'iam',
    operation: 'ListUsers',
    items: 'Users',
    token: 'Marker',
    make: ['CreateUser', (n) => ({ UserName: `u${n}` })],
  },
];
