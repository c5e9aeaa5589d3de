import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genericNeeds, isRead, readActionsOf } from './read-actions.ts';

const schema = (...permissions: string[]) => JSON.stringify({ handlers: { read: { permissions } } });

describe('what a policy must grant for generic types', () => {
  it.each(['sqs:GetQueueAttributes', 'ec2:DescribeVpcs', 'tag:ListTagsForResource', 'autoscaling:Describe*'])(
    '%s reads',
    (action) => expect(isRead(action)).toBe(true),
  );

  it.each([
    'kms:Decrypt',
    'iam:PassRole',
    'secretsmanager:GetSecretValue',
    'ssm:GetParameters',
    'iam:GetLoginProfile',
    'kms:CreateGrant',
    'cloudwatch:PutMetricData',
    's3:GetObject',
    'ssm:Get*',
    '*',
  ])('%s does not, or gives away a secret', (action) => expect(isRead(action)).toBe(false));

  it("spells the schema's actions as IAM does", () => {
    expect(readActionsOf(schema('EC2:describeVpcs', ' s3:getBucketTagging', 'nonsense', 'EC2:DescribeVpcs'))).toEqual({
      granted: ['ec2:DescribeVpcs', 's3:GetBucketTagging'],
      refused: [],
    });
    expect(readActionsOf('{}')).toBeNull();
  });

  it('tells apart what is read, what falls to its template, and what was not asked', () => {
    const needs = genericNeeds(
      new Map([
        ['AWS::SQS::Queue', schema('sqs:GetQueueAttributes')],
        ['AWS::SNS::Topic', schema('sns:GetTopicAttributes', 'kms:Decrypt')],
        ['AWS::Kendra::Index', null],
      ]),
    );
    expect(needs).toEqual({
      actions: [
        { action: 'cloudformation:GetResource', types: ['AWS::Kendra::Index', 'AWS::SQS::Queue'] },
        { action: 'sqs:GetQueueAttributes', types: ['AWS::SQS::Queue'] },
      ],
      declared: [{ type: 'AWS::SNS::Topic', refused: ['kms:Decrypt'] }],
      unasked: ['AWS::Kendra::Index'],
    });
    expect(genericNeeds(new Map()).actions).toEqual([]);
  });

  it('never grants more than reads, whatever a schema declares', () => {
    const actions = fc.tuple(
      fc.constantFrom('s3', 'KMS', 'ssm', 'iam'),
      fc.constantFrom('Get', 'Put', 'Describe', 'List', 'Pass', '*'),
      fc.constantFrom('Role', 'Parameter', 'Secret*', ''),
    );
    fc.assert(
      fc.property(fc.array(actions), (all) => {
        const needs = genericNeeds(
          new Map([['AWS::A::B', schema(...all.map(([service, verb, noun]) => `${service}:${verb}${noun}`))]]),
        );
        expect(needs.actions.filter(({ action }) => !isRead(action))).toEqual([]);
      }),
    );
  });
});
