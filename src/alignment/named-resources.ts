/** Which resources and places a declaration speaks of. */
import type { Baseline } from '../baseline/baseline.ts';
import { fits } from '../common/glob.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import type { Alignment, Row } from './alignment.ts';

/** Whether a pattern names this resource: by counterpart, name, logical id or stack. No pattern names all. */
export function isNamed(pattern: string | undefined, resource: Resource, row: Row | undefined): boolean {
  if (pattern === undefined) return true;
  const names = [row?.counterpart, resource.name, resource.logicalId, resource.stack];
  return names.some((name) => typeof name === 'string' && fits(pattern, name));
}

/** The role of an audited region; a role given to the region alone holds for that region in every account. */
export function roleOf(seen: Pick<Alignment, 'baseline' | 'places'>, region: string): string | undefined {
  const roles: Baseline['roles'] = seen.baseline.roles;
  const bare = seen.places.find((place) => place.name === region)?.region ?? region;
  return roles?.[region] ?? roles?.[bare];
}

/** The audited regions that a declaration speaks of: those named, those with the role, or all. */
export function regionsFor(
  seen: Alignment,
  where: { readonly regions?: readonly string[] | undefined; readonly role?: string | undefined },
): readonly string[] {
  const named = (region: string) => {
    const bare = seen.places.find((place) => place.name === region)?.region ?? region;
    return !where.regions || where.regions.includes(region) || where.regions.includes(bare);
  };
  return seen.regions.filter(
    (region) => named(region) && (where.role === undefined || roleOf(seen, region) === where.role),
  );
}

/** What to call a resource that may have no row. */
export function counterpartOf(row: Row | undefined, resource: Resource): string {
  return row?.counterpart ?? resource.name ?? resource.logicalId ?? resource.type;
}
