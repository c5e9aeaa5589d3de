/** The rule `capacity-parity`: a region can do less than the others, whatever families and sizes it has. */
import { z } from 'zod';
import type { Alignment, Row } from '../alignment/alignment.ts';
import { type Capacity, instances, launchedBy, launchedType, type Measured, units } from '../findings/capacity.ts';
import { isDeclaredToDiffer } from '../findings/declared-to-differ.ts';
import { liveGaps } from '../findings/gaps.ts';
import { numberOf, objectOf } from '../findings/live-facts.ts';
import type { JsonObject } from '../snapshot/snapshot.ts';
import { defineRule, type Violation } from './rule.ts';

const LAUNCHED = { template: 'AWS::EC2::LaunchTemplate', configuration: 'AWS::AutoScaling::LaunchConfiguration' };
type Measure = (properties: JsonObject, seen: Alignment, place: string) => Measured | null;

/** Type to what it can do. What grows with the load by itself is measured by the most that it may grow to. */
const MEASURES: { readonly [type: string]: Measure } = {
  'AWS::AutoScaling::AutoScalingGroup': (one, seen, place) =>
    instances('MaxSize', launchedType(seen, place, one, LAUNCHED), numberOf(one.MaxSize) ?? 0),
  'AWS::EC2::Instance': ({ InstanceType }) => instances('InstanceType', InstanceType, 1),
  'AWS::ECS::Service': ({ DesiredCount }) => units('DesiredCount', 'tasks', DesiredCount),
  'AWS::EKS::Nodegroup': ({ InstanceTypes, ScalingConfig }) => {
    const [type] = Array.isArray(InstanceTypes) ? InstanceTypes : [];
    return instances('ScalingConfig.MaxSize', type, numberOf(objectOf(ScalingConfig).MaxSize) ?? 0);
  },
  'AWS::ElastiCache::ReplicationGroup': ({ CacheNodeType, NumNodeGroups, ReplicasPerNodeGroup }) =>
    instances(
      'CacheNodeType',
      CacheNodeType,
      (numberOf(NumNodeGroups) ?? 1) * (1 + (numberOf(ReplicasPerNodeGroup) ?? 0)),
    ),
  'AWS::Kinesis::Stream': ({ ShardCount }) => units('ShardCount', 'shards', ShardCount),
  'AWS::RDS::DBCluster': ({ ServerlessV2ScalingConfiguration }) =>
    units(
      'ServerlessV2ScalingConfiguration',
      'Aurora capacity units',
      objectOf(ServerlessV2ScalingConfiguration).MaxCapacity,
    ),
  'AWS::RDS::DBInstance': ({ DBInstanceClass }) => instances('DBInstanceClass', DBInstanceClass, 1),
};
const TYPES = Object.keys(MEASURES).sort();

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const LAUNCHES = ['LaunchTemplateData.InstanceType', 'InstanceType'];
/** Type to what decides on the measure: where one of them is declared to differ, so is what it leads to. */
const DECIDED_BY: { readonly [type: string]: readonly string[] } = {
  [GROUP]: ['MaxSize', 'LaunchTemplate', 'LaunchConfigurationName'],
  'AWS::EC2::Instance': ['InstanceType'],
  'AWS::ECS::Service': ['DesiredCount'],
  'AWS::EKS::Nodegroup': ['InstanceTypes', 'ScalingConfig.MaxSize'],
  'AWS::ElastiCache::ReplicationGroup': ['CacheNodeType', 'NumNodeGroups', 'ReplicasPerNodeGroup'],
  'AWS::Kinesis::Stream': ['ShardCount'],
  'AWS::RDS::DBCluster': ['ServerlessV2ScalingConfiguration.MaxCapacity'],
  'AWS::RDS::DBInstance': ['DBInstanceClass'],
};

const database = (DBInstanceClass: string) => [
  {
    type: 'AWS::RDS::DBInstance',
    name: 'orders',
    logicalId: 'Database',
    stack: 'app',
    properties: { DBInstanceClass },
  },
];
const group = (InstanceType: string, MaxSize: number) => [
  {
    type: LAUNCHED.template,
    name: 'web',
    id: 'lt-1',
    logicalId: 'Template',
    stack: 'app',
    properties: { LaunchTemplateData: { InstanceType } },
  },
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    name: 'web',
    logicalId: 'Group',
    stack: 'app',
    properties: { LaunchTemplate: { LaunchTemplateId: 'lt-1' }, MaxSize },
  },
];

/** What every region that has the resource can do with it; null where one of them cannot be told. */
function measured(row: Row, seen: Alignment): ReadonlyMap<string, Measured> | null {
  const all = new Map<string, Measured>();
  for (const [place, cell] of row.cells) {
    if (cell.state !== 'present') continue;
    const one = MEASURES[row.type]?.(cell.resource.properties ?? {}, seen, place) ?? null;
    if (one === null) return null;
    all.set(place, one);
  }
  return all.size < 2 ? null : all;
}

/** Whether the baseline declares less: on the row, or on what its instances are launched by. */
function isDeclared(row: Row, seen: Alignment): boolean {
  if (isDeclaredToDiffer(row, DECIDED_BY[row.type] ?? [], seen)) return true;
  if (row.type !== GROUP) return false;
  const launches = [...row.cells].flatMap(([place, cell]) =>
    cell.state === 'present' ? [launchedBy(seen, place, cell.resource.properties ?? {}, LAUNCHED)] : [],
  );
  const isOf = ({ cells }: Row) =>
    [...cells.values()].some((cell) => cell.state === 'present' && launches.includes(cell.resource));
  return seen.rows.some((one) => isOf(one) && isDeclaredToDiffer(one, LAUNCHES, seen));
}

