/** Pieces of the designs that the worlds deploy: CloudFormation in JSON, as a person would write it. */

export type Block = Readonly<Record<string, unknown>>;

export const ref = (name: string): Block => ({ Ref: name });
export const sub = (text: string): Block => ({ 'Fn::Sub': text });
export const att = (name: string, attribute: string): Block => ({ 'Fn::GetAtt': [name, attribute] });
export const template = (Resources: Block, more: Block = {}): Block => ({
  AWSTemplateFormatVersion: '2010-09-09',
  ...more,
  Resources,
});
export const tags = (all: Readonly<Record<string, unknown>>): readonly Block[] =>
  Object.entries(all).map(([Key, Value]) => ({ Key, Value }));

export const tcp = (port: number, from: Block): Block => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...from });
export const fromGroup = (name: string): Block => ({ SourceSecurityGroupId: att(name, 'GroupId') });
export const fromCidr = (CidrIp: string): Block => ({ CidrIp });

export function vpc(CidrBlock: unknown, name: string): Block {
  return {
    Type: 'AWS::EC2::VPC',
    Properties: {
      CidrBlock,
      EnableDnsHostnames: true,
      EnableDnsSupport: true,
      Tags: tags({ Name: sub(name) }),
    },
  };
}

export function securityGroup(name: string, GroupDescription: string, ingress: readonly Block[]): Block {
  return {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: {
      GroupName: sub(name),
      GroupDescription,
      VpcId: ref('Vpc'),
      SecurityGroupIngress: ingress,
      Tags: tags({ Name: sub(name) }),
    },
  };
}

/** A key of the customer's own, rotating, for the account's administrators and the services named. */
export function key(Description: string, services: readonly string[] = []): Block {
  const statement = (Sid: string, Principal: Block, Action: unknown) => ({
    Sid,
    Effect: 'Allow',
    Principal,
    Action,
    Resource: '*',
  });
  return {
    Type: 'AWS::KMS::Key',
    Properties: {
      Description: sub(Description),
      EnableKeyRotation: true,
      KeyPolicy: {
        Version: '2012-10-17',
        Statement: [
          statement('Administration', { AWS: sub('arn:aws:iam::${AWS::AccountId}:root') }, 'kms:*'),
          ...services.map((service) => statement('Use', { Service: service }, ['kms:GenerateDataKey*', 'kms:Decrypt'])),
        ],
      },
    },
  };
}

/** The role that RDS writes enhanced monitoring with. */
export function monitoringRole(name: string): Block {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: sub(name),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'monitoring.rds.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole'],
    },
  };
}

export function bucket(name: string): Block {
  return {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketName: sub(name),
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
  };
}

/** Lets the trail of this region write; a part of the bucket, not a resource of its own. */
export function trailBucketPolicy(bucketId: string, trailName: string): Block {
  const trail = {
    StringEquals: { 'aws:SourceArn': sub(`arn:aws:cloudtrail:\${AWS::Region}:\${AWS::AccountId}:trail/${trailName}`) },
  };
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  return {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: ref(bucketId),
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'TrailLooks',
            Effect: 'Allow',
            Principal,
            Action: 's3:GetBucketAcl',
            Resource: att(bucketId, 'Arn'),
            Condition: trail,
          },
          {
            Sid: 'TrailWrites',
            Effect: 'Allow',
            Principal,
            Action: 's3:PutObject',
            Resource: sub(`\${${bucketId}.Arn}/AWSLogs/\${AWS::AccountId}/*`),
            Condition: trail,
          },
        ],
      },
    },
  };
}

export function trail(TrailName: string, bucketId: string, more: Block = {}): Block {
  return {
    Type: 'AWS::CloudTrail::Trail',
    DependsOn: [`${bucketId}Policy`],
    Properties: {
      TrailName: sub(TrailName),
      S3BucketName: ref(bucketId),
      IsLogging: true,
      EnableLogFileValidation: true,
      IncludeGlobalServiceEvents: false,
      IsMultiRegionTrail: false,
      ...more,
    },
  };
}

export function database(properties: Block): Block {
  return {
    Type: 'AWS::RDS::DBInstance',
    Properties: {
      Engine: 'postgres',
      EngineVersion: '16.4',
      DBInstanceClass: 'db.t4g.medium',
      AllocatedStorage: '50',
      StorageType: 'gp3',
      MultiAZ: true,
      PubliclyAccessible: false,
      DeletionProtection: true,
      BackupRetentionPeriod: 7,
      StorageEncrypted: true,
      MasterUsername: 'shop',
      ManageMasterUserPassword: true,
      MonitoringInterval: 60,
      CopyTagsToSnapshot: true,
      ...properties,
    },
  };
}
