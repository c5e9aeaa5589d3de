// Pairs of names that agree up to a generated tail: only where one is left on each side, and something else agrees too.
import { listIn } from '../common/lists.ts';
import type { Tail } from '../normalise/generated-tails.ts';
import type { Family } from './cluster.ts';
import { type Cluster, type Item, type MayBeOne, mayMeet, merge } from './cluster.ts';
import { cutTail, tailsIn } from './name-tails.ts';
import type { LinksOf } from './referrers.ts';
import { difference, type Shape } from './shape.ts';

/** So many names of one form, of two types or more, are the work of one tool: strangers do not agree in so many stems. */
const ESTATE = 3;
/** Names that were cut have at least so much in common. */
const SAME_HEAD = 16;
/** Counterparts differ in no more than this part of what is known of them. */
const MOST = 0.5;

export type TailEvidence = {
  readonly linksOf: LinksOf;
  readonly shapeOf: (item: Item) => Shape;
  readonly mayBeOne: MayBeOne;
  readonly token: (text: string, place: string) => string;
};

type Candidate = { readonly stem: string; readonly form: string; readonly trust: Tail['trust']; readonly type: string };
type Pair = Candidate & { readonly clusters: readonly Cluster[] };

/**
 * Merges what agrees up to a tail that is random in all, where no third candidate is, and where links, shape, or the form of
 * many other names speak for it. The match says so.
 *
 * @returns whether anything was merged
 */
export function matchByTails(families: readonly Family[], places: number, evidence: TailEvidence): boolean {
  const pairs = families.flatMap((family) => [
    ...pairsIn(family, places, evidence),
    ...cutPairs(family, places, evidence),
  ]);
  let merged = false;
  for (const pair of pairs) {
    const why = reason(pair, pairs, evidence);
    if (why === null || pair.clusters.some((one) => one.mergedInto)) continue;
    const [first, ...rest] = pair.clusters as [Cluster, ...Cluster[]];
    const key = `${pair.stem} up to a generated tail; ${why}`;
    for (const other of rest) merge(first, other, { by: 'name', key });
    merged = true;
  }
  if (merged) for (const family of families) family.clusters = family.clusters.filter((cluster) => !cluster.mergedInto);
  return merged;
}

function pairsIn(family: Family, places: number, { token, mayBeOne }: TailEvidence): readonly Pair[] {
  const groups = new Map<string, { candidate: Candidate; clusters: Cluster[] }>();
  for (const cluster of family.clusters) {
    if (cluster.items.size >= places) continue;
    const keys = new Set<string>();
    for (const item of cluster.items.values()) {
      for (const { stem, form, trust } of tailsIn(item, token)) {
        const key = `${form} ${stem}`;
        if (keys.has(key)) continue;
        keys.add(key);
        const candidate = { stem, form, trust, type: family.name };
        const group = groups.get(key) ?? { candidate, clusters: [] };
        group.clusters.push(cluster);
        groups.set(key, group);
      }
    }
  }
  return [...groups.values()].flatMap(({ candidate, clusters }) =>
    isLonely(clusters, mayBeOne) ? [{ ...candidate, clusters }] : [],
  );
}

/** Of two names cut at one length the stem of one is what the other begins with. */
function cutPairs(family: Family, places: number, { token, mayBeOne }: TailEvidence): readonly Pair[] {
  const byForm = new Map<string, { tail: Tail; cluster: Cluster }[]>();
  for (const cluster of family.clusters) {
    const [item, another] = [...cluster.items.values()];
    const tail = item && another === undefined && places > 1 ? cutTail(item, token) : null;
    if (tail !== null) listIn(byForm, `${tail.form} ${tail.stem.slice(0, SAME_HEAD)}`).push({ tail, cluster });
  }
  return [...byForm.values()].flatMap((all) =>
    all.flatMap(({ tail, cluster }) => {
      const longer = all.filter((one) => one.tail.stem.startsWith(tail.stem) && one.tail.stem !== tail.stem);
      const rivals = all.filter((one) => tail.stem.startsWith(one.tail.stem));
      const clusters = [cluster, ...longer.map((one) => one.cluster)];
      if (longer.length === 0 || rivals.length > 1 || !isLonely(clusters, mayBeOne)) return [];
      return [{ stem: tail.stem, form: tail.form, trust: tail.trust, type: family.name, clusters }];
    }),
  );
}

/** One in each place, and none whom a name keeps from being one with the others. */
function isLonely(clusters: readonly Cluster[], mayBeOne: MayBeOne): boolean {
  const held = clusters.flatMap((cluster) => [...cluster.items.keys()]);
  if (clusters.length < 2 || new Set(held).size < held.length) return false;
  const items = clusters.flatMap((cluster) => [...cluster.items.values()]);
  if (new Set(items.map(({ resource }) => resource.name)).size < items.length) return false;
  if (items.some(({ resource }) => resource.logicalId !== null)) {
    const ids = items.map(({ resource }) => resource.logicalId);
    if (ids.every((id) => id !== null) && new Set(ids).size > 1) return false;
  }
  return clusters.every((one, index) => clusters.slice(index + 1).every((other) => mayMeet(one, other, mayBeOne)));
}

/** What speaks for a pair, in words; null where nothing does. */
function reason(pair: Pair, all: readonly Pair[], evidence: TailEvidence): string | null {
  const items = pair.clusters.map((cluster) => [...cluster.items.values()][0] as Item);
  const link = commonLink(items, evidence.linksOf);
  if (link !== null) return `${link} leads to it`;
  const alike = isAlike(items, evidence.shapeOf);
  const isEstate = ofOneTool(pair, all);
  if (pair.trust === 'possible') return alike && isEstate ? 'as are many names here' : null;
  if (alike) return 'alike in what is read';
  return isEstate ? 'as are many names here' : null;
}

function commonLink(items: readonly Item[], linksOf: LinksOf): string | null {
  const [first = [], ...rest] = items.map(linksOf);
  return first.find((link) => rest.every((links) => links.includes(link))) ?? null;
}

function isAlike(items: readonly Item[], shapeOf: TailEvidence['shapeOf']): boolean {
  if (items.some(({ resource }) => resource.properties === null)) return false;
  const [first, ...rest] = items.map(shapeOf) as [Shape, ...Shape[]];
  return first.size > 0 && rest.every((shape) => difference(first, shape) <= MOST);
}

function ofOneTool({ form }: Pair, all: readonly Pair[]): boolean {
  const stems = new Map<string, string[]>();
  for (const one of all) if (one.form === form) listIn(stems, one.stem).push(one.type);
  return stems.size >= ESTATE && new Set([...stems.values()].flat()).size > 1;
}
