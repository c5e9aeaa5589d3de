import { describe, expect, it } from 'vitest';
import { identities, isGlobal, parseArn, transient, typeOfArn } from './arn-types.ts';

describe('the type of an ARN', () => {
  it.each([
    ['arn:aws:rds:us-east-1:1:db:orders', 'AWS::RDS::DBInstance'],
    ['arn:aws:rds:us-east-1:1:cluster-pg:orders', 'AWS::RDS::DBClusterParameterGroup'],
    ['arn:aws:rds::1:global-cluster:orders', 'AWS::RDS::GlobalCluster'],
    ['arn:aws:ec2:us-east-1:1:security-group/sg-1', 'AWS::EC2::SecurityGroup'],
    ['arn:aws:s3:::logs', 'AWS::S3::Bucket'],
    ['arn:aws:sns:us-east-1:1:alarms', 'AWS::SNS::Topic'],
    ['arn:aws:sqs:us-east-1:1:jobs', 'AWS::SQS::Queue'],
    ['arn:aws-cn:kms:cn-north-1:1:key/abc', 'AWS::KMS::Key'],
    [
      'arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/app/front/50dc',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
    ],
    ['arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/front', 'AWS::ElasticLoadBalancing::LoadBalancer'],
    ['arn:aws:logs:us-east-1:1:log-group:/aws/lambda/f:*', 'AWS::Logs::LogGroup'],
    ['arn:aws:states:us-east-1:1:stateMachine:flow', 'AWS::StepFunctions::StateMachine'],
    ['arn:aws:wafv2:us-east-1:1:regional/webacl/front/1', 'AWS::WAFv2::WebACL'],
    ['arn:aws:apigateway:us-east-1::/restapis/a1b2', 'AWS::ApiGateway::RestApi'],
    ['arn:aws:apigateway:us-east-1::/restapis/a1b2/stages/prod', 'AWS::ApiGateway::Stage'],
    ['arn:aws:ecr:us-east-1:1:repository/team/app', 'AWS::ECR::Repository'],
    ['arn:aws:quantum:us-east-1:1:qubit/q', 'quantum:qubit'],
    ['no arn', 'unknown:unknown'],
  ])('%s is %s', (arn, type) => {
    expect(typeOfArn(arn)).toBe(type);
  });

  it('takes an ARN apart, line ends and all', () => {
    expect(parseArn('arn:aws:ssm:us-east-1:1:parameter/app/url')).toEqual({
      service: 'ssm',
      region: 'us-east-1',
      account: '1',
      kind: 'parameter',
      id: 'app/url',
    });
    expect(parseArn('arn:aws:sns:us-east-1:1:a\nb')?.id).toBe('a\nb');
    expect(parseArn('arn:aws:sns')).toBeNull();
  });
});

it.each([
  ['arn:aws:rds:us-east-1:1:snapshot:rds:orders-2026-11-21-03-04', 'automated database snapshots'],
  ['arn:aws:rds:us-east-1:1:snapshot:before-upgrade', 'snapshots and images'],
  ['arn:aws:ec2:us-east-1:1:snapshot/snap-1', 'snapshots and images'],
  ['arn:aws:ecs:us-east-1:1:task/cluster/1', 'running ECS tasks'],
  ['arn:aws:ecs:us-east-1:1:task-definition/web:1', null],
  ['arn:aws:rds:us-east-1:1:db:orders', null],
  ['arn:aws:secretsmanager:us-east-1:1:secret:rds!db-0a1b-Xy12Zq', 'secrets that another service manages'],
  ['arn:aws:secretsmanager:us-east-1:1:secret:app/password-Xy12Zq', null],
])('%s is left out: %s', (arn, what) => {
  expect(transient(arn)).toBe(what);
});

it.each([
  ['AWS::IAM::Role', null, true],
  ['AWS::Route53::HostedZone', null, true],
  ['AWS::Route53Resolver::ResolverRule', null, false],
  ['AWS::S3::Bucket', 'arn:aws:s3:::b', false],
  ['foo:bar', 'arn:aws:foo::1:bar/x', true],
  ['AWS::ApiGateway::RestApi', 'arn:aws:apigateway:us-east-1::/restapis/a', false],
])('%s %s is global: %s', (type, arn, global) => {
  expect(isGlobal(type, arn)).toBe(global);
});

