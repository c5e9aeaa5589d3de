/** The rule `replication-health`: a replica is not in use, or lags behind its source, at the moment. */
import { z } from 'zod';
import { liveGaps } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import { liveOf, numberOf, objectOf } from '../findings/live-facts.ts';
import { LIVE_STATE } from '../snapshot/live-state.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

type Message = 'replica' | 'lag';

/** Type to what its replicas are called while they work. */
const WORKING: { readonly [type: string]: readonly string[] } = {
  'AWS::DynamoDB::Table': ['ACTIVE'],
  'AWS::SecretsManager::Secret': ['InSync'],
};
const LAGGING = ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'];
const TYPES = [...Object.keys(WORKING), ...LAGGING].sort();

const table = (status: string) => [
  {
    type: 'AWS::DynamoDB::Table',
    name: 'orders',
    logicalId: 'Orders',
    stack: 'app',
    properties: { [LIVE_STATE]: { TableStatus: 'ACTIVE', Replicas: { 'eu-central-1': status } } },
  },
];
const database = (ReplicaLag?: number) => [
  {
    type: 'AWS::RDS::DBInstance',
    name: 'orders',
    logicalId: 'Database',
    stack: 'app',
    properties: ReplicaLag === undefined ? {} : { [LIVE_STATE]: { ReplicaLag } },
  },
];

function* faultsOf(resource: Resource, allowed: number): Iterable<Fault<Message>> {
  const { Replicas, ReplicaLag } = liveOf(resource);
  const working = WORKING[resource.type] ?? [];
  for (const [place, status] of Object.entries(objectOf(Replicas))) {
    if (working.includes(String(status))) continue;
    const property = `${LIVE_STATE}.Replicas.${place}`;
    yield { message: 'replica', property, value: status as string, data: { place, state: String(status) } };
  }
  const lag = numberOf(ReplicaLag);
  // Minus one is CloudWatch's word for a replica that does not replicate.
  if (lag !== undefined && (lag > allowed || lag < 0)) {
    const told = lag < 0 ? 'for ever' : `${Math.round(lag)} s`;
    yield { message: 'lag', property: `${LIVE_STATE}.ReplicaLag`, value: lag, data: { lag: told, allowed } };
  }
}

export default defineRule({
  meta: {
    id: 'replication-health',
    family: 'readiness',
    severity: 'low',
    live: true,
    answers: ['ARC', 'NIST 800-53 CP-6', 'NIST 800-53 CP-9', 'NIST 800-53 CP-10'],
    summary: 'A replica is not in use, or lags behind its source, at the moment',
    why: 'What was not replicated when the first region goes is lost, and a replica that is not in use takes nothing over.',
    fix: 'See why the replica does not follow. Where a gate shall hold it, give the rule a severity in the baseline.',
    cannotSee:
      'Lag that CloudWatch did not measure in the last ten minutes; objects of a bucket that were not replicated, unless their rule measures it.',
    types: TYPES,
    messages: {
      replica: '{counterpart} has a replica in {place} that is {state}, seen from {regions}',
      lag: '{counterpart} lags {lag} behind its source in {regions}; {allowed} s are allowed',
    },
    examples: [
      {
        name: 'The replica of a global table is being made',
        regions: { 'us-east-1': table('CREATING'), 'eu-central-1': table('ACTIVE') },
        reports: ['replica'],
      },
      {
        name: 'The replica of a database is minutes behind',
        regions: { 'us-east-1': database(), 'eu-central-1': database(240) },
        reports: ['lag'],
      },
      {
        name: 'The replica follows within the allowed time',
        regions: {
          'us-east-1': [...table('ACTIVE'), ...database()],
          'eu-central-1': [...table('ACTIVE'), ...database(2)],
        },
        reports: [],
      },
    ],
  },
  options: z.strictObject({
    maxLagSeconds: z
      .number()
      .nonnegative()
      .default(30)
      .describe('How far a replica may lag behind its source, in seconds.'),
  }),
  check: (seen, { maxLagSeconds }) => judge<Message>(seen, TYPES, (resource) => faultsOf(resource, maxLagSeconds)),
  gaps: (seen) => liveGaps(seen, TYPES, [LIVE_STATE]),
});
