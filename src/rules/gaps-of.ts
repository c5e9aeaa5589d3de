import type { Collector } from '../collectors/collector.ts';
import { type Gap, GLOBAL, type Snapshot } from '../collectors/snapshot.ts';

export type GapsOf = (place: string, type: string) => readonly Gap[];

/**
 * Why a type is not wholly listed in a place; empty = it is. A type that nobody observed by itself (no collector, or the other
 * one of an equivalent pair) is as well known as discovery is; a global one hangs on its one observation and on discovery there.
 */
export function makeGapsOf(snapshot: Snapshot, byType: ReadonlyMap<string, Collector>): GapsOf {
  const gaps = new Map<string, readonly Gap[]>();
  const observed = new Set<string>();
  for (const { region, type, state, gaps: why } of snapshot.observations) {
    const key = `${region} ${type}`;
    observed.add(key);
    if (state !== 'unknown') continue;
    const presence = why.filter((gap) => !gap.properties);
    gaps.set(key, [...(gaps.get(key) ?? []), ...(presence.length > 0 ? presence : why)]);
  }
  const of = (region: string, type: string) => gaps.get(`${region} ${type}`) ?? [];
  return (place, type) => {
    const collector = byType.get(type);
    const observedAs = collector?.listedBy ?? type;
    if (observed.has(`${place} ${observedAs}`)) return of(place, observedAs);
    if (collector?.scope === 'global') return [...of(GLOBAL, observedAs), ...(place === GLOBAL ? [] : of(place, '*'))];
    return of(place, '*');
  };
}

/** Whether the service is not offered in the place: then nothing can be missing there. */
export function isUnsupported(snapshot: Snapshot, place: string, type: string): boolean {
  return snapshot.observations.some((one) => one.region === place && one.type === type && one.state === 'unsupported');
}
