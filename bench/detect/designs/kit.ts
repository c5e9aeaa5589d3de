/** Pieces of templates that several designs share. */
import { att, type Block, ref, sub, tags } from '../../../test/worlds/designs.ts';

export {
  att,
  type Block,
  bucket,
  database,
  fromCidr,
  fromGroup,
  key,
  monitoringRole,
  ref,
  sub,
  tags,
  tcp,
  template,
  trail,
  trailBucketPolicy,
} from '../../../test/worlds/designs.ts';

/** Pieces of CloudFormation that several designs share, written as templates are. */

export const join = (...parts: readonly unknown[]): Block => ({ 'Fn::Join': ['', parts] });
export const select = (index: number, list: unknown): Block => ({ 'Fn::Select': [index, list] });
export const zone = (index: number): Block => select(index, { 'Fn::GetAZs': '' });
export const imported = (name: string): Block => ({ 'Fn::ImportValue': name });
export const resource = (Type: string, Properties: Block = {}, more: Block = {}): Block => ({
  Type,
  Properties,
  ...more,
});

/** The addresses of one region: 10.N.0.0/16 for its N. */
export const cidr = (net: number, rest = '0.0/16'): string => `10.${net}.${rest}`;

export function vpc(CidrBlock: unknown, name: string, more: Block = {}): Block {
  return resource('AWS::EC2::VPC', {
    CidrBlock,
    EnableDnsHostnames: true,
    EnableDnsSupport: true,
    Tags: tags({ Name: sub(name) }),
    ...more,
  });
}

export function subnet(CidrBlock: unknown, at: number, name: string | null, more: Block = {}): Block {
  return resource('AWS::EC2::Subnet', {
    VpcId: ref('Vpc'),
    CidrBlock,
    AvailabilityZone: zone(at),
    ...(name === null ? {} : { Tags: tags({ Name: sub(name) }) }),
    ...more,
  });
}

export function group(GroupDescription: string, ingress: readonly Block[] = [], more: Block = {}): Block {
  return resource('AWS::EC2::SecurityGroup', {
    GroupDescription,
    VpcId: ref('Vpc'),
    ...(ingress.length > 0 && { SecurityGroupIngress: ingress }),
    ...more,
  });
}

export const allowed = (Action: unknown, Resource: unknown, more: Block = {}): Block => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
export const policy = (...Statement: readonly Block[]): Block => ({ Version: '2012-10-17', Statement });

export const trust = (service: string): Block =>
  policy({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });

/** A role for a service. Without a name, CloudFormation gives it one. */
export function role(service: string, properties: Block = {}): Block {
  return resource('AWS::IAM::Role', { AssumeRolePolicyDocument: trust(service), ...properties });
}

export const inline = (PolicyName: string, ...statements: readonly Block[]): Block => ({
  PolicyName,
  PolicyDocument: policy(...statements),
});

export function subnetGroup(...subnets: readonly string[]): Block {
  return resource('AWS::RDS::DBSubnetGroup', {
    DBSubnetGroupDescription: 'Private subnets',
    SubnetIds: subnets.map(ref),
  });
}

export const alias = (AliasName: string, keyId: string): Block =>
  resource('AWS::KMS::Alias', { AliasName: sub(AliasName), TargetKeyId: ref(keyId) });

const CLOSED = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
};

/** A bucket that CloudFormation names. */
export function store(more: Block = {}): Block {
  return resource('AWS::S3::Bucket', {
    PublicAccessBlockConfiguration: CLOSED,
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    ...more,
  });
}

export const encryptedWith = (keyId: string): Block => ({
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [
      {
        BucketKeyEnabled: true,
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: att(keyId, 'Arn') },
      },
    ],
  },
});

/** Refuses requests without TLS, as most organisations want it of every bucket. */
export const tlsOnly = (bucketId: string): Block => ({
  Sid: 'OnlyTls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [att(bucketId, 'Arn'), sub(`\${${bucketId}.Arn}/*`)],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

export const bucketPolicy = (bucketId: string, ...statements: readonly Block[]): Block =>
  resource('AWS::S3::BucketPolicy', { Bucket: ref(bucketId), PolicyDocument: policy(...statements) });
