/** Holes whose value the caller knows, and functions of them worked out. */
import type { Json } from '../snapshot/snapshot.ts';
import type { Lookups } from './context.ts';
import { functions } from './functions/index.ts';
import { asHole, type Hole } from './holes.ts';
import { decode, encode, list, literal, literalText, NOTHING, type Value } from './values.ts';

/** The values that a hole may stand for, as plain data; undefined when that is not known. */
export type Resolve = (hole: Hole) => readonly Json[] | undefined;

/** Combinations of values that are tried for one function; beyond, its result counts as not known. */
const MOST = 64;
const NO_TEMPLATE: Lookups = { environment: { region: null }, mappings: undefined };

/** Every value that a hole may stand for, or null when that is not known. */
export function choicesOf(hole: Hole, resolve: Resolve | undefined): readonly Value[] | null {
  if ('oneOf' in hole) return hole.oneOf.map((choice) => literal(choice));
  const given = resolve?.(hole);
  if (given !== undefined) return given.map(dataValue);
  if (!('function' in hole)) return null;
  const run = functions.get(hole.function);
  if (run?.takes !== 'values') return null;
  const results = filled(decode(hole.argument), resolve)?.map((argument) => run.run(argument, NO_TEMPLATE)) ?? null;
  return results === null || results.some((result) => result === null || isOpen(result)) ? null : (results as Value[]);
}

function isOpen(value: Value): boolean {
  const design = encode(value);
  return value.kind === 'text' || design === undefined || asHole(design) !== null;
}

/** A value with its holes filled, once for each combination; null when a hole has no known value, or there are too many. */
function filled(value: Value, resolve: Resolve | undefined): readonly Value[] | null {
  if (value.kind === 'hole') return choicesOf(value.hole, resolve);
  if (value.kind === 'text') {
    const parts = value.parts.map((part) => (typeof part === 'string' ? [literal(part)] : choicesOf(part, resolve)));
    return (
      products(parts)?.flatMap((combination) => {
        const texts = combination.map(literalText);
        return texts.includes(null) ? [] : [literal(texts.join(''))];
      }) ?? null
    );
  }
  if (value.kind === 'list')
    return products(value.items.map((item) => filled(item, resolve)))?.map((items) => list(items)) ?? null;
  if (value.kind !== 'map') return [value];
  const names = [...value.entries.keys()];
  const all = products([...value.entries.values()].map((item) => filled(item, resolve)));
  return (
    all?.map((items) => ({
      kind: 'map' as const,
      entries: new Map(names.map((name, at) => [name, items[at] as Value])),
      uses: NOTHING,
    })) ?? null
  );
}

function products(options: readonly (readonly Value[] | null)[]): Value[][] | null {
  let all: Value[][] = [[]];
  for (const each of options) {
    if (each === null || all.length * each.length > MOST) return null;
    all = all.flatMap((before) => each.map((value) => [...before, value]));
  }
  return all;
}

/** Plain data as a value: its names are literal, whatever they begin with. */
export function dataValue(data: Json): Value {
  if (Array.isArray(data)) return list(data.map(dataValue));
  if (typeof data !== 'object' || data === null) return literal(data as string | number | boolean | null);
  const entries = Object.entries(data).map(([name, item]) => [name, dataValue(item)] as const);
  return { kind: 'map', entries: new Map(entries), uses: NOTHING };
}
