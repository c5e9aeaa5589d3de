// What is left over on both sides and may be one: told with the lines that would pair it, and never paired by itself.

import type { LikelyPair, Row } from './alignment.ts';
import type { Cluster, Item } from './cluster.ts';
import { plainName } from './graph-pairs.ts';
import type { Identity } from './identity.ts';
import { tailsIn } from './name-tails.ts';
import { difference, type Shape } from './shape.ts';

/** Counterparts differ in no more than this part of what is known of them. */
const MOST = 0.5;

/** A row's cluster, and what the report calls it. */
export type Left = { readonly cluster: Cluster; readonly type: string; readonly counterpart: string };

export type LikelyOptions = {
  readonly places: readonly string[];
  readonly identity: Identity;
  readonly equivalent: (type: string) => string;
  readonly shapeOf: (item: Item) => Shape;
  /** Stacks that are told as likely pairs themselves: what they hold follows. */
  readonly stacks: readonly LikelyPair[];
};

type Way = {
  readonly keysOf: (item: Item) => readonly string[];
  /** Why the two may be one, in words; null where they may not. */
  readonly why: (a: Item, b: Item) => string | null;
};

/** The likely pairs of any two places, the surest way first; what is told one way is not told in another. In the order of the rows. */
export function likelyPairs(rows: readonly Left[], options: LikelyOptions): readonly LikelyPair[] {
  const { places, equivalent } = options;
  const byType = new Map<string, Left[]>();
  for (const row of rows) {
    if (row.cluster.items.size >= places.length || !places.some((place) => row.cluster.items.has(place))) continue;
    const type = equivalent(row.type);
    byType.set(type, [...(byType.get(type) ?? []), row]);
  }
  return [...byType.values()].flatMap((left) =>
    places.flatMap((here, at) => places.slice(at + 1).flatMap((there) => between(here, there, left, options))),
  );
}

function between(here: string, there: string, left: readonly Left[], options: LikelyOptions): readonly LikelyPair[] {
  const only = (one: string, other: string) =>
    left.filter(({ cluster: { items } }) => items.has(one) && !items.has(other));
  const told = new Set<Left>();
  const found: LikelyPair[] = [];
  for (const { keysOf, why } of waysOf(options)) {
    const waiting = byKey(there, only(there, here), keysOf, told);
    for (const [key, rows] of byKey(here, only(here, there), keysOf, told)) {
      const [row, column] = [rows[0] as Left, waiting.get(key)?.[0]];
      if (column === undefined || rows.length > 1 || waiting.get(key)?.length !== 1) continue;
      if (told.has(row) || told.has(column)) continue;
      const [a, b] = [row.cluster.items.get(here) as Item, column.cluster.items.get(there) as Item];
      const reason = isOfToldStacks(a, b, options.stacks) ? null : why(a, b);
      if (reason === null) continue;
      told.add(row).add(column);
      found.push({
        type: row.type,
        resources: { [here]: callOf(a.resource, left), [there]: callOf(b.resource, left) },
        counterparts: { [here]: row.counterpart, [there]: column.counterpart },
        why: reason,
      });
    }
  }
  return found;
}

function byKey(
  place: string,
  rows: readonly Left[],
  keysOf: Way['keysOf'],
  told: ReadonlySet<Left>,
): ReadonlyMap<string, Left[]> {
  const groups = new Map<string, Left[]>();
  for (const row of rows) {
    if (told.has(row)) continue;
    for (const key of new Set(keysOf(row.cluster.items.get(place) as Item)))
      groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

function waysOf({ identity, shapeOf }: LikelyOptions): readonly Way[] {
  const { token } = identity;
  return [
    {
      keysOf: (item) => tailsIn(item, token).map(({ stem, form }) => `${form} ${stem}`),
      why: () => 'their names agree up to what may be a generated tail, and nothing else speaks for it',
    },
    {
      keysOf: (item) => [plainName(item, identity)].filter((name) => name !== ''),
      why: () => 'their names agree but for the part that a region plays',
    },
    { keysOf: () => [''], why: (a, b) => aloneAndAlike(a, b, shapeOf) },
  ];
}

function aloneAndAlike(a: Item, b: Item, shapeOf: (item: Item) => Shape): string | null {
  const only = 'they are the only ones of their type without a counterpart';
  if (a.resource.properties === null || b.resource.properties === null) return only;
  const [one, other] = [shapeOf(a), shapeOf(b)];
  const part = difference(one, other);
  if (part > MOST) return null;
  const all = new Set([...one.keys(), ...other.keys()]).size;
  return `${only}, and alike in ${Math.round(all * (1 - part))} of ${all} properties and tags`;
}

function isOfToldStacks(a: Item, b: Item, stacks: readonly LikelyPair[]): boolean {
  return stacks.some(
    ({ resources }) => resources[a.place] === a.resource.stack && resources[b.place] === b.resource.stack,
  );
}

/** By what the declaration finds it: its name where that is its alone, else its logical id, else its physical one. */
function callOf({ name, logicalId, id, region }: Item['resource'], left: readonly Left[]): string {
  const bearers = (called: string) =>
    left.filter(({ cluster }) =>
      [...cluster.items.values()].some(
        ({ resource }) => resource.region === region && [resource.name, resource.logicalId].includes(called),
      ),
    ).length;
  return [name, logicalId].find((called) => called !== null && bearers(called) === 1) ?? id;
}

/** Whether one of the two is said to be missing where the other is: what is declared or unknown there needs no pair. */
export function isLacking({ type, counterparts }: LikelyPair, rows: ReadonlyMap<string, Row>): boolean {
  return Object.entries(counterparts).some(([place, counterpart]) => {
    const cells = rows.get(`${type} ${counterpart}`)?.cells;
    return Object.keys(counterparts).some((other) => other !== place && cells?.get(other)?.state === 'absent');
  });
}
