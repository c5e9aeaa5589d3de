// Which matched resources refer to a resource, and by which property: its place in the graph, in the same words in every place.

import type { Collector } from '../collectors/collector.ts';
import { listIn } from '../common/lists.ts';
import { own } from '../common/own-member.ts';
import type { World } from '../comparison/world.ts';
import type { Json } from '../snapshot/snapshot.ts';
import type { Family, Item } from './cluster.ts';

/** Ids that AWS makes, and ARNs: what one resource names another by. */
const NAMES_ANOTHER = /^(?:arn:.*|[a-z]+(?:-[a-z]+)*-[0-9a-f]{8,32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** `Database:Orders DBSubnetGroupName`: a counterpart, and its property that leads to the item; in order, each once. */
export type LinksOf = (item: Item) => readonly string[];

/** Gathers the links of all that has a counterpart, when first asked. */
export function makeLinksOf(
  families: readonly Family[],
  world: Pick<World, 'labelOf'>,
  byType: ReadonlyMap<string, Collector>,
): LinksOf {
  let known: ReadonlyMap<string, string[]> | undefined;
  const gather = () => {
    const found = new Map<string, string[]>();
    for (const { items } of families.flatMap(({ clusters }) => clusters)) {
      if (items.size < 2) continue;
      for (const item of items.values())
        for (const [key, property] of leading(item, byType.get(item.resource.type)))
          listIn(found, key).push(`${world.labelOf(item.resource)} ${property}`);
    }
    return found;
  };
  return ({ resource: { id, arn, name, type }, place }) => {
    known ??= gather();
    const keys = new Set([`${place} ${id}`, `${place} ${arn}`, `${place} ${type} ${name ?? id}`]);
    return [...new Set([...keys].flatMap((key) => known?.get(key) ?? []))].sort();
  };
}

/** What an item names, each with the property that does: by id or ARN, or by name where the collector says of which type. */
function* leading({ resource, place }: Item, collector: Collector | undefined): Iterable<readonly [string, string]> {
  for (const [property, value] of Object.entries(resource.properties ?? {})) {
    const type = own(collector?.references, property);
    for (const text of new Set(textsOf(value))) {
      if (NAMES_ANOTHER.test(text)) yield [`${place} ${text}`, property];
      if (type !== undefined) yield [`${place} ${type} ${text}`, property];
    }
  }
}

function textsOf(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value as { readonly [key: string]: Json }).flatMap(textsOf);
}
