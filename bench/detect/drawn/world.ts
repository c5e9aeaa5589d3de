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
  /**
   * Whether two of one type that are each missing to the other may be told as the likely pair instead of being one: a tail that
   * chance made readable proves nothing. No type stands twice in a region of such a world.
   */
  readonly mayBeLikely?: true;
};

/** `faults`: what came out otherwise than it must. `likely`: how many pairs were told as likely, and `pairs` how many there are. */
export type Judged = { readonly faults: readonly string[]; readonly likely: number; readonly pairs: number };

/** One kind of world, drawn anew with every call. */
export type DrawnKind = { readonly name: string; readonly draw: (next: Next) => DrawnWorld };

export const ACCOUNT = '111122223333';
export const REGIONS = ['us-east-1', 'eu-central-1', 'ap-southeast-2', 'eu-west-3', 'us-west-2'] as const;

/** Judges a world as the product does, and holds what comes out to what must. */
export function judged({ regions, resources, expects, verdict, mayBeLikely }: DrawnWorld): Judged {
  const types = [...new Set(resources.map(({ type }) => type))];
  const empty = snapshotOf({ regions: Object.fromEntries(regions.map((region) => [region, []])) }, types);
  const snapshot = { ...empty, resources: resources.map((one) => resource({ name: one.id, ...one })) };
  const result = judge(snapshot, { ...emptyBaseline(), defaultExpectations: false });
  // A count follows from what is missing.
  const found = result.findings
    .filter(({ rule }) => rule !== 'count-drift')
    .map(({ rule, type, regions: where }) => `${rule} ${type} ${where.join(' ')}`);
  const likely = mayBeLikely ? (result.likelyPairs ?? []).map(({ type }) => type) : [];
  const told = likely.flatMap((type) => regions.map((region) => `missing-resource ${type} ${region}`));
  const due = verdict ?? (expects.length === 0 && likely.length === 0 ? 'parity' : 'deviation');
  return {
    faults: [
      ...without([...expects, ...told], found).map((line) => `missed: ${line}`),
      ...without(found, [...expects, ...told]).map((line) => `false: ${line}`),
      ...(result.verdict === due ? [] : [`${result.verdict}, and is ${due}`]),
    ],
    likely: likely.length,
    pairs: types.filter((type) =>
      regions.every((region) => resources.some((one) => one.type === type && one.region === region)),
    ).length,
  };
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
