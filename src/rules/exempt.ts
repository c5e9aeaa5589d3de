import type { RegionStatus } from '../collectors/snapshot.ts';
import type { Asymmetry, Baseline } from './baseline.ts';
import type { Cluster, Item } from './cluster.ts';
import { parseCount } from './expectation.ts';
import { fits, roleOf } from './where.ts';

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
  const matching = (row: Named) => declared.filter((one) => speaksOf(one, row));
  const countIn = (one: Asymmetry, place: string) =>
    rows.filter((row) => speaksOf(one, row) && row.cluster.items.get(place)?.resource.selected).length;

  const livesElsewhere = (one: Asymmetry, place: string): boolean => {
    if (!one.only) return false;
    if (Array.isArray(one.only)) return !one.only.includes(place) && !one.only.includes(bare(place));
    return roleOf(seen, place) !== (one.only as { role: string }).role;
  };
  const smallerIsDeclared = (one: Asymmetry, place: string): boolean => {
    if (!one.count) return false;
    const wanted = one.count[place] ?? one.count[bare(place)] ?? one.count[roleOf(seen, place) ?? ''];
    if (wanted === undefined) return false;
    const { min, max } = parseCount(wanted);
    const there = countIn(one, place);
    return there >= min && there <= max;
  };
  const bare = (place: string) => places.find((one) => one.name === place)?.region ?? place;

  return {
    absence: (row, place) =>
      matching(row).find((one) => livesElsewhere(one, place) || smallerIsDeclared(one, place))?.reason ?? null,
    mayDiffer: (row) => matching(row).flatMap((one) => one.properties ?? []),
  };
}

function speaksOf(one: Asymmetry, row: Named): boolean {
  if (one.type !== undefined && !fits(one.type, row.type)) return false;
  const items = [...row.cluster.items.values()];
  if (
    one.stack !== undefined &&
    !items.some((item) => item.resource.stack && fits(one.stack as string, item.resource.stack))
  )
    return false;
  if (one.counterpart === undefined) return true;
  const names = [row.counterpart, ...items.flatMap(namesOf)];
  return names.some((name) => fits(one.counterpart as string, name));
}

function namesOf({ resource }: Item): readonly string[] {
  return [resource.name, resource.logicalId, resource.stack].filter((name) => name !== null);
}
