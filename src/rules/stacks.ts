import type { Item } from './cluster.ts';

/** Counterpart stacks share at least this part of their logical ids. */
const SHARED = 0.5;

/**
 * Stacks whose names say nothing of each other (`app-primary`, `app-dr`) but which hold the same logical ids.
 * Only where the best is clearly the best.
 *
 * @param tokenOf the stack's name with region and generated tail taken out
 * @returns `PLACE/TOKEN` of a stack to the token of its counterpart
 */
export function aliasStacks(
  items: readonly Item[],
  tokenOf: (stack: string, place: string) => string,
): ReadonlyMap<string, string> {
  const contents = new Map<string, Map<string, Set<string>>>();
  for (const { resource, place } of items) {
    if (!resource.stack || !resource.logicalId) continue;
    const token = tokenOf(resource.stack, place);
    const byPlace = contents.get(token) ?? new Map<string, Set<string>>();
    const ids = byPlace.get(place) ?? new Set<string>();
    contents.set(token, byPlace.set(place, ids.add(`${resource.type} ${resource.logicalId}`)));
  }
  const aliases = new Map<string, string>();
  const lonely = [...contents].filter(([, byPlace]) => byPlace.size === 1).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [token, byPlace] of lonely) {
    const [place, ids] = [...byPlace][0] as [string, Set<string>];
    const rivals = lonely
      .filter(([other, where]) => other !== token && !where.has(place))
      .map(([other, where]) => ({ other, shared: shared(ids, [...where.values()][0] as Set<string>) }))
      .sort((a, b) => b.shared - a.shared);
    const [best, second] = rivals;
    if (!best || best.shared < SHARED || best.shared === second?.shared) continue;
    // Both point at the smaller name, whichever comes first.
    if (token > best.other) aliases.set(`${place}/${token}`, best.other);
  }
  return aliases;
}

/** Part of all that the two hold which both hold. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((id) => b.has(id)).length;
  return common / (a.size + b.size - common);
}
