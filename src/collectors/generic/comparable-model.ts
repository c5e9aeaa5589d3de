/** A value of a model in its one spelling: what means nothing in any type is taken out, so that two that say the same are equal JSON. */
import { canonicalPolicy, orderedPolicy } from '../../normalise/policy.ts';
import type { Json } from '../../snapshot/snapshot.ts';
import { isAt, type Path } from './paths.ts';

/** What of the type knowledge decides how lists compare. */
export type ListFacts = {
  readonly unordered: readonly string[];
  readonly ordered: readonly string[];
  readonly folded: readonly string[];
};

/**
 * @param text what a text reads like from any place: regions, ids and references taken out
 * @param path where in the model the value stands
 */
export function comparableModel(value: Json, path: Path, facts: ListFacts, text: (text: string) => string): Json {
  if (typeof value === 'string') return isAt(path, facts.folded) ? text(value).toLowerCase() : switched(text(value));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => comparableModel(item, [...path, '*'], facts, text));
    return isSet(value, path, facts) ? inOrder(items) : items;
  }
  if (value === null || typeof value !== 'object') return value;
  if (isPolicy(value)) return orderedPolicy(members(canonicalPolicy(value), path, facts, text));
  return members(value, path, facts, text);
}

function members(value: Json, path: Path, facts: ListFacts, text: (text: string) => string): Json {
  const entries = Object.entries(value as { readonly [key: string]: Json })
    .map(([name, member]) => [text(name), comparableModel(member, [...path, name], facts, text)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

/** A switch is a switch in any case; a number keeps its spelling, as 1.10 is another version than 1.1. */
function switched(text: string): string {
  return /^(?:true|false)$/i.test(text) ? text.toLowerCase() : text;
}

/** Lists whose order decides though no schema says so: the words of a command, the steps of a process. */
const ORDERED_NAMES =
  /(?:^|\.)(?:Command|EntryPoint|Entrypoint|Args|Arguments|ContainerArguments|ContainerEntrypoint|Cmd|Layers|Steps|Stages|Actions|TerminationPolicies|OptionsConfigurationOrder|Pipeline|FunctionIds|Functions)$/;

/**
 * Whether the order of a list means nothing: as the schema says; where it says nothing, a list of plain values is a set, unless
 * it is known by name to be a sequence, and so is a list of keys and values. A list of objects is a sequence.
 */
export function isSet(items: readonly Json[], path: Path, { unordered, ordered }: ListFacts): boolean {
  if (isAt(path, unordered)) return true;
  const names = path.filter((step) => step !== '*');
  if (isAt(path, ordered) || ORDERED_NAMES.test(names.join('.'))) return false;
  return items.every((item) => item === null || typeof item !== 'object' || isPair(item));
}

function isPair(item: Json): boolean {
  const names = Object.keys(item as object)
    .sort()
    .join();
  return /^(?:Key,Value|key,value|TagKey,TagValue|Name,Value|name,value)$/.test(names);
}

function isPolicy(value: object): boolean {
  const { Statement } = value as { readonly Statement?: Json };
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return (
    statements.length > 0 &&
    statements.every((one: Json | undefined) => typeof one === 'object' && one !== null && 'Effect' in one)
  );
}

function inOrder(items: readonly Json[]): Json {
  return items
    .map((item) => [JSON.stringify(item), item] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, item]) => item);
}

/**
 * The value with its sets in the order of what their items read like from any place, so that two places have them in the same
 * one wherever that tells them apart.
 */
export function withSetsInOrder(value: Json, path: Path, facts: ListFacts, text: (text: string) => string): Json {
  if (Array.isArray(value)) {
    const inside = [...path, '*'];
    const items = value.map((item: Json) => withSetsInOrder(item, inside, facts, text));
    if (!isSet(items, path, facts)) return items;
    const keyed = items.map(
      (item) => [JSON.stringify(comparableModel(item, inside, facts, text)), JSON.stringify(item), item] as const,
    );
    return keyed.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1)).map(([, , item]) => item);
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      withSetsInOrder(member as Json, [...path, name], facts, text),
    ]),
  );
}

/** Whether two values differ, and would not if no list had an order: told at low severity, as it may mean nothing. */
export function differsInOrderOnly(a: Json, b: Json): boolean {
  return JSON.stringify(a) !== JSON.stringify(b) && JSON.stringify(unordered(a)) === JSON.stringify(unordered(b));
}

function unordered(value: Json): Json {
  if (Array.isArray(value)) return inOrder(value.map((item: Json) => unordered(item)));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, unordered(member as Json)]));
}
