/** Blocks of addresses in the properties of a row, by their place in the networks of each region. */
import type { Collector } from '../collectors/collector.ts';
import { own } from '../common/own-member.ts';
import { isOwn, isPrivate, isWorld, type Network, parseBlock, placeOf, seatOf } from '../normalise/cidr.ts';
import type { Gap, Json, JsonObject, Resource } from '../snapshot/snapshot.ts';
import { canonical, stable } from './canonical.ts';
import { networkOf } from './networks.ts';
import { type Peer, withSharedPeers } from './peers-of-all.ts';
import type { Block } from './reading.ts';
import type { RowInput } from './row-input.ts';

type ByText = ReadonlyMap<string, Block>;
type Property = ReadonlyMap<string, ByText>;
type Found = Peer & { readonly text: string };

const LIKE_A_BLOCK = /^[\da-fA-F.:]+\/\d{1,3}$/;

const known = new WeakMap<RowInput['present'], Map<string, Property>>();

/** Whether the type declares that a property holds blocks: then an equal text may be another place of another network. */
export function holdsBlocks(collector: Collector | undefined, property: string): boolean {
  return collector?.blocks?.some((path) => property === path || property.startsWith(`${path}.`)) ?? false;
}

/**
 * How a block in a property of one place compares: by its place in the network of the resource, or in another one that alone
 * holds it; what is in none is literal. In a property that no type declares to hold blocks, a block that all places have is literal too.
 *
 * @param property its path; blocks are told apart by the whole of the property that it is in
 */
export function blocksOf(property: string, place: string, input: RowInput): (text: string) => Block | null {
  return (text) => {
    if (!LIKE_A_BLOCK.test(text) || parseBlock(text) === null) return null;
    const byPlace = known.get(input.present) ?? new Map<string, Property>();
    known.set(input.present, byPlace);
    const name = property.split('.')[0] ?? '';
    const read = byPlace.get(name) ?? readBlocks(name, input);
    byPlace.set(name, read);
    return read.get(place)?.get(text) ?? literalOrPlace(text, place, name, input);
  };
}

/** A block of which no live value speaks: a template's. */
function literalOrPlace(text: string, place: string, property: string, input: RowInput): Block {
  const resource = input.present.get(place);
  const { network, gaps } = resource ? seen(resource, place, property, input) : { network: null, gaps: [] };
  return told(text, network, gaps, holdsBlocks(input.collector, property));
}

function readBlocks(property: string, input: RowInput): Property {
  const strict = holdsBlocks(input.collector, property);
  const found = new Map<string, Found[]>();
  const untold = new Map<string, Map<string, Block>>();
  const everywhere = inAll(property, input);
  for (const [place, resource] of input.present) {
    const { network, gaps } = seen(resource, place, property, input);
    const value = own(resource.properties, property);
    const unknown = new Map<string, Block>();
    const peers: Found[] = [];
    for (const { text, beside } of blocksIn(value)) {
      const literal = !strict && everywhere.has(text);
      const block = literal ? { text, gaps: [] } : told(text, network, gaps, strict);
      const seat = network === null || literal ? null : seatOf(text, network);
      const outside = network === null || !isOwn(text, network);
      const port = input.present.size < 3 ? '' : besideText(beside, property, place, input);
      if (block.gaps.length > 0) unknown.set(text, block);
      else peers.push({ text, port, peer: block.text, ...(outside && { literal: text }), ...(seat && { seat }) });
    }
    found.set(place, peers);
    untold.set(place, unknown);
  }
  const shared = withSharedPeers(found);
  return new Map([...input.present.keys()].map((place) => [place, namesAt(place, { found, shared, untold })]));
}

/** A block that stands there twice and has one name for all only in one of the two keeps its own. */
function namesAt(
  place: string,
  all: {
    readonly found: ReadonlyMap<string, readonly Found[]>;
    readonly shared: ReadonlyMap<string, readonly Found[]>;
    readonly untold: ReadonlyMap<string, ByText>;
  },
): ByText {
  const names = new Map(all.untold.get(place));
  for (const [at, { text, peer }] of (all.shared.get(place) ?? []).entries()) {
    const before = names.get(text);
    const plain = all.found.get(place)?.[at]?.peer ?? peer;
    names.set(text, { text: before === undefined || before.text === peer ? peer : plain, gaps: [] });
  }
  return names;
}

type Seen = { readonly network: Network | null; readonly gaps: readonly Gap[] };

/** The networks as the resource sees them; of a property that is not declared to hold blocks only the VPCs count, not their subnets. */
function seen(resource: Resource, place: string, property: string, { collector, world }: RowInput): Seen {
  const placed = networkOf(resource, place, world);
  if (holdsBlocks(collector, property)) return placed;
  return placed.ranges === null ? placed : { network: placed.ranges, gaps: [] };
}

function told(text: string, network: Network | null, gaps: readonly Gap[], strict: boolean): Block {
  if (network !== null) return { text: placeOf(text, network), gaps: [] };
  // A range of the internet is nobody's network, as far as anybody would guess.
  const isPlain = isWorld(text) || (!strict && !isPrivate(text));
  return { text, gaps: isPlain ? [] : gaps };
}

/** The blocks that every place has in the property. */
function inAll(property: string, { present }: RowInput): ReadonlySet<string> {
  const sets = [...present.values()].map(
    ({ properties }) => new Set(blocksIn(own(properties, property)).map(({ text }) => text)),
  );
  return new Set([...(sets[0] ?? [])].filter((text) => sets.every((set) => set.has(text))));
}

type Standing = { readonly text: string; readonly beside: Json };

/** Every block in a value, with the object that it stands in. */
function blocksIn(value: Json | undefined, beside: Json = null): readonly Standing[] {
  if (typeof value === 'string') return parseBlock(value) === null ? [] : [{ text: value, beside }];
  if (Array.isArray(value)) return value.flatMap((item: Json) => blocksIn(item, beside));
  if (value === null || value === undefined || typeof value !== 'object') return [];
  return Object.values(value as JsonObject).flatMap((item) => blocksIn(item as Json, value));
}

/** What stands beside a block, without what numbers it: rules that let in the networks of all others are of one kind. */
function besideText(beside: Json, property: string, place: string, { collector, world }: RowInput): string {
  if (beside === null || typeof beside !== 'object' || Array.isArray(beside)) return '';
  const keys = own(collector?.keyed, property) ?? [];
  const rest = Object.entries(beside as JsonObject).filter(
    ([key, item]) => !keys.includes(key) && blocksIn(item as Json).length === 0,
  );
  const reading = { place, property, policy: false, set: false };
  return stable(Object.fromEntries(rest.map(([key, item]) => [key, canonical(item as Json, reading, world).text])));
}
