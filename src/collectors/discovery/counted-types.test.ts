import { expect, it } from 'vitest';
import { isCounted, isNoise, uncountedTypes } from './counted-types.ts';

it.each([
  ['AWS::RDS::DBInstance', 'Database', true],
  ['AWS::SNS::Topic', null, true],
  ['Custom::MyOwnThing', 'Seed', true],
  ['AWS::CDK::Metadata', 'CDKMetadata', false],
  ['AWS::CloudFormation::Stack', 'Nested', false],
  ['AWS::EC2::SecurityGroupIngress', 'FromApp', false],
  ['AWS::Lambda::Permission', 'AllowInvoke', false],
  ['AWS::IAM::Role', 'CustomCrossRegionExportWriterCustomResourceProviderRoleC951B1E1', false],
  ['AWS::Lambda::Function', 'CustomCrossRegionExportReaderCustomResourceProviderHandler46647B68', false],
  ['Custom::CrossRegionExportWriter', 'ExportsWriteruseast2828FA26B86FBEFA7', false],
  ['Custom::DynamoDBReplica', 'TableReplicauswest2', false],
  ['Custom::CrossRegionStringParameterReader', 'EdgeArnReader4F2A9C81', false],
  ['AWS::IAM::Role', 'CustomCrossRegionStringParameterReaderCustomResourceProviderRole71CD6825', false],
  ['AWS::Lambda::Function', 'CustomCrossRegionStringParameterReaderCustomResourceProviderHandler65B5F33A', false],
  ['AWS::S3::Bucket', 'CrossRegionCodePipelineReplicationBucketFC3227F2', false],
  ['AWS::KMS::Key', 'CrossRegionCodePipelineReplicationBucketEncryptionKey70216490', false],
  ['AWS::KMS::Alias', 'CrossRegionCodePipelineReplicationBucketEncryptionAliasF1A0F37D', false],
  // What only begins alike, or is of another type, is a person's.
  ['AWS::S3::Bucket', 'ExportsReaderBucket', true],
  ['AWS::KMS::Key', 'ExportsWriterKey', true],
  ['AWS::RDS::DBInstance', 'ExportsWriterDatabase', true],
  ['AWS::DynamoDB::Table', 'ExportsWriteruseast2828FA26B86FBEFA7', true],
  ['AWS::S3::Bucket', 'CustomCrossRegionExportWriterCustomResourceProviderRoleC951B1E1', true],
  ['AWS::IAM::Role', 'CustomCrossRegionExportWriterCustomResourceProviderRole', true],
  ['AWS::IAM::Role', 'CustomCrossRegionExportWriterCustomResourceProviderRoleC951B1E2', true],
  ['AWS::IAM::Role', 'ExportsReaderServiceRole1A2B3C4D', true],
  ['AWS::S3::Bucket', 'CrossRegionCodePipelineReplicationBucket', true],
  ['AWS::SQS::Queue', 'CrossRegionCodePipelineReplicationBucketFC3227F2', true],
  ['Custom::ExportsWriter', 'ExportsWriter', true],
])('%s %s counts: %s', (type, logicalId, counted) => {
  expect(isCounted(type, logicalId)).toBe(counted);
});

it('leaves out what differs by design, and keeps parts', () => {
  expect(isNoise('AWS::CDK::Metadata', 'CDKMetadata', '')).toBe(true);
  expect(isNoise('AWS::SSM::Parameter', null, '/cdk/exports/Consumer/Value')).toBe(true);
  expect(isNoise('AWS::SSM::Parameter', 'Setting', '/app/setting')).toBe(false);
  expect(isNoise('AWS::SSM::Parameter', 'Mine', '/cdk/exports/Consumer/Value')).toBe(false);
  expect(isNoise('AWS::SSM::Parameter', null, '/cdk/exportsOfMine/x')).toBe(false);
  expect(isNoise('AWS::EC2::SecurityGroupIngress', 'FromApp', 'sgr-1')).toBe(false);
  expect(isNoise('AWS::CloudFormation::Stack', 'Nested', 'arn')).toBe(false);
  const made = (stack: string) => isNoise('AWS::Lambda::Function', 'OnEventHandler42BEBAE0', 'x', stack);
  expect(made('shop-awscdkawsdynamodbReplicaProviderNestedStackawscdkawsdyna-1QK5B0VJ9ZT3X')).toBe(true);
  expect(made('shop-ReplicaProviderNestedStack-1QK5B0VJ9ZT3X')).toBe(false);
});

it('says why of each', () => {
  for (const [type, why] of uncountedTypes()) {
    expect(type).toMatch(/^(AWS|Custom)::\w+/);
    expect(why).not.toBe('');
  }
});
