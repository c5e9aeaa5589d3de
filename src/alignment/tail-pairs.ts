// Pairs of names that agree up to a generated tail: only where one is left on each side, and something else agrees too.
import { listIn } from '../common/lists.ts';
import type { Tail } from '../normalise/generated-tails.ts';
import type { Applications } from './applications.ts';
import type { Family } from './cluster.ts';
import { type Cluster, type Item, type MayBeOne, mayMeet, merge } from './cluster.ts';
import { cutTail, drawnTailIn, tailsIn } from './name-tails.ts';
import type { LinksOf } from './referrers.ts';
import { difference, type Shape } from './shape.ts';

/**
 * So many names of one form, of two types or more, are the work of one tool: strangers do not agree in so many stems. Of one
 * application: who comes to be beside it changes nothing.
 */
const ESTATE = 3;
/** So many of the tails of an estate mean nothing even alone, where chance spelled something in the others. */
const MEANINGLESS = 1 / 2;
/** Names that were cut have at least so much in common. */
const SAME_HEAD = 16;
/** Counterparts differ in no more than this part of what is known of them. */
const MOST = 0.5;

/** What speaks for a pair of which nothing else does. */
export const AS_MANY = 'as are many names here';

export type TailEvidence = {
  readonly linksOf: LinksOf;
  readonly shapeOf: (item: Item) => Shape;
  readonly mayBeOne: MayBeOne;
  readonly token: (text: string, place: string) => string;
  readonly applications: Applications;
};

/** A name's reading; `drawn`: nothing but the many names that are drawn so speaks for it. */
type Reading = {
  readonly stem: string;
  readonly form: string;
  readonly trust: Tail['trust'] | 'drawn';
  readonly tail?: string;
  readonly isMeaningless?: boolean;
  readonly looksDrawn?: boolean;
};
type Pair = Pick<Reading, 'stem' | 'form' | 'trust'> & {
  readonly type: string;
  readonly clusters: readonly Cluster[];
  readonly readings: readonly Reading[];
  /** What all say of their application; null where they are not of one. */
  readonly application: readonly string[] | null;
};

/**
 * Merges what agrees up to a tail that is random in all, where no third candidate is, and where links, shape, or the form of
 * many other names speak for it. The match says so.
 *
 * @returns whether anything was merged
 */
