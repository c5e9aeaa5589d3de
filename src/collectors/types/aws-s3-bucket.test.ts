import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import type { IamAction, Listed } from '../collector.ts';
import { type Answer, denied, listAll, liveContext, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-s3-bucket.ts';

const LOGS: Listed = { id: 'logs', arn: 'arn:aws:s3:::logs', name: 'logs', properties: {} };
const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*' }] };
const notSet = (name: string) => Object.assign(new Error('The configuration does not exist'), { name });
const all = (value: boolean) => ({
  BlockPublicAcls: value,
  BlockPublicPolicy: value,
  IgnorePublicAcls: value,
  RestrictPublicBuckets: value,
});

/** Every part: its call, a full answer and what becomes of it, the answer that says "not set" and what becomes of that. */
const PARTS: readonly {
  action: IamAction;
  operation: string;
  answer: Answer;
  gives: object;
  unset: Answer;
  givesUnset: object;
  /** Whether an answer without any member is something else than "not set". */
  empty: 'throws' | 'not set';
}[] = [
  {
    action: 's3:GetEncryptionConfiguration',
    operation: 'GetBucketEncryption',
    answer: {
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: 'arn:aws:kms:us-east-1:1:key/1',
            },
            BucketKeyEnabled: true,
            BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] },
          },
          { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256', KMSMasterKeyID: undefined } },
        ],
      },
    },
    gives: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:aws:kms:us-east-1:1:key/1' },
            BucketKeyEnabled: true,
          },
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
        ],
      },
    },
    unset: notSet('ServerSideEncryptionConfigurationNotFoundError'),
    givesUnset: { BucketEncryption: {} },
    empty: 'throws',
  },
  {
    action: 's3:GetBucketVersioning',
    operation: 'GetBucketVersioning',
    answer: { Status: 'Enabled', MFADelete: 'Enabled' },
    gives: { VersioningConfiguration: { Status: 'Enabled', MFADelete: 'Enabled' } },
    unset: {},
    givesUnset: { VersioningConfiguration: {} },
    empty: 'not set',
  },
  {
    action: 's3:GetBucketPublicAccessBlock',
    operation: 'GetPublicAccessBlock',
    answer: { PublicAccessBlockConfiguration: all(true) },
    gives: { PublicAccessBlockConfiguration: all(true) },
    unset: notSet('NoSuchPublicAccessBlockConfiguration'),
    givesUnset: { PublicAccessBlockConfiguration: all(false) },
    empty: 'throws',
  },
  {
    action: 's3:GetBucketLogging',
    operation: 'GetBucketLogging',
    answer: {
      LoggingEnabled: {
        TargetBucket: 'access-logs',
        TargetPrefix: 'logs/',
        TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: 'EventTime' } },
      },
    },
    gives: {
      LoggingConfiguration: {
        DestinationBucketName: 'access-logs',
        LogFilePrefix: 'logs/',
        TargetObjectKeyFormat: { PartitionedPrefix: { PartitionDateSource: 'EventTime' } },
      },
    },
    unset: {},
    givesUnset: { LoggingConfiguration: {} },
    empty: 'not set',
  },
  {
    action: 's3:GetBucketPolicy',
    operation: 'GetBucketPolicy',
    answer: { Policy: JSON.stringify(POLICY) },
    gives: { BucketPolicy: POLICY },
    unset: notSet('NoSuchBucketPolicy'),
    givesUnset: {},
    empty: 'throws',
  },
  {
    action: 's3:GetBucketOwnershipControls',
    operation: 'GetBucketOwnershipControls',
    answer: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
    gives: { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
    unset: notSet('OwnershipControlsNotFoundError'),
    givesUnset: { OwnershipControls: {} },
    empty: 'throws',
  },
  {
    action: 's3:GetLifecycleConfiguration',
    operation: 'GetBucketLifecycleConfiguration',
    answer: { Rules: [{ ID: 'made-up', Status: 'Enabled', Filter: {}, Expiration: { Days: 90 } }] },
    gives: { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 90 }] } },
    unset: notSet('NoSuchLifecycleConfiguration'),
    givesUnset: { LifecycleConfiguration: {} },
    empty: 'throws',
  },
  {
    action: 's3:GetReplicationConfiguration',
    operation: 'GetBucketReplication',
    answer: {
      ReplicationConfiguration: {
        Role: 'arn:aws:iam::1:role/copy',
        Rules: [{ ID: 'made-up', Status: 'Enabled', Priority: 0, Destination: { Bucket: 'arn:aws:s3:::copy' } }],
      },
    },
    gives: {
      ReplicationConfiguration: {
        Role: 'arn:aws:iam::1:role/copy',
        Rules: [{ Status: 'Enabled', Priority: 0, Destination: { Bucket: 'arn:aws:s3:::copy' } }],
      },
    },
    unset: notSet('ReplicationConfigurationNotFoundError'),
    givesUnset: { ReplicationConfiguration: {} },
    empty: 'throws',
  },
  {
    action: 's3:GetBucketAcl',
    operation: 'GetBucketAcl',
    answer: {
      Owner: { ID: 'me' },
      Grants: [
        { Grantee: { Type: 'CanonicalUser', ID: 'me' }, Permission: 'FULL_CONTROL' },
        { Grantee: { Type: 'Group', URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
      ],
    },
    gives: {
      AccessControl: [{ Grantee: 'http://acs.amazonaws.com/groups/global/AllUsers', Permission: 'READ' }],
    },
    unset: {
      Owner: { ID: 'me' },
      Grants: [{ Grantee: { Type: 'CanonicalUser', ID: 'me' }, Permission: 'FULL_CONTROL' }],
    },
    givesUnset: {},
    empty: 'throws',
  },
  {
    action: 's3:GetBucketCORS',
    operation: 'GetBucketCors',
    answer: {
      CORSRules: [
        { ID: 'made-up', AllowedMethods: ['PUT', 'GET'], AllowedOrigins: ['https://shop.example'], MaxAgeSeconds: 60 },
      ],
    },
    gives: {
      CorsConfiguration: {
        CorsRules: [{ AllowedMethods: ['GET', 'PUT'], AllowedOrigins: ['https://shop.example'], MaxAge: 60 }],
      },
    },
    unset: notSet('NoSuchCORSConfiguration'),
    givesUnset: {},
    empty: 'throws',
  },
  {
    action: 's3:GetBucketNotification',
    operation: 'GetBucketNotificationConfiguration',
    answer: {
      EventBridgeConfiguration: {},
      LambdaFunctionConfigurations: [
        {
          Id: 'made-up',
          LambdaFunctionArn: 'arn:aws:lambda:us-east-1:1:function:resize',
          Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
          Filter: { Key: { FilterRules: [{ Name: 'Prefix', Value: 'in/' }] } },
        },
      ],
      QueueConfigurations: [{ QueueArn: 'arn:aws:sqs:us-east-1:1:jobs', Events: ['s3:ObjectCreated:Put'] }],
    },
    gives: {
      NotificationConfiguration: {
        EventBridgeConfiguration: { EventBridgeEnabled: true },
        LambdaConfigurations: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'].map((Event) => ({
          Event,
          Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } },
          Function: 'arn:aws:lambda:us-east-1:1:function:resize',
        })),
        QueueConfigurations: [{ Event: 's3:ObjectCreated:Put', Queue: 'arn:aws:sqs:us-east-1:1:jobs' }],
      },
    },
    unset: {},
    givesUnset: {},
    empty: 'not set',
  },
  {
    action: 's3:GetBucketObjectLockConfiguration',
    operation: 'GetObjectLockConfiguration',
    answer: {
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 30 } },
      },
    },
    gives: {
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 30 } },
      },
    },
    unset: notSet('ObjectLockConfigurationNotFoundError'),
    givesUnset: {},
    empty: 'throws',
  },
  {
    action: 's3:GetBucketWebsite',
    operation: 'GetBucketWebsite',
    answer: {
      IndexDocument: { Suffix: 'index.html' },
      ErrorDocument: { Key: '404.html' },
      RoutingRules: [{ Condition: { KeyPrefixEquals: 'old/' }, Redirect: { ReplaceKeyPrefixWith: 'new/' } }],
    },
    gives: {
      WebsiteConfiguration: {
        IndexDocument: 'index.html',
        ErrorDocument: '404.html',
        RoutingRules: [
          { RoutingRuleCondition: { KeyPrefixEquals: 'old/' }, RedirectRule: { ReplaceKeyPrefixWith: 'new/' } },
        ],
      },
    },
    unset: notSet('NoSuchWebsiteConfiguration'),
    givesUnset: {},
    empty: 'throws',
  },
  {
    action: 's3:GetAccelerateConfiguration',
    operation: 'GetBucketAccelerateConfiguration',
    answer: { Status: 'Enabled' },
    gives: { AccelerateConfiguration: { AccelerationStatus: 'Enabled' } },
    unset: notSet('MethodNotAllowed'),
    givesUnset: {},
    empty: 'not set',
  },
];

