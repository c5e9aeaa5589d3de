/** The configurations of a bucket, as CloudFormation has them. */
import type {
  LifecycleRule,
  LoggingEnabled,
  ReplicationRule,
  ReplicationRuleFilter,
  ServerSideEncryptionConfiguration,
  Tag,
} from '@aws-sdk/client-s3';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { plain } from '../aws/answer.ts';
import { compact } from '../collector.ts';

/** S3's answers in the shapes of the CloudFormation schema of `AWS::S3::Bucket`. */

/** Without `BlockedEncryptionTypes`: S3 sets it by the date on which the bucket was made. */
export function bucketEncryption(configuration: ServerSideEncryptionConfiguration): JsonObject {
  const rules = (configuration.Rules ?? []).map((rule) =>
    compact({
      ServerSideEncryptionByDefault:
        rule.ApplyServerSideEncryptionByDefault && compact({ ...rule.ApplyServerSideEncryptionByDefault }),
      // S3 leaves it out for buckets encrypted before bucket keys existed: off.
      BucketKeyEnabled: rule.BucketKeyEnabled ?? false,
    }),
  );
  return { ServerSideEncryptionConfiguration: rules };
}

/** `LoggingConfiguration`, as the template has it. */
export function loggingConfiguration(logging: LoggingEnabled): JsonObject {
  return compact({
    DestinationBucketName: logging.TargetBucket,
    LogFilePrefix: logging.TargetPrefix === '' ? undefined : logging.TargetPrefix,
    // The simple form is what buckets have that never heard of the choice.
    TargetObjectKeyFormat: logging.TargetObjectKeyFormat?.PartitionedPrefix && plain(logging.TargetObjectKeyFormat),
  });
}

/** A rule's `Id` is left out here and below: S3 makes one up when the template gives none. */
export function lifecycleRule(rule: LifecycleRule): JsonObject {
  const filter = { ...rule.Filter, ...rule.Filter?.And };
  const tags = [...(rule.Filter?.And?.Tags ?? []), ...(rule.Filter?.Tag ? [rule.Filter.Tag] : [])];
  return compact({
    Status: rule.Status,
    Prefix: filter.Prefix || rule.Prefix || undefined,
    TagFilters: tags.length > 0 ? tagFilters(tags) : undefined,
    // Texts in the CloudFormation schema.
    ObjectSizeGreaterThan: filter.ObjectSizeGreaterThan?.toString(),
    ObjectSizeLessThan: filter.ObjectSizeLessThan?.toString(),
    ExpirationInDays: rule.Expiration?.Days,
    ExpirationDate: rule.Expiration?.Date?.toISOString(),
    ExpiredObjectDeleteMarker: rule.Expiration?.ExpiredObjectDeleteMarker,
    Transitions: some(rule.Transitions, (transition) => ({
      StorageClass: transition.StorageClass,
      TransitionInDays: transition.Days,
      TransitionDate: transition.Date?.toISOString(),
    })),
    NoncurrentVersionExpiration: rule.NoncurrentVersionExpiration && compact({ ...rule.NoncurrentVersionExpiration }),
    NoncurrentVersionTransitions: some(rule.NoncurrentVersionTransitions, (transition) => ({
      StorageClass: transition.StorageClass,
      TransitionInDays: transition.NoncurrentDays,
      NewerNoncurrentVersions: transition.NewerNoncurrentVersions,
    })),
    AbortIncompleteMultipartUpload:
      rule.AbortIncompleteMultipartUpload && compact({ ...rule.AbortIncompleteMultipartUpload }),
  });
}

/** One rule of `ReplicationConfiguration`, as the template has it. */
export function replicationRule(rule: ReplicationRule): JsonObject {
  return compact({
    Status: rule.Status,
    Priority: rule.Priority,
    Prefix: rule.Prefix || undefined,
    Filter: rule.Filter && replicationFilter(rule.Filter),
    Destination: rule.Destination && plain(rule.Destination),
    DeleteMarkerReplication: rule.DeleteMarkerReplication && plain(rule.DeleteMarkerReplication),
    SourceSelectionCriteria: rule.SourceSelectionCriteria && plain(rule.SourceSelectionCriteria),
  });
}

function replicationFilter(filter: ReplicationRuleFilter): JsonObject {
  return compact({
    Prefix: filter.Prefix || undefined,
    TagFilter: filter.Tag && plain(filter.Tag),
    And:
      filter.And &&
      compact({ Prefix: filter.And.Prefix || undefined, TagFilters: filter.And.Tags && tagFilters(filter.And.Tags) }),
  });
}

function tagFilters(tags: readonly Tag[]): readonly JsonObject[] {
  return tags.map(({ Key, Value }) => compact({ Key, Value })).sort((a, b) => (String(a.Key) < String(b.Key) ? -1 : 1));
}

function some<T>(
  items: readonly T[] | undefined,
  shape: (item: T) => { readonly [member: string]: Json | undefined },
): readonly JsonObject[] | undefined {
  return items && items.length > 0 ? items.map((item) => compact(shape(item))) : undefined;
}