export function matchByTails(families: readonly Family[], places: number, evidence: TailEvidence): boolean {
  const { token } = evidence;
  const drawn = (item: Item): readonly Reading[] => {
    const tail = drawnTailIn(item, token);
    return tail === null ? [] : [{ ...tail, trust: 'drawn' }];
  };
  const pairs = [
    ...families.flatMap((family) => [
      ...pairsIn(family, places, evidence, (item) => tailsIn(item, token)),
      ...cutPairs(family, places, evidence),
    ]),
    // Whether their names keep two from being one is asked of the pair, and not of those that speak for it.
    ...families.flatMap((family) => pairsIn(family, places, { ...evidence, mayBeOne: () => true }, drawn)),
  ];
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

function pairsIn(
  family: Family,
  places: number,
  evidence: TailEvidence,
  readingsOf: (item: Item) => readonly Reading[],
): readonly Pair[] {
  const groups = new Map<string, { readonly cluster: Cluster; readonly reading: Reading }[]>();
  for (const cluster of family.clusters) {
    if (cluster.items.size >= places) continue;
    const keys = new Set<string>();
    for (const item of cluster.items.values()) {
      for (const reading of readingsOf(item)) {
        const key = `${reading.form} ${reading.stem}`;
        if (keys.has(key)) continue;
        keys.add(key);
        listIn(groups, key).push({ cluster, reading });
      }
    }
  }
  return [...groups.values()].flatMap((all) =>
    lonelyIn(all, evidence).map((members): Pair => {
      const readings = members.map(({ reading }) => reading);
      return pairOf(
        readings[0] as Reading,
        family,
        members.map(({ cluster }) => cluster),
        readings,
        evidence,
      );
    }),
  );
}

function pairOf(
  { stem, form, trust }: Reading,
  { name: type }: Family,
  clusters: readonly Cluster[],
  readings: readonly Reading[],
  { applications }: TailEvidence,
): Pair {
  const items = clusters.flatMap((cluster) => [...cluster.items.values()]);
  return { stem, form, trust, type, clusters, readings, application: applications.commonOf(items) };
}

/** Those that are lonely together; where another application has the same names, those of each by themselves. */
function lonelyIn<T extends { readonly cluster: Cluster }>(
  all: readonly T[],
  { mayBeOne, applications }: TailEvidence,
): readonly (readonly T[])[] {
  const isPair = (some: readonly T[]) =>
    isLonely(
      some.map(({ cluster }) => cluster),
      mayBeOne,
    );
  if (isPair(all)) return [all];
  const byApplication = new Map<string, T[]>();
  for (const one of all)
    for (const application of new Set([...one.cluster.items.values()].map(applications.nameOf)))
      listIn(byApplication, application).push(one);
  return byApplication.size < 2 ? [] : [...byApplication.values()].filter(isPair);
}

/** Of two names cut at one length the stem of one is what the other begins with. */
function cutPairs(family: Family, places: number, evidence: TailEvidence): readonly Pair[] {
  const { token, mayBeOne } = evidence;
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
      return [pairOf(tail, family, clusters, [tail], evidence)];
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
  if (pair.trust === 'drawn') return isDrawnAlike(pair, all, items, evidence) ? AS_MANY : null;
  const link = commonLink(items, evidence.linksOf);
  if (link !== null) return `${link} leads to it`;
  const alike = isAlike(items, evidence.shapeOf);
  const isOne = ofOneTool(pair, all);
  if (pair.trust === 'possible') return alike && isOne ? AS_MANY : null;
  if (alike) return 'alike in what is read';
  return isOne ? AS_MANY : null;
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

/** Those that have the form of a pair, in its application. */
function estateOf({ form, trust, application }: Pair, all: readonly Pair[]): readonly Pair[] {
  if (application === null) return [];
  /** It says all that the pair says; of what says nothing only what says nothing, too. */
  const isOfIt = (other: Pair['application']) =>
    other !== null && (application.length > 0 ? application.every((one) => other.includes(one)) : other.length === 0);
  return all.filter(
    (one) => one.form === form && isOfIt(one.application) && (one.trust === 'drawn') === (trust === 'drawn'),
  );
}

function isEstate(pairs: readonly Pair[]): boolean {
  return new Set(pairs.map(({ stem }) => stem)).size >= ESTATE && new Set(pairs.map(({ type }) => type)).size > 1;
}

function ofOneTool(pair: Pair, all: readonly Pair[]): boolean {
  return isEstate(estateOf(pair, all));
}

function isDrawnAlike(
  pair: Pair,
  all: readonly Pair[],
  items: readonly Item[],
  { shapeOf, mayBeOne }: TailEvidence,
): boolean {
  const { readings, clusters } = pair;
  return (
    readings.every(({ looksDrawn }) => looksDrawn) &&
    ofOneDraw(pair, all) &&
    isLonely(clusters, mayBeOne) &&
    isAlike(items, shapeOf)
  );
}

/** Each name has a tail of its own, and most of them mean nothing: a tenant's or a team's stands behind all of its names. */
function ofOneDraw(pair: Pair, all: readonly Pair[]): boolean {
  const estate = estateOf(pair, all);
  const readings = estate.flatMap((one) => one.readings);
  const own = new Set(readings.map(({ tail }) => tail)).size === readings.length;
  const meaningless = readings.filter((one) => one.isMeaningless).length;
  return isEstate(estate) && own && meaningless >= readings.length * MEANINGLESS;
}