test('every part is tested here', () => {
  expect(PARTS.map((part) => part.action)).toEqual(collector.parts?.map((part) => part.action));
});

test.each(PARTS)('$action: an answer, "not set", a denial, a bucket that is gone', async (part) => {
  const read = (answer: Answer) => {
    const ctx = stubContext({ [part.operation]: answer });
    return readPart(collector, part.action, ctx, LOGS).finally(() =>
      expect(ctx.calls).toEqual([{ operation: part.operation, input: { Bucket: 'logs' } }]),
    );
  };
  expect(await read(part.answer)).toEqual(part.gives);
  expect(await read(part.unset)).toEqual(part.givesUnset);
  for (const failure of [denied(part.action), notSet('NoSuchBucket'), notSet('SomethingElseNotFoundError')]) {
    await expect(read(failure)).rejects.toBe(failure);
  }
  if (part.empty === 'throws') await expect(read({})).rejects.toThrow('no configuration');
  else expect(await read({})).toEqual(part.givesUnset);
});

test('lists the buckets of the region, which is asked for them, page by page', async () => {
  const ctx = stubContext(
    {
      ListBuckets: [
        { ContinuationToken: 'two', Buckets: [{ Name: 'logs', BucketRegion: 'eu-central-1' }] },
        { Buckets: [{ Name: 'data', BucketRegion: 'eu-central-1' }] },
      ],
    },
    { region: 'eu-central-1', partition: 'aws' },
  );
  expect(await listAll(collector, ctx)).toEqual([
    LOGS,
    { id: 'data', arn: 'arn:aws:s3:::data', name: 'data', properties: {} },
  ]);
  expect(ctx.calls.map((call) => call.input)).toEqual([
    { BucketRegion: 'eu-central-1', MaxBuckets: 1000 },
    { BucketRegion: 'eu-central-1', MaxBuckets: 1000, ContinuationToken: 'two' },
  ]);
});

