/** A document as lines: what is shown of it, and what is compared. */
import type { Json } from '../snapshot/snapshot.ts';
import { type NamesOf, textWithout } from './regionless.ts';
import { canonical, isList, isMembers } from './value.ts';

/** What is shown, and what is compared: without the names of the place itself, and the comma that only says that more follows. */
export type Lines = { readonly shown: readonly string[]; readonly compared: readonly string[] };

type Neutral = (text: string) => string;

/**
 * The document as indented JSON, members by name. The order of items is kept, but for the document's own, which is a set, and for
 * those of a policy, whose order means nothing.
 *
 * @param isSorted false: the items of all lists as they stand
 */
export function documentLines(place: string, document: Json, names: NamesOf, isSorted: boolean): Lines {
  const neutral = textWithout(place, names);
  const own = isSorted && isList(document) ? byTitle(document, neutral) : document;
  const shown = JSON.stringify(arranged(own, neutral, isSorted, false), null, 2).split('\n');
  return { shown, compared: shown.map((line) => neutral(line.replace(/,$/, ''))) };
}

/** What an item of a list is called; undefined = it has no name. */
export function nameOf(item: Json | undefined): string | undefined {
  const named = isMembers(item) ? (item.Sid ?? item.Id ?? item.Name ?? item.Key) : undefined;
  return typeof named === 'string' ? named : undefined;
}

function arranged(value: Json, neutral: Neutral, isSorted: boolean, inPolicy: boolean): Json {
  if (isList(value)) {
    const items = value.map((item) => arranged(item, neutral, isSorted, inPolicy));
    return inPolicy ? byTitle(items, neutral) : items;
  }
  if (!isMembers(value)) return value;
  const isPolicy =
    inPolicy || (isSorted && (value.Effect === 'Allow' || value.Effect === 'Deny' || 'Statement' in value));
  return Object.fromEntries(
    Object.keys(value)
      .map((name) => [neutral(name), name] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([, name]) => [name, arranged(value[name] ?? null, neutral, isSorted, isPolicy)]),
  );
}

/** By what each item is called, else by what it is, without the names of the place: they would stand elsewhere in each. */
function byTitle(items: readonly Json[], neutral: Neutral): Json {
  const titled = items.map((item) => [neutral(nameOf(item) ?? ''), neutral(canonical(item)), item] as const);
  titled.sort(([a, one], [b, other]) => (a < b ? -1 : a > b ? 1 : one < other ? -1 : one > other ? 1 : 0));
  return titled.map(([, , item]) => item);
}
