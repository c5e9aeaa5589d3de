/** The collector of `AWS::DynamoDB::Table`. */
import type { TableDescription } from '@aws-sdk/client-dynamodb';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { given, some, unlessNotSet } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped, opened, plainJson } from '../mapping.ts';

const DESCRIBED = [
  'AttributeDefinitions',
  'BillingMode',
  'DeletionProtectionEnabled',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'LocalSecondaryIndexes',
  'OnDemandThroughput',
  'ProvisionedThroughput',
  'ReplicaRegions',
  'SSESpecification',
  'StreamSpecification',
  'TableClass',
];
const LIVE = ['Indexes', 'Replicas', 'TableStatus'];
const MOVES = 'Auto scaling moves it; between what, is compared with the scalable target.';

export default defineCollector({
  type: 'AWS::DynamoDB::Table',
  summary:
    'Tables: keys, indexes, capacity, encryption, streams, replicas, point-in-time recovery, time to live, policy.',
  scope: 'regional',
  uniqueName: true,
  actions: ['dynamodb:ListTables'],
  async *list(ctx) {
    const { DynamoDBClient, paginateListTables } = await import('@aws-sdk/client-dynamodb');
    for await (const page of paginateListTables({ client: ctx.client(DynamoDBClient), pageSize: 100 }, {})) {
      for (const name of given(page.TableNames, 'TableNames'))
        yield { id: name, arn: arnOf(ctx, name), name, properties: {} };
    }
  },
  parts: [
    {
      action: 'dynamodb:DescribeTable',
      properties: [...DESCRIBED, 'LiveState'],
      async read(ctx, { id }) {
        const { DescribeTableCommand, DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
        const { Table } = await ctx.client(DynamoDBClient).send(new DescribeTableCommand({ TableName: id }));
        if (Table === undefined) throw new Error('the answer carries no Table');
        return { ...described(Table, ctx.region), ...statesOf(Table) };
      },
    },
    {
      action: 'dynamodb:DescribeContinuousBackups',
      properties: ['PointInTimeRecoverySpecification'],
      async read(ctx, { id }) {
        const { DescribeContinuousBackupsCommand, DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
        const command = new DescribeContinuousBackupsCommand({ TableName: id });
        const { ContinuousBackupsDescription } = await ctx.client(DynamoDBClient).send(command);
        if (ContinuousBackupsDescription === undefined)
          throw new Error('the answer carries no ContinuousBackupsDescription');
        const recovery = ContinuousBackupsDescription.PointInTimeRecoveryDescription;
        const isOn = recovery?.PointInTimeRecoveryStatus === 'ENABLED';
        const days = isOn ? recovery.RecoveryPeriodInDays : undefined;
        return {
          PointInTimeRecoverySpecification: compact({ PointInTimeRecoveryEnabled: isOn, RecoveryPeriodInDays: days }),
        };
      },
    },
    {
      action: 'dynamodb:DescribeTimeToLive',
      properties: ['TimeToLiveSpecification'],
      async read(ctx, { id }) {
        const { DescribeTimeToLiveCommand, DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
        const command = new DescribeTimeToLiveCommand({ TableName: id });
        const { TimeToLiveDescription: ttl } = await ctx.client(DynamoDBClient).send(command);
        if (ttl?.TimeToLiveStatus === undefined) throw new Error('the answer carries no TimeToLiveStatus');
        const Enabled = ttl.TimeToLiveStatus === 'ENABLED' || ttl.TimeToLiveStatus === 'ENABLING';
        return {
          TimeToLiveSpecification: compact({ AttributeName: Enabled ? ttl.AttributeName : undefined, Enabled }),
        };
      },
    },
    {
      action: 'dynamodb:GetResourcePolicy',
      properties: ['ResourcePolicy'],
      async read(ctx, { id }) {
        const { DynamoDBClient, GetResourcePolicyCommand } = await import('@aws-sdk/client-dynamodb');
        const command = new GetResourcePolicyCommand({ ResourceArn: arnOf(ctx, id) });
        const answer = await unlessNotSet(ctx.client(DynamoDBClient).send(command), 'PolicyNotFoundException');
        if (answer === undefined) return {};
        if (answer.Policy === undefined) throw new Error('the answer carries no Policy');
        return { ResourcePolicy: compact({ PolicyDocument: opened(answer.Policy) }) };
      },
    },
    {
      action: 'dynamodb:DescribeKinesisStreamingDestination',
      properties: ['KinesisStreamSpecification'],
      async read(ctx, { id }) {
        const { DescribeKinesisStreamingDestinationCommand, DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
        const command = new DescribeKinesisStreamingDestinationCommand({ TableName: id });
        const answer = await ctx.client(DynamoDBClient).send(command);
        const destinations = given(answer.KinesisDataStreamDestinations, 'KinesisDataStreamDestinations');
        // Those that were switched off stay in the answer for a while.
        const active = destinations.find(({ DestinationStatus }) =>
          /^(ACTIVE|ENABLING|UPDATING)$/.test(`${DestinationStatus}`),
        );
        if (active === undefined) return {};
        const { ApproximateCreationDateTimePrecision, StreamArn } = active;
        return { KinesisStreamSpecification: compact({ ApproximateCreationDateTimePrecision, StreamArn }) };
      },
    },
  ],
  tags: 'tagging-api',
  // A global table is one table in several regions, told by its name and the regions that hold it.
  sharedIdentity: ({ id, properties }) => {
    const regions = properties?.ReplicaRegions;
    return Array.isArray(regions) ? `${id} in ${regions.join(', ')}` : null;
  },
  // The billing mode says it: on demand there is none to provision.
  untold: ({ BillingMode }) => (BillingMode === 'PAY_PER_REQUEST' ? ['ProvisionedThroughput'] : []),
  comparators: {
    BillingMode: { compare: 'same', severity: 'high' },
    DeletionProtectionEnabled: { compare: 'same', severity: 'high', worse: 'false' },
    'GlobalSecondaryIndexes.ProvisionedThroughput': { compare: 'advisory', why: MOVES },
    ...liveMembers(...LIVE),
    KeySchema: { compare: 'same', severity: 'high', why: 'In its order: the partition key, then the sort key.' },
    'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled': {
      compare: 'same',
      severity: 'high',
      worse: 'false',
    },
    'PointInTimeRecoverySpecification.RecoveryPeriodInDays': { compare: 'same', worse: 'smaller' },
    ProvisionedThroughput: { compare: 'advisory', why: MOVES },
    ReplicaRegions: { compare: 'same', severity: 'high', why: 'All regions of a global table, this one among them.' },
    'ResourcePolicy.PolicyDocument': { compare: 'same', severity: 'high', why: 'It decides who reaches the table.' },
    'SSESpecification.KMSMasterKeyId': { compare: 'same', severity: 'high', worse: 'absent' },
    TableClass: 'same',
    'TimeToLiveSpecification.AttributeName': { compare: 'same', severity: 'high' },
    'TimeToLiveSpecification.Enabled': { compare: 'same', severity: 'high' },
  },
  policies: ['ResourcePolicy.PolicyDocument'],
  sets: [
    'GlobalSecondaryIndexes.Projection.NonKeyAttributes',
    'LocalSecondaryIndexes.Projection.NonKeyAttributes',
    'ReplicaRegions',
  ],
  keyed: {
    AttributeDefinitions: ['AttributeName'],
    GlobalSecondaryIndexes: ['IndexName'],
    LocalSecondaryIndexes: ['IndexName'],
  },
  notRead: {
    ContributorInsightsSpecification: 'a call per table and index, for a setting of monitoring',
    ImportSourceSpecification: 'where the first items came from: DynamoDB does not keep it',
    TableName: 'it is the name',
    VectorIndexes: 'not served in every region',
    WarmThroughput: 'it grows with the load',
  },
  cannotSee: [
    'Items, and how many there are.',
    'Contributor Insights, and settings that a replica has of its own in another region: they are read there.',
  ],
});

function arnOf({ partition, region, account }: CollectorContext, name: string): string {
  return `arn:${partition}:dynamodb:${region}:${account}:table/${name}`;
}

type Index = NonNullable<TableDescription['GlobalSecondaryIndexes']>[number];

/** An index without its state, its ARN and its counters. */
function indexOf(
  { IndexName, KeySchema, Projection, OnDemandThroughput, ...index }: Index,
  isProvisioned: boolean,
): JsonObject {
  const ProvisionedThroughput = isProvisioned ? throughput(index.ProvisionedThroughput) : undefined;
  return plainJson({ IndexName, KeySchema, Projection, OnDemandThroughput, ProvisionedThroughput }) as JsonObject;
}

function throughput(given: TableDescription['ProvisionedThroughput']): Json | undefined {
  return plainJson({ ReadCapacityUnits: given?.ReadCapacityUnits, WriteCapacityUnits: given?.WriteCapacityUnits });
}

/** What DescribeTable tells, in the form of the template. Without a billing mode DynamoDB means PROVISIONED. */
function described(table: TableDescription, region: string): JsonObject {
  const BillingMode = table.BillingModeSummary?.BillingMode ?? 'PROVISIONED';
  const isProvisioned = BillingMode === 'PROVISIONED';
  const { SSEDescription: sse } = table;
  // Without an SSEDescription the table is encrypted with a key that DynamoDB owns.
  const isEncrypted = sse?.Status === 'ENABLED' || sse?.Status === 'ENABLING' || sse?.Status === 'UPDATING';
  const replicas = some(table.Replicas?.flatMap(({ RegionName }) => RegionName ?? []));
  return mapped(
    {
      ...table,
      BillingMode,
      GlobalSecondaryIndexes: table.GlobalSecondaryIndexes?.map((index) => indexOf(index, isProvisioned)),
      LocalSecondaryIndexes: table.LocalSecondaryIndexes?.map((index) => indexOf(index, false)),
      ProvisionedThroughput: isProvisioned ? throughput(table.ProvisionedThroughput) : undefined,
      ReplicaRegions: replicas && [...new Set([region, ...replicas])].sort(),
      SSESpecification: isEncrypted
        ? { KMSMasterKeyId: sse.KMSMasterKeyArn, SSEEnabled: true, SSEType: sse.SSEType }
        : undefined,
      StreamSpecification: table.StreamSpecification?.StreamEnabled
        ? { StreamViewType: table.StreamSpecification.StreamViewType }
        : undefined,
      TableClass: table.TableClassSummary?.TableClass ?? 'STANDARD',
    },
    { take: DESCRIBED },
  );
}

/** Whether the table, its indexes and its replicas can be used, by name. */
function statesOf({ TableStatus, GlobalSecondaryIndexes, Replicas }: TableDescription): JsonObject {
  const indexes = (GlobalSecondaryIndexes ?? []).map((one) => [one.IndexName ?? '', one.IndexStatus ?? ''] as const);
  const replicas = (Replicas ?? []).map((one) => [one.RegionName ?? '', one.ReplicaStatus ?? ''] as const);
  return liveState({
    TableStatus,
    Indexes: indexes.length > 0 ? Object.fromEntries(indexes) : undefined,
    Replicas: replicas.length > 0 ? Object.fromEntries(replicas) : undefined,
  });
}
