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
])('%s %s counts: %s', (type, logicalId, counted) => {
  expect(isCounted(type, logicalId)).toBe(counted);
});

it('leaves out what differs by design, and keeps parts', () => {
  expect(isNoise('AWS::CDK::Metadata', 'CDKMetadata', '')).toBe(true);
  expect(isNoise('AWS::SSM::Parameter', null, '/cdk/exports/Consumer/Value')).toBe(true);
  expect(isNoise('AWS::SSM::Parameter', 'Setting', '/app/setting')).toBe(false);
  expect(isNoise('AWS::EC2::SecurityGroupIngress', 'FromApp', 'sgr-1')).toBe(false);
  expect(isNoise('AWS::CloudFormation::Stack', 'Nested', 'arn')).toBe(false);
});

it('says why of each', () => {
  for (const [type, why] of uncountedTypes()) {
    expect(type).toMatch(/^(AWS|Custom)::\w+/);
    expect(why).not.toBe('');
  }
});
