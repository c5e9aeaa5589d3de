/** The shape of a resource: what of it is the same for its counterpart. */
import type { Collector } from '../collectors/collector.ts';
import { listIn } from '../common/lists.ts';
import { canonical } from '../comparison/canonical.ts';
import { comparable } from '../comparison/comparators.ts';
import { settings } from '../comparison/deviation.ts';
import { networkOf } from '../comparison/networks.ts';
import type { World } from '../comparison/world.ts';
import { parseBlock, placeOf } from '../normalise/cidr.ts';
import type { Json } from '../snapshot/snapshot.ts';
import type { Item } from './cluster.ts';
import type { Family } from './match.ts';

/** What of a resource is the same for its counterpart: leaf path to canonical text, blocks by their place in the VPC. */
export function makeShapeOf(
  world: World,
  byType: ReadonlyMap<string, Collector>,
): (item: Item) => ReadonlyMap<string, string> {
  const memo = new Map<Item, ReadonlyMap<string, string>>();
  return (item) => {
    const known = memo.get(item) ?? shapeOf(item, world, byType.get(item.resource.type));
    memo.set(item, known);
    return known;
  };
}

function shapeOf(
  { resource, place }: Item,
  world: World,
  collector: Collector | undefined,
): ReadonlyMap<string, string> {
  const shape = new Map<string, string>();
  const network = resource.properties?.VpcId ? networkOf(resource, place, world).network : null;
  for (const [property, value] of Object.entries(resource.properties ?? {})) {
    const setting = settings(collector?.comparators[property] ?? 'same');
    if (setting.compare === 'ignored' || setting.compare === 'must-differ') continue;
    const reading = {
      place,
      property,
      references: collector?.references?.[property],
      policy: collector?.policies?.includes(property) ?? false,
      set: collector?.sets?.includes(property) ?? false,
    };
    const block = typeof value === 'string' ? parseBlock(value) : null;
    const text =
      block && network
        ? placeOf(value as string, { ...network, subnets: [] })
        : canonical(value as Json, reading, world).text;
    shape.set(property, comparable(value as Json, text, block && network ? { compare: 'same' } : setting));
  }
  for (const [key, value] of Object.entries(resource.tags ?? {})) {
    if (!key.startsWith('aws:')) shape.set(`Tags.${key}`, world.token(value, place));
  }
  return shape;
}

/** Ids that AWS makes, and ARNs: what one resource names another by. */
const NAMES_ANOTHER = /^(?:arn:.*|[a-z]+(?:-[a-z]+)*-[0-9a-f]{8,32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The matched counterparts of the same place whose properties name a resource by its id or its ARN. */
export function makeReferrersOf(families: readonly Family[], world: World): (item: Item) => readonly string[] {
  let referring: Map<string, string[]> | undefined;
  const gather = () => {
    const found = new Map<string, string[]>();
    for (const { clusters } of families) {
      for (const { items } of clusters) {
        if (items.size < 2) continue;
        for (const { resource, place } of items.values())
          for (const text of new Set(JSON.stringify(resource.properties).split('"')))
            if (NAMES_ANOTHER.test(text)) listIn(found, `${place} ${text}`).push(world.labelOf(resource));
      }
    }
    return found;
  };
  return ({ resource: { id, arn }, place }) => {
    referring ??= gather();
    const by = (text: string | null) => referring?.get(`${place} ${text}`) ?? [];
    return [...new Set([...by(id), ...by(arn)])].sort();
  };
}
