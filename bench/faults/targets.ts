/** Ways to ask, and which of their calls are put under faults. */
import type { SelectionName } from './audit.ts';
import type { Seen } from './proxy.ts';
import { REGIONS } from './world.ts';

/** A way to ask, and which of its calls are put under faults there. */
export type Scenario = {
  readonly name: string;
  readonly selection: SelectionName;
  /** Taken out of every answer: what an older endpoint does not say. */
  readonly without?: RegExp;
  /** Calls that mean something else here; not given = all. */
  readonly calls?: readonly string[];
};

export const SCENARIOS: readonly Scenario[] = [
  { name: 'stack and tag', selection: 'stack and tag' },
  { name: 'tag', selection: 'tag', calls: ['cloudformation:ListStackResources', 'tagging:GetResources'] },
  {
    name: 'account',
    selection: 'account',
    calls: [
      'cloudformation:ListStacks',
      'cloudformation:ListStackResources',
      'tagging:GetResources',
      'kms:ListAliases',
    ],
  },
  {
    name: 'older S3',
    selection: 'stack and tag',
    without: /<BucketRegion>[^<]*<\/BucketRegion>/g,
    calls: ['s3:ListBuckets', 's3:GetBucketLocation'],
  },
];

/** Which requests of a run are hit. */
export type Target = {
  readonly scenario: Scenario;
  /** `rds:DescribeDBInstances`, the service as it is signed; `*` = every call of the region. */
  readonly call: string;
  /** The IAM action. */
  readonly action: string;
  /** `*` = wherever it is asked. */
  readonly region: string;
  readonly page: number | null;
  readonly input: string | null;
  /** `first page`, `one of 5` … */
  readonly where: string;
};

/** Each call that was seen, where it is hit: in the second region, and in the first what is asked only there. */
export function targetsOf(scenario: Scenario, seen: readonly Seen[]): readonly Target[] {
  const calls = [...new Set(seen.map(callOf))].filter((call) => scenario.calls?.includes(call) ?? true);
  return calls.sort().flatMap((call) =>
    ofCall(
      scenario,
      call,
      seen.filter((one) => callOf(one) === call),
    ),
  );
}

export function callOf({ service, operation }: Pick<Seen, 'service' | 'operation'>): string {
  return `${service}:${operation}`;
}

function ofCall(scenario: Scenario, call: string, all: readonly Seen[]): readonly Target[] {
  const asked = new Set(all.map((one) => one.region));
  const region = [...REGIONS].reverse().find((name) => asked.has(name)) ?? '';
  const here = all.filter((one) => one.region === region);
  const pages = Math.max(...here.map((one) => one.page));
  const inputs = [...new Set(here.map((one) => one.input))].sort();
  const base = { scenario, call, action: here[0]?.action ?? '', region, page: null, input: null };
  const paged = pages > 1 ? pageTargets(base, pages) : [];
  const one = inputs.length > 1 ? [{ ...base, input: inputs[0] ?? null, where: `one of ${inputs.length}` }] : [];
  const whole = paged.length === 0 ? [{ ...base, where: 'all' }] : [];
  // What is asked in the first region that answers: there alone, and wherever.
  const everywhere = WHEREVER.has(call) ? [{ ...base, region: '*', where: 'every region' }] : [];
  return [...paged, ...whole, ...one, ...everywhere];
}

/** Asked once, in the first region that answers. */
const WHEREVER = new Set(['sts:GetCallerIdentity', 'ec2:DescribeRegions']);

function pageTargets(base: Omit<Target, 'where'>, pages: number): readonly Target[] {
  const numbers = [...new Set([1, 2, pages])];
  const names = ['first page', 'second page', 'last page'];
  return numbers.map((page, at) => ({ ...base, page, where: page === pages ? 'last page' : (names[at] ?? '') }));
}

/** What may befall a region as a whole. */
export const REGION_WIDE: ReadonlySet<string> = new Set([
  'denied',
  'throttled 3×',
  '500',
  '503 once',
  'reset',
  'hang',
  'HTML 200',
  'expired',
  'clock skew',
  'disabled region',
]);

/** A whole region that fails alike. */
export function regionTarget(scenario: Scenario): Target {
  return { scenario, call: '*', action: '*', region: REGIONS[1], page: null, input: null, where: 'all' };
}
