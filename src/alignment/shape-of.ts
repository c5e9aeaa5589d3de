/** The shape of a resource: what of it is the same for its counterpart. */

import type { Collector } from '../collectors/collector.ts';
import { own } from '../common/own-member.ts';
import { canonical } from '../comparison/canonical.ts';
import { comparable } from '../comparison/comparators.ts';
import { settings } from '../comparison/deviation.ts';
import { networkOf } from '../comparison/networks.ts';
import type { Block } from '../comparison/reading.ts';
import type { World } from '../comparison/world.ts';
import { type Network, parseBlock, placeOf } from '../normalise/cidr.ts';
import { LIVE_STATE } from '../snapshot/live-state.ts';
import type { Json } from '../snapshot/snapshot.ts';
import type { Item } from './cluster.ts';

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
    if (property === LIVE_STATE) continue;
    const setting = settings(own(collector?.comparators, property) ?? 'same');
    if (setting.compare === 'ignored' || setting.compare === 'must-differ') continue;
    const reading = {
      place,
      property,
      references: own(collector?.references, property),
      policy: collector?.policies?.includes(property) ?? false,
      set: collector?.sets?.includes(property) ?? false,
      ...(network && { block: (text: string) => placed(text, network) }),
    };
    const { text } = canonical(value as Json, reading, world);
    const isBlock = network !== null && typeof value === 'string' && parseBlock(value) !== null;
    shape.set(
      property,
      comparable(value as Json, isBlock ? text.slice(1, -1) : text, isBlock ? { compare: 'same' } : setting),
    );
  }
  for (const [key, value] of Object.entries(resource.tags ?? {})) {
    if (!key.startsWith('aws:')) shape.set(`Tags.${key}`, world.token(value, place));
  }
  return shape;
}

/** By its place in the VPC; what a subnet is called is not settled while shapes are compared. */
function placed(text: string, network: Network): Block | null {
  return parseBlock(text) === null ? null : { text: placeOf(text, { ...network, subnets: [] }), gaps: [] };
}
