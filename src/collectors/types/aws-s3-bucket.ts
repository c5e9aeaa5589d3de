/** The collector of `AWS::S3::Bucket`. */
import type { Bucket, S3Client } from '@aws-sdk/client-s3';
import type { Json } from '../../snapshot/snapshot.ts';
import { given, plain } from '../aws/answer.ts';
import {
  type CollectorContext,
  compact,
  defineCollector,
  type IamAction,
  type Listed,
  type Part,
} from '../collector.ts';
import { accessControl, corsRule, notificationConfiguration, websiteConfiguration } from './s3-bucket-access.ts';
import { bucketComparators } from './s3-bucket-comparators.ts';
import { bucketEncryption, lifecycleRule, loggingConfiguration, replicationRule } from './s3-bucket-configuration.ts';

type S3 = typeof import('@aws-sdk/client-s3');
type Ask = { readonly s3: S3; readonly client: S3Client; readonly Bucket: string };

export default defineCollector({
  type: 'AWS::S3::Bucket',
  summary:
    'Buckets of the region: encryption, versioning, public access, access list, logging, policy, ownership, lifecycle, replication, object lock, notifications, website, CORS.',
  // ListBuckets answers for one region when it is asked in that region, so a denial in one costs only that one.
  scope: 'regional',
  listing: 'at-once',
  uniqueName: true,
  actions: ['s3:ListAllMyBuckets', 's3:GetBucketLocation'],
  async *list(ctx) {
    const s3 = await import('@aws-sdk/client-s3');
    const client = ctx.client(s3.S3Client);
    const input = { BucketRegion: ctx.region };
    for await (const page of s3.paginateListBuckets({ client, pageSize: 1000 }, input)) {
      for (const bucket of given(page.Buckets, 'Buckets', 's3:ListAllMyBuckets')) {
        // Endpoints that do not know the filter answer with every region's buckets.
        if ((bucket.BucketRegion ?? (await locationOf(ctx, bucket))) === ctx.region) yield listed(bucket, ctx);
      }
    }
  },
  parts: [
    part('s3:GetEncryptionConfiguration', 'BucketEncryption', async ({ s3, client, Bucket }) => {
      const send = client.send(new s3.GetBucketEncryptionCommand({ Bucket }));
      const answer = await orNotSet('ServerSideEncryptionConfigurationNotFoundError', send);
      return answer ? bucketEncryption(told(answer.ServerSideEncryptionConfiguration)) : {};
    }),
    part('s3:GetBucketVersioning', 'VersioningConfiguration', async ({ s3, client, Bucket }) => {
      const { Status, MFADelete } = await client.send(new s3.GetBucketVersioningCommand({ Bucket }));
      return compact({ Status, MFADelete: MFADelete === 'Enabled' ? MFADelete : undefined });
    }),
    part('s3:GetBucketPublicAccessBlock', 'PublicAccessBlockConfiguration', async ({ s3, client, Bucket }) => {
      const send = client.send(new s3.GetPublicAccessBlockCommand({ Bucket }));
      const answer = await orNotSet('NoSuchPublicAccessBlockConfiguration', send);
      // Without a configuration nothing is blocked: the same as four times false.
      const block = answer && told(answer.PublicAccessBlockConfiguration);
      return {
        BlockPublicAcls: block?.BlockPublicAcls ?? false,
        BlockPublicPolicy: block?.BlockPublicPolicy ?? false,
        IgnorePublicAcls: block?.IgnorePublicAcls ?? false,
        RestrictPublicBuckets: block?.RestrictPublicBuckets ?? false,
      };
    }),
    part('s3:GetBucketLogging', 'LoggingConfiguration', async ({ s3, client, Bucket }) => {
      const { LoggingEnabled } = await client.send(new s3.GetBucketLoggingCommand({ Bucket }));
      return LoggingEnabled ? loggingConfiguration(LoggingEnabled) : {};
    }),
    part('s3:GetBucketPolicy', 'BucketPolicy', async ({ s3, client, Bucket }) => {
      const answer = await orNotSet('NoSuchBucketPolicy', client.send(new s3.GetBucketPolicyCommand({ Bucket })));
      // The body is the document itself: what is no JSON is something else's answer.
      return answer && (JSON.parse(told(answer.Policy)) as Json);
    }),
    part('s3:GetBucketOwnershipControls', 'OwnershipControls', async ({ s3, client, Bucket }) => {
      const send = client.send(new s3.GetBucketOwnershipControlsCommand({ Bucket }));
      const answer = await orNotSet('OwnershipControlsNotFoundError', send);
      if (!answer) return {};
      const rules = told(answer.OwnershipControls?.Rules);
      return { Rules: rules.map(({ ObjectOwnership }) => compact({ ObjectOwnership })) };
    }),
    part('s3:GetLifecycleConfiguration', 'LifecycleConfiguration', async ({ s3, client, Bucket }) => {
      const send = client.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket }));
      const answer = await orNotSet('NoSuchLifecycleConfiguration', send);
      return answer ? { Rules: told(answer.Rules).map(lifecycleRule) } : {};
    }),
    part('s3:GetReplicationConfiguration', 'ReplicationConfiguration', async ({ s3, client, Bucket }) => {
      const send = client.send(new s3.GetBucketReplicationCommand({ Bucket }));
      const answer = await orNotSet('ReplicationConfigurationNotFoundError', send);
      if (!answer) return {};
      const { Role, Rules } = told(answer.ReplicationConfiguration);
      return compact({ Role, Rules: told(Rules).map(replicationRule) });
    }),
    part('s3:GetBucketAcl', 'AccessControl', async ({ s3, client, Bucket }) => {
      return accessControl(await client.send(new s3.GetBucketAclCommand({ Bucket })));
    }),
    part('s3:GetBucketCORS', 'CorsConfiguration', async ({ s3, client, Bucket }) => {
      const answer = await orNotSet('NoSuchCORSConfiguration', client.send(new s3.GetBucketCorsCommand({ Bucket })));
      return answer && { CorsRules: told(answer.CORSRules).map(corsRule) };
    }),
    part('s3:GetBucketNotification', 'NotificationConfiguration', async ({ s3, client, Bucket }) => {
      const send = client.send(new s3.GetBucketNotificationConfigurationCommand({ Bucket }));
      return notificationConfiguration(await send);
    }),
    part('s3:GetBucketObjectLockConfiguration', 'ObjectLockConfiguration', async ({ s3, client, Bucket }) => {
      const send = client.send(new s3.GetObjectLockConfigurationCommand({ Bucket }));
      const answer = await orNotSet('ObjectLockConfigurationNotFoundError', send);
      return answer && plain(told(answer.ObjectLockConfiguration));
    }),
    part('s3:GetBucketWebsite', 'WebsiteConfiguration', async ({ s3, client, Bucket }) => {
      const answer = await orNotSet(
        'NoSuchWebsiteConfiguration',
        client.send(new s3.GetBucketWebsiteCommand({ Bucket })),
      );
      return answer && websiteConfiguration(answer);
    }),
    part('s3:GetAccelerateConfiguration', 'AccelerateConfiguration', async ({ s3, client, Bucket }) => {
      const send = client.send(new s3.GetBucketAccelerateConfigurationCommand({ Bucket }));
      // A region that does not offer it refuses the call; a bucket that never had it answers nothing.
      const answer = await orNotSet('MethodNotAllowed', send);
      return answer?.Status === undefined ? undefined : { AccelerationStatus: answer.Status };
    }),
  ],
  tags: 'tagging-api',
  absorbs: ['AWS::S3::BucketPolicy'],
  policies: ['BucketPolicy'],
  references: { 'LoggingConfiguration.DestinationBucketName': 'AWS::S3::Bucket' },
  replica: { link: ['ReplicationConfiguration'], source: [], own: [] },
  sets: [
    'AccessControl',
    'CorsConfiguration.CorsRules',
    'NotificationConfiguration.LambdaConfigurations',
    'NotificationConfiguration.QueueConfigurations',
    'NotificationConfiguration.TopicConfigurations',
    'LifecycleConfiguration.Rules',
    'ReplicationConfiguration.Rules',
    'OwnershipControls.Rules',
  ],
  comparators: bucketComparators,
  notRead: {
    AbacStatus: 'another call a bucket: see what the type cannot see',
    AnalyticsConfigurations: 'reports on the bucket, not what it does',
    BucketName: 'it is the name, which serves to find the counterpart',
    BucketNamePrefix: 'the name that came of it is read',
    BucketNamespace: 'the name says whether it is the account’s own',
    IntelligentTieringConfigurations: 'another call a bucket: see what the type cannot see',
    InventoryConfigurations: 'reports on the bucket, not what it does',
    MetadataConfiguration: 'another call a bucket: see what the type cannot see',
    MetadataTableConfiguration: 'another call a bucket: see what the type cannot see',
    MetricsConfigurations: 'reports on the bucket, not what it does',
    ObjectLockEnabled: 'ObjectLockConfiguration says it',
  },
  cannotSee: [
    'The block on public access of the whole account: read it beside that of the bucket.',
    'Inventory, metrics, analytics and tiering configurations; S3 Metadata tables; whether tags decide on access (AbacStatus).',
    'The ids of notifications and CORS rules, which S3 makes up.',
    'Whether S3 refuses keys that the caller sends (SSE-C): S3 set that by the date on which the bucket was made.',
    'The ids of lifecycle and replication rules, which S3 makes up, and the smallest object that moves on (a date again).',
    'Directory buckets.',
  ],
});

