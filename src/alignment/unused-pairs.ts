/** Declared pairs that fit nothing. */
import type { Baseline } from '../baseline/baseline.ts';
import type { Collector } from '../collectors/collector.ts';
import { GLOBAL } from '../snapshot/snapshot.ts';
import type { Alignment } from './alignment.ts';
import { isNamedIn } from './match.ts';

type Pair = NonNullable<Baseline['pairs']>[number];

/** A line for each resource that a declared pair names and that is nowhere, where all was seen that could be it: a misspelt name pairs nothing. */
export function unpaired(seen: Alignment, collectors: readonly Collector[]): readonly string[] {
  return (seen.baseline.pairs ?? []).flatMap((pair, index) =>
    Object.entries(pair.resources).flatMap(([region, name]) => {
      const places = seen.places.filter((place) => place.name === region || place.region === region);
      const types = familyOf(pair, collectors);
      const wholly = places.every((place) => types.every((type) => isSeen(seen, place.name, type, collectors)));
      if (places.length === 0 || !wholly || isThere(seen, region, name as string, types)) return [];
      const stated = seen.baseline.place(['pairs', index, 'resources', region]) ?? `pairs.${index}`;
      return [`${stated} pairs ${pair.type} ${name} in ${region}, and nothing that was read there is called so`];
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
