/** Resources of which it cannot be told who of the design they are. */
import type { Collector } from '../collectors/collector.ts';
import type { GapsOf } from '../comparison/type-gaps.ts';
import { type Gap, GLOBAL, type Resource } from '../snapshot/snapshot.ts';
import type { Family } from './cluster.ts';
import { type Cluster, type Item, isMatched } from './cluster.ts';

type ByType = ReadonlyMap<string, Collector>;

/**
 * Resources of which it cannot be told who of the design they are, as several answer to one name, or as the stack that would
 * say so was not read: what refers to one of them cannot be compared, neither found equal nor different.
 */
export function untoldIn(
  families: readonly Family[],
  places: number,
  gapsOf: GapsOf,
  byType: ByType,
): ReadonlyMap<Resource, Gap> {
  const untold = new Map<Resource, Gap>();
  for (const cluster of families.flatMap((family) => family.clusters)) {
    if (cluster.items.size < places)
      for (const [resource, gap] of unidentified(cluster, gapsOf, byType)) untold.set(resource, gap);
    if (cluster.ambiguous.size === 0 || isMatched(cluster)) continue;
    const [key] = cluster.ambiguous.keys();
    for (const { resource, place } of cluster.items.values()) {
      untold.set(resource, {
        region: place,
        type: resource.type,
        cause: 'ambiguous',
        operation: null,
        detail: `who ${resource.name ?? resource.logicalId ?? resource.id} is in the design cannot be told: several share ${key}`,
        remedy: 'Declare the pair in the baseline, or give them names or tags of their own.',
      });
    }
  }
  return untold;
}

/** Those of a row that nobody in it knows by its logical id, each with why not; none where one does. */
function unidentified({ items }: Cluster, gapsOf: GapsOf, byType: ByType): readonly (readonly [Resource, Gap])[] {
  const found: (readonly [Resource, Gap])[] = [];
  for (const item of items.values()) {
    const gap = identityGap(item, gapsOf, byType);
    if (gap === undefined) return [];
    found.push([item.resource, gap]);
  }
  return found;
}

/**
 * Why a resource without a logical id may have one: the stacks of its place, or the tags that tell which to ask, were not read.
 * One that has no name either is told by the VPC that it is in.
 */
export function identityGap({ resource, place }: Item, gapsOf: GapsOf, byType: ByType): Gap | undefined {
  if (resource.logicalId !== null) return undefined;
  const gaps = gapsOf(place, place === GLOBAL ? '*' : resource.type);
  const gap = gaps.find(
    ({ operation }) => operation?.startsWith('cloudformation:') || operation === 'tag:GetResources',
  );
  return gap ?? containerGap(resource, place, gapsOf, byType);
}

/** Why a nameless thing may be in a place, and nobody can tell it from others: what it is in there, as its collector declares, was not read. */
export function containerGap(
  { type, logicalId, name, tags, properties }: Resource,
  place: string,
  gapsOf: GapsOf,
  byType: ByType,
): Gap | undefined {
  if (logicalId !== null || name !== null || tags?.Name) return undefined;
  const containers = Object.entries(byType.get(type)?.livesIn ?? {});
  return containers
    .filter(([property]) => typeof properties?.[property] === 'string')
    .flatMap(([, container]) => gapsOf(place, container))
    .find(({ operation }) => operation !== null);
}
