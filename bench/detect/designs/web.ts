/** Designs of sites and web applications. */
import type { Design } from '../design.ts';
import * as kit from './kit.ts';

const { att, cidr, fromCidr, fromGroup, ref, resource, sub, tcp } = kit;
const HTTPS = tcp(443, fromCidr('0.0.0.0/0'));

/** A site in a bucket behind CloudFront, with its log bucket and the certificate's neighbours. */
export const staticSite: Design = {
  name: 'static-site',
  regions: ['us-east-1', 'eu-west-1'],
  stackPrefixes: ['site'],
  stacks: () => [
    {
      name: 'site',
      template: kit.template({
        Logs: kit.store({
          OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
          LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 90 }] },
        }),
        Content: kit.store({
          BucketName: sub('www-example-${AWS::AccountId}-${AWS::Region}'),
          VersioningConfiguration: { Status: 'Enabled' },
          LoggingConfiguration: { DestinationBucketName: ref('Logs'), LogFilePrefix: 's3/' },
        }),
        ContentPolicy: kit.bucketPolicy(
          'Content',
          kit.tlsOnly('Content'),
          kit.allowed('s3:GetObject', sub('${Content.Arn}/*'), {
            Sid: 'CloudFrontReads',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringLike: { 'AWS:SourceArn': sub('arn:aws:cloudfront::${AWS::AccountId}:distribution/*') } },
          }),
        ),
        Access: resource('AWS::CloudFront::OriginAccessControl', { OriginAccessControlConfig: { Name: 'site' } }),
        Distribution: resource('AWS::CloudFront::Distribution', { DistributionConfig: { Enabled: true } }),
        Deployer: kit.role('codebuild.amazonaws.com', {
          Policies: [kit.inline('upload', kit.allowed(['s3:PutObject', 's3:DeleteObject'], sub('${Content.Arn}/*')))],
        }),
      }),
    },
  ],
};

const network = (net: number) => ({
  Vpc: kit.vpc(cidr(net), 'app-${AWS::Region}'),
  PublicA: kit.subnet(cidr(net, '0.0/24'), 0, 'app-public-a', { MapPublicIpOnLaunch: true }),
  PublicB: kit.subnet(cidr(net, '1.0/24'), 1, 'app-public-b', { MapPublicIpOnLaunch: true }),
  PrivateA: kit.subnet(cidr(net, '10.0/24'), 0, 'app-private-a'),
  PrivateB: kit.subnet(cidr(net, '11.0/24'), 1, 'app-private-b'),
  Gateway: resource('AWS::EC2::InternetGateway'),
  Attachment: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: ref('Vpc'), InternetGatewayId: ref('Gateway') }),
  Routes: resource('AWS::EC2::RouteTable', { VpcId: ref('Vpc') }),
  Balancers: kit.group('Load balancer', [HTTPS, tcp(80, fromCidr('0.0.0.0/0'))]),
  Servers: kit.group('Servers', [
    tcp(8080, fromGroup('Balancers')),
    tcp(22, fromCidr('198.51.100.0/24')),
    { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, CidrIp: cidr(net) },
  ]),
  Databases: kit.group('Database', [tcp(5432, fromGroup('Servers')), tcp(5432, fromCidr(cidr(net, '10.0/24')))]),
});

const data = {
  Key: kit.key('app data in ${AWS::Region}', ['rds.amazonaws.com']),
  KeyAlias: kit.alias('alias/app/data', 'Key'),
  Subnets: kit.subnetGroup('PrivateA', 'PrivateB'),
  Parameters: resource('AWS::RDS::DBParameterGroup', {
    Family: 'postgres16',
    Description: 'Logging',
    Parameters: { log_statement: 'ddl', 'rds.force_ssl': '1', log_min_duration_statement: '500' },
  }),
  Monitoring: kit.monitoringRole('app-monitoring-${AWS::Region}'),
  Database: kit.database({
    DBInstanceIdentifier: sub('app-${AWS::Region}'),
    KmsKeyId: att('Key', 'Arn'),
    DBSubnetGroupName: ref('Subnets'),
    VPCSecurityGroups: [ref('Databases')],
    DBParameterGroupName: ref('Parameters'),
    MonitoringRoleArn: att('Monitoring', 'Arn'),
    EnableCloudwatchLogsExports: ['postgresql', 'upgrade'],
    EnablePerformanceInsights: true,
    MaxAllocatedStorage: 500,
    Tags: kit.tags({ team: 'orders', 'backup-plan': 'daily' }),
  }),
};

const servers = {
  Server: kit.role('ec2.amazonaws.com', {
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore'],
    Policies: [
      kit.inline('use-key', kit.allowed(['kms:Decrypt', 'kms:GenerateDataKey'], att('Key', 'Arn'))),
      kit.inline(
        'read-parameters',
        kit.allowed('ssm:GetParameter*', sub('arn:aws:ssm:${AWS::Region}:${AWS::AccountId}:parameter/app/*')),
      ),
    ],
    MaxSessionDuration: 7200,
  }),
  Profile: resource('AWS::IAM::InstanceProfile', { Roles: [ref('Server')] }),
  Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Subnets: [ref('PublicA'), ref('PublicB')],
    SecurityGroups: [ref('Balancers')],
  }),
  Targets: resource('AWS::ElasticLoadBalancingV2::TargetGroup', { VpcId: ref('Vpc'), Port: 8080, Protocol: 'HTTP' }),
  Alarm: resource('AWS::CloudWatch::Alarm', {
    MetricName: 'CPUUtilization',
    Namespace: 'AWS/RDS',
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 1,
    Period: 60,
    Statistic: 'Average',
    Threshold: 80,
  }),
  Topic: resource('AWS::SNS::Topic'),
};

/** The usual: balancer, servers, database, in one stack of one template. */
export const threeTier: Design = {
  name: 'three-tier',
  regions: ['us-east-1', 'eu-central-1'],
  stackPrefixes: ['app'],
  stacks: ({ index }) => [
    {
      name: 'app',
      template: kit.template({ ...network(index), ...data, ...servers }),
      tags: { project: 'orders', 'cost-centre': '4711' },
    },
  ],
};

export const webDesigns = [staticSite, threeTier];
