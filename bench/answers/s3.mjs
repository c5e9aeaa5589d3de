/** What S3 answers in the benchmarks. */
import { ACCOUNT, REGIONS } from '../inventory.mjs';
import { NotSet, of, page, TAGS, WHEN } from './shared.mjs';

const notSet = (code) => () => {
  throw new NotSet(code);
};

export const s3 = {
  ListBuckets: ({ input }) => {
    const asked = REGIONS.filter((name) => (input['bucket-region'] ?? name) === name);
    const all = asked.flatMap((name) =>
      of(name)
        .listed('bucket')
        .map(({ id }) => ({ Name: id, CreationDate: WHEN, BucketRegion: name })),
    );
    const { items: Bucket, next } = page(all, input['max-buckets'], input['continuation-token'], 10_000);
    return { ListAllMyBucketsResult: { Owner: { ID: ACCOUNT }, Buckets: { Bucket }, ContinuationToken: next } };
  },
  GetBucketLocation: ({ region }) => ({ LocationConstraint: region === 'us-east-1' ? '' : region }),
  GetBucketVersioning: () => ({ VersioningConfiguration: { Status: 'Enabled' } }),
  GetBucketEncryption: () => ({
    ServerSideEncryptionConfiguration: {
      Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
    },
  }),
  GetPublicAccessBlock: () => ({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  }),
  GetBucketLogging: () => ({ BucketLoggingStatus: '' }),
  GetBucketOwnershipControls: () => ({ OwnershipControls: { Rule: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } }),
  GetBucketPolicy: notSet('NoSuchBucketPolicy'),
  GetBucketLifecycleConfiguration: notSet('NoSuchLifecycleConfiguration'),
  GetBucketReplication: notSet('ReplicationConfigurationNotFoundError'),
  GetBucketAcl: () => ({
    AccessControlPolicy: {
      Owner: { ID: ACCOUNT },
      AccessControlList: {
        Grant: [{ Grantee: { ID: ACCOUNT, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }],
      },
    },
  }),
  GetBucketCors: notSet('NoSuchCORSConfiguration'),
  GetBucketNotificationConfiguration: () => ({ NotificationConfiguration: '' }),
  GetObjectLockConfiguration: notSet('ObjectLockConfigurationNotFoundError'),
  GetBucketWebsite: notSet('NoSuchWebsiteConfiguration'),
  GetBucketAccelerateConfiguration: () => ({ AccelerateConfiguration: '' }),
  GetBucketTagging: () => ({ Tagging: { TagSet: { Tag: TAGS } } }),
};