it('knows one thing under its spellings', () => {
  expect(identities('https://sqs.us-east-1.amazonaws.com/1/jobs')).toContain('jobs');
  expect(identities('arn:aws:sqs:us-east-1:1:jobs')).toContain('jobs');
  expect(identities('arn:aws:logs:us-east-1:1:log-group:/app/web:*')).toContain('/app/web');
  expect(identities('arn:aws:iam::1:role/path/name')).toContain('name');
  expect(identities('10.0.0.1')).toEqual(['10.0.0.1']);
  expect(identities('')).toEqual([]);
});

/** What was kept by hand before the templates told it. */
const TOLD = `acm:certificate CertificateManager::Certificate
acm-pca:certificate-authority ACMPCA::CertificateAuthority
airflow:environment MWAA::Environment
amplify:apps Amplify::App
apigateway:apis ApiGatewayV2::Api
apigateway:restapis ApiGateway::RestApi
apigateway:usageplans ApiGateway::UsagePlan
appconfig:application AppConfig::Application
appmesh:mesh AppMesh::Mesh
athena:workgroup Athena::WorkGroup
backup:backup-plan Backup::BackupPlan
batch:compute-environment Batch::ComputeEnvironment
batch:job-definition Batch::JobDefinition
batch:job-queue Batch::JobQueue
cloud9:environment Cloud9::EnvironmentEC2
cloudfront:distribution CloudFront::Distribution
cloudtrail:eventdatastore CloudTrail::EventDataStore
cloudtrail:trail CloudTrail::Trail
cloudwatch:dashboard CloudWatch::Dashboard
codeartifact:domain CodeArtifact::Domain
codebuild:project CodeBuild::Project
codecommit CodeCommit::Repository
codedeploy:application CodeDeploy::Application
codepipeline CodePipeline::Pipeline
cognito-identity:identitypool Cognito::IdentityPool
cognito-idp:userpool Cognito::UserPool
config:config-rule Config::ConfigRule
connect:instance Connect::Instance
dax:cache DAX::Cluster
dms:endpoint DMS::Endpoint
dms:rep DMS::ReplicationInstance
dms:task DMS::ReplicationTask
dynamodb:table DynamoDB::Table
ec2:client-vpn-endpoint EC2::ClientVpnEndpoint
ec2:customer-gateway EC2::CustomerGateway
ec2:dhcp-options EC2::DHCPOptions
ec2:egress-only-internet-gateway EC2::EgressOnlyInternetGateway
ec2:elastic-ip EC2::EIP
ec2:fleet EC2::EC2Fleet
ec2:instance EC2::Instance
ec2:internet-gateway EC2::InternetGateway
ec2:key-pair EC2::KeyPair
ec2:launch-template EC2::LaunchTemplate
ec2:natgateway EC2::NatGateway
ec2:network-acl EC2::NetworkAcl
ec2:network-interface EC2::NetworkInterface
ec2:placement-group EC2::PlacementGroup
ec2:prefix-list EC2::PrefixList
ec2:route-table EC2::RouteTable
ec2:security-group EC2::SecurityGroup
ec2:subnet EC2::Subnet
ec2:transit-gateway EC2::TransitGateway
ec2:transit-gateway-route-table EC2::TransitGatewayRouteTable
ec2:volume EC2::Volume
ec2:vpc EC2::VPC
ec2:vpc-endpoint EC2::VPCEndpoint
ec2:vpc-endpoint-service EC2::VPCEndpointService
ec2:vpc-flow-log EC2::FlowLog
ec2:vpc-peering-connection EC2::VPCPeeringConnection
ec2:vpn-connection EC2::VPNConnection
ec2:vpn-gateway EC2::VPNGateway
ecr:repository ECR::Repository
ecs:capacity-provider ECS::CapacityProvider
ecs:cluster ECS::Cluster
eks:cluster EKS::Cluster
elasticache:cluster ElastiCache::CacheCluster
elasticache:globalreplicationgroup ElastiCache::GlobalReplicationGroup
elasticache:parametergroup ElastiCache::ParameterGroup
elasticache:replicationgroup ElastiCache::ReplicationGroup
elasticache:serverlesscache ElastiCache::ServerlessCache
elasticache:subnetgroup ElastiCache::SubnetGroup
elasticache:user ElastiCache::User
elasticache:usergroup ElastiCache::UserGroup
elasticbeanstalk:application ElasticBeanstalk::Application
elasticfilesystem:access-point EFS::AccessPoint
elasticfilesystem:file-system EFS::FileSystem
elasticmapreduce:cluster EMR::Cluster
events:event-bus Events::EventBus
events:rule Events::Rule
firehose:deliverystream KinesisFirehose::DeliveryStream
fsx:file-system FSx::FileSystem
globalaccelerator:accelerator GlobalAccelerator::Accelerator
glue:crawler Glue::Crawler
glue:database Glue::Database
glue:job Glue::Job
guardduty:detector GuardDuty::Detector
iam:instance-profile IAM::InstanceProfile
iam:oidc-provider IAM::OIDCProvider
iam:role IAM::Role
iam:saml-provider IAM::SAMLProvider
iam:server-certificate IAM::ServerCertificate
iam:user IAM::User
imagebuilder:image-pipeline ImageBuilder::ImagePipeline
iot:rule IoT::TopicRule
kinesis:stream Kinesis::Stream
kms:key KMS::Key
lambda:event-source-mapping Lambda::EventSourceMapping
lambda:function Lambda::Function
logs:log-group Logs::LogGroup
memorydb:cluster MemoryDB::Cluster
network-firewall:firewall NetworkFirewall::Firewall
network-firewall:firewall-policy NetworkFirewall::FirewallPolicy
network-firewall:stateful-rulegroup NetworkFirewall::RuleGroup
pipes:pipe Pipes::Pipe
ram:resource-share RAM::ResourceShare
rds:db-proxy RDS::DBProxy
rds:og RDS::OptionGroup
rds:secgrp RDS::DBSecurityGroup
redshift:cluster Redshift::Cluster
redshift:parametergroup Redshift::ClusterParameterGroup
redshift:subnetgroup Redshift::ClusterSubnetGroup
redshift-serverless:namespace RedshiftServerless::Namespace
redshift-serverless:workgroup RedshiftServerless::Workgroup
resource-groups:group ResourceGroups::Group
route53:healthcheck Route53::HealthCheck
route53:hostedzone Route53::HostedZone
route53resolver:resolver-endpoint Route53Resolver::ResolverEndpoint
route53resolver:resolver-rule Route53Resolver::ResolverRule
s3 S3::Bucket
sagemaker:endpoint SageMaker::Endpoint
sagemaker:model SageMaker::Model
sagemaker:notebook-instance SageMaker::NotebookInstance
scheduler:schedule-group Scheduler::ScheduleGroup
secretsmanager:secret SecretsManager::Secret
servicediscovery:service ServiceDiscovery::Service
sns SNS::Topic
sqs SQS::Queue
ssm:document SSM::Document
ssm:maintenancewindow SSM::MaintenanceWindow
ssm:parameter SSM::Parameter
ssm:patchbaseline SSM::PatchBaseline
states:activity StepFunctions::Activity
states:stateMachine StepFunctions::StateMachine
synthetics:canary Synthetics::Canary
timestream:database Timestream::Database
transfer:server Transfer::Server
vpc-lattice:service VpcLattice::Service
workspaces:workspace WorkSpaces::Workspace`;

