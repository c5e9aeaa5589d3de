/** A value while it is worked out: what it is, and what it was made from. `encode` makes the design of it, `decode` reads one. */
import type { Json } from '../snapshot/snapshot.ts';
import { asHole, asText, type Hole, holeJson, literalName, textJson, writtenName } from './holes.ts';

/**
 * What a value depended upon: `parameter Env`, `condition IsProd`, `pseudo AWS::Region`, `import NAME`, `zones REGION`, and
 * `mapping` with the map and both keys, tabs between them.
 */
export type Uses = ReadonlySet<string>;

export type Scalar = string | number | boolean | null;

export type Value =
  | { readonly kind: 'literal'; readonly value: Scalar; readonly uses: Uses }
  | { readonly kind: 'text'; readonly parts: readonly (string | Hole)[]; readonly uses: Uses }
  | { readonly kind: 'hole'; readonly hole: Hole; readonly uses: Uses }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly uses: Uses }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Value>; readonly uses: Uses }
  /** `AWS::NoValue`: as if it were not written. */
  | { readonly kind: 'none'; readonly uses: Uses };

export const NOTHING: Uses = new Set();

/** The set of what a value was made of. */
export function uses(...names: readonly string[]): Uses {
  return names.length === 0 ? NOTHING : new Set(names);
}

/** All that several values were made of. */
export function union(...sets: readonly Uses[]): Uses {
  return unionOf(sets);
}

/** The same of as many as there are: a call takes some hundred thousand arguments and no more. */
export function unionOf(sets: readonly Uses[]): Uses {
  const filled = sets.filter((set) => set.size > 0);
  const [first] = filled;
  if (first === undefined) return NOTHING;
  return filled.length === 1 ? first : new Set(filled.flatMap((set) => [...set]));
}

/** A text, number or truth that is known. */
export const literal = (value: Scalar, from: Uses = NOTHING): Value => ({ kind: 'literal', value, uses: from });
/** A value that only AWS can say. */
export const hole = (it: Hole, from: Uses = NOTHING): Value => ({ kind: 'hole', hole: it, uses: from });
/** A value that could not be worked out, with the reason. */
export const unknown = (reason: string, from: Uses = NOTHING): Value => hole({ unknown: reason }, from);
/** A list of values. */
export const list = (items: readonly Value[], from: Uses = NOTHING): Value => ({ kind: 'list', items, uses: from });

/** The same value, made from these as well. */
export function using(value: Value, more: Uses): Value {
  return more.size === 0 ? value : { ...value, uses: union(value.uses, more) };
}

/** Text of literals and holes; without holes it is a literal. */
export function text(parts: readonly (string | Hole)[], from: Uses = NOTHING): Value {
  const joined: (string | Hole)[] = [];
  let run = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      run += part;
      continue;
    }
    if (run !== '') joined.push(run);
    run = '';
    joined.push(part);
  }
  if (run !== '') joined.push(run);
  const holes = joined.filter((part) => typeof part !== 'string');
  return holes.length === 0 ? literal(joined.join(''), from) : { kind: 'text', parts: joined, uses: from };
}

/** What a value is inside a text; null for lists, maps and nothing, which have no place there. */
export function partsOf(value: Value): readonly (string | Hole)[] | null {
  if (value.kind === 'literal') return value.value === null ? null : [String(value.value)];
  if (value.kind === 'text') return value.parts;
  return value.kind === 'hole' ? [value.hole] : null;
}

/** The text of a literal that is not null; else null. */
export function literalText(value: Value): string | null {
  return value.kind === 'literal' && value.value !== null ? String(value.value) : null;
}

/** Everything that a value and its parts were made from. */
export function allUses(value: Value): Uses {
  if (value.kind === 'list') return unionOf([value.uses, ...value.items.map(allUses)]);
  if (value.kind === 'map') return unionOf([value.uses, ...[...value.entries.values()].map(allUses)]);
  return value.uses;
}

/** The design of a value, or undefined when it is as if it were not written. */
export function encode(value: Value): Json | undefined {
  if (value.kind === 'literal') return value.value;
  if (value.kind === 'hole') return holeJson(value.hole);
  if (value.kind === 'text') return textJson(value.parts);
  if (value.kind === 'none') return undefined;
  if (value.kind === 'list') return value.items.map(encode).filter((item) => item !== undefined);
  const written = [...value.entries].map(([name, item]) => [writtenName(name), encode(item)] as const);
  return Object.fromEntries(written.filter(([, item]) => item !== undefined)) as Json;
}

/** The value of a design; what it was made from is no longer known. */
export function decode(design: Json): Value {
  if (typeof design !== 'object' || design === null) return literal(design as Scalar);
  if (Array.isArray(design)) return list(design.map(decode));
  const whole = asHole(design);
  if (whole !== null) return hole(whole);
  const parts = asText(design);
  if (parts !== null) return { kind: 'text', parts, uses: NOTHING };
  const entries = Object.entries(design).map(([name, item]) => [literalName(name), decode(item)] as const);
  return { kind: 'map', entries: new Map(entries), uses: NOTHING };
}

/** The design of a value that stands as an argument: nothing becomes null. */
export function argumentOf(value: Value): Json {
  return encode(value) ?? null;
}

/** The plain data of a value without holes, literal names as they are; undefined when there is a hole in it. */
export function plain(value: Value): Json | undefined {
  if (value.kind === 'literal') return value.value;
  if (value.kind === 'list') {
    const items = value.items.map(plain);
    return items.includes(undefined) ? undefined : (items as Json[]);
  }
  if (value.kind !== 'map') return undefined;
  const there = [...value.entries].filter(([, item]) => item.kind !== 'none');
  const entries = there.map(([name, item]) => [name, plain(item)] as const);
  return entries.some(([, item]) => item === undefined) ? undefined : (Object.fromEntries(entries) as Json);
}
