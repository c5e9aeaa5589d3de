/** What the baseline lets a place lack or have otherwise. */
import type { Asymmetry, Baseline } from '../baseline/baseline.ts';
import { parseCount } from '../baseline/expectation.ts';
import { fits } from '../common/glob.ts';
import type { RegionStatus, Resource } from '../snapshot/snapshot.ts';
import type { Alignment } from './alignment.ts';
import type { Cluster } from './cluster.ts';
import { roleOf } from './named-resources.ts';

/** A cluster with its type and its name, as far as declarations speak of it. */
export type Named = { readonly type: string; readonly counterpart: string; readonly cluster: Cluster };

export type Exemptions = {
  /** Why the row need not be in that place; null = it must. */
  absence(row: Named, place: string): string | null;
  /** Properties that may differ on the row. */
  mayDiffer(row: Named): readonly string[];
};

/** What the baseline declares to differ (`asymmetry`), ready to be asked for each row. */
export function makeExemptions(
  baseline: Baseline,
  places: readonly RegionStatus[],
  rows: readonly Named[],
): Exemptions {
  const declared = baseline.asymmetry ?? [];
  const seen = { baseline, places };
  const speaksOfRow = (one: Asymmetry, { type, counterpart, cluster }: Named) =>
    speaksOf(
      one,
      type,
      counterpart,
      [...cluster.items.values()].map(({ resource }) => resource),
    );
  const matching = (row: Named) => declared.filter((one) => speaksOfRow(one, row));
  const countIn = (one: Asymmetry, place: string) =>
    rows.filter((row) => speaksOfRow(one, row) && row.cluster.items.get(place)?.resource.selected).length;

  const smallerIsDeclared = (one: Asymmetry, place: string): boolean => {
    if (!one.count) return false;
    const wanted = one.count[place] ?? one.count[bareOf(places, place)] ?? one.count[roleOf(seen, place) ?? ''];
    if (wanted === undefined) return false;
    const { min, max } = parseCount(wanted);
    const there = countIn(one, place);
    return there >= min && there <= max;
  };
  return {
    absence: (row, place) =>
      matching(row).find((one) => livesElsewhere(one, place, seen) || smallerIsDeclared(one, place))?.reason ?? null,
    mayDiffer: (row) => matching(row).flatMap((one) => one.properties ?? []),
  };
}

/** Whether the declaration is that what it speaks of lives in other places only. */
export function livesElsewhere(
  { only }: Asymmetry,
  place: string,
  seen: Pick<Alignment, 'baseline' | 'places'>,
): boolean {
  if (!only) return false;
  if (Array.isArray(only)) return !only.includes(place) && !only.includes(bareOf(seen.places, place));
  return roleOf(seen, place) !== (only as { role: string }).role;
}

function bareOf(places: readonly RegionStatus[], place: string): string {
  return places.find((one) => one.name === place)?.region ?? place;
}

/** Whether the declaration speaks of a row: of its type, and of one of the names that its resources go by. */
export function speaksOf(one: Asymmetry, type: string, counterpart: string, resources: readonly Resource[]): boolean {
  if (one.type !== undefined && !fits(one.type, type)) return false;
  const { stack } = one;
  if (stack !== undefined && !resources.some((resource) => resource.stack && fits(stack, resource.stack))) return false;
  if (one.counterpart === undefined) return true;
  const names = [counterpart, ...resources.flatMap(namesOf)];
  return names.some((name) => fits(one.counterpart as string, name));
}

function namesOf({ name, logicalId, stack }: Resource): readonly string[] {
  return [name, logicalId, stack].filter((one) => one !== null);
}