describe('the templates of ARNs', () => {
  it.each(TOLD.split('\n').map((line) => line.split(' ') as [string, string]))('tell %s as before', (key, type) => {
    const [service = '', kind] = key.split(':');
    const written = kind === undefined ? ['x1'] : [`${kind}/x1`, `${kind}:x1`, `/${kind}/x1`];
    const told = written.map((resource) => typeOfArn(`arn:aws:${service}:us-east-1:1:${resource}`));
    expect(told).toContain(`AWS::${type}`);
    expect(told.filter((one) => one.startsWith('AWS::') && one !== `AWS::${type}`)).toEqual([]);
  });

  it.each([
    ['arn:aws:appmesh:us-east-1:1:mesh/m1/virtualGateway/g1', 'AWS::AppMesh::VirtualGateway'],
    ['arn:aws:appmesh:us-east-1:1:mesh/m1', 'AWS::AppMesh::Mesh'],
    ['arn:aws:athena:us-east-1:1:datacatalog/lake', 'AWS::Athena::DataCatalog'],
    ['arn:aws:bedrock:us-east-1:1:guardrail/bskwryvo9mu5', 'AWS::Bedrock::Guardrail'],
    ['arn:aws:memorydb:us-east-1:1:subnetgroup/g', 'AWS::MemoryDB::SubnetGroup'],
    ['arn:aws:iam::1:role/path/of/name', 'AWS::IAM::Role'],
    ['arn:aws:elasticloadbalancing:us-east-1:1:listener/app/front/50dc/8e3f', 'AWS::ElasticLoadBalancingV2::Listener'],
  ])('tell %s as %s', (arn, type) => expect(typeOfArn(arn)).toBe(type));
});
