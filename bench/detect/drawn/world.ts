/** Worlds that are drawn and not deployed: a few resources in each region, and what must come of them. */
import { emptyBaseline } from '../../../src/baseline/empty-baseline.ts';
import { judge } from '../../../src/commands/stages.ts';
import { snapshotOf } from '../../../src/findings/example.ts';
import { resource, type Terse } from '../../../src/findings/testing.ts';
import type { Verdict } from '../../../src/report/report.ts';

export type Next = () => number;

export type DrawnWorld = {
  readonly regions: readonly string[];
  readonly resources: readonly Terse[];
  /** `missing-resource AWS::S3::Bucket eu-central-1` of each finding that must come, and of no other. */
  readonly expects: readonly string[];
  /** What the whole must come to; left out: parity without a finding, else a deviation. */
  readonly verdict?: Verdict;
};

/** One kind of world, drawn anew with every call. */
export type DrawnKind = { readonly name: string; readonly draw: (next: Next) => DrawnWorld };

export const ACCOUNT = '111122223333';
export const REGIONS = ['us-east-1', 'eu-central-1', 'ap-southeast-2', 'eu-west-3', 'us-west-2'] as const;

/** What came out otherwise than it must; empty = nothing did. */
export function faultsOf({ regions, resources, expects, verdict }: DrawnWorld): readonly string[] {
  const types = [...new Set(resources.map(({ type }) => type))];
  const empty = snapshotOf({ regions: Object.fromEntries(regions.map((region) => [region, []])) }, types);
  const snapshot = { ...empty, resources: resources.map((one) => resource({ name: one.id, ...one })) };
  const result = judge(snapshot, { ...emptyBaseline(), defaultExpectations: false });
  // A count follows from what is missing.
  const found = result.findings
    .filter(({ rule }) => rule !== 'count-drift')
    .map(({ rule, type, regions: where }) => `${rule} ${type} ${where.join(' ')}`);
  const due = verdict ?? (expects.length === 0 ? 'parity' : 'deviation');
  return [
    ...without(expects, found).map((line) => `missed: ${line}`),
    ...without(found, expects).map((line) => `false: ${line}`),
    ...(result.verdict === due ? [] : [`${result.verdict}, and is ${due}`]),
  ];
}

/** What is in the first list and not, or not as often, in the second. */
function without(all: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return all.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

export function below(count: number, next: Next): number {
  return Math.floor(next() * count);
}

export function oneOf<T>(items: readonly T[], next: Next): T {
  return items[below(items.length, next)] as T;
}

/** `length` characters of an alphabet. */
export function drawn(alphabet: string, length: number, next: Next): string {
  return Array.from({ length }, () => alphabet[below(alphabet.length, next)]).join('');
}

/** Two regions that differ. */
export function twoRegions(next: Next): readonly [string, string] {
  const [here, there] = [...REGIONS].map((region) => [next(), region] as const).sort(([a], [b]) => a - b);
  return [here?.[1] as string, there?.[1] as string];
}

export const HEX = '0123456789abcdef';
export const SMALL = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function uuid(next: Next): string {
  return [8, 4, 4, 4, 12].map((length) => drawn(HEX, length, next)).join('-');
}
