/** Lists of objects that are compared element by element, each found by its key. */
import { own } from '../common/own-member.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import type { Values } from './row-input.ts';

/**
 * The elements of each place's list by their key: `web` to what each place has of the container `web`; undefined = none there.
 * Null where the lists cannot be taken apart: no key is declared, an element is no object or has no key, or two have one key and no `repeated` is given.
 *
 * @param keys members that are the key together (`['RuleNumber', 'Egress']`); one that is not set counts as such
 * @param keyText a key's value as it compares: ids and regions are the counterpart's; null where that cannot be told
 * @param repeated an element as it compares, where keys may come to be alike (a block in each other region): such ones are numbered in its order
 */
export function byKey(
  keys: readonly string[] | undefined,
  values: Values,
  keyText: (value: Json, place: string) => string | null,
  repeated?: (element: Json, place: string) => string,
): ReadonlyMap<string, Values> | null {
  if (keys === undefined) return null;
  const found = new Map<string, Map<string, Json | undefined>>();
  for (const [place, list] of values) {
    if (list !== undefined && !Array.isArray(list)) return null;
    const seen = new Set<string>();
    for (const element of inOrder((list ?? []) as readonly Json[], place, repeated)) {
      const plain = keyOf(element, keys, (value) => keyText(value, place));
      const key = plain !== null && seen.has(plain) && repeated ? nth(plain, seen) : plain;
      if (key === null || seen.has(key)) return null;
      seen.add(key);
      const elements = found.get(key) ?? new Map<string, Json | undefined>();
      found.set(key, elements.set(place, element));
    }
  }
  // Every place has an entry, in one order, so that who lacks an element is seen.
  return new Map(
    [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, elements]) => [key, new Map([...values.keys()].map((place) => [place, elements.get(place)]))]),
  );
}

function keyOf(element: Json, keys: readonly string[], textOf: (value: Json) => string | null): string | null {
  if (element === null || typeof element !== 'object' || Array.isArray(element)) return null;
  const given = keys.map((key) => own(element as JsonObject, key)).filter((part) => part !== undefined);
  if (given.length === 0) return null;
  const parts = given.map((part) => (typeof part === 'string' ? textOf(part) : String(part)));
  return parts.includes(null) ? null : parts.join(' ');
}

function inOrder(
  list: readonly Json[],
  place: string,
  textOf: ((element: Json, place: string) => string) | undefined,
): readonly Json[] {
  if (textOf === undefined) return list;
  const texts = new Map(list.map((element) => [element, textOf(element, place)]));
  return [...list].sort((a, b) => ((texts.get(a) as string) < (texts.get(b) as string) ? -1 : 1));
}

function nth(key: string, seen: ReadonlySet<string>): string {
  let count = 2;
  while (seen.has(`${key} #${count}`)) count++;
  return `${key} #${count}`;
}
