/** The rule `quota-parity`: a region may have less of something than the others, by the quotas of the account. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { numberOf, objectOf } from '../findings/live-facts.ts';
import { instanceSize } from '../normalise/instance-size.ts';
import type { Json, Resource } from '../snapshot/snapshot.ts';
import { defineRule, type Violation } from './rule.ts';

const QUOTAS = 'AWS::ServiceQuotas::Quotas';
type Message = 'lower' | 'short';

const counted = (type: string, isOne: (resource: Resource) => boolean = () => true) => ({
  type,
  use: (resources: readonly Resource[]) => resources.filter(isOne).length,
});

/** Quotas of which what is deployed tells the use, at least so much: the type that uses it, and how. */
const USE: { readonly [code: string]: { readonly type: string; use(resources: readonly Resource[]): number } } = {
  'L-0263D0A3': counted('AWS::EC2::EIP'),
  'L-1216C47A': {
    type: 'AWS::EC2::Instance',
    use: (resources) =>
      resources
        .map(({ properties }) => String(properties?.InstanceType ?? ''))
        .filter((type) => /^[acdhimrtz]\d/.test(type))
        .reduce((sum, type) => sum + (instanceSize(type)?.vcpus ?? 0), 0),
  },
  'L-53DA6B97': counted(
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    ({ properties }) => properties?.Type === 'application',
  ),
  'L-7B6409FD': counted('AWS::RDS::DBInstance'),
  'L-952B80B8': counted('AWS::RDS::DBCluster'),
  'L-B22855CB': counted('AWS::ElasticLoadBalancingV2::TargetGroup'),
  'L-B99A9384': {
    type: 'AWS::Lambda::Function',
    use: (resources) =>
      resources.reduce((sum, { properties }) => sum + (numberOf(properties?.ReservedConcurrentExecutions) ?? 0), 0),
  },
  'L-F678F1CE': counted('AWS::EC2::VPC'),
  'L-F98FE922': counted('AWS::DynamoDB::Table'),
};

const quotas = (name: string, code: string, Name: string, Value: number) => ({
  type: QUOTAS,
  name,
  context: true as const,
  properties: { Quotas: { [code]: { Name, Value } } },
});
const functions = (Value: number) => [quotas('lambda', 'L-B99A9384', 'Concurrent executions', Value)];
const tables = (Value: number, count: number) => [
  quotas('dynamodb', 'L-F98FE922', 'Maximum number of tables', Value),
  ...Array.from({ length: count }, (_, at) => ({
    type: 'AWS::DynamoDB::Table',
    name: `table-${at}`,
    logicalId: `Table${at}`,
    stack: 'app',
  })),
];

type Quota = {
  readonly service: string;
  readonly code: string;
  readonly name: string;
  readonly values: Map<string, number>;
};

/** Every quota with its value in each place where it was read. */
function quotasIn(seen: Alignment): readonly Quota[] {
  const found = new Map<string, Quota>();
  for (const place of seen.regions) {
    for (const { id: service, properties } of seen.visible(place, QUOTAS)) {
      for (const [code, one] of Object.entries(objectOf(properties?.Quotas))) {
        const { Name, Value } = objectOf(one as Json);
        const value = numberOf(Value);
        if (value === undefined) continue;
        const key = `${service} ${code}`;
        const quota = found.get(key) ?? {
          service,
          code,
          name: String(Name ?? code),
          values: new Map<string, number>(),
        };
        quota.values.set(place, value);
        found.set(key, quota);
      }
    }
  }
  return [...found.values()];
}

/** How much of it each place uses, as far as what was read tells; empty for a quota of which nothing tells it. */
function usesOf({ code }: Quota, seen: Alignment): ReadonlyMap<string, number> {
  const measure = USE[code];
  if (measure === undefined) return new Map();
  return new Map(seen.regions.map((place) => [place, measure.use(seen.visible(place, measure.type))]));
}

function* check(seen: Alignment): Iterable<Violation<Message>> {
  for (const quota of quotasIn(seen)) {
    const { service, code, name, values } = quota;
    if (values.size < 2) continue;
    const most = Math.max(...values.values());
    const lower = [...values].filter(([, value]) => value < most).map(([place]) => place);
    const uses = usesOf(quota, seen);
    const other = (place: string) => Math.max(0, ...[...uses].filter(([one]) => one !== place).map(([, use]) => use));
    const short = [...values].filter(([place, value]) => other(place) > value).map(([place]) => place);
    const said = {
      type: QUOTAS,
      counterpart: `${service} ${name}`,
      property: code,
      values: Object.fromEntries(values),
    };
    const has = (places: readonly string[]) => [...new Set(places.map((place) => values.get(place)))].join(' and ');
    if (short.length > 0) {
      const use = Math.max(...short.map(other));
      yield { ...said, message: 'short', regions: short, severity: 'high', data: { has: has(short), use } };
    }
    const rest = lower.filter((place) => !short.includes(place));
    if (rest.length > 0) yield { ...said, message: 'lower', regions: rest, data: { has: has(rest), most } };
  }
}

export default defineRule({
  meta: {
    id: 'quota-parity',
    family: 'readiness',
    severity: 'medium',
    answers: ['REL13-BP04', 'ARC', 'NIST 800-53 CP-7'],
    summary: 'A region may have less of something than the others, by the quotas of the account',
    why: 'Quotas are raised where the load is. In the other region the failover ends at the default, and raising it takes days.',
    fix: 'Ask for the same quota in every region: `aws service-quotas request-service-quota-increase`.',
    cannotSee:
      'Quotas are read with `--readiness` only, of the services in use. Those of single resources, and of services that keep none in Service Quotas, are not. Use is what was read: other things of the account use the quota too.',
    types: [QUOTAS],
    messages: {
      lower: '{counterpart} is {has} in {regions}, and {most} where it is the most',
      short: '{counterpart} is {has} in {regions}, and another region uses {use}',
    },
    examples: [
      {
        name: 'Raised in the first region only',
        regions: { 'us-east-1': functions(5000), 'eu-central-1': functions(1000) },
        reports: ['lower'],
      },
      {
        name: 'The first region has more tables than the second may have',
        regions: { 'us-east-1': tables(10, 3), 'eu-central-1': tables(2, 1) },
        reports: ['short'],
      },
      {
        name: 'The same in both',
        regions: { 'us-east-1': functions(5000), 'eu-central-1': functions(5000) },
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  check,
  gaps: (seen) => seen.snapshot.observations.filter(({ type }) => type === QUOTAS).flatMap(({ gaps }) => gaps),
});
