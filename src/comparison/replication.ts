/** Differences and crossings that replication explains. */
import type { Resource } from '../snapshot/snapshot.ts';
import type { Comparison, Crossing } from './comparison.ts';

/** Properties whose business is to lead to another region: a replica's source, a replication's target. */
const REPLICATION =
  /^(SourceDBInstanceIdentifier|SourceDBClusterIdentifier|ReplicationSourceIdentifier|ReadReplica\w*|GlobalClusterIdentifier|GlobalClusterMembers|PrimaryKeyArn|MultiRegionConfiguration|ReplicationConfiguration|SourceRegion)\b/;

/** What only the source has: a replica logs in with the source's password and keeps no secret of it. */
const OF_THE_SOURCE_ALONE = /^(ManageMasterUserPassword|MasterUserSecret)\b/;

/** What a replica may have otherwise than its source (RDS user guide, cross-region read replicas; multi-region keys: rotation is the primary's). */
const OF_THE_SOURCE =
  /^(BackupRetentionPeriod|MultiAZ|DeletionProtection|Preferred\w+Window|EnableKeyRotation|RotationPeriodInDays|MasterUsername|DBName|DatabaseName)\b/;

/** Whether a value that leads out of its region should not: replication is meant to. */
export function keepsInRegion({ property }: Crossing): boolean {
  return !REPLICATION.test(property);
}

/** Between a source and its replica the link itself is no difference, and what only the source has is said, not judged. */
export function alongReplication(
  comparisons: readonly Comparison[],
  present: ReadonlyMap<string, Resource>,
): readonly Comparison[] {
  const members = [...present.values()];
  if (new Set(members.map((one) => replicates(one, members))).size < 2) return comparisons;
  return comparisons
    .filter(({ property }) => !REPLICATION.test(property) && !OF_THE_SOURCE_ALONE.test(property))
    .map((one) => (OF_THE_SOURCE.test(one.property) ? { ...one, severity: 'low', comparator: 'advisory' } : one));
}

/** Whether it is the replica of another member of its row. That of something else is none here: then the link is a difference. */
function replicates(resource: Resource, members: readonly Resource[]): boolean {
  const { type, id, properties } = resource;
  const others = members.filter((one) => one !== resource);
  if (type === 'AWS::KMS::ReplicaKey') return others.some((one) => one.id === id);
  const sources = [
    properties?.SourceDBInstanceIdentifier,
    properties?.ReplicationSourceIdentifier,
    properties?.SourceDBClusterIdentifier,
  ];
  return others.some((one) => sources.some((source) => source === one.id || (source && source === one.arn)));
}
