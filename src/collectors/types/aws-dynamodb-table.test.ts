import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-dynamodb-table.ts';

const ANSWERS = {
  ListTables: { TableNames: ['orders'] },
  DescribeTable: {
    Table: {
      TableName: 'orders',
      TableStatus: 'ACTIVE',
      ItemCount: 7,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 1, NumberOfDecreasesToday: 3 },
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-day',
          IndexStatus: 'ACTIVE',
          ItemCount: 7,
          IndexArn: 'arn',
          KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
          ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 1, NumberOfDecreasesToday: 0 },
        },
      ],
      SSEDescription: {
        Status: 'ENABLED',
        SSEType: 'KMS',
        KMSMasterKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
      },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      LatestStreamLabel: '2026',
      DeletionProtectionEnabled: true,
      Replicas: [{ RegionName: 'eu-central-1', ReplicaStatus: 'ACTIVE' }],
    },
  },
  DescribeContinuousBackups: {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: 'ENABLED',
        RecoveryPeriodInDays: 35,
        EarliestRestorableDateTime: new Date(0),
      },
    },
  },
  DescribeTimeToLive: { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' } },
  GetResourcePolicy: { Policy: '{"Version":"2012-10-17"}', RevisionId: '1' },
  DescribeKinesisStreamingDestination: {
    KinesisDataStreamDestinations: [
      { StreamArn: 'arn:old', DestinationStatus: 'DISABLED' },
      { StreamArn: 'arn:aws:kinesis:us-east-1:111122223333:stream/s', DestinationStatus: 'ACTIVE' },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'orders',
      arn: 'arn:aws:dynamodb:us-east-1:111122223333:table/orders',
      name: 'orders',
      properties: {
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PROVISIONED',
        DeletionProtectionEnabled: true,
        GlobalSecondaryIndexes: [
          {
            IndexName: 'by-day',
            KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
            ProvisionedThroughput: { ReadCapacityUnits: 2, WriteCapacityUnits: 1 },
          },
        ],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        KinesisStreamSpecification: { StreamArn: 'arn:aws:kinesis:us-east-1:111122223333:stream/s' },
        LiveState: { Indexes: { 'by-day': 'ACTIVE' }, Replicas: { 'eu-central-1': 'ACTIVE' }, TableStatus: 'ACTIVE' },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 1 },
        ReplicaRegions: ['eu-central-1', 'us-east-1'],
        ResourcePolicy: { PolicyDocument: { Version: '2012-10-17' } },
        SSESpecification: {
          KMSMasterKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
          SSEEnabled: true,
          SSEType: 'KMS',
        },
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        TableClass: 'STANDARD',
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('on demand it has no capacity, without a policy no policy, and what was switched off is off', async () => {
  const none = Object.assign(new Error('no policy'), { name: 'PolicyNotFoundException' });
  const Table = {
    TableName: 'orders',
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
  };
  const off = { TimeToLiveStatus: 'DISABLED' };
  const ctx = stubContext({
    ...ANSWERS,
    DescribeTable: { Table },
    GetResourcePolicy: none,
    DescribeTimeToLive: { TimeToLiveDescription: off },
    DescribeKinesisStreamingDestination: { KinesisDataStreamDestinations: [] },
  });
  const [found] = await readAll(collector, ctx);
  expect(found?.properties).toEqual({
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
    TableClass: 'STANDARD',
    TimeToLiveSpecification: { Enabled: false },
  });
});

test('a replica is the same table; a table of that name alone is not', async () => {
  const identity = async (region: string, replicas: readonly string[]) => {
    const Table = { TableName: 'orders', Replicas: replicas.map((RegionName) => ({ RegionName })) };
    const [found] = await readAll(collector, stubContext({ ...ANSWERS, DescribeTable: { Table } }, { region }));
    return found && collector.sharedIdentity?.(found);
  };
  const here = await identity('us-east-1', ['eu-central-1']);
  expect(here).toBe('orders in eu-central-1, us-east-1');
  expect(await identity('eu-central-1', ['us-east-1'])).toBe(here);
  expect(await identity('us-east-1', [])).toBeNull();
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = 'orders';
  const pages = [{ TableNames: [one], LastEvaluatedTableName: 'orders' }, { TableNames: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListTables',
    action: 'dynamodb:ListTables',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ Limit: 100 }, { Limit: 100, ExclusiveStartTableName: 'orders' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no TableNames');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('dynamodb:ListTables');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListTables: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListTables: {} }))).rejects.toThrow('no TableNames');
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of [
    'dynamodb:DescribeTable',
    'dynamodb:DescribeContinuousBackups',
    'dynamodb:DescribeTimeToLive',
    'dynamodb:GetResourcePolicy',
    'dynamodb:DescribeKinesisStreamingDestination',
  ]) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of [
    'dynamodb:DescribeTable',
    'dynamodb:DescribeContinuousBackups',
    'dynamodb:DescribeTimeToLive',
    'dynamodb:GetResourcePolicy',
    'dynamodb:DescribeKinesisStreamingDestination',
  ]) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});

test('in the simulator: pages, each part that it serves, and a denial', async () => {
  const world = await openWorld();
  const client = new DynamoDBClient(world.clients('us-east-1'));
  for (const TableName of ['one', 'two', 'three'])
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
  await world.settings({ pageSize: 2 });
  const ctx = () => liveContext(world.auditClients('us-east-1'), { region: 'us-east-1', account: world.account });
  const found = await listAll(collector, ctx());
  expect(found.map(({ id }) => id).sort()).toEqual(['one', 'three', 'two']);
  const [table] = found;
  if (table === undefined) throw new Error('nothing is listed');
  const read = (action: string) => readPart(collector, action, ctx(), table);
  expect(await read('dynamodb:DescribeTable')).toMatchObject({ BillingMode: 'PAY_PER_REQUEST' });
  expect(await read('dynamodb:DescribeContinuousBackups')).toEqual({
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
  });
  expect(await read('dynamodb:DescribeTimeToLive')).toEqual({ TimeToLiveSpecification: { Enabled: false } });
  await world.faults([{ kind: 'deny', service: 'dynamodb', action: 'ListTables', page: 2 }]);
  await expect(listAll(collector, ctx())).rejects.toThrow(/not authorized|[Dd]enied/);
});

test('on demand there is no throughput to compare: the billing mode is the difference', () => {
  expect(collector.untold?.({ BillingMode: 'PAY_PER_REQUEST' })).toEqual(['ProvisionedThroughput']);
  expect(collector.untold?.({ BillingMode: 'PROVISIONED', ProvisionedThroughput: {} })).toEqual([]);
});