test('an endpoint that ignores the region does not place a bucket twice', async () => {
  const locations: Record<string, string | undefined> = { old: undefined, eu: 'EU', new: 'eu-central-1' };
  const answers = {
    ListBuckets: {
      Buckets: [{ Name: 'old' }, { Name: 'eu' }, { Name: 'new' }, { Name: 'told', BucketRegion: 'us-west-2' }],
    },
    GetBucketLocation: (input: Readonly<Record<string, unknown>>) => ({
      LocationConstraint: locations[String(input.Bucket)],
    }),
  };
  const idsIn = async (region: string) =>
    (await listAll(collector, stubContext(answers, { region }))).map((bucket) => bucket.id);
  expect(await idsIn('us-east-1')).toEqual(['old']);
  expect(await idsIn('eu-west-1')).toEqual(['eu']);
  expect(await idsIn('eu-central-1')).toEqual(['new']);
  expect(await idsIn('us-west-2')).toEqual(['told']);
  const refusal = denied('s3:GetBucketLocation');
  await expect(listAll(collector, stubContext({ ...answers, GetBucketLocation: refusal }))).rejects.toBe(refusal);
});

test('a denied call, a denied second page and an answer without its list throw', async () => {
  const refusal = denied('s3:ListAllMyBuckets');
  await expect(listAll(collector, stubContext({ ListBuckets: refusal }))).rejects.toBe(refusal);
  const page = { ContinuationToken: 'two', Buckets: [{ Name: 'logs', BucketRegion: 'us-east-1' }] };
  await expect(listAll(collector, stubContext({ ListBuckets: [page, refusal] }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ListBuckets: {} }))).rejects.toThrow('no Buckets');
});

