/** Where a compared property stands in the design of a resource. */
import { own } from '../common/own-member.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { asHole, asText, literalName } from '../template/holes.ts';
import type { Path } from '../template/raw.ts';

/** `path` begins below the properties. */
export type DesignNode =
  | { readonly state: 'designed'; readonly value: Json; readonly path: Path }
  | { readonly state: 'not-designed'; readonly path: Path }
  | { readonly state: 'unknown' };

/** How elements of a list are told apart: as the comparison does it. */
export type Keys = {
  /** Members that are the key of a list's elements, by the list's path without keys. */
  readonly keyed: { readonly [schema: string]: readonly string[] } | undefined;
  /** A key's value as a finding names it; null where it cannot be told. */
  readonly text: (value: Json, schema: string) => string | null;
};

const UNKNOWN: DesignNode = { state: 'unknown' };

/** The part of a design that `ContainerDefinitions[web].Image` names. Nothing is guessed: what is a hole may hold anything. */
export function designAt(properties: Json, property: string, keys: Keys): DesignNode {
  return step(properties, `.${property}`, [], '', keys);
}

function step(value: Json, rest: string, path: Path, schema: string, keys: Keys): DesignNode {
  if (rest === '') return { state: 'designed', value, path };
  if (asHole(value) !== null || asText(value) !== null) return UNKNOWN;
  if (Array.isArray(value)) return element(value, rest, path, schema, keys);
  // A text that holds JSON is a structure of its own; a scalar has no members, and where AWS has some they are spelled otherwise.
  if (typeof value !== 'object' || value === null) return UNKNOWN;
  const names = Object.keys(value).map((written) => ({ written, name: literalName(written) }));
  const fitting = names.filter(
    ({ name }) => rest.startsWith(`.${name}`) && /^(?:[.[]|$)/.test(rest.slice(name.length + 1)),
  );
  const found = fitting.sort((a, b) => b.name.length - a.name.length)[0];
  if (found === undefined) return { state: 'not-designed', path: [...path, rest.slice(1)] };
  const { name, written } = found;
  const inner = (value as { readonly [name: string]: Json })[written] as Json;
  return step(inner, rest.slice(name.length + 1), [...path, name], schema === '' ? name : `${schema}.${name}`, keys);
}

function element(list: readonly Json[], rest: string, path: Path, schema: string, keys: Keys): DesignNode {
  const members = own(keys.keyed, schema);
  if (members === undefined || !rest.startsWith('[')) return UNKNOWN;
  let certain = true;
  for (const [at, item] of list.entries()) {
    const key = keyOf(item, members, schema, keys);
    if (key === null) certain = false;
    else if (rest.startsWith(`[${key}]`)) return step(item, rest.slice(key.length + 2), [...path, at], schema, keys);
  }
  return certain ? { state: 'not-designed', path: [...path, rest] } : UNKNOWN;
}

function keyOf(item: Json, members: readonly string[], schema: string, keys: Keys): string | null {
  if (typeof item !== 'object' || item === null || Array.isArray(item) || asHole(item) !== null) return null;
  const given = members.map((name) => (item as { readonly [name: string]: Json })[name]);
  const parts = given
    .filter((part) => part !== undefined)
    .map((part) =>
      typeof part === 'string' ? keys.text(part, schema) : typeof part === 'object' ? null : String(part),
    );
  return parts.length === 0 || parts.includes(null) ? null : parts.join(' ');
}
