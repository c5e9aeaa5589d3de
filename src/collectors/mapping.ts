/** From the shape of a service's answer to the shape of CloudFormation's properties, said as data. */
import { own } from '../common/own-member.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';

/** What is taken of an answer. Members that are not set, and empty lists, objects and texts, are left out: they are "not given". */
export type Mapping = {
  /** Members that have the property's name and shape. */
  readonly take?: readonly string[];
  /** Property to the member that holds it, by its path: `EngineVersion: 'DomainStatus.EngineVersion'`. */
  readonly rename?: { readonly [property: string]: string };
  /** Of these, the lists whose order AWS does not keep: sorted. */
  readonly sets?: readonly string[];
};

/** The properties of a resource, from what a call answered. */
export function mapped(answer: object, { take = [], rename = {}, sets = [] }: Mapping): JsonObject {
  const paths = [...take.map((name) => [name, name] as const), ...Object.entries(rename)];
  const properties: { [property: string]: Json } = {};
  for (const [property, path] of paths) {
    const value = plainJson(memberAt(answer, path));
    if (value === undefined) continue;
    properties[property] = sets.includes(property) && Array.isArray(value) ? inFixedOrder(value) : value;
  }
  return properties;
}

function memberAt(answer: object, path: string): unknown {
  let at: unknown = answer;
  for (const name of path.split('.')) {
    if (at === null || typeof at !== 'object') return undefined;
    at = own(at as { readonly [name: string]: unknown }, name);
  }
  return at;
}

/** An SDK value as JSON: dates as ISO text, without what is not set or empty; undefined when nothing is left. */
export function plainJson(value: unknown): Json | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const items = value.map(plainJson).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'object') {
    const members = Object.entries(value).flatMap(([name, member]) => {
      const json = plainJson(member);
      return json === undefined ? [] : [[name, json] as const];
    });
    return members.length === 0 ? undefined : Object.fromEntries(members);
  }
  return value as Json;
}

function inFixedOrder(list: readonly Json[]): readonly Json[] {
  const texts = list.map((item) => [JSON.stringify(item), item] as const);
  return texts.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

/** JSON that stands in a text (a policy, a definition, a redrive policy) opened; a text that is no JSON object or list stays a text. */
export function opened(text: string | undefined): Json | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return value !== null && typeof value === 'object' ? value : text;
  } catch {
    return text;
  }
}

/**
 * The value with its members' names as CloudFormation writes them, for services that answer `containerDefinitions`.
 *
 * @param maps members whose own members somebody named: these stay as they are (`dockerLabels`)
 */
export function capitalised(value: Json, maps: readonly string[] = []): Json {
  if (Array.isArray(value)) return value.map((item: Json) => capitalised(item, maps));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
      maps.includes(name) ? (member as Json) : capitalised(member as Json, maps),
    ]),
  );
}

/** An SDK structure as {@link plainJson} has it, with its members' names as CloudFormation writes them. */
export function capitalisedJson(structure: object, maps: readonly string[] = []): JsonObject {
  return capitalised(plainJson(structure) ?? {}, maps) as JsonObject;
}

/** Every list in order of its items' text, however deep: for structures of which no list has an order. */
export function sortedWithin(value: Json): Json {
  if (Array.isArray(value)) return inFixedOrder(value.map((item: Json) => sortedWithin(item)));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, sortedWithin(member as Json)]));
}
