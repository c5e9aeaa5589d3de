/** Types that the selection leaves out. */
import type { Collector } from '../collectors/collector.ts';
import { inTypes } from '../collectors/type-patterns.ts';
import { type Gap, GLOBAL, type Snapshot } from '../snapshot/snapshot.ts';

/** Whether a type was in the selection of none of the places, and why it is not known in one where only others had it. */
export type LeftOut = {
  everywhere(type: string): boolean;
  gap(place: string, type: string): Gap | undefined;
};

/** Tells which types the selection of a region left out, while others of the snapshot read them. */
export function makeLeftOut({ header }: Snapshot, byType: ReadonlyMap<string, Collector>): LeftOut {
  const asked = inTypes(header.selection, byType.values());
  const known = new Map<string, boolean>();
  if (header.selections === undefined) {
    const everywhere = (type: string) => {
      const before = known.get(type) ?? !asked(type);
      known.set(type, before);
      return before;
    };
    return { everywhere, gap: () => undefined };
  }
  const byPlace = new Map(
    Object.entries(header.selections).map(([place, one]) => [place, inTypes(one, byType.values())]),
  );
  const isLeftOut = (place: string, type: string) => !(byPlace.get(place) ?? asked)(type);
  const everywhere = (type: string) => [...byPlace.keys()].every((place) => isLeftOut(place, type));
  return {
    everywhere,
    gap: (place, type) =>
      place === GLOBAL || !isLeftOut(place, type) || everywhere(type) ? undefined : notAskedFor(place, type),
  };
}

/** The gap of a type that was left out when the region was read. */
export function notAskedFor(region: string, type: string): Gap {
  return {
    region,
    type,
    cause: 'failed',
    operation: null,
    detail: 'the selection left the type out when the region was read (--type, --exclude-type or select)',
    remedy: 'Read it with the same selection as the others, or leave the type out everywhere.',
  };
}
