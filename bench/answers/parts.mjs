/** The parts that an application has many of: log groups, topics, queues, parameters, functions. */
import { ACCOUNT } from '../inventory.mjs';
import { NotSet, of, page, WHEN, WHEN_SECONDS } from './shared.mjs';

const ofType = (region, type) =>
  of(region)
    .listed('part')
    .filter((part) => part.type === type);

const paged = (region, type, { limit, token, most }) => page(ofType(region, type), limit, token, most);

const notSet = () => {
  throw new NotSet('ResourceNotFoundException');
};

export const logs = {
  DescribeLogGroups: ({ region, input }) => {
    const from = { limit: input.limit, token: input.nextToken, most: 50 };
    const { items, next } = paged(region, 'AWS::Logs::LogGroup', from);
    const logGroups = items.map(({ id, arn }) => ({
      ...{ logGroupName: id, arn: `${arn}:*`, logGroupArn: arn, creationTime: WHEN_SECONDS * 1000 },
      ...{ logGroupClass: 'STANDARD', retentionInDays: 30, storedBytes: 0, metricFilterCount: 0 },
    }));
    return { logGroups, ...(next && { nextToken: next }) };
  },
};

export const sns = {
  ListTopics: ({ region, input }) => {
    const { items, next } = paged(region, 'AWS::SNS::Topic', { token: input.NextToken, most: 100 });
    return { Topics: { member: items.map(({ arn }) => ({ TopicArn: arn })) }, NextToken: next };
  },
  GetTopicAttributes: ({ input }) => {
    const values = { TopicArn: input.TopicArn, Owner: ACCOUNT, DisplayName: 'a topic', SignatureVersion: '2' };
    return { Attributes: { entry: Object.entries(values).map(([key, value]) => ({ key, value })) } };
  },
};

export const sqs = {
  ListQueues: ({ region, input }) => {
    const from = { limit: input.MaxResults, token: input.NextToken, most: 1000 };
    const { items, next } = paged(region, 'AWS::SQS::Queue', from);
    return { QueueUrls: items.map(({ id }) => id), ...(next && { NextToken: next }) };
  },
  GetQueueAttributes: () => ({
    Attributes: {
      ...{ DelaySeconds: '0', MaximumMessageSize: '262144', MessageRetentionPeriod: '345600' },
      ...{ ReceiveMessageWaitTimeSeconds: '0', SqsManagedSseEnabled: 'true', VisibilityTimeout: '30' },
    },
  }),
};

export const ssm = {
  DescribeParameters: ({ region, input }) => {
    const from = { limit: input.MaxResults, token: input.NextToken, most: 50 };
    const { items, next } = paged(region, 'AWS::SSM::Parameter', from);
    const Parameters = items.map(({ id, arn }) => ({
      ...{ Name: id, ARN: arn, Type: 'String', DataType: 'text', Tier: 'Standard', Policies: [], Version: 1 },
      LastModifiedDate: WHEN_SECONDS,
    }));
    return { Parameters, ...(next && { NextToken: next }) };
  },
};

export const lambda = {
  ListFunctions: ({ region, input }) => {
    const from = { limit: input.MaxItems, token: input.Marker, most: 50 };
    const { items, next } = paged(region, 'AWS::Lambda::Function', from);
    const Functions = items.map(({ id, arn }) => ({
      ...{ FunctionName: id, FunctionArn: arn, Runtime: 'nodejs22.x', Handler: 'index.handler', MemorySize: 256 },
      ...{ Role: `arn:aws:iam::${ACCOUNT}:role/app-role-000`, Timeout: 30, Version: '$LATEST', PackageType: 'Zip' },
      ...{ CodeSha256: 'bm90aGluZyBvZiBhIHNlY3JldCBpbiB0aGVyZSBhdCBhbGw=', CodeSize: 1024, Architectures: ['arm64'] },
      ...{ LastModified: WHEN, RevisionId: '00000000-0000-4000-8000-000000000000', State: 'Active' },
    }));
    return { Functions, ...(next && { NextMarker: next }) };
  },
  GetFunctionConcurrency: () => ({}),
  GetPolicy: notSet,
  ListAliases: () => ({ Aliases: [] }),
  ListFunctionUrlConfigs: () => ({ FunctionUrlConfigs: [] }),
};
