/** The comparisons that came out different. */
import type { Alignment, Comparison, Row } from '../alignment/alignment.ts';
import type { Gap, Json } from '../snapshot/snapshot.ts';
import { allGaps, comparisonGaps, unique } from './gaps.ts';

/** The comparisons that came out different, where `wanted` says that they matter. */
export function* drifts(
  seen: Alignment,
  wanted: (property: string, row: Row) => boolean,
): Iterable<{ readonly row: Row; readonly one: Comparison }> {
  for (const row of seen.rows) {
    for (const one of row.comparisons) {
      if (one.verdict === 'different' && wanted(one.property, row)) yield { row, one };
    }
  }
}

/** The raw values by region, as JSON has them: null = not set. */
export function valuesOf(one: Comparison): { readonly [region: string]: Json } {
  return Object.fromEntries([...one.values].map(([region, value]) => [region, value ?? null]));
}

/**
 * The values as they were compared, names for ids and regions taken out, where that says more than the raw ones: of lists, objects and
 * references. Left out where a place's could not be told.
 */
export function comparedOf({ texts, values }: Comparison): { readonly [region: string]: Json } | undefined {
  if (texts === undefined || [...values].some(([place, value]) => value !== undefined && !texts.has(place)))
    return undefined;
  const read = [...values].map(
    ([place, value]) => [place, value === undefined ? null : jsonIn(texts.get(place) as string)] as const,
  );
  const says = read.some(([, value]) =>
    typeof value === 'string' ? value.startsWith('@') : value !== null && typeof value === 'object',
  );
  return says ? Object.fromEntries(read) : undefined;
}

function jsonIn(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Why such a comparison could not be made: resources not listed, the property not read, or a comparison that came out unknown. */
export function driftGaps(
  seen: Alignment,
  wanted: (property: string, row?: Row) => boolean,
  types?: readonly string[],
): readonly Gap[] {
  const gaps = allGaps(seen, types).filter((gap) => gap.properties?.some((property) => wanted(property)) ?? true);
  return unique([...gaps, ...comparisonGaps(seen, wanted, types)]);
}
