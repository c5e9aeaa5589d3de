/** Which resources an expectation of the baseline speaks of, and why these may not be all. */
import type { Alignment } from '../alignment/alignment.ts';
import { isNamed } from '../alignment/named-resources.ts';
import type { Expectation } from '../baseline/baseline.ts';
import { type Expected, meets } from '../baseline/expectation.ts';
import { valueAt } from '../comparison/value-at.ts';
import { isGlobal } from '../normalise/arn-types.ts';
import { type Gap, GLOBAL, type Resource } from '../snapshot/snapshot.ts';
import { unreadGap } from './gaps.ts';

/** What the baseline gives along with an expectation: severity, reason, and where it stands. `path` is below the baseline's root. */
export function asDeclared(
  { baseline }: Pick<Alignment, 'baseline'>,
  { severity, why }: Pick<Expectation, 'severity' | 'why'>,
  path: readonly (string | number)[],
) {
  const stated = baseline.place(path);
  return {
    ...(severity && { severity }),
    ...(why !== undefined && { why }),
    ...(stated !== null && { stated }),
  };
}

type Spoken = Pick<Expectation, 'type' | 'counterpart' | 'where'>;
type Where = Expectation['where'];

/** The resources that an expectation speaks of in a region; a global one that belongs to no region is in each. */
export function expectedIn(seen: Alignment, region: string, spoken: Spoken): readonly Resource[] {
  return namedIn(seen, region, spoken).filter((resource) => isSo(resource, spoken.where) === true);
}

/** Why it is not known what counts for a region: the type was not listed, or a property that decides was not read. */
export function listGaps(seen: Alignment, region: string, spoken: Spoken): readonly Gap[] {
  const places = isGlobal(spoken.type, null) ? [region, GLOBAL] : [region];
  const kinds = seen.kinds(spoken.type);
  const gaps = places.flatMap((place) => kinds.flatMap((kind) => seen.gapsOf(place, kind)));
  return [
    ...gaps.filter((gap) => !gap.properties),
    ...namedIn(seen, region, spoken).flatMap((one) => doubts(one, spoken.where)),
  ];
}

/** Whether the properties of a resource are so; the gaps where one that decides was not read. */
export function isSo(resource: Resource, where: Where): boolean | readonly Gap[] {
  const entries = Object.entries(where ?? {});
  const isRead = ([property, expected]: [string, Expected]) => expectedGaps(resource, property, expected).length === 0;
  const read = entries.filter(isRead);
  if (!read.every(([property, expected]) => isMet(resource, property, expected))) return false;
  return read.length === entries.length
    ? true
    : entries.flatMap(([property, expected]) => expectedGaps(resource, property, expected));
}

/** Whether the property of a resource is what is expected; ask {@link expectedGaps} first. */
export function isMet(resource: Resource, property: string, expected: Expected): boolean {
  return meets(expected, valueAt(resource, property), (other) => valueAt(resource, other));
}

/** Why it cannot be told whether the property is what is expected. */
export function expectedGaps(resource: Resource, property: string, expected: Expected): readonly Gap[] {
  const isOther = expected !== null && typeof expected === 'object' && 'sameAs' in expected;
  const paths = isOther ? [property, expected.sameAs] : [property];
  return paths.map((path) => unreadGap(resource, path)).filter((gap) => gap !== undefined);
}

function doubts(resource: Resource, where: Where): readonly Gap[] {
  const so = isSo(resource, where);
  return typeof so === 'boolean' ? [] : so;
}

function namedIn(seen: Alignment, region: string, { type, counterpart }: Spoken): readonly Resource[] {
  const there = [region, GLOBAL].flatMap((place) => seen.kinds(type).flatMap((kind) => seen.present(place, kind)));
  return there.filter((resource) => isNamed(counterpart, resource, seen.rowOf(resource)));
}
