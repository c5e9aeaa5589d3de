/** The rule `live-health`: what is deployed does not run, or is not healthy, at the moment. */
import { z } from 'zod';
import { liveGaps } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import { liveOf, numberOf, objectOf } from '../findings/live-facts.ts';
import { LIVE_STATE } from '../snapshot/live-state.ts';
import type { JsonObject, Resource } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

type Message = 'short' | 'unhealthy' | 'state';
type Check = (live: JsonObject) => readonly Fault<Message>[];

const state = (property: string, state: string): Fault<Message> => ({
  message: 'state',
  property: `${LIVE_STATE}.${property}`,
  value: state,
  data: { state },
});

/**
 * Types that tell their state in one word: the member, and the words with which it serves, in the service's own spelling. What is
 * being modified, updated or saved serves meanwhile, by each service's reference; where it does not always, the word is not here.
 */
const SERVING: { readonly [type: string]: readonly [member: string, ...words: readonly string[]] } = {
  'AWS::ApiGateway::DomainName': ['DomainNameStatus', 'AVAILABLE', 'UPDATING'],
  'AWS::EFS::AccessPoint': ['LifeCycleState', 'available', 'updating'],
  'AWS::EFS::MountTarget': ['LifeCycleState', 'available', 'updating'],
  'AWS::ElastiCache::CacheCluster': ['CacheClusterStatus', 'available', 'modifying', 'snapshotting'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['State', 'active'],
  'AWS::MSK::Cluster': ['State', 'ACTIVE', 'MAINTENANCE', 'REBOOTING_BROKER', 'UPDATING'],
  'AWS::OpenSearchService::Domain': [
    'DomainProcessingStatus',
    'Active',
    'Modifying',
    'UpdatingServiceSoftware',
    'UpgradingEngineVersion',
  ],
  'AWS::RDS::DBProxy': ['Status', 'available', 'modifying'],
};

function notServing(type: string, live: JsonObject): readonly Fault<Message>[] {
  const [member, ...words] = SERVING[type] ?? [''];
  const word = live[member];
  return typeof word !== 'string' || words.includes(word) ? [] : [state(member, word)];
}

/** Type to what is wrong with its members of the moment, where one word does not say it. */
const CHECKS: { readonly [type: string]: Check } = {
  'AWS::ECS::Service': ({ DesiredCount, RunningCount }) => {
    const [desired, running] = [numberOf(DesiredCount), numberOf(RunningCount)];
    if (desired === undefined || running === undefined || running >= desired) return [];
    return [{ message: 'short', property: `${LIVE_STATE}.RunningCount`, value: running, data: { running, desired } }];
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': ({ Targets, UnhealthyTargets }) => {
    const [targets, unhealthy] = [numberOf(Targets) ?? 0, numberOf(UnhealthyTargets) ?? 0];
    const property = `${LIVE_STATE}.UnhealthyTargets`;
    return unhealthy > 0 ? [{ message: 'unhealthy', property, value: unhealthy, data: { unhealthy, targets } }] : [];
  },
  'AWS::CloudWatch::Alarm': ({ StateValue }) => (StateValue === 'ALARM' ? [state('StateValue', 'in alarm')] : []),
  'AWS::DynamoDB::Table': ({ TableStatus, Indexes }) => [
    ...(typeof TableStatus === 'string' && TableStatus !== 'ACTIVE' ? [state('TableStatus', TableStatus)] : []),
    ...Object.entries(objectOf(Indexes)).flatMap(([name, status]) =>
      status === 'ACTIVE' ? [] : [state(`Indexes.${name}`, `${String(status)} in its index ${name}`)],
    ),
  ],
  // Maintenance and changes make it answer only now and then; a cluster that is paused says so in its status.
  'AWS::Redshift::Cluster': ({ ClusterAvailabilityStatus, ClusterStatus }) => {
    if (typeof ClusterStatus === 'string' && NOT_QUERIED.has(ClusterStatus))
      return [state('ClusterStatus', ClusterStatus)];
    return typeof ClusterAvailabilityStatus === 'string' && ClusterAvailabilityStatus !== 'Available'
      ? [state('ClusterAvailabilityStatus', ClusterAvailabilityStatus)]
      : [];
  },
  // Route 53 takes an endpoint for ill where no more than 18 per cent of its checkers reach it.
  'AWS::Route53::HealthCheck': ({ Checkers, FailingCheckers }) => {
    const [all, failing] = [numberOf(Checkers) ?? 0, numberOf(FailingCheckers) ?? 0];
    return all > 0 && failing >= 0.82 * all ? [state('FailingCheckers', 'failing')] : [];
  },
};
/** Statuses of a Redshift cluster that answers no query, whatever it tells of its availability. */
const NOT_QUERIED = new Set(['paused', 'pausing', 'hardware-failure', 'incompatible-network', 'storage-full']);
const TYPES = [...Object.keys(CHECKS), ...Object.keys(SERVING)].sort();

const service = (RunningCount: number) => [
  {
    type: 'AWS::ECS::Service',
    name: 'web',
    logicalId: 'Web',
    stack: 'app',
    properties: { [LIVE_STATE]: { DesiredCount: 2, RunningCount } },
  },
];
const group = (UnhealthyTargets: number) => [
  {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    name: 'web',
    logicalId: 'Blue',
    stack: 'app',
    properties: { [LIVE_STATE]: { Targets: 2, HealthyTargets: 2 - UnhealthyTargets, UnhealthyTargets } },
  },
];
const alarm = (StateValue: string) => [
  {
    type: 'AWS::CloudWatch::Alarm',
    name: 'errors',
    logicalId: 'Errors',
    stack: 'app',
    properties: { [LIVE_STATE]: { StateValue } },
  },
];

const one = (type: string, live: JsonObject) => [
  { type, name: 'shop', logicalId: 'Shop', stack: 'app', properties: { [LIVE_STATE]: live } },
];
const serving = (word: 'works' | 'does not') => {
  const [domain, brokers, front, share] =
    word === 'works'
      ? ['Modifying', 'UPDATING', 'modifying', 'updating']
      : ['Isolated', 'FAILED', 'suspended', 'error'];
  return [
    ...one('AWS::OpenSearchService::Domain', { DomainProcessingStatus: domain }),
    ...one('AWS::MSK::Cluster', { State: brokers }),
    ...one('AWS::RDS::DBProxy', { Status: front }),
    ...one('AWS::EFS::MountTarget', { LifeCycleState: share }),
  ];
};
const facts = (ClusterStatus: string, ClusterAvailabilityStatus: string) =>
  one('AWS::Redshift::Cluster', { ClusterStatus, ClusterAvailabilityStatus });

function faultsOf(resource: Resource): readonly Fault<Message>[] {
  const live = liveOf(resource);
  return [...(CHECKS[resource.type]?.(live) ?? []), ...notServing(resource.type, live)];
}

export default defineRule({
  meta: {
    id: 'live-health',
    family: 'readiness',
    severity: 'low',
    live: true,
    answers: ['ARC', 'NIST 800-53 CP-7', 'NIST 800-53 CP-10'],
    summary: 'What is deployed does not run, or is not healthy, at the moment',
    why: 'A region that has everything and runs nothing of it takes nothing over.',
    fix: 'See why tasks do not start or targets fail their checks. Where a gate shall hold it, give the rule a severity in the baseline.',
    cannotSee:
      'What was so a minute ago or will be in one. Services that are to run nothing are as they should be. Instances of Auto Scaling groups are not counted.',
    types: TYPES,
    messages: {
      short: '{counterpart} runs {running} of {desired} in {regions}',
      unhealthy: '{counterpart} has {unhealthy} of {targets} targets unhealthy in {regions}',
      state: '{counterpart} is {state} in {regions}',
    },
    examples: [
      {
        name: 'One of two tasks does not run in the second region',
        regions: { 'us-east-1': service(2), 'eu-central-1': service(1) },
        reports: ['short'],
      },
      {
        name: 'A target fails its health checks',
        regions: { 'us-east-1': group(0), 'eu-central-1': group(1) },
        reports: ['unhealthy'],
      },
      {
        name: 'In alarm in both',
        regions: { 'us-east-1': alarm('ALARM'), 'eu-central-1': alarm('ALARM') },
        reports: ['state'],
      },
      {
        name: 'A search domain, brokers, a proxy and a mount target do not serve in the second region',
        regions: { 'us-east-1': serving('works'), 'eu-central-1': serving('does not') },
        reports: ['state', 'state', 'state', 'state'],
      },
      {
        name: 'A warehouse is paused in one region and under maintenance in the other',
        regions: { 'us-east-1': facts('paused', 'Available'), 'eu-central-1': facts('available', 'Maintenance') },
        reports: ['state', 'state'],
      },
      {
        name: 'What is being changed serves meanwhile',
        regions: {
          'us-east-1': [...serving('works'), ...facts('available', 'Available')],
          'eu-central-1': [...serving('works'), ...facts('available, prep-for-resize', 'Available')],
        },
        reports: [],
      },
      {
        name: 'All runs, and an alarm has no data',
        regions: {
          'us-east-1': [...service(2), ...group(0), ...alarm('OK')],
          'eu-central-1': [...service(2), ...group(0), ...alarm('INSUFFICIENT_DATA')],
        },
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  check: (seen) => judge<Message>(seen, TYPES, faultsOf),
  gaps: (seen) => liveGaps(seen, TYPES, [LIVE_STATE]),
});
