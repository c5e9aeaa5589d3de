/** Documents line by line, what is equal folded. */
import { diffArrays } from 'diff';
import type { Json } from '../snapshot/snapshot.ts';
import { documentLines, type Lines, nameOf } from './document-lines.ts';
import { type DiffLine, lineWindows, type RawLine } from './line-windows.ts';
import { type NamesOf, namesInPlace, regionless } from './regionless.ts';
import { canonical } from './value.ts';

/** What the places have of a value that is a document: a policy's statements, a container. */
export type Documents = ReadonlyMap<string, Json>;

/** Two sides, each with the places that have it, and what tells them apart. */
export type LineDiff = {
  readonly sides: readonly [Side, Side];
  readonly lines: readonly DiffLine[];
  /** What all are called, `[Write]`; '' where they have no name, or two. */
  readonly title: string;
};
type Side = readonly string[];

/** Equal lines that are kept around a changed one. */
const AROUND = 2;
/** So many other documents are held against the one that most have; more would be a wall. */
const OTHERS = 3;
/** Documents with more changed lines are held against each other from the first difference on, so many lines of each: the time grows with the square. */
const CHANGES = 1000;
const FIRST = CHANGES / 2;

/**
 * The lines in which documents differ, with the equal ones around them: the one that most places have and that does not deviate
 * comes first, and each other one is held against it. The names of the place itself are no difference.
 *
 * @param names what the places are called by AWS, where the report calls them otherwise
 * @returns [] where there are not a few different documents, or none is longer than a line
 */
export function lineDiffs(
  documents: Documents,
  deviating: readonly string[],
  names: NamesOf = namesInPlace,
): readonly LineDiff[] {
  const [first, ...others] = groupsOf(documents, deviating, names);
  if (first === undefined || others.length === 0 || others.length > OTHERS) return [];
  const title = titleIn(documents);
  const diffs = others.map((second) => ({
    sides: [first, second] as const,
    ...linesBetween(first[0] as string, second[0] as string, documents, names),
    title,
  }));
  return diffs.some(({ longest }) => longest >= 4) ? diffs.map(({ sides, lines }) => ({ sides, lines, title })) : [];
}

function groupsOf(documents: Documents, deviating: readonly string[], names: NamesOf): readonly Side[] {
  const groups = new Map<string, string[]>();
  for (const [place, document] of documents) {
    const key = canonical(regionless(place, document, names));
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  const isDeviating = (places: Side) => Number(places.some((place) => deviating.includes(place)));
  return [...groups.values()].sort((a, b) => isDeviating(a) - isDeviating(b) || b.length - a.length);
}

function linesBetween(first: string, second: string, documents: Documents, names: NamesOf) {
  const between = (isSorted: boolean) => {
    const [a, b] = [first, second].map((place) => documentLines(place, documents.get(place) ?? null, names, isSorted));
    return { lines: diffOf(a as Lines, b as Lines), longest: Math.max(a?.shown.length ?? 0, b?.shown.length ?? 0) };
  };
  const sorted = between(true);
  const isTold = sorted.lines.some(({ sign }) => sign !== ' ');
  // What differs in nothing but the order is told as it stands.
  const { lines, longest } = isTold ? sorted : between(false);
  return { lines: folded(lineWindows(lines, first, second, names)), longest };
}

function titleIn(documents: Documents): string {
  const [name, ...others] = new Set([...documents.values()].map(nameOf));
  return name === undefined || others.length > 0 ? '' : `[${name}]`;
}

function diffOf(a: Lines, b: Lines): readonly RawLine[] {
  const whole = diffArrays([...a.compared], [...b.compared], { maxEditLength: CHANGES });
  if (whole !== undefined) return laidOut(whole, a, b, 0);
  let from = 0;
  while (a.compared[from] === b.compared[from]) from++;
  const [headA, headB] = [a, b].map(({ compared }) => compared.slice(from, from + FIRST)) as [string[], string[]];
  const same = a.shown.slice(0, from).map((text, at) => ({ sign: ' ' as const, text, compared: a.compared[at] ?? '' }));
  const rest = [a, b].map(({ shown }) => Math.max(0, shown.length - from - FIRST));
  const text = `${rest[0]} and ${rest[1]} more lines, which were not held against each other`;
  return [...same, ...laidOut(diffArrays(headA, headB), a, b, from), { sign: '…', text, compared: '' }];
}

function laidOut(changes: ReturnType<typeof diffArrays<string>>, a: Lines, b: Lines, from: number): readonly RawLine[] {
  const lines: RawLine[] = [];
  let [atA, atB] = [from, from];
  for (const { added, removed, value } of changes) {
    for (const compared of value) {
      const text = (added ? b.shown[atB] : a.shown[atA]) ?? '';
      lines.push({ sign: added ? '+' : removed ? '-' : ' ', text, compared });
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