/** The unit of which a region has the least of the most, and who falls short of it. */
function shortage(all: ReadonlyMap<string, Measured>, percent: number) {
  const found = [...new Set([...all.values()].flatMap(({ capacity }) => Object.keys(capacity)))].map((unit) => {
    const amounts = new Map([...all].map(([place, { capacity }]) => [place, amount(capacity, unit)] as const));
    const most = Math.max(...amounts.values());
    const short = [...amounts].filter(([, one]) => one < most * (1 - percent / 100)).map(([place]) => place);
    return { unit, amounts, most, short, left: Math.min(...amounts.values()) / most };
  });
  const short = found.filter((one) => one.short.length > 0).sort((a, b) => a.left - b.left);
  return short[0];
}

function amount(capacity: Capacity, unit: string): number {
  return capacity[unit] ?? 0;
}

function* check(seen: Alignment, { percent }: { readonly percent: number }): Iterable<Violation<'less'>> {
  for (const row of seen.rows) {
    const all = TYPES.includes(row.type) ? measured(row, seen) : null;
    const less = all && shortage(all, percent);
    if (!all || !less || isDeclared(row, seen)) continue;
    const { unit, amounts, most, short: regions } = less;
    const [first] = all.values();
    const { type, counterpart } = row;
    const has = regions.map((region) => amounts.get(region)).join(' and ');
    yield {
      message: 'less',
      type,
      counterpart,
      row,
      property: `${first?.property}.capacity`,
      regions,
      values: Object.fromEntries(amounts),
      data: { has, most, unit },
    };
  }
}

export default defineRule({
  meta: {
    id: 'capacity-parity',
    family: 'readiness',
    severity: 'medium',
    answers: ['REL13-BP04', 'ARC', 'NIST 800-53 CP-7', 'NIST 800-53 CP-10'],
    summary: 'A region can do less than the others with what it has',
    why: 'Another family and another size may be the same, or a quarter. What counts after a failover is how many vCPUs, how much memory, how many units there are to carry the load of both.',
    fix: 'Give the region the same capacity, or declare it: under `asymmetry` what may differ, with the option `percent` how much less any may have.',
    cannotSee:
      'How much is needed, and how fast a processor of one family is against another’s. Instance types that are newer than the table, and groups that launch several types, are left alone; so is the throughput of tables, which auto scaling moves. Zones do not matter: what all of them have together counts.',
    types: TYPES,
    messages: { less: '{counterpart} has {has} {unit} in {regions}, and {most} where it has the most' },
    examples: [
      {
        name: 'A class of half the memory in the second region',
        regions: { 'us-east-1': database('db.r6g.xlarge'), 'eu-central-1': database('db.r6g.large') },
        reports: ['less'],
      },
      {
        name: 'Smaller instances, and not more of them',
        regions: { 'us-east-1': group('m6i.2xlarge', 4), 'eu-central-1': group('m6i.large', 4) },
        reports: ['less'],
      },
      {
        name: 'Smaller instances, and more of them; another family of the same size',
        regions: {
          'us-east-1': [...group('m6i.2xlarge', 4), ...database('db.r6g.xlarge')],
          'eu-central-1': [...group('m6i.xlarge', 8), ...database('db.r5.xlarge')],
        },
        reports: [],
      },
      {
        name: 'Half, as declared',
        regions: { 'us-east-1': database('db.r6g.xlarge'), 'eu-central-1': database('db.r6g.large') },
        baseline: 'rules: {capacity-parity: {options: {percent: 50}}}',
        reports: [],
      },
      {
        name: 'A class that is declared to differ',
        regions: { 'us-east-1': database('db.r6g.xlarge'), 'eu-central-1': database('db.r6g.large') },
        baseline:
          'asymmetry: [{type: AWS::RDS::DBInstance, properties: [DBInstanceClass], reason: the standby grows when it takes over}]',
        reports: [],
      },
      {
        name: 'Smaller instances, as declared of what launches them',
        regions: { 'us-east-1': group('m6i.2xlarge', 4), 'eu-central-1': group('m6i.large', 4) },
        baseline:
          'asymmetry: [{type: AWS::EC2::LaunchTemplate, properties: [LaunchTemplateData.InstanceType], reason: the standby is smaller}]',
        reports: [],
      },
      {
        name: 'Another property is declared to differ',
        regions: { 'us-east-1': database('db.r6g.xlarge'), 'eu-central-1': database('db.r6g.large') },
        baseline: 'asymmetry: [{type: AWS::RDS::DBInstance, properties: [Port], reason: a proxy there}]',
        reports: ['less'],
      },
    ],
  },
  options: z.strictObject({
    percent: z
      .number()
      .min(0)
      .max(100)
      .default(15)
      .describe('How much less than the largest a region may have, in per cent.'),
  }),
  check,
  gaps: (seen) => liveGaps(seen, TYPES, ['DBInstanceClass', 'InstanceType', 'MaxSize', 'DesiredCount', 'ShardCount']),
});
