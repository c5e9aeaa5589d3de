import {
  CloudTrailClient,
  CreateTrailCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import type { Listed } from '../collector.ts';
import { denied, listAll, liveContext, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-cloudtrail-trail.ts';

const arn = (name: string, region = 'us-east-1', account = '111122223333') =>
  `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;
const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234';
const TRAIL = {
  Name: 'audit',
  TrailARN: arn('audit'),
  HomeRegion: 'us-east-1',
  S3BucketName: 'audit-logs',
  S3KeyPrefix: 'trail',
  SnsTopicName: 'audit',
  SnsTopicARN: 'arn:aws:sns:us-east-1:111122223333:audit',
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  IsOrganizationTrail: false,
  LogFileValidationEnabled: true,
  KmsKeyId: KEY,
  CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:audit:*',
  CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/audit',
  HasCustomEventSelectors: true,
  HasInsightSelectors: true,
};
const SELECTOR = {
  IncludeManagementEvents: true,
  ReadWriteType: 'All',
  DataResources: [],
  ExcludeManagementEventSources: ['rdsdata', 'kms'],
};
const ANSWERS = {
  DescribeTrails: { trailList: [TRAIL] },
  GetTrailStatus: {
    IsLogging: true,
    LatestDeliveryError: '',
    LatestDigestDeliveryError: 'AccessDenied',
    LatestDeliveryTime: new Date(0),
  },
  GetEventSelectors: { TrailARN: TRAIL.TrailARN, EventSelectors: [SELECTOR] },
  GetInsightSelectors: {
    InsightSelectors: [{ InsightType: 'ApiErrorRateInsight' }, { InsightType: 'ApiCallRateInsight' }],
  },
  ListTags: { ResourceTagList: [{ ResourceId: TRAIL.TrailARN, TagsList: [{ Key: 'team', Value: 'audit' }] }] },
};
const LISTED: Listed = { id: 'audit', arn: arn('audit'), name: 'audit', properties: {} };

test('maps a trail with its status, selectors and tags, and without dates', async () => {
  const ctx = stubContext(ANSWERS);
  const found = await readAll(collector, ctx);
  expect(found).toEqual([
    {
      ...LISTED,
      properties: {
        CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:audit:*',
        CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/audit',
        EnableLogFileValidation: true,
        EventSelectors: [
          { ExcludeManagementEventSources: ['kms', 'rdsdata'], IncludeManagementEvents: true, ReadWriteType: 'All' },
        ],
        HasInsightSelectors: true,
        HomeRegion: 'us-east-1',
        IncludeGlobalServiceEvents: true,
        InsightSelectors: [{ InsightType: 'ApiCallRateInsight' }, { InsightType: 'ApiErrorRateInsight' }],
        IsLogging: true,
        IsMultiRegionTrail: true,
        IsOrganizationTrail: false,
        KMSKeyId: KEY,
        LatestDigestDeliveryError: 'AccessDenied',
        S3BucketName: 'audit-logs',
        S3KeyPrefix: 'trail',
        SnsTopicName: 'arn:aws:sns:us-east-1:111122223333:audit',
        Tags: { team: 'audit' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  const input = (operation: string) => ctx.calls.find((call) => call.operation === operation)?.input;
  expect(input('DescribeTrails')).toEqual({ includeShadowTrails: true });
  expect(input('GetTrailStatus')).toEqual({ Name: arn('audit') });
});

test('a shadow, and the trail of the organization seen from a member, only cover the region: their status is read, no more', async () => {
  const organization = {
    ...TRAIL,
    Name: 'org',
    TrailARN: arn('org', 'eu-central-1', '999900001111'),
    IsOrganizationTrail: true,
  };
  const trailList = [TRAIL, { ...organization, HomeRegion: 'eu-central-1' }];
  const ctx = stubContext({ ...ANSWERS, DescribeTrails: { trailList } }, { region: 'eu-central-1' });
  const found = await readAll(collector, ctx);
  expect(
    found.map((trail) => [trail.id, trail.context, trail.properties.HomeRegion, trail.properties.IsLogging]),
  ).toEqual([
    ['audit', true, 'us-east-1', true],
    ['org', true, 'eu-central-1', true],
  ]);
  expect(ctx.calls.map((call) => call.operation)).toEqual(['DescribeTrails', 'GetTrailStatus', 'GetTrailStatus']);
});

test('reads advanced selectors whatever their order, and asks for insights only where there are some', async () => {
  const fields = [
    { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
    { Field: 'eventCategory', Equals: ['Data'] },
  ];
  const read = (FieldSelectors: typeof fields) =>
    readPart(
      collector,
      'cloudtrail:GetEventSelectors',
      stubContext({ GetEventSelectors: { AdvancedEventSelectors: [{ Name: 'data', FieldSelectors }] } }),
      LISTED,
    );
  const first = await read(fields);
  expect(first).toEqual({ AdvancedEventSelectors: [{ Name: 'data', FieldSelectors: [fields[1], fields[0]] }] });
  expect(await read([...fields].reverse())).toEqual(first);

  const ctx = stubContext({ ...ANSWERS, DescribeTrails: { trailList: [{ ...TRAIL, HasInsightSelectors: false }] } });
  await readAll(collector, ctx);
  expect(ctx.calls.map((call) => call.operation)).not.toContain('GetInsightSelectors');
});

test('asks for the tags of twenty trails at once, all pages, once for all', async () => {
  const trailList = Array.from({ length: 21 }, (_, n) => ({ ...TRAIL, Name: `t${n}`, TrailARN: arn(`t${n}`) }));
  const ctx = stubContext({
    ...ANSWERS,
    DescribeTrails: { trailList },
    ListTags: (input) => {
      const ids = input.ResourceIdList as string[];
      const rows = ids.map((ResourceId) => ({ ResourceId, TagsList: [{ Key: 'n', Value: ResourceId }] }));
      if (ids.length === 1) return { ResourceTagList: rows };
      return input.NextToken
        ? { ResourceTagList: rows.slice(10) }
        : { ResourceTagList: rows.slice(0, 10), NextToken: 'two' };
    },
  });
  const found = await readAll(collector, ctx);
  expect(found.map((trail) => trail.properties.Tags)).toEqual(trailList.map(({ TrailARN }) => ({ n: TrailARN })));
  expect(ctx.calls.filter((call) => call.operation === 'ListTags')).toHaveLength(3);
  expect(ctx.calls.filter((call) => call.operation === 'DescribeTrails')).toHaveLength(1);
});

test('a denied list throws, and so does each denied part', async () => {
  const refusal = denied('cloudtrail');
  await expect(listAll(collector, stubContext({ DescribeTrails: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeTrails: {} }))).rejects.toThrow('no trailList');
  for (const operation of ['GetTrailStatus', 'GetEventSelectors', 'GetInsightSelectors', 'ListTags']) {
    const ctx = stubContext({ ...ANSWERS, [operation]: refusal });
    await expect(readPart(collector, `cloudtrail:${operation}`, ctx, LISTED)).rejects.toBe(refusal);
  }
  const silent = stubContext({ ...ANSWERS, GetTrailStatus: {} });
  await expect(readPart(collector, 'cloudtrail:GetTrailStatus', silent, LISTED)).rejects.toThrow('no IsLogging');
});

test('in the simulator: a trail, its shadow, a stopped one, an error of delivery and a denial', async () => {
  const world = await openWorld();
  const config = world.clients('us-east-1');
  const trails = new CloudTrailClient(config);
  await new S3Client(config).send(new CreateBucketCommand({ Bucket: 'audit-logs-of-orders' }));
  const TagsList = [{ Key: 'team', Value: 'audit' }];
  const input = { S3BucketName: 'audit-logs-of-orders', TagsList };
  await trails.send(new CreateTrailCommand({ Name: 'everywhere', IsMultiRegionTrail: true, ...input }));
  await trails.send(new CreateTrailCommand({ Name: 'stopped', ...input }));
  await trails.send(new StartLoggingCommand({ Name: 'everywhere' }));
  const EventSelectors = [
    {
      ReadWriteType: 'All' as const,
      IncludeManagementEvents: true,
      ExcludeManagementEventSources: ['kms.amazonaws.com'],
    },
  ];
  await trails.send(new PutEventSelectorsCommand({ TrailName: 'everywhere', EventSelectors }));
  await world.trailDeliveryError(arn('everywhere', 'us-east-1', world.account), 'NoSuchBucket');
  const read = (region: string) =>
    readAll(collector, liveContext(world.auditClients(region), { region, account: world.account }));

  const [everywhere, stopped] = (await read('us-east-1')).sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(everywhere?.properties).toMatchObject({
    EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }],
    IsLogging: true,
    IsMultiRegionTrail: true,
    LatestDeliveryError: 'NoSuchBucket',
    Tags: { team: 'audit' },
  });
  expect(stopped?.properties.IsLogging).toBe(false);
  const covering = await read('eu-central-1');
  expect(covering.map((trail) => [trail.id, trail.context, trail.properties.IsLogging])).toEqual([
    ['everywhere', true, true],
  ]);

  await world.faults([{ kind: 'deny', service: 'cloudtrail', action: 'GetTrailStatus', region: 'eu-central-1' }]);
  await expect(read('eu-central-1')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect(await read('us-east-1')).toHaveLength(2);
});
