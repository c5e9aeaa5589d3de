/** The gaps that weaken what a rule can say. */

import type { Alignment, Row } from '../alignment/alignment.ts';
import { pushAll } from '../common/lists.ts';
import { type Gap, GLOBAL, type Resource } from '../snapshot/snapshot.ts';

/** Each gap once, in a fixed order. */
export function unique(gaps: Iterable<Gap>): readonly Gap[] {
  const byText = new Map<string, Gap>();
  for (const gap of gaps) byText.set(gapKey(gap), gap);
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, gap]) => gap);
}

function gapKey(gap: Gap): string {
  return JSON.stringify([gap.region, gap.type, gap.cause, gap.operation, gap.detail, gap.properties ?? null]);
}

/** Why the list of resources is not whole, or a cell cannot be told (several could be the counterpart). */
export function presenceGaps(seen: Alignment): readonly Gap[] {
  const gaps = new Set(seen.gaps.filter((gap) => !gap.properties));
  for (const row of seen.rows) {
    for (const cell of row.cells.values()) if (cell.state === 'unknown') gaps.add(cell.gap);
  }
  return unique(gaps);
}

/** Why these types (or all) are not wholly seen, in every audited region and `global`. */
export function allGaps(seen: Alignment, types?: readonly string[]): readonly Gap[] {
  if (!types) return unique(seen.gaps);
  const places = [...seen.regions, GLOBAL];
  return unique(places.flatMap((place) => types.flatMap((type) => seen.gapsOf(place, type))));
}

/** Why properties could not be compared, where `wanted` says that they matter. */
export function comparisonGaps(
  seen: Alignment,
  wanted: (property: string, row: Row) => boolean,
  types?: readonly string[],
): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const row of seen.rows) {
    if (types && !types.includes(row.type)) continue;
    for (const one of row.comparisons) {
      if (one.verdict === 'unknown' && wanted(one.property, row)) pushAll(gaps, one.gaps);
    }
  }
  return gaps;
}

/** Why these properties of these types are not known everywhere: the types were not listed, or the property not read. */
export function propertyGaps(
  seen: Alignment,
  types: readonly string[],
  properties: readonly string[],
  resources: Iterable<Resource> = selected(seen, types),
): readonly Gap[] {
  const touches = (gap: Gap) => gap.properties?.some((name) => properties.some((path) => within(path, name))) ?? true;
  const gaps = allGaps(seen, types).filter(touches);
  return unique([...gaps, ...unreadGaps(resources, properties)]);
}

/**
 * The same for what was read at all: that only the presence of others is known is said of all of them at once, in the headline, and no
 * rule that nobody asked for makes a run of them incomplete.
 */
export function liveGaps(seen: Alignment, types: readonly string[], properties: readonly string[]): readonly Gap[] {
  const read = [...selected(seen, types)].filter((resource) => resource.properties !== null);
  return propertyGaps(seen, types, properties, read);
}

function unreadGaps(resources: Iterable<Resource>, properties: readonly string[]): Gap[] {
  const gaps: Gap[] = [];
  for (const resource of resources) {
    for (const path of properties) {
      const gap = unreadGap(resource, path);
      if (gap) gaps.push(gap);
    }
  }
  return gaps;
}

/** Why a property of a resource is not known; undefined = it is known, were it only to be not set. */
export function unreadGap(resource: Resource, path: string): Gap | undefined {
  // No `Object.entries`: nearly every resource has nothing unread, and there are many.
  for (const name in resource.unread) if (within(path, name)) return resource.unread[name];
  const known = path === 'Tags' || path.startsWith('Tags.') ? resource.tags !== null : resource.properties !== null;
  return known ? undefined : presenceOnly(resource);
}

/** Whether one path is the other, or leads through it. */
function within(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`);
}

function presenceOnly(resource: Resource): Gap {
  return {
    region: resource.region,
    type: resource.type,
    cause: 'failed',
    operation: null,
    detail: 'only that it exists is known: its properties were not read',
    remedy: 'Expect its presence only, or take the property from a source that has it.',
  };
}

/** Every counted resource of these types. */
export function* selected(seen: Alignment, types: readonly string[]): Iterable<Resource> {
  for (const place of [...seen.regions, GLOBAL]) for (const type of types) yield* seen.present(place, type);
}
