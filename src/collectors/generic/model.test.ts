import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { readModel } from './model.ts';
import type { TypeFacts } from './type-facts.ts';
import { loadTypeKnowledge } from './type-knowledge.ts';

const knowledge = await loadTypeKnowledge();
const read = (type: string, physicalId: string, model: JsonObject) =>
  readModel(model, {
    ...{ type, physicalId, arn: null, region: 'eu-central-1', account: '111122223333', partition: 'aws' },
    facts: knowledge.facts(type) as TypeFacts,
    digest: () => 'digest:00000000:00000000000000000000000000000000',
  });

describe('a model of Cloud Control', () => {
  it('loses what AWS made, and what says who it is', () => {
    const { properties, name, arn } = read('AWS::DynamoDB::Table', 'orders', {
      TableName: 'orders',
      Arn: 'arn:aws:dynamodb:eu-central-1:111122223333:table/orders',
      StreamArn: 'arn:aws:dynamodb:eu-central-1:111122223333:table/orders/stream/2026-01-01T00:00:00.000',
      BillingMode: 'PAY_PER_REQUEST',
    });
    expect(properties).toEqual({ BillingMode: 'PAY_PER_REQUEST' });
    expect(name).toBe('orders');
    expect(arn).toBe('arn:aws:dynamodb:eu-central-1:111122223333:table/orders');
  });

  it('loses read-only and write-only members inside others', () => {
    const { properties } = read('AWS::Lambda::Function', 'f', {
      FunctionName: 'f',
      Code: { S3Bucket: 'b', ImageUri: 'x' },
      SnapStartResponse: { ApplyOn: 'None' },
      MemorySize: 128,
    });
    expect(properties).toEqual({ MemorySize: 128 });
  });

  it('takes empty for absent, and false and zero for values', () => {
    const { properties } = read('AWS::SQS::Queue', 'https://sqs.eu-central-1.amazonaws.com/111122223333/q', {
      DelaySeconds: 0,
      FifoQueue: false,
      RedrivePolicy: '',
      RedriveAllowPolicy: { a: [], b: { c: null } },
    });
    expect(properties).toEqual({ DelaySeconds: 0, FifoQueue: false });
  });

  it('calls itself <self>, wherever it says its own ARN, and its name where only that can be meant', () => {
    const topic = 'arn:aws:sns:eu-central-1:111122223333:app';
    const { properties } = read('AWS::SNS::Topic', topic, {
      TopicArn: topic,
      TopicName: 'app',
      DisplayName: 'app',
      ArchivePolicy: { Resource: `${topic}/x` },
    });
    expect(properties).toEqual({ DisplayName: 'app', ArchivePolicy: { Resource: '<self>/x' } });
  });

  it.each([
    [
      'AWS::SNS::Topic',
      {
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'aws:x', Value: '2' },
        ],
      },
    ],
    ['AWS::Cognito::UserPool', { UserPoolTags: { a: '1', 'aws:cloudformation:stack-id': '2' } }],
    ['AWS::EFS::FileSystem', { FileSystemTags: [{ Key: 'a', Value: '1' }] }],
    ['AWS::Route53::HostedZone', { HostedZoneTags: [{ Key: 'a', Value: '1' }] }],
    ['AWS::AutoScaling::AutoScalingGroup', { Tags: [{ Key: 'a', Value: '1', PropagateAtLaunch: true }] }],
  ])('%s has its tags in its own spelling, without those of AWS', (type, model) => {
    const { tags, properties } = read(type, 'x', model);
    expect(tags).toEqual({ a: '1' });
    expect(properties).toEqual({});
  });

  it('has no tags where the type takes none, and none set where it does', () => {
    expect(read('AWS::ApiGateway::Method', 'a|b|GET', {}).tags).toBeNull();
    expect(read('AWS::SNS::Topic', 'x', {}).tags).toEqual({});
  });

  it('loses tags of AWS inside other members', () => {
    const { properties } = read('AWS::SNS::Topic', 'x', {
      DisplayName: 'd',
      Deep: { TagList: [{ Key: 'aws:cloudformation:logical-id', Value: 'A' }] },
    });
    expect(properties).toEqual({ DisplayName: 'd' });
  });
});
