/** Who deviates. */
import type { Comparator } from '../collectors/comparator.ts';

export type Settings = Exclude<Comparator, string>;

/** A comparator in its object form. */
export function settings(comparator: Comparator): Settings {
  return typeof comparator === 'string' ? { compare: comparator } : comparator;
}

/**
 * Who deviates, when the regions do not all say the same (DESIGN §8): whoever differs from the reference; without one,
 * whoever differs from the majority; with two regions or a tie the worse side, where one can tell; else all of them.
 *
 * @param values region to the canonical text of what it has; regions that could not be read are left out
 * @param worse picks the worse regions of a tie; empty = cannot tell
 */
export function deviating(
  values: ReadonlyMap<string, string>,
  reference: string | null,
  worse: () => readonly string[] = () => [],
): readonly string[] {
  const regions = [...values.keys()];
  const expected = reference !== null && values.has(reference) ? values.get(reference) : majority([...values.values()]);
  if (expected !== undefined) return regions.filter((region) => values.get(region) !== expected);
  const side = worse();
  return side.length > 0 && side.length < regions.length ? side : regions;
}

/** The value that more than half of them have. */
function majority(values: readonly string[]): string | undefined {
  const votes = new Map<string, number>();
  for (const value of values) votes.set(value, (votes.get(value) ?? 0) + 1);
  return [...votes].find(([, count]) => count * 2 > values.length)?.[0];
}

/**
 * Of places that all say word for word the same, those for which it is another region's: one region's function that all of them
 * use. Whose own it is does not deviate, however few. Empty where they do not say the same, or where nobody can tell.
 *
 * @param leads whether the value leads out of the region of that place
 */
export function leaningOnAnother(
  values: ReadonlyMap<string, unknown>,
  leads: (place: string) => boolean,
): readonly string[] {
  if (new Set([...values.values()].map((value) => JSON.stringify(value ?? null))).size > 1) return [];
  const leaning = [...values.keys()].filter(leads);
  return leaning.length < values.size ? leaning : [];
}
