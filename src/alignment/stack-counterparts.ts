// Which stacks hold one design: those whose names agree up to region, role, declared words, a StackSet's UUID or a generated tail.
import type { Baseline } from '../baseline/baseline.ts';
import { listIn, memo } from '../common/lists.ts';
import { tailsOf, withoutStackSetId } from '../normalise/generated-tails.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';
import type { LikelyPair, StackPair } from './alignment.ts';
import type { Item } from './cluster.ts';
import { withoutRegionalHash } from './logical-ids.ts';

/** Stacks that agree up to a generated tail, or that are told as likely, share at least this part of their logical ids. */
const SHARED = 0.5;
export type StackCounterparts = {
  /** The same text for counterpart stacks, without anything of the place. */
  keyOf(stack: string, place: string): string;
  /** Whether no other place has a counterpart of it. */
  isLonely(stack: string, place: string): boolean;
  /** Those held against each other whose names differ. */
  readonly pairs: readonly StackPair[];
  /** Those that hold the same and whose names say nothing of each other. */
  readonly likely: readonly LikelyPair[];
};

type Options = {
  readonly items: readonly Item[];
  readonly baseline: Baseline;
  /** Names of the audited places. */
  readonly places: readonly string[];
  /** A text with region, account and declared words of the place taken out. */
  token(text: string, place: string): string;
};

type Kin = { readonly key: string; readonly by: StackPair['by'] | null };
type Stack = { readonly name: string; readonly place: string; readonly ids: ReadonlySet<string> };

/** Names the counterparts of every stack that holds something. Pure; the order of places and stacks does not matter. */
export function stackCounterparts(options: Options): StackCounterparts {
  const { items, places } = options;
  const stacks = gather(items);
  const kinOf = makeKinOf(options);
  const kin = new Map<string, Kin>(stacks.map((one) => [at(one), kinOf(one.name, one.place)]));
  const lonely = () => {
    const groups = new Map<string, Set<string>>();
    for (const one of stacks) memo(groups, (kin.get(at(one)) as Kin).key, () => new Set()).add(one.place);
    return stacks.filter((one) => groups.get((kin.get(at(one)) as Kin).key)?.size === 1);
  };
  for (const one of alikeUpToTail(lonely(), options)) kin.set(at(one), { key: one.stem, by: 'name' });
  const left = lonely();
  const alone = new Set(left.map(at));
  return {
    keyOf: (name, place) => (kin.get(at({ name, place })) ?? kinOf(name, place)).key,
    isLonely: (name, place) => alone.has(at({ name, place })),
    pairs: pairsOf(
      [...stacks].sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place)),
      kin,
    ),
    likely: likelyOf(left, places),
  };
}

function at({ name, place }: Pick<Stack, 'name' | 'place'>): string {
  return `${place} ${name}`;
}