test('in the simulator: pages, regions apart, settings, and a denial', async () => {
  const world = await openWorld();
  const bucketsOf = async (region: string, names: readonly string[]) => {
    const s3 = new S3Client(world.clients(region));
    const LocationConstraint = region as BucketLocationConstraint;
    const elsewhere = region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint } };
    for (const Bucket of names) await s3.send(new CreateBucketCommand({ Bucket, ...elsewhere }));
    return s3;
  };
  const name = (text: string) => `${text}-${world.account}`;
  await bucketsOf('us-east-1', [name('east')]);
  const s3 = await bucketsOf('eu-central-1', ['a', 'b', 'c'].map(name));
  const Bucket = name('a');
  const Status = 'Enabled' as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(POLICY) }));
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: { Rules: [{ Status, Filter: { Prefix: 'tmp/' }, Expiration: { Days: 7 } }] },
    }),
  );
  await world.settings({ pageSize: 2 });
  const ctx = (region: string) => liveContext(world.auditClients(region), { region, account: world.account });

  const found = await readAll(collector, ctx('eu-central-1'));
  expect(found.map((bucket) => bucket.id).sort()).toEqual(['a', 'b', 'c'].map(name));
  expect(found.find((bucket) => bucket.id === Bucket)?.properties).toMatchObject({
    VersioningConfiguration: { Status },
    BucketPolicy: POLICY,
    LifecycleConfiguration: { Rules: [{ Status, Prefix: 'tmp/', ExpirationInDays: 7 }] },
  });
  const plain = found.find((bucket) => bucket.id === name('b'))?.properties;
  expect(plain).toMatchObject({ VersioningConfiguration: {}, LoggingConfiguration: {}, LifecycleConfiguration: {} });
  expect(plain).not.toHaveProperty('BucketPolicy');
  expect((await listAll(collector, ctx('us-east-1'))).map((bucket) => bucket.id)).toEqual([name('east')]);
  expect(undocumented(collector, found)).toEqual([]);
  const calls = await world.calls();
  expect(calls.byAction['s3:eu-central-1:ListBuckets']).toBe(2);
  expect(Object.keys(calls.byAction).filter((action) => action.includes('Location'))).toEqual([]);
  expect(calls.duplicates).toEqual([]);
  expect(calls.writes).toEqual([]);

  await world.faults([
    { kind: 'deny', service: 's3', action: 'ListBuckets', region: 'eu-central-1', page: 2 },
    { kind: 'deny', service: 's3', action: 'GetBucketPolicy' },
  ]);
  await expect(listAll(collector, ctx('eu-central-1'))).rejects.toMatchObject({ name: 'AccessDenied' });
  const [east] = await listAll(collector, ctx('us-east-1'));
  if (!east) throw new Error('the other region was not listed');
  await expect(readPart(collector, 's3:GetBucketPolicy', ctx('us-east-1'), east)).rejects.toMatchObject({
    name: 'AccessDenied',
  });

  await world.clearFaults();
  await world.faults([{ kind: 'garbage', service: 's3', action: 'GetBucketPolicy' }]);
  const strange = readPart(collector, 's3:GetBucketPolicy', ctx('us-east-1'), east);
  await expect(strange).rejects.toBeInstanceOf(SyntaxError);
});
