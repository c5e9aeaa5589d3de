/** Two documents line by line, what is equal folded. */
import { diffArrays } from 'diff';
import type { Json } from '../snapshot/snapshot.ts';
import { visible } from './escape.ts';
import { regionless } from './regionless.ts';
import { canonical, isList, isMembers } from './value.ts';

/** What the places have of a value that is a document: a policy's statements, a container. */
export type Documents = ReadonlyMap<string, Json>;

/** `-` only the first side has it, `+` only the second, ` ` both; `…` stands for equal lines that are left out. */
export type DiffLine = { readonly sign: '-' | '+' | ' ' | '…'; readonly text: string };

/** Two sides, each with the places that have it, and what tells them apart. */
export type LineDiff = {
  readonly sides: readonly [Side, Side];
  readonly lines: readonly DiffLine[];
  /** What both are called, `[Write]`; '' where they have no name, or two. */
  readonly title: string;
};
type Side = readonly string[];

/** Equal lines that are kept around a changed one. */
const AROUND = 2;

/**
 * The lines in which two documents differ, with the equal ones around them. The name of the place itself is no difference.
 * Those that deviate come second.
 *
 * @returns null where there are not just two different documents, or none is longer than a line
 */
export function lineDiff(documents: Documents, deviating: readonly string[]): LineDiff | null {
  const groups = new Map<string, string[]>();
  for (const [place, document] of documents) {
    const key = canonical(regionless(place, document));
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  const isDeviating = (places: readonly string[]) => places.some((place) => deviating.includes(place));
  const [first, second, ...others] = [...groups.values()].sort(
    (a, b) => Number(isDeviating(a)) - Number(isDeviating(b)),
  );
  if (first === undefined || second === undefined || others.length > 0) return null;
  const [a, b] = [first, second].map((places) => linesOf(places[0] as string, documents)) as [Lines, Lines];
  if (Math.max(a.shown.length, b.shown.length) < 4) return null;
  return { sides: [first, second], lines: folded(diffOf(a, b)), title: titleIn(documents) };
}

/** What is shown, and what is compared: without the place's own name. */
type Lines = { readonly shown: readonly string[]; readonly compared: readonly string[] };

function linesOf(place: string, documents: Documents): Lines {
  const document = sorted(documents.get(place) ?? null);
  const lines = (value: Json) => JSON.stringify(value, null, 2).split('\n');
  return { shown: lines(document), compared: lines(regionless(place, document)).map((line) => line.replace(/,$/, '')) };
}

/** Members by name, and items by what they are called: the order in which AWS gave them is no difference. */
function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted).sort((a, b) => (titleOf(a) < titleOf(b) ? -1 : 1));
  if (!isMembers(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name] ?? null)]),
  );
}

function titleOf(item: Json): string {
  return nameOf(item) ?? canonical(item);
}

function nameOf(item: Json | undefined): string | undefined {
  const named = isMembers(item) ? (item.Sid ?? item.Id ?? item.Name ?? item.Key) : undefined;
  return typeof named === 'string' ? named : undefined;
}

function titleIn(documents: Documents): string {
  const [name, ...others] = new Set([...documents.values()].map(nameOf));
  return name === undefined || others.length > 0 ? '' : `[${name}]`;
}

function diffOf(a: Lines, b: Lines): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let [atA, atB] = [0, 0];
  for (const { added, removed, value } of diffArrays([...a.compared], [...b.compared])) {
    for (const _ of value) {
      const text = visible((added ? b.shown[atB] : a.shown[atA]) ?? '');
      lines.push({ sign: added ? '+' : removed ? '-' : ' ', text });
      if (!added) atA++;
      if (!removed) atB++;
    }
  }
  return lines;
}

function folded(lines: readonly DiffLine[]): readonly DiffLine[] {
  const near = new Set(
    lines.flatMap(({ sign }, at) =>
      sign === ' ' ? [] : Array.from({ length: 2 * AROUND + 1 }, (_, step) => at - AROUND + step),
    ),
  );
  const shown: DiffLine[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at;
    while (end < lines.length && !near.has(end)) end++;
    // A fold of one line would be as long as the line.
    if (end - at > 1) shown.push({ sign: '…', text: `${end - at} equal lines` });
    else if (end > at) shown.push(lines[at] as DiffLine);
    for (at = end; at < lines.length && near.has(at); at++) shown.push(lines[at] as DiffLine);
  }
  return shown;
}
