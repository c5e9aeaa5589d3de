/** Resources by ARN, id and name, for who refers to them. */
import type { Collector } from '../collectors/collector.ts';
import { listIn, memo } from '../common/lists.ts';
import { addressToken, designToken } from '../normalise/design-token.ts';
import { EC2_ID } from '../normalise/generated-ids.ts';
import { keepsNoCase } from '../normalise/services.ts';
import { isDesigned } from '../snapshot/design-text.ts';
import type { RegionStatus } from '../snapshot/snapshot.ts';
import { alsoKnownAs } from './also-known-as.ts';
import type { Item } from './item.ts';

/** By ARN, by `PLACE ID` for ids that AWS makes, and by what else they are called. Made when first asked: in an audit of what is all alike nobody asks. */
export function makeKeyIndex(
  items: readonly Item[],
  places: readonly RegionStatus[],
  byType: ReadonlyMap<string, Collector>,
): (key: string) => Item | undefined {
  const make = () => {
    const index = new Map<string, Item>();
    const twice = hasTwins(places);
    for (const item of items) {
      const { resource, place } = item;
      const { arn, id, selected, type } = resource;
      // A shadow trail has the ARN of the trail itself, which is the one meant.
      const shadow = !selected && arn !== null && regionOfArn(arn, '') !== regionOf(place, places);
      if (arn && !(shadow && index.has(arn))) index.set(arn, item);
      if (arn && twice) index.set(`${place} ${arn}`, item);
      const designed = designKey(item, places);
      if (designed !== null) index.set(designed, item);
      if (arn === null && id.startsWith('arn:')) index.set(id, item);
      const collector = byType.get(type);
      if (collector?.idPattern?.test(id) || EC2_ID.test(id)) index.set(`${place} ${id}`, item);
      for (const name of alsoKnownAs(resource, collector)) index.set(`${place} ${name}`, item);
    }
    return index;
  };
  let made: ReadonlyMap<string, Item> | undefined;
  return (key) => {
    made ??= make();
    return made.get(key);
  };
}

/** Whether one region of one account is two places: as it is, and as it is designed. */
function hasTwins(places: readonly RegionStatus[]): boolean {
  return new Set(places.map(({ region, account }) => `${account} ${region}`)).size < places.length;
}

/** What others of its source call it that is not made yet. */
function designKey({ resource, place }: Item, places: readonly RegionStatus[]): string | null {
  const { stack, logicalId, address, stackRegion = place } = resource;
  const home = isDesigned(resource) && places.find(({ name }) => name === stackRegion);
  if (!home) return null;
  const { region, account } = home;
  const made = stack !== null && logicalId !== null;
  if (!made && address === undefined) return null;
  const token = made
    ? designToken({ region, account, stack, logicalId, attribute: null })
    : addressToken({ region, account }, address ?? '');
  return token;
}

function grouped(items: readonly Item[]): Map<string, Item[]> {
  const byType = new Map<string, Item[]>();
  for (const item of items) listIn(byType, item.resource.type).push(item);
  return byType;
}

/** By place, type and name; a type's names are gathered when it is first asked for. */
export function makeNameIndex(items: readonly Item[]): (place: string, type: string, name: string) => Item | undefined {
  let byType: Map<string, Item[]> | undefined;
  const names = new Map<string, Map<string, Item>>();
  const keyOf = (place: string, type: string, name: string) =>
    `${place} ${keepsNoCase(type) ? name.toLowerCase() : name}`;
  const namesOf = (type: string) => {
    byType ??= grouped(items);
    const index = new Map<string, Item>();
    for (const item of byType.get(type) ?? []) {
      const { id, name } = item.resource;
      if (id && !id.startsWith('arn:')) index.set(keyOf(item.place, type, id), item);
      if (name) index.set(keyOf(item.place, type, name), item);
    }
    return index;
  };
  return (place, type, name) => {
    return memo(names, type, () => namesOf(type)).get(keyOf(place, type, name));
  };
}

/** What is another name of something else (an alias of a key), by place and that name. */
export function makeOtherNames(
  items: readonly Item[],
  byType: ReadonlyMap<string, Collector>,
): (name: string, place: string) => Item | undefined {
  let index: Map<string, Item> | undefined;
  return (name, place) => {
    index ??= new Map(
      items
        .filter(({ resource }) => byType.get(resource.type)?.standsFor !== undefined)
        .map((item) => [`${item.place} ${item.resource.id}`, item]),
    );
    return index.get(`${place} ${name}`);
  };
}

/** The region of a place; '' where it has none. */
export function regionOf(place: string, places: readonly RegionStatus[]): string {
  return places.find((one) => one.name === place)?.region ?? '';
}

/** The region that an ARN names. */
export function regionOfArn(arn: string, otherwise: string): string {
  return arn.split(':')[3] || otherwise;
}
