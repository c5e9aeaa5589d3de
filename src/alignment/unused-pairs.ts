/** Declared pairs that fit nothing. */
import type { Baseline } from '../baseline/baseline.ts';
import type { Collector } from '../collectors/collector.ts';
import { GLOBAL, type Resource } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';
import type { Alignment } from './alignment.ts';
import { isNamedIn } from './match.ts';

type Pair = NonNullable<Baseline['pairs']>[number];

/** One side of a declared pair that is nowhere. */
export type Unpaired = {
  readonly index: number;
  readonly type: string;
  readonly region: string;
  readonly name: string;
};

/** Each resource that a declared pair names and that is nowhere, where all was seen that could be it: a misspelt name pairs nothing. */
export function unpaired(seen: Alignment, collectors: readonly Collector[]): readonly Unpaired[] {
  return (seen.baseline.pairs ?? []).flatMap((pair, index) =>
    Object.entries(pair.resources).flatMap(([region, name]) => {
      const places = seen.places.filter((place) => place.name === region || place.region === region);
      const types = familyOf(pair, collectors);
      const wholly = places.every((place) => types.every((type) => isSeen(seen, place.name, type, collectors)));
      if (places.length === 0 || !wholly || isThere(seen, region, name as string, types)) return [];
      return [{ index, type: pair.type, region, name: name as string }];
    }),
  );
}

/** Each stack that a declared pair of stacks names and that was not read, where the stacks of the region were. */
export function unpairedStacks(seen: Alignment): readonly Omit<Unpaired, 'type'>[] {
  return (seen.baseline.stacks ?? []).flatMap((pair, index) =>
    Object.entries(pair).flatMap(([region, name]) => {
      const places = seen.places.filter((place) => place.name === region || place.region === region);
      const names = new Set(places.map((place) => place.name));
      const wholly = [...names].every((place) => ['*', STACK].every((type) => seen.gapsOf(place, type).length === 0));
      if (names.size === 0 || !wholly) return [];
      const isIt = ({ region: at, stackRegion = at, stack, type, name: own }: Resource) =>
        names.has(stackRegion) && (stack === name || (type === STACK && own === name));
      return seen.snapshot.resources.some(isIt) ? [] : [{ index, region, name: name as string }];
    }),
  );
}

function familyOf({ type }: Pair, collectors: readonly Collector[]): readonly string[] {
  return [type, ...collectors.filter((one) => one.equivalent === type).map((one) => one.type)];
}

function isThere(seen: Alignment, region: string, name: string, types: readonly string[]): boolean {
  return [...seen.regions, GLOBAL].some((place) =>
    types.some((type) => seen.visible(place, type).some((resource) => isNamedIn(region, name, { resource, place }))),
  );
}

/** Whether the type was listed there to the end, and is in the selection at all. */
function isSeen(seen: Alignment, place: string, type: string, collectors: readonly Collector[]): boolean {
  if (seen.isLeftOut(type)) return false;
  const own = collectors.find((one) => one.type === type);
  const observed = own === undefined ? '*' : (own.listedBy ?? type);
  const region = own?.scope === 'global' ? GLOBAL : place;
  const isRead = seen.snapshot.observations.some((one) => one.region === region && one.type === observed);
  return isRead && seen.gapsOf(place, type).length === 0;
}
