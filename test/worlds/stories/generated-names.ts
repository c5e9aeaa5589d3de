/** The world of names that CloudFormation makes. */
import { att, type Block, database, fromCidr, key, ref, sub, tcp, template } from '../designs.ts';
import type { Story } from '../story.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';

const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});
const reads = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: [att('Files', 'Arn'), sub('${Files.Arn}/*')],
    },
    // Of types without a collector: known by stack alone.
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: att('Jobs', 'Arn') },
    { Effect: 'Allow', Action: 'sns:Publish', Resource: ref('News') },
  ],
};
const subnet = (zone: number) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: {
    VpcId: ref('Vpc'),
    CidrBlock: { 'Fn::Select': [zone, { 'Fn::Cidr': [att('Vpc', 'CidrBlock'), 4, 8] }] },
    AvailabilityZone: { 'Fn::Select': [zone, { 'Fn::GetAZs': '' }] },
  },
});
const group = (GroupDescription: string, ingress: readonly Block[]) => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: { GroupDescription, VpcId: ref('Vpc'), SecurityGroupIngress: ingress },
});

/** Nothing has a name of its own, so CloudFormation makes one for each: stack, logical id, and a random tail. */
const DESIGN: Block = {
  Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: ref('Cidr') } },
  SubnetOne: subnet(0),
  SubnetTwo: subnet(1),
  AppGroup: group('Application', [tcp(443, fromCidr('0.0.0.0/0'))]),
  DataGroup: group('Data', [tcp(5432, { CidrIp: ref('Cidr') })]),
  DataFromApp: {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: {
      GroupId: att('DataGroup', 'GroupId'),
      ...tcp(5432, { SourceSecurityGroupId: att('AppGroup', 'GroupId') }),
    },
  },
  Key: key('data of ${AWS::StackName}'),
  KeyAlias: {
    Type: 'AWS::KMS::Alias',
    Properties: { AliasName: sub('alias/${AWS::StackName}'), TargetKeyId: ref('Key') },
  },
  Parameters: {
    Type: 'AWS::RDS::DBParameterGroup',
    Properties: { Family: 'postgres16', Description: 'Data', Parameters: { log_connections: '1' } },
  },
  Subnets: {
    Type: 'AWS::RDS::DBSubnetGroup',
    Properties: { DBSubnetGroupDescription: 'Data', SubnetIds: [ref('SubnetOne'), ref('SubnetTwo')] },
  },
  MonitoringRole: {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: trust('monitoring.rds.amazonaws.com') },
  },
  Database: database({
    KmsKeyId: ref('Key'),
    DBSubnetGroupName: ref('Subnets'),
    DBParameterGroupName: ref('Parameters'),
    VPCSecurityGroups: [att('DataGroup', 'GroupId')],
    MonitoringRoleArn: att('MonitoringRole', 'Arn'),
  }),
  Files: {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: att('Key', 'Arn') } },
        ],
      },
    },
  },
  FilesPolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: ref('Files'),
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: att('AppRole', 'Arn') },
            Action: 's3:GetObject',
            Resource: sub('${Files.Arn}/*'),
          },
        ],
      },
    },
  },
  AppRole: {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: trust('ec2.amazonaws.com'), ManagedPolicyArns: [ref('Reads')] },
  },
  AppPolicy: {
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyName: 'files', Roles: [ref('AppRole')], PolicyDocument: reads },
  },
  Reads: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: reads } },
  AppProfile: { Type: 'AWS::IAM::InstanceProfile', Properties: { Roles: [ref('AppRole')] } },
  Jobs: { Type: 'AWS::SQS::Queue', Properties: {} },
  News: { Type: 'AWS::SNS::Topic', Properties: {} },
};

export const generatedNames: Story = {
  name: 'generated-names',
  args: ['--regions', `${US},${EU}`, '--stack-prefix', 'plain'],
  make: async (world) => {
    const design = template(DESIGN, { Parameters: { Cidr: { Type: 'String' } } });
    await world.deploy(US, 'plain', design, { Cidr: '10.0.0.0/16' }, { team: 'data' });
    await world.deploy(EU, 'plain', design, { Cidr: '10.7.0.0/16' }, { team: 'data' });
  },
  facts: {
    exitCode: 0,
    verdict: 'parity',
    counts: {
      // Its snapshot is of before topic, queue and log group were read.
      [US]: { total: 17, same: 14, present: 3, drifted: 0, missing: 0, extra: 0, exempt: 0, unknown: 0 },
      [EU]: { total: 17, same: 14, present: 3, drifted: 0, missing: 0, extra: 0, exempt: 0, unknown: 0 },
    },
    findings: [],
    gaps: [],
  },
  factsLive: {
    exitCode: 0,
    verdict: 'parity',
    counts: {
      // Twenty in the template; the ingress rule, the bucket's policy and the inline policy are parts of others.
      [US]: { total: 17, same: 17, present: 0, drifted: 0, missing: 0, extra: 0, exempt: 0, unknown: 0 },
      [EU]: { total: 17, same: 17, present: 0, drifted: 0, missing: 0, extra: 0, exempt: 0, unknown: 0 },
    },
    findings: [],
    gaps: [],
  },
};