/**
 * A part that fills one property. What is not set is a value and no failure: an empty configuration, so that two regions
 * compare member by member, or undefined for a policy.
 */
function part(action: IamAction, property: string, read: (ask: Ask) => Promise<Json | undefined>): Part {
  return {
    action,
    properties: [property],
    read: async (ctx, bucket) => {
      const s3 = await import('@aws-sdk/client-s3');
      const value = await read({ s3, client: ctx.client(s3.S3Client), Bucket: bucket.id });
      return value === undefined ? {} : { [property]: value };
    },
  };
}

async function orNotSet<T>(code: string, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === code) return undefined;
    throw error;
  }
}

/** What an answer must carry: without it the answer was something else, a proxy's page, and says nothing. */
function told<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the answer carries no configuration');
  return value;
}

function listed(bucket: Bucket, ctx: CollectorContext): Listed {
  const name = bucket.Name ?? '';
  return { id: name, arn: `arn:${ctx.partition}:s3:::${name}`, name, properties: {} };
}

/** S3's names for its two oldest places: none, and `EU` (GetBucketLocation, S3 API reference). */
async function locationOf(ctx: CollectorContext, bucket: Bucket): Promise<string> {
  const { GetBucketLocationCommand, S3Client } = await import('@aws-sdk/client-s3');
  const { LocationConstraint } = await ctx.client(S3Client).send(new GetBucketLocationCommand({ Bucket: bucket.Name }));
  if (!LocationConstraint) return 'us-east-1';
  return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint;
}
