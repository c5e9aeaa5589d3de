import { describe, expect, it } from 'vitest';
import { bucketEncryption, lifecycleRule, loggingConfiguration, replicationRule } from './s3-bucket-configuration.ts';

describe('bucketEncryption', () => {
  it('is the same for a bucket that is older than bucket keys or the block on SSE-C', () => {
    const byDefault = { SSEAlgorithm: 'AES256' } as const;
    const old = { Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] };
    const fresh = {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: byDefault,
          BucketKeyEnabled: false,
          BlockedEncryptionTypes: { EncryptionType: ['SSE-C' as const] },
        },
      ],
    };
    expect(bucketEncryption(old)).toEqual(bucketEncryption(fresh));
    expect(bucketEncryption({ Rules: [{ ...fresh.Rules[0], BucketKeyEnabled: true }] })).not.toEqual(
      bucketEncryption(old),
    );
  });
});

describe('loggingConfiguration', () => {
  it('leaves out the simple key format and an empty prefix, which are the same as none', () => {
    const bare = { DestinationBucketName: 'logs' };
    expect(loggingConfiguration({ TargetBucket: 'logs', TargetPrefix: '' })).toEqual(bare);
    const simple = { TargetObjectKeyFormat: { SimplePrefix: {} } };
    expect(loggingConfiguration({ TargetBucket: 'logs', TargetPrefix: '', ...simple })).toEqual(bare);
  });
});

describe('lifecycleRule', () => {
  it('writes a rule out in the shape of the CloudFormation schema', () => {
    expect(
      lifecycleRule({
        ID: 'made up by S3',
        Status: 'Enabled',
        Filter: {
          And: {
            Prefix: 'logs/',
            Tags: [
              { Key: 'tier', Value: 'cold' },
              { Key: 'kind', Value: 'log' },
            ],
            ObjectSizeGreaterThan: 1024,
            ObjectSizeLessThan: 4096,
          },
        },
        Expiration: { Days: 365 },
        Transitions: [{ Days: 30, StorageClass: 'STANDARD_IA' }],
        NoncurrentVersionTransitions: [{ NoncurrentDays: 7, StorageClass: 'GLACIER', NewerNoncurrentVersions: 2 }],
        NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 3 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
      }),
    ).toEqual({
      Status: 'Enabled',
      Prefix: 'logs/',
      TagFilters: [
        { Key: 'kind', Value: 'log' },
        { Key: 'tier', Value: 'cold' },
      ],
      ObjectSizeGreaterThan: '1024',
      ObjectSizeLessThan: '4096',
      ExpirationInDays: 365,
      Transitions: [{ StorageClass: 'STANDARD_IA', TransitionInDays: 30 }],
      NoncurrentVersionTransitions: [{ StorageClass: 'GLACIER', TransitionInDays: 7, NewerNoncurrentVersions: 2 }],
      NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 3 },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    });
  });

  it('writes dates as texts', () => {
    const at = new Date('2030-01-01T00:00:00Z');
    expect(
      lifecycleRule({
        Status: 'Enabled',
        Expiration: { Date: at },
        Transitions: [{ Date: at, StorageClass: 'GLACIER' }],
      }),
    ).toEqual({
      Status: 'Enabled',
      ExpirationDate: '2030-01-01T00:00:00.000Z',
      Transitions: [{ StorageClass: 'GLACIER', TransitionDate: '2030-01-01T00:00:00.000Z' }],
    });
  });

  it('does not tell the spellings of a filter apart', () => {
    const rule = (members: object) => lifecycleRule({ Status: 'Enabled', ...members });
    expect(rule({ Filter: { Prefix: 'a/' } })).toEqual(rule({ Prefix: 'a/' }));
    expect(rule({ Filter: {} })).toEqual(rule({ Filter: { Prefix: '' } }));
    expect(rule({ Filter: { Tag: { Key: 'k', Value: 'v' } } })).toEqual(
      rule({ Filter: { And: { Tags: [{ Key: 'k', Value: 'v' }] } } }),
    );
    expect(rule({ Filter: { Prefix: 'a/' } })).not.toEqual(rule({ Filter: { Prefix: 'b/' } }));
  });
});

describe('replicationRule', () => {
  it('writes a rule out in the shape of the CloudFormation schema', () => {
    const Destination = {
      Bucket: 'arn:aws:s3:::copy',
      StorageClass: 'STANDARD_IA' as const,
      EncryptionConfiguration: { ReplicaKmsKeyID: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
      Metrics: { Status: 'Enabled' as const, EventThreshold: undefined },
    };
    const { Metrics: _, ...rest } = Destination;
    expect(
      replicationRule({
        ID: 'made up by S3',
        Status: 'Enabled',
        Priority: 1,
        Filter: { And: { Prefix: 'a/', Tags: [{ Key: 'k', Value: 'v' }] } },
        Destination,
        DeleteMarkerReplication: { Status: 'Disabled' },
        SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
      }),
    ).toEqual({
      Status: 'Enabled',
      Priority: 1,
      Filter: { And: { Prefix: 'a/', TagFilters: [{ Key: 'k', Value: 'v' }] } },
      Destination: { ...rest, Metrics: { Status: 'Enabled' } },
      DeleteMarkerReplication: { Status: 'Disabled' },
      SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
    });
  });

  it('keeps a filter by one tag, and drops an empty prefix', () => {
    const rule = { Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::copy' } } as const;
    expect(replicationRule({ ...rule, Filter: { Tag: { Key: 'k', Value: 'v' } } }).Filter).toEqual({
      TagFilter: { Key: 'k', Value: 'v' },
    });
    expect(replicationRule({ ...rule, Prefix: '', Filter: { Prefix: '' } })).toEqual({ ...rule, Filter: {} });
  });
});
