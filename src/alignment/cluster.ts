/** Counterparts found so far, and merging them by keys. */
import type { Item } from '../comparison/item.ts';
import type { Match, MatchBy } from './alignment.ts';

export type { Item };

/** Counterparts found so far: at most one item a place. */
export type Cluster = {
  readonly items: Map<string, Item>;
  /** How it was matched last; `single` while it has one item. */
  match: Match;
  /** Keys that it shared with others in a way that could not be resolved, and who they are. */
  ambiguous: ReadonlyMap<string, readonly Item[]>;
  /** Set when it was merged into another. */
  mergedInto?: Cluster;
};

/** Types whose resources may be counterparts, and their clusters. */
export type Family = { readonly name: string; readonly types: ReadonlySet<string>; clusters: readonly Cluster[] };

/** One way to tell counterparts: a key that is equal for them, or null where it says nothing. */
export type Pass = { readonly by: MatchBy; key(item: Item): string | null };

/**
 * Whether nothing speaks against two items being counterparts. `evidenceOf` is a text of all that it looks at in one of them: of
 * ten thousand that are alike one is asked.
 */
export type MayBeOne = ((a: Item, b: Item) => boolean) & { readonly evidenceOf?: (item: Item) => string };

/** Names and tags are likeness: a name that differs goes before them. What a stack or AWS itself says stands. */
const BY_NAME: ReadonlySet<MatchBy> = new Set(['name', 'name-tag']);

const NONE: Cluster['ambiguous'] = new Map();
const ALONE: Match = { by: 'single', key: '' };

/** One item by itself, matched with nothing yet. */
export function single(item: Item): Cluster {
  return { items: new Map([[item.place, item]]), match: ALONE, ambiguous: NONE };
}

/** One more key that several claim. */
export function claim(cluster: Cluster, key: string, items: readonly Item[]): void {
  cluster.ambiguous = new Map(cluster.ambiguous).set(key, items);
}

/**
 * What the first pass settles: one item in every place has the key, and nobody else. It is what `mergeByKeys` would come to,
 * at once, and most of what there is.
 */
export function settle(
  items: readonly Item[],
  { by, key }: Pass,
  places: number,
): { readonly full: Cluster[]; readonly left: readonly Item[] } {
  const keys = items.map(key);
  const groups = new Map<string, Map<string, Item> | null>();
  for (const [index, item] of items.entries()) {
    const own = keys[index];
    if (!own) continue;
    const group = groups.get(own);
    if (group === undefined) groups.set(own, new Map([[item.place, item]]));
    else if (group?.has(item.place)) groups.set(own, null);
    else group?.set(item.place, item);
  }
  const full: Cluster[] = [];
  for (const [own, group] of groups) {
    if (group?.size === places) full.push({ items: group, match: { by, key: own }, ambiguous: NONE });
  }
  return { full, left: items.filter((_, index) => !(keys[index] && groups.get(keys[index])?.size === places)) };
}

/** Whether counterparts were found; one that others' claims left alone may be anybody's. */
export function isMatched({ match, items }: Cluster): boolean {
  return match.by !== 'single' && items.size > 1;
}

function live(cluster: Cluster): Cluster {
  let current = cluster;
  while (current.mergedInto) current = current.mergedInto;
  return current;
}

/**
 * Merges the clusters that share a key, pass by pass, strongest first. Where a key is shared by two items of one place,
 * nothing is merged by it: the order of the answers never decides. O(n) in the items for each pass.
 *
 * @param places number of audited places: a cluster that has them all takes no further part
 */
export function mergeByKeys(
  clusters: readonly Cluster[],
  passes: readonly Pass[],
  places: number,
  mayBeOne: MayBeOne = () => true,
): Cluster[] {
  let open = [...new Set(clusters.map(live))];
  const full: Cluster[] = [];
  for (const pass of passes) {
    const waiting: Cluster[] = [];
    for (const cluster of open) (cluster.items.size >= places ? full : waiting).push(cluster);
    for (const [key, group] of groupByKey(waiting, pass))
      mergeGroup(key, group, pass.by, BY_NAME.has(pass.by) ? mayBeOne : () => true);
    open = [...new Set(waiting.map(live))];
  }
  return [...full, ...open];
}

function groupByKey(clusters: readonly Cluster[], pass: Pass): Map<string, Cluster[]> {
  const groups = new Map<string, Cluster[]>();
  for (const cluster of clusters) {
    for (const item of cluster.items.values()) {
      const key = pass.key(item);
      if (key === null || key === '') continue;
      const group = groups.get(key);
      if (group) group.push(cluster);
      else groups.set(key, [cluster]);
    }
  }
  return groups;
}

function mergeGroup(key: string, group: readonly Cluster[], by: MatchBy, mayBeOne: MayBeOne): void {
  if (group.length < 2) return;
  const clusters = [...new Set(group.map(live))];
  if (clusters.length < 2) return;
  const items = clusters.flatMap((cluster) => [...cluster.items.values()]);
  if (new Set(items.map((item) => item.place)).size < items.length) {
    // Two of one place claim the key. It is only ambiguous when there is somebody to be matched with.
    const kinds = oneOfEach(clusters, mayBeOne);
    const crossing = kinds.some((cluster) =>
      kinds.some((other) => other !== cluster && !overlap(cluster, other) && mayMeet(cluster, other, mayBeOne)),
    );
    if (crossing) for (const cluster of clusters) claim(cluster, `${by} ${key}`, items);
    return;
  }
  const [first, ...rest] = clusters as [Cluster, ...Cluster[]];
  const strangers = clusters.some((one, index) =>
    clusters.slice(index + 1).some((other) => !mayMeet(one, other, mayBeOne)),
  );
  if (strangers) return;
  for (const other of rest) merge(first, other, { by, key });
}

/** One cluster of each kind: those of the same places and evidence, and of what `more` tells, meet the same others. */
export function oneOfEach(
  clusters: readonly Cluster[],
  { evidenceOf }: MayBeOne,
  more: (cluster: Cluster) => string = () => '',
): readonly Cluster[] {
  if (evidenceOf === undefined) return clusters;
  const kinds = new Map<string, Cluster>();
  for (const cluster of clusters) {
    const items = [...cluster.items].map(([place, item]) => [place, evidenceOf(item)]);
    const kind = JSON.stringify([items, more(cluster)]);
    if (!kinds.has(kind)) kinds.set(kind, cluster);
  }
  return [...kinds.values()];
}

/** Whether nobody of the one speaks against anybody of the other. */
export function mayMeet(a: Cluster, b: Cluster, mayBeOne: MayBeOne): boolean {
  for (const one of a.items.values()) for (const other of b.items.values()) if (!mayBeOne(one, other)) return false;
  return true;
}

/** Whether both hold an item of one place; then they cannot be one thing. */
export function overlap(a: Cluster, b: Cluster): boolean {
  return [...a.items.keys()].some((place) => b.items.has(place));
}

/** Puts the items of `from` into `into`, which is then matched as `match` says; what several claim stays open where nobody took the place. */
export function merge(into: Cluster, from: Cluster, match: Match): void {
  for (const [place, item] of from.items) into.items.set(place, item);
  from.mergedInto = into;
  into.match = match;
  // What several claim stays open where the counterpart is still looked for.
  const claims = [...into.ambiguous, ...from.ambiguous];
  into.ambiguous = new Map(claims.filter(([, items]) => items.some((item) => !into.items.has(item.place))));
}
