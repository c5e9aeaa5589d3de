/** What differs between a source and its replica by design, as the collector declares it. */

import type { Collector, Replication } from '../collectors/collector.ts';
import { own } from '../common/own-member.ts';
import { isDesigned } from '../snapshot/design-text.ts';
import type { Json, Resource } from '../snapshot/snapshot.ts';
import type { Comparison, Crossing } from './comparison.ts';
import { isCalled } from './is-called.ts';
import type { World } from './world.ts';

/** Whether a property is one of those named, or a part of one. */
export function isAmong(property: string, names: readonly string[]): boolean {
  return names.some(
    (name) => property === name || (property.startsWith(name) && /^[.[]/.test(property.slice(name.length))),
  );
}

/** Whether a value that leads out of its region should not: replication is meant to. */
export function keepsInRegion({ property }: Crossing, collector: Collector | undefined): boolean {
  return !isAmong(property, collector?.replica?.link ?? []);
}

/** Between a source and its replica the link itself is no difference, and what only the source has is said, not judged. */
export function alongReplication(
  comparisons: readonly Comparison[],
  present: ReadonlyMap<string, Resource>,
  { collector, world }: { readonly collector: Collector | undefined; readonly world: World },
): readonly Comparison[] {
  const replica = collector?.replica;
  if (collector === undefined || replica === undefined) return comparisons;
  const members = [...present.values()];
  const copies = new Set([...present].flatMap(([place, one]) => (replicates(one, members, replica) ? [place] : [])));
  const isReplica = copies.size > 0 && copies.size < members.length;
  if (!isReplica && !isGroup(present, collector, world)) return comparisons;
  const own = isReplica ? replica.own : (replica.group?.own ?? []);
  // What the template of a copy leaves open, it has of its source.
  const isTaken = (place: string, value: Json | undefined) =>
    value === undefined && copies.has(place) && isDesigned(present.get(place) as Resource);
  return comparisons
    .filter(({ property }) => !isAmong(property, replica.link) && !isAmong(property, replica.source))
    .filter(({ values }) => ![...values].some(([place, value]) => isTaken(place, value)))
    .map((one) => (isAmong(one.property, own) ? { ...one, severity: 'low', comparator: 'advisory' } : one));
}

/** Whether it is the replica of another member of its row. That of something else is none here: then the link is a difference. */
function replicates(
  resource: Resource,
  members: readonly Resource[],
  { sources = [], sharesId }: Replication,
): boolean {
  const { type, id, properties } = resource;
  const others = members.filter((one) => one !== resource);
  if (sharesId) return others.some((one) => one.id === id && one.type !== type && one.type < type);
  const named = sources.map((property) => properties?.[property]).filter((source) => source !== undefined);
  return others.some((one) => named.some((source) => isSource(source, one)));
}

/** What is only designed has no ARN before it is made: the account and the region of one that is written are told by the other's place. */
function isSource(source: Json | undefined, one: Resource): boolean {
  if (isCalled(one, source)) return true;
  const own =
    typeof source === 'string' && isDesigned(one) ? /^arn:[^:]+:[^:]+:([^:]*):[^:]*:[^:]+:(.+)$/.exec(source) : null;
  return own !== null && own[2] === one.id && own[1] === one.region;
}

/** Whether all of them are copies of one thing: the members of a global database. */
function isGroup(present: ReadonlyMap<string, Resource>, { replica, references }: Collector, world: World): boolean {
  const group = replica?.group;
  if (group === undefined) return false;
  const type = own(references, group.through) ?? '';
  const values = new Set<unknown>();
  for (const [place, { properties }] of present) {
    const parent = properties?.[group.through];
    const through = typeof parent === 'string' ? world.references.named(parent, type, place) : null;
    values.add(
      properties?.[group.by] ?? (through?.to === 'resource' ? through.resource.properties?.[group.by] : undefined),
    );
  }
  return values.size === 1 && typeof [...values][0] === 'string';
}
