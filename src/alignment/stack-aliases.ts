/** Which stacks of different places are counterparts. */
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
  const aliases = new Map<string, string>();
  const lonely = contentsOf(items, tokenOf, lonelyTokens(items, tokenOf));
  for (const { token, place, ids } of lonely) {
    const rivals = lonely
      .filter((one) => one.token !== token && one.place !== place)
      .map((one) => ({ other: one.token, shared: shared(ids, one.ids) }))
      .sort((a, b) => b.shared - a.shared);
    const [best, second] = rivals;
    if (!best || best.shared < SHARED || best.shared === second?.shared) continue;
    // Both point at the smaller name, whichever comes first.
    if (token > best.other) aliases.set(`${place}/${token}`, best.other);
  }
  return aliases;
}

/** The names of stacks that only one place has, and that place. */
function lonelyTokens(
  items: readonly Item[],
  tokenOf: (stack: string, place: string) => string,
): ReadonlyMap<string, string> {
  const places = new Map<string, string | null>();
  for (const { resource, place } of items) {
    if (!resource.stack || !resource.logicalId) continue;
    const token = tokenOf(resource.stack, place);
    const known = places.get(token);
    if (known === undefined) places.set(token, place);
    else if (known !== place) places.set(token, null);
  }
  return new Map([...places].flatMap(([token, place]) => (place === null ? [] : [[token, place]])));
}

type Lonely = { readonly token: string; readonly place: string; readonly ids: ReadonlySet<string> };

/** What each of them holds, by name. */
function contentsOf(
  items: readonly Item[],
  tokenOf: (stack: string, place: string) => string,
  lonely: ReadonlyMap<string, string>,
): readonly Lonely[] {
  if (lonely.size < 2) return [];
  const ids = new Map([...lonely.keys()].map((token) => [token, new Set<string>()]));
  for (const { resource, place } of items) {
    const { stack, type, logicalId } = resource;
    if (stack && logicalId) ids.get(tokenOf(stack, place))?.add(`${type} ${logicalId}`);
  }
  return [...lonely]
    .map(([token, place]) => ({ token, place, ids: ids.get(token) as Set<string> }))
    .sort((a, b) => (a.token < b.token ? -1 : 1));
}

/** Part of all that the two hold which both hold. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((id) => b.has(id)).length;
  return common / (a.size + b.size - common);
}
