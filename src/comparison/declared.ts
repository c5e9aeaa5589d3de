/** Compares by the templates alone what nobody could read: resources known by their stack only, and properties that AWS never returns. */
import type { Json, Resource } from '../snapshot/snapshot.ts';
import { asHole, literalName } from '../template/holes.ts';
import type { Comparison } from './comparison.ts';
import { designAt } from './design-node.ts';
import type { OwnDesign } from './designs.ts';
import { deviating, leaningOnAnother } from './deviation.ts';
import { commonCause, designedOf, type Judge, type Sided, sameness } from './same-designs.ts';

/** What differs as declared; empty where one of them has no template, for then nothing is declared. */
export function declaredComparisons(judge: Judge): readonly Comparison[] {
  const { present, collector } = judge.input;
  const unread = [...present.values()].some(({ properties }) => properties === null);
  if (present.size < 2 || (!unread && collector?.writeOnly === undefined)) return [];
  const owned = new Map<string, OwnDesign>();
  for (const [place, resource] of present) {
    const own = judge.designs.of(resource);
    if (own === undefined) return [];
    owned.set(place, own);
  }
  const names = new Set([...owned.values()].flatMap(({ design }) => namesIn(design.properties)));
  const asked = unread
    ? [...names]
    : [...names].filter((name) => isNeverTold(name, present, collector?.writeOnly ?? []));
  return asked
    .filter((name) => name !== 'Tags')
    .sort()
    .flatMap((name) => declared(name, owned, judge));
}

/** Names of the properties; none where the design is not known. */
function namesIn(properties: Json): readonly string[] {
  if (typeof properties !== 'object' || properties === null || asHole(properties) !== null) return [];
  return Object.keys(properties).map(literalName);
}

/** A property that AWS takes and never returns: what is there is what was declared, as far as anybody can tell. */
function isNeverTold(name: string, present: ReadonlyMap<string, Resource>, writeOnly: readonly string[]): boolean {
  return writeOnly.includes(name) && [...present.values()].every(({ properties }) => properties?.[name] === undefined);
}

/** One property by all templates; what is not known in one of them is not compared. */
function declared(property: string, owned: ReadonlyMap<string, OwnDesign>, judge: Judge): readonly Comparison[] {
  const keys = { keyed: undefined, text: () => null };
  const sides = [...owned].map(([place, own]): Sided => {
    const node = designAt(own.design.properties, property, keys);
    return { place, own, node, live: undefined, fit: { state: 'unknown', beside: [], resolved: false } };
  });
  if (sides.some(({ node }) => node.state === 'unknown')) return [];
  const [first, ...others] = sides as [Sided, ...Sided[]];
  const states = others.map((other) => sameness(first, other, judge));
  if (!states.includes('differs') || states.includes('unknown')) return [];
  const groups = groupsOf(sides, judge);
  const designed = new Map(sides.map((side) => [side.place, { ...designedOf(side), state: 'as-designed' as const }]));
  const cause = commonCause(first, others, states, judge);
  const { reference, world } = judge.input;
  const texts = new Map(sides.map((side) => [side.place, JSON.stringify(designed.get(side.place)?.value)]));
  const namesOwn = (place: string) => texts.get(place)?.includes(world.regionOf(place));
  const namesAny = world.regions.some((region) => [...texts.values()][0]?.includes(region));
  const leaning = reference === null && namesAny ? leaningOnAnother(texts, (place) => !namesOwn(place)) : [];
  return [
    {
      property,
      comparator: 'same',
      verdict: 'different',
      values: new Map([...designed].map(([place, { value }]) => [place, value ?? undefined])),
      deviating: leaning.length > 0 ? leaning : deviating(groups, reference),
      severity: 'medium',
      gaps: [],
      designed,
      ...(cause && { cause }),
    },
  ];
}

/** Places that design the same get the same text. */
function groupsOf(sides: readonly Sided[], judge: Judge): ReadonlyMap<string, string> {
  const heads: Sided[] = [];
  return new Map(
    sides.map((side) => {
      const at = heads.findIndex((head) => sameness(head, side, judge) === 'same');
      if (at < 0) heads.push(side);
      return [side.place, String(at < 0 ? heads.length - 1 : at)];
    }),
  );
}
