import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../collect-options.ts';
import { collectors } from '../index.ts';
import { globOf } from '../type-patterns.ts';
import { makeScope } from './scope.ts';

const scopeOf = (types: readonly string[], excludeTypes: readonly string[] = []) =>
  makeScope({ ...EVERYTHING, types, excludeTypes }, collectors);

describe('a selection of types', () => {
  it('takes globs, whatever the case', () => {
    const scope = scopeOf(['aws::rds::*'], ['AWS::RDS::GlobalCluster']);
    expect(scope.has('AWS::RDS::DBInstance')).toBe(true);
    expect(scope.has('AWS::RDS::GlobalCluster')).toBe(false);
    expect(scope.has('AWS::KMS::Key')).toBe(false);
    expect(globOf('AWS::*::Key').test('AWS::KMS::Key')).toBe(true);
    expect(globOf('AWS::RDS::DBInstance').test('AWSxxRDS::DBInstance')).toBe(false);
  });

  it('brings what may be the counterpart of a type, unless that is excluded', () => {
    expect(scopeOf(['AWS::KMS::Key']).has('AWS::KMS::ReplicaKey')).toBe(true);
    expect(scopeOf(['AWS::KMS::Key'], ['AWS::KMS::ReplicaKey']).has('AWS::KMS::ReplicaKey')).toBe(false);
  });

  it('runs the collectors that those in scope lean on, and those that list them', () => {
    const types = (scope: ReturnType<typeof scopeOf>) => scope.collectors.map((collector) => collector.type);
    expect(types(scopeOf(['AWS::EC2::SecurityGroup']))).toEqual([
      'AWS::EC2::SecurityGroup',
      'AWS::EC2::Subnet',
      'AWS::EC2::VPC',
    ]);
    expect(types(scopeOf(['AWS::KMS::ReplicaKey']))).toEqual(['AWS::KMS::Key', 'AWS::KMS::ReplicaKey']);
    // Settings of the account are read where they are asked for by name.
    const usual = collectors.filter(({ listing }) => listing !== 'asked');
    expect(collectors.length - usual.length).toBeGreaterThan(0);
    expect(types(scopeOf([]))).toHaveLength(usual.length);
    expect(types(scopeOf(['AWS::IAM::AccountPasswordPolicy']))).toEqual(['AWS::IAM::AccountPasswordPolicy']);
  });

  it('asks for presence where a type without a collector may be meant', () => {
    expect(scopeOf([]).presence).toBe(true);
    expect(scopeOf(['AWS::KMS::Key']).presence).toBe(false);
    expect(scopeOf(['AWS::Location::Tracker']).presence).toBe(true);
    expect(scopeOf(['AWS::KMS::*']).presence).toBe(true);
    expect(makeScope({ ...EVERYTHING, types: ['AWS::KMS::Key'], stackPrefixes: ['app'] }, collectors).presence).toBe(
      true,
    );
  });

  it.each([
    ['AWS::RDS::DBInstanc', 'unknown type AWS::RDS::DBInstanc; did you mean AWS::RDS::DBInstance?'],
    ['DBInstance', 'unknown type DBInstance; did you mean AWS::RDS::DBInstance?'],
    ['AWS::EC2::Bucket', 'unknown type AWS::EC2::Bucket; did you mean AWS::S3::Bucket?'],
    ['what?!', 'unknown type what?!; infra-parity types lists those that are read'],
  ])('%s is a slip', (type, message) => {
    expect(() => scopeOf([type])).toThrow(`--type: ${message}`);
    expect(() => scopeOf([], [type])).toThrow(`--exclude-type: ${message}`);
  });

  it.each([
    'AWS::EC2::EIP',
    'AWS::SQS::Queue',
    'AWS::CloudFormation::Stack',
    'Custom::Thing',
    'quantum:qubit',
    'AWS::Brand::New',
  ])('%s is a type that is known by presence', (type) => {
    expect(scopeOf([type]).has(type)).toBe(true);
  });
});
