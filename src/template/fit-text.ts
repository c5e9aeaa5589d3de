/** A designed text, with holes or without, held against a live value: letter by letter, as JSON, or as GetTemplate masks it. */
import type { Json } from '../snapshot/snapshot.ts';
import { hasMaskable, jsonIn, masked } from './fit-scalars.ts';
import { type Hole, unknownOf } from './holes.ts';
import { choicesOf, dataValue, type Resolve } from './resolve.ts';
import { CASE_ONLY, respelled } from './respelling.ts';
import { matchesText, type Piece } from './text-match.ts';
import { literalText, NOTHING, text, type Value } from './values.ts';

/** Two structures: the text holds JSON on both sides, and what it holds is compared. */
export type TextResult =
  | 'fits'
  | 'differs'
  | { readonly reason: string }
  | { readonly designed: Value; readonly live: Json };

export type TextOptions = { readonly resolve?: Resolve; readonly masked?: boolean };

/** Compares a literal or a text with holes; `live` is not null. A literal that is the live scalar was told before. */
export function compareText(value: Value, live: Json, options: TextOptions): TextResult {
  const parts = value.kind === 'text' ? value.parts : value.kind === 'literal' ? [String(value.value)] : [];
  const liveText = typeof live === 'object' ? null : String(live);
  if (value.kind === 'text' && liveText !== null && matches(parts, liveText, options, (part) => part))
    return unknownPart(parts) ?? 'fits';
  const opened = asJson(parts, live);
  if (opened !== null) return opened;
  if (liveText === null) return 'differs';
  const other = otherSpelling(value, parts, liveText, options);
  return other === null ? 'differs' : { reason: other };
}

/** Why a text that does not match may be the designed one all the same; null when it is not. */
function otherSpelling(
  value: Value,
  parts: readonly (string | Hole)[],
  live: string,
  options: TextOptions,
): string | null {
  const hidden = options.masked === true && hasMaskable(live);
  if (
    hidden &&
    parts.some((part) => typeof part === 'string' && part.includes('?')) &&
    matches(parts, masked(live), options, masked)
  )
    return 'the template is known only with ? in place of what is not ASCII';
  if (value.kind === 'literal') return typeof value.value === 'string' ? respelled(value.value, live) : null;
  const lower = (text: string) => text.toLowerCase();
  return matches(parts, lower(live), options, lower) ? CASE_ONLY : null;
}

function unknownPart(parts: readonly (string | Hole)[]): { reason: string } | null {
  for (const part of parts) {
    const reason = typeof part === 'string' ? null : unknownOf(part);
    if (reason !== null) return { reason };
  }
  return null;
}

function matches(
  parts: readonly (string | Hole)[],
  live: string,
  { resolve }: TextOptions,
  spelled: (part: string) => string,
): boolean {
  const pieces = parts.map((part): Piece => {
    if (typeof part === 'string') return spelled(part);
    const choices = choicesOf(part, resolve);
    const texts = choices?.map(literalText) ?? [null];
    // A value that is no text cannot be told inside one.
    return texts.includes(null) ? null : (texts as string[]).map(spelled);
  });
  return matchesText(pieces, live);
}

/** Both sides as JSON, or why that cannot be; null when one of them holds none. */
function asJson(parts: readonly (string | Hole)[], live: Json): TextResult | null {
  const there = typeof live === 'string' ? jsonIn(live) : live;
  if (typeof there !== 'object' || there === null) return null;
  const [first] = parts;
  if (typeof first !== 'string' || !/^\s*[{[]/.test(first)) return null;
  const holes = parts.filter((part): part is Hole => typeof part !== 'string');
  // A hole inside a text of the JSON: a mark in its place, which no template holds.
  if (parts.some((part) => typeof part === 'string' && part.includes(MARK))) return null;
  let count = 0;
  const written = parts.map((part) => (typeof part === 'string' ? part : `${MARK}${count++}${MARK}`)).join('');
  const designed = jsonIn(written);
  if (designed === undefined) return holes.length === 0 ? null : { reason: 'its JSON has holes outside of its texts' };
  return { designed: unmarked(dataValue(designed as Json), holes), live: there as Json };
}

/** Private use: no key of a keyboard, and not what a template is written with. */
const MARK = '\uE0A1';

function unmarked(value: Value, holes: readonly Hole[]): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => unmarked(item, holes)) };
  if (value.kind === 'map') {
    const entries = [...value.entries].map(([name, item]) => [name, unmarked(item, holes)] as const);
    return { ...value, entries: new Map(entries) };
  }
  if (value.kind !== 'literal' || typeof value.value !== 'string' || !value.value.includes(MARK)) return value;
  const parts = value.value.split(MARK).map((part, at) => (at % 2 === 0 ? part : (holes[Number(part)] as Hole)));
  const joined = text(parts, NOTHING);
  const [only, ...more] = joined.kind === 'text' ? joined.parts : [];
  return only !== undefined && typeof only !== 'string' && more.length === 0
    ? { kind: 'text', parts: [only], uses: NOTHING }
    : joined;
}
