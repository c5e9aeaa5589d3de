/** How the properties of buckets are compared. */
import type { Comparator, Comparators } from '../comparator.ts';

const PUBLIC: Comparator = {
  compare: 'same',
  severity: 'high',
  worse: 'false',
  why: 'The last guard between a mistake in a policy and everyone. No configuration is the same as false.',
};
const REPLICATION: Comparator = {
  compare: 'advisory',
  why: 'A bucket that is copied to the other region differs from its copy by design.',
};

const NOTIFICATION: Comparator = {
  compare: 'same',
  severity: 'high',
  worse: 'absent',
  why: 'What waits for an event of the bucket never starts.',
};

export const bucketComparators: Comparators = {
  'BucketEncryption.ServerSideEncryptionConfiguration': {
    compare: 'same',
    severity: 'high',
    worse: 'absent',
    why: 'Which key encrypts what is written; keys compare by their counterpart.',
  },
  'VersioningConfiguration.Status': {
    compare: 'same',
    severity: 'high',
    best: 'Enabled',
    why: 'Without versions what is overwritten or deleted is gone, and nothing can be replicated.',
  },
  'VersioningConfiguration.MFADelete': { compare: 'same', worse: 'absent' },
  'PublicAccessBlockConfiguration.BlockPublicAcls': PUBLIC,
  'PublicAccessBlockConfiguration.BlockPublicPolicy': PUBLIC,
  'PublicAccessBlockConfiguration.IgnorePublicAcls': PUBLIC,
  'PublicAccessBlockConfiguration.RestrictPublicBuckets': PUBLIC,
  'LoggingConfiguration.DestinationBucketName': {
    compare: 'same',
    worse: 'absent',
    why: 'Who read what is not recorded.',
  },
  'LoggingConfiguration.LogFilePrefix': 'same',
  'LoggingConfiguration.TargetObjectKeyFormat': 'same',
  'LifecycleConfiguration.Rules': 'same',
  BucketPolicy: { compare: 'same', severity: 'high', why: 'Who may do what with the bucket.' },
  'OwnershipControls.Rules': {
    compare: 'same',
    worse: 'absent',
    why: 'Without it access lists decide. S3 enforces the owner for buckets made since April 2023.',
  },
  AccessControl: {
    compare: 'same',
    severity: 'high',
    why: 'Whom the access list lets in beside the owner: everyone, or another account.',
  },
  'AccelerateConfiguration.AccelerationStatus': { compare: 'same', severity: 'low' },
  'CorsConfiguration.CorsRules': { compare: 'same', why: 'From which sites a browser may read and write.' },
  'NotificationConfiguration.EventBridgeConfiguration': {
    compare: 'same',
    severity: 'high',
    worse: 'absent',
    why: 'What waits for an event of the bucket never starts.',
  },
  'NotificationConfiguration.LambdaConfigurations': NOTIFICATION,
  'NotificationConfiguration.QueueConfigurations': NOTIFICATION,
  'NotificationConfiguration.TopicConfigurations': NOTIFICATION,
  ObjectLockConfiguration: {
    compare: 'same',
    severity: 'high',
    worse: 'absent',
    why: 'Without it what must be kept can be deleted; it is decided when the bucket is made.',
  },
  WebsiteConfiguration: { compare: 'same', worse: 'absent' },
  'ReplicationConfiguration.Role': REPLICATION,
  'ReplicationConfiguration.Rules': REPLICATION,
};