function gather(items: readonly Item[]): readonly Stack[] {
  const found = new Map<string, { name: string; place: string; ids: Set<string> }>();
  for (const { resource, place } of items) {
    const { stack, type, logicalId } = resource;
    if (!stack || !logicalId) continue;
    const one = memo(found, at({ name: stack, place }), () => ({ name: stack, place, ids: new Set<string>() }));
    one.ids.add(`${type} ${logicalId}`);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function makeKinOf({ items, baseline, token }: Options): (stack: string, place: string) => Kin {
  const parents = new Map<string, Resource>();
  for (const { resource, place } of items)
    if (resource.type === STACK && resource.stack && resource.name)
      parents.set(at({ name: resource.name, place }), resource);
  const declared = declaredKeys(baseline);
  const known = new Map<string, Kin>();
  const make = (stack: string, place: string): Kin => {
    const pair = declared(stack, place);
    if (pair !== undefined) return { key: pair, by: 'declared' };
    const row = parents.get(at({ name: stack, place }));
    // A nested stack is who its parent says it is: its own name is STACK-LOGICALID-TAIL.
    if (row?.stack && row.logicalId && row.stack !== stack) {
      const parent = kinOf(row.stack, place);
      return { key: `${parent.key}/${withoutRegionalHash(row.logicalId, (text) => token(text, place))}`, by: 'name' };
    }
    const set = withoutStackSetId(stack);
    if (set !== null) return { key: token(set, place), by: 'stack-set' };
    return { key: withoutRegionalHash(stack, (text) => token(text, place)), by: null };
  };
  const kinOf = (stack: string, place: string) => memo(known, at({ name: stack, place }), () => make(stack, place));
  return kinOf;
}

/** A pair is called after its name in the first of its regions by the alphabet, whatever the order of the file. */
function declaredKeys({ stacks = [] }: Baseline): (stack: string, place: string) => string | undefined {
  const keys = new Map<string, string>();
  for (const pair of stacks) {
    const entries = Object.entries(pair).sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [place, name] of entries) keys.set(at({ name, place }), (entries[0] as [string, string])[1]);
  }
  return (name, place) => keys.get(at({ name, place })) ?? keys.get(at({ name, place: bare(place) }));
}

function bare(place: string): string {
  return place.slice(place.lastIndexOf('/') + 1);
}

/** Stacks whose names end in what nobody writes, and which hold the same under one stem. Of several in one place none is chosen: they share the key. */
function alikeUpToTail(lonely: readonly Stack[], { token }: Options): readonly (Stack & { readonly stem: string })[] {
  const groups = new Map<string, (Stack & { stem: string })[]>();
  for (const one of lonely) {
    const tail = tailsOf(one.name).find(({ trust }) => trust !== 'possible');
    if (tail === undefined) continue;
    const stem = token(tail.stem, one.place);
    listIn(groups, `${tail.form} ${stem}`).push({ ...one, stem });
  }
  return [...groups.values()].flatMap((group) => {
    const alike = group.filter((one) =>
      group.some((other) => other.place !== one.place && shared(one.ids, other.ids) >= SHARED),
    );
    return alike;
  });
}

function pairsOf(stacks: readonly Stack[], kin: ReadonlyMap<string, Kin>): readonly StackPair[] {
  const groups = new Map<string, Stack[]>();
  for (const one of stacks) listIn(groups, (kin.get(at(one)) as Kin).key).push(one);
  return [...groups].flatMap(([key, group]) => {
    if (new Set(group.map(({ place }) => place)).size < Math.max(2, group.length)) return [];
    if (new Set(group.map(({ name }) => name)).size < 2) return [];
    const by = (kin.get(at(group[0] as Stack)) as Kin).by ?? 'name';
    const names = Object.fromEntries(group.map(({ place, name }) => [place, name]));
    return [{ stacks: names, by, why: WHY[by](key) }];
  });
}

const WHY: { readonly [by in StackPair['by']]: (key: string) => string } = {
  declared: () => 'the baseline declares them',
  'stack-set': (key) => `they are instances of the StackSet ${key.replace(/^StackSet-/i, '')}`,
  name: (key) => `their names agree as ${key}`,
};

/** Of two places each the only one that holds so much of the same. */
function likelyOf(lonely: readonly Stack[], places: readonly string[]): readonly LikelyPair[] {
  const found: LikelyPair[] = [];
  const ordered = [...lonely].sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place));
  for (const one of ordered) {
    for (const other of ordered) {
      if (places.indexOf(one.place) >= places.indexOf(other.place)) continue;
      const part = shared(one.ids, other.ids);
      if (part < SHARED || !isBest(one, other, part, ordered) || !isBest(other, one, part, ordered)) continue;
      const common = [...one.ids].filter((id) => other.ids.has(id)).length;
      found.push({
        type: STACK,
        resources: { [one.place]: one.name, [other.place]: other.name },
        counterparts: {},
        why: `their names differ, and ${common} of their logical ids agree`,
      });
    }
  }
  return found;
}

/** Whether nothing else in the place of `other` holds as much of what `one` holds. */
function isBest(one: Stack, other: Stack, part: number, lonely: readonly Stack[]): boolean {
  return lonely.every((rival) => rival === other || rival.place !== other.place || shared(one.ids, rival.ids) < part);
}

/** Part of all that the two hold which both hold. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((id) => b.has(id)).length;
  return common / (a.size + b.size - common);
}
