/** What the RDS collectors share. */
import type { DBInstanceRole, DBInstanceStatusInfo, DomainMembership, Tag } from '@aws-sdk/client-rds';
import type { Json, JsonObject, Resource } from '../../snapshot/snapshot.ts';
import { plainList } from '../aws/answer.ts';
import { compact, tagRecord } from '../collector.ts';

/** The RDS API also answers for Neptune and DocumentDB, which are services of their own with types of their own. */
export function isRds(engine: string | undefined): boolean {
  return !/^(neptune|docdb)/.test(engine ?? '');
}

/** Serving, though something is going on: a backup, a configuration change, the maintenance window. */
const SERVING =
  /^(available|backing-up|backtracking|configuring-.*|converting-to-vpc|maintenance|migrating|modifying|moving-to-vpc|promoting|rebooting|renaming|resetting-master-credentials|storage-.*optimization|storage-config-upgrade|storage-initialization|update-iam-db-auth|upgrading)$/;

/**
 * The class of a status: `available`, `creating`, `deleting`, `stopped` or, for everything that needs a person, `failed`.
 * The raw status of a healthy database changes through the day (`backing-up`, `maintenance`), in each region at its own hour.
 */
export function stateOf(status: string | undefined): string | undefined {
  if (status === undefined) return undefined;
  if (SERVING.test(status)) return 'available';
  if (status === 'creating' || status === 'preparing-data-migration') return 'creating';
  if (status === 'deleting' || status === 'delete-precheck') return 'deleting';
  if (/^(stopped|stopping|starting)$/.test(status)) return 'stopped';
  return 'failed';
}

/** `AssociatedRoles` as in CloudFormation; a role's state of attachment is left out. */
export function associatedRoles(roles: readonly DBInstanceRole[] | undefined): readonly Json[] | undefined {
  return plainList(
    roles?.map(({ FeatureName, RoleArn }) => compact({ FeatureName: FeatureName || undefined, RoleArn })),
  );
}

/** The directory that the database has joined, AWS's own or one that a company runs itself. RDS takes one. */
export function domainOf(memberships: readonly DomainMembership[] | undefined): JsonObject {
  const domain = memberships?.[0];
  return compact({
    Domain: domain?.Domain,
    DomainAuthSecretArn: domain?.AuthSecretArn || undefined,
    DomainDnsIps: domain?.DnsIps?.length ? [...domain.DnsIps].sort() : undefined,
    DomainFqdn: domain?.FQDN,
    DomainIAMRoleName: domain?.IAMRoleName,
    DomainOu: domain?.OU || undefined,
  });
}

/**
 * What is wrong with the replication of a database that is `available` all the same: a replica that stopped replicating. One
 * that replicates has nothing here, as one that is no replica.
 */
export function faultsOf(infos: readonly DBInstanceStatusInfo[] | undefined): readonly Json[] | undefined {
  const faults = (infos ?? []).filter(({ Normal }) => Normal === false);
  const told = faults.map(({ StatusType, Status }) => compact({ Status, StatusType }));
  return told.length > 0 ? plainList(told) : undefined;
}

/** An activity stream that runs: its mode and its key. Of one that is stopped they say what was once. */
export function activityStream(database: {
  readonly ActivityStreamStatus?: string | undefined;
  readonly ActivityStreamMode?: string | undefined;
  readonly ActivityStreamKmsKeyId?: string | undefined;
}): JsonObject {
  const { ActivityStreamStatus, ActivityStreamMode, ActivityStreamKmsKeyId } = database;
  if (ActivityStreamStatus === undefined || ActivityStreamStatus === 'stopped')
    return compact({ ActivityStreamStatus });
  return compact({
    ActivityStreamStatus,
    ActivityStreamMode,
    ActivityStreamKmsKeyId: ActivityStreamKmsKeyId || undefined,
  });
}

/** CloudFormation's MasterUserSecret without the secret's ARN: RDS generates its name in each region. */
export function masterUserSecret(secret: { readonly KmsKeyId?: string | undefined } | undefined): JsonObject {
  return compact({
    ManageMasterUserPassword: secret !== undefined,
    MasterUserSecret: secret?.KmsKeyId === undefined ? undefined : { KmsKeyId: secret.KmsKeyId },
  });
}

/** undefined (not read) when AWS sent no TagList: an instance without tags has an empty one. */
export function tagsOf(tags: readonly Tag[] | undefined) {
  return tags === undefined ? {} : { tags: tagRecord(tags) };
}

/**
 * What the regions share of a replicated database: its global cluster, or the ARN of the source, which is the source's own ARN
 * for that one itself.
 */
export function replicationSource({ arn, properties: p }: Pick<Resource, 'arn' | 'properties'>): string | null {
  if (typeof p?.GlobalClusterIdentifier === 'string') return `global-cluster ${p.GlobalClusterIdentifier}`;
  const source = p?.SourceDBInstanceIdentifier ?? p?.ReplicationSourceIdentifier;
  if (typeof source === 'string' && source.startsWith('arn:')) return `source ${source}`;
  return arn === null ? null : `source ${arn}`;
}
