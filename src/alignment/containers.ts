// What a name is one of: many log groups have a filter `errors`, many functions an alias `live`, and each is another thing.
import type { Collector } from '../collectors/collector.ts';
import { memo } from '../common/lists.ts';
import { nameIn } from '../normalise/arn-names.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import type { Cluster, Family, Item, MayBeOne, Pass } from './cluster.ts';
import type { Identity } from './identity.ts';

export type Containers = {
  /** Who that is in which its name is one of several; null where it is not known, and where the name is one of the whole region's. */
  keyOf(item: Item): string | null;
  /** The same in words that do not depend on what else was read. */
  designOf(item: Item): string | null;
  /** The keys of matching, those of a name first with what it is one of. */
  passesOf(passes: readonly Pass[]): readonly Pass[];
  /** Whether the two are not in two different things, beside what else speaks against them. */
  readonly mayBeOne: MayBeOne;
};

type Container = { readonly key: string; readonly design: string; readonly known: boolean };

/**
 * Containers by the counterparts found so far.
 *
 * @param families those of the containers, matched as far as they are; more may be added
 */
export function makeContainers(
  families: readonly Family[],
  identity: Identity,
  byType: ReadonlyMap<string, Collector>,
): Containers {
  const indexes = new Map<string, ReadonlyMap<string, readonly [Cluster, Item]>>();
  const find = (type: string, place: string, value: string) =>
    memo(indexes, type, () => indexOf(families, type)).get(`${place} ${value}`);
  const known = new Map<Resource, { readonly container: Container | null }>();
  const of = (item: Item): Container | null =>
    memo(known, item.resource, () => ({ container: containerOf(item, byType, identity, find) })).container;
  const agree = (a: Item, b: Item): boolean => {
    const [left, right] = [of(a), of(b)];
    return left === null || right === null || left.known !== right.known || left.key === right.key;
  };
  const { mayBeOne } = identity;
  const both = (a: Item, b: Item) => mayBeOne(a, b) && agree(a, b);
  const evidenceOf = (item: Item) => `${mayBeOne.evidenceOf?.(item) ?? ''}\n${JSON.stringify(of(item))}`;
  return {
    keyOf: (item) => of(item)?.key ?? null,
    designOf: (item) => of(item)?.design ?? null,
    passesOf: (passes) => passes.flatMap((pass) => (pass.by === 'name' ? [withContainer(pass, of), pass] : [pass])),
    mayBeOne: mayBeOne.evidenceOf === undefined ? both : Object.assign(both, { evidenceOf }),
  };
}

function withContainer(pass: Pass, of: (item: Item) => Container | null): Pass {
  const key = (item: Item) => {
    const container = of(item);
    const name = container === null ? null : pass.key(item);
    return name === null ? null : `${name} in ${container?.key}`;
  };
  return { by: pass.by, key };
}

/** Whether a type declares what its names are one of. */
export function isNamedWithin({ livesIn, uniqueName }: Pick<Collector, 'livesIn' | 'uniqueName'>): boolean {
  return livesIn !== undefined && uniqueName !== true;
}

function containerOf(
  { resource, place }: Item,
  byType: ReadonlyMap<string, Collector>,
  identity: Identity,
  find: (type: string, place: string, value: string) => readonly [Cluster, Item] | undefined,
): Container | null {
  const { name, tags, properties, type } = resource;
  const collector = byType.get(type);
  // A Name tag is one of nothing.
  if (collector === undefined || !isNamedWithin(collector) || name === null || name === tags?.Name) return null;
  for (const [property, of] of Object.entries(collector.livesIn ?? {})) {
    const value = properties?.[property];
    if (typeof value !== 'string') continue;
    const given = nameIn(of, value);
    const written = given === null ? null : withoutKind(identity.token(given, place));
    const found = find(of, place, value) ?? (given === null ? undefined : find(of, place, given));
    if (found === undefined) return written === null ? null : { key: written, design: written, known: false };
    const [cluster, item] = found;
    const [key] = [...cluster.items.values()].flatMap((one) => identity.designOf(one) ?? []).sort();
    if (key === undefined) return null;
    // A name that a tool made up says nothing after the next deploy.
    const own = identity.givenName(item) === null ? null : written;
    return { key: withoutKind(key), design: own ?? withoutKind(key), known: true };
  }
  return null;
}

function withoutKind(key: string): string {
  return key.replace(/^name /, '');
}

/** The clusters of a type by all that their members go by. */
function indexOf(families: readonly Family[], type: string): ReadonlyMap<string, readonly [Cluster, Item]> {
  const index = new Map<string, readonly [Cluster, Item]>();
  for (const { types, clusters } of families) {
    if (!types.has(type)) continue;
    for (const cluster of clusters) {
      for (const item of cluster.items.values()) {
        const { id, arn, name } = item.resource;
        for (const word of [name, arn, id]) if (word) index.set(`${item.place} ${word}`, [live(cluster), item]);
      }
    }
  }
  return index;
}

function live(cluster: Cluster): Cluster {
  return cluster.mergedInto ? live(cluster.mergedInto) : cluster;
}
