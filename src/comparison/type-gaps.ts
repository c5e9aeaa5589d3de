/** Why a type is not wholly listed in a place. */
import type { Collector } from '../collectors/collector.ts';
import { type Gap, GLOBAL, type Snapshot } from '../snapshot/snapshot.ts';

import type { LeftOut } from './left-out-types.ts';

export type GapsOf = ((place: string, type: string) => readonly Gap[]) & {
  /** Whether it was listed by itself in any place: a snapshot that is older than the type's collector knows nothing of it. */
  readonly wasListed?: (type: string) => boolean;
};

/**
 * Why a type is not wholly listed in a place; empty = it is. A type that nobody observed by itself (no collector, or the other
 * one of an equivalent pair) is as well known as discovery is; a global one hangs on its one observation and on discovery there.
 */
export function makeGapsOf(
  snapshot: Snapshot,
  byType: ReadonlyMap<string, Collector>,
  leftOut: Pick<LeftOut, 'gap'>,
): GapsOf {
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
  const ofType = (place: string, type: string): readonly Gap[] => {
    const notAsked = leftOut.gap(place, type);
    if (notAsked) return [notAsked];
    const collector = byType.get(type);
    const observedAs = [type, collector?.listedBy ?? type].find((one) => observed.has(`${place} ${one}`));
    if (observedAs !== undefined) return of(place, observedAs);
    if (collector?.scope === 'global') return [...of(GLOBAL, type), ...(place === GLOBAL ? [] : of(place, '*'))];
    return of(place, '*');
  };
  const listed = new Set(snapshot.observations.map(({ type }) => type));
  const gapsOf = (place: string, type: string) => {
    const first = ofType(place, type);
    const equivalent = byType.get(type)?.equivalent;
    // Its counterpart may be of the other type.
    return first.length > 0 || equivalent === undefined ? first : ofType(place, equivalent);
  };
  const wasListed = (type: string) => listed.has(type) || listed.has(byType.get(type)?.listedBy ?? type);
  return Object.assign(gapsOf, { wasListed });
}

/** Whether the service is not offered in the place: then nothing can be missing there. */
export function isUnsupported(snapshot: Snapshot, place: string, type: string): boolean {
  return snapshot.observations.some((one) => one.region === place && one.type === type && one.state === 'unsupported');
}
