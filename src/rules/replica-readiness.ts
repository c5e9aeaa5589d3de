/** The rule `replica-readiness`: a database replica is there and could not take over. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { isCalled } from '../comparison/is-called.ts';
import { liveGaps, unreadGap } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import { numberOf } from '../findings/live-facts.ts';
import { parseArn } from '../normalise/arn-types.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

const INSTANCE = 'AWS::RDS::DBInstance';
const CLUSTER = 'AWS::RDS::DBCluster';
const TYPES = [CLUSTER, INSTANCE];
type Message = 'backups' | 'headless' | 'stopped';

const SOURCE = 'arn:aws:rds:us-east-1:111122223333:db:orders';
const source = [
  {
    type: INSTANCE,
    name: 'orders',
    logicalId: 'Database',
    stack: 'app',
    arn: SOURCE,
    properties: { BackupRetentionPeriod: 7 },
  },
];
const replica = (properties: { readonly [name: string]: string | number }) => [
  {
    type: INSTANCE,
    name: 'orders',
    logicalId: 'Database',
    stack: 'app',
    properties: { SourceDBInstanceIdentifier: SOURCE, ...properties },
  },
];
const cluster = (members: number) => [
  {
    type: CLUSTER,
    name: 'orders',
    logicalId: 'Cluster',
    stack: 'app',
    properties: { GlobalClusterIdentifier: 'orders-global' },
  },
  ...Array.from({ length: members }, (_, at) => ({
    type: INSTANCE,
    name: `orders-${at}`,
    logicalId: `Member${at}`,
    stack: 'app',
    properties: { DBClusterIdentifier: 'orders' },
  })),
];

function* faultsOf(resource: Resource, seen: Alignment): Iterable<Fault<Message>> {
  if (resource.type === CLUSTER) yield* headless(resource, seen);
  const followed = resource.properties?.SourceDBInstanceIdentifier;
  const region = typeof followed === 'string' ? parseArn(followed)?.region : undefined;
  // One beside its source shares the load, and is no way out of the region.
  if (region === undefined || region === resource.region) return;
  const { BackupRetentionPeriod, StatusInfos } = resource.properties ?? {};
  const days = numberOf(BackupRetentionPeriod);
  if (days === 0 && !unreadGap(resource, 'BackupRetentionPeriod'))
    yield { message: 'backups', property: 'BackupRetentionPeriod', value: 0 };
  if (Array.isArray(StatusInfos) && StatusInfos.length > 0)
    yield { message: 'stopped', property: 'StatusInfos', value: StatusInfos };
}

/** A cluster of a global database without an instance keeps the data, and nobody can ask it. */
function* headless(resource: Resource, seen: Alignment): Iterable<Fault<Message>> {
  if (resource.properties?.GlobalClusterIdentifier === undefined) return;
  const place = [...(seen.rowOf(resource)?.cells ?? [])].find(
    ([, cell]) => 'resource' in cell && cell.resource === resource,
  )?.[0];
  if (place === undefined || seen.isLeftOut(INSTANCE) || seen.gapsOf(place, INSTANCE).length > 0) return;
  const members = seen
    .visible(place, INSTANCE)
    .filter(({ properties }) => isCalled(resource, properties?.DBClusterIdentifier));
  if (members.length === 0) yield { message: 'headless', property: 'Instances', value: 0 };
}

export default defineRule({
  meta: {
    id: 'replica-readiness',
    family: 'readiness',
    severity: 'medium',
    answers: ['REL13-BP04', 'NIST 800-53 CP-6', 'NIST 800-53 CP-9', 'NIST 800-53 CP-10'],
    summary: 'A database replica is there and could not take over',
    why: 'A replica without backups has none on the day that it is promoted, one that stopped replicating holds old data, and a cluster without an instance answers nobody until one is made.',
    fix: 'Give the replica backups of its own, mend its replication, add an instance to the cluster.',
    cannotSee:
      'Whether the application can write to it after it was promoted. Its class is told by `capacity-parity`, its lag by `replication-health`. A cluster without an instance may be meant so: `asymmetry` or a waiver says it.',
    types: TYPES,
    messages: {
      backups: '{counterpart} is a replica without backups in {regions}',
      stopped: '{counterpart} is a replica that does not replicate in {regions}',
      headless: '{counterpart} is a cluster of a global database without an instance in {regions}',
    },
    examples: [
      {
        name: 'The replica in the second region has no backups',
        regions: { 'us-east-1': source, 'eu-central-1': replica({ BackupRetentionPeriod: 0 }) },
        reports: ['backups'],
      },
      {
        name: 'The second region has the cluster of a global database, and no instance',
        regions: { 'us-east-1': cluster(1), 'eu-central-1': cluster(0) },
        reports: ['headless'],
      },
      {
        name: 'Replication has stopped',
        regions: {
          'us-east-1': source,
          'eu-central-1': [
            {
              type: INSTANCE,
              name: 'orders',
              logicalId: 'Database',
              stack: 'app',
              properties: {
                SourceDBInstanceIdentifier: SOURCE,
                BackupRetentionPeriod: 7,
                StatusInfos: [{ StatusType: 'read replication', Status: 'error' }],
              },
            },
          ],
        },
        reports: ['stopped'],
      },
      {
        name: 'With backups and an instance',
        regions: {
          'us-east-1': [...source, ...cluster(1)],
          'eu-central-1': [...replica({ BackupRetentionPeriod: 7 }), ...cluster(1)],
        },
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  check: (seen) => judge<Message>(seen, TYPES, (resource) => faultsOf(resource, seen)),
  gaps: (seen) =>
    liveGaps(seen, TYPES, ['BackupRetentionPeriod', 'GlobalClusterIdentifier', 'SourceDBInstanceIdentifier']),
});
