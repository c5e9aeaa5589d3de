/** Matches by shape what no key could match. */
import { munkres } from 'munkres';
import { listIn, memo } from '../common/lists.ts';
import { type Cluster, claim, type Item, type MayBeOne, merge, oneOfEach, overlap } from './cluster.ts';

/** Larger leftover groups are not matched by shape: the assignment is cubic, and so many alike say nothing. */
const LARGEST = 60;
/** Counterparts share at least this part of what is known of them. */
const LIKENESS = 0.5;

export type ShapeOptions = {
  /** Leaf paths and their canonical values, references already told by counterpart. */
  readonly shapeOf: (item: Item) => ReadonlyMap<string, string>;
  /** The counterparts that refer to it, in the same words in every place. */
  readonly referrersOf: (item: Item) => readonly string[];
  /** The name that a person gave it: two given names that differ are never matched by shape. */
  readonly nameOf: (item: Item) => string | null;
  /** Whether nothing else that names them speaks against their being one. */
  readonly mayBeOne: MayBeOne;
};

/**
 * The last way to find counterparts: by the least total difference, and only where it is unambiguous. Things that are alike
 * in every respect are told by what refers to them; where nothing does they are interchangeable, and any pairing of these is
 * right. Anything else that ties is left alone and marked.
 */
export function matchByShape(clusters: readonly Cluster[], places: readonly string[], options: ShapeOptions): void {
  // Two places at a time: what two others hold does not compete for what this one has, it may be one row of all three.
  for (const [at, here] of places.entries()) {
    for (const there of places.slice(at + 1)) matchBetween(here, there, clusters, options);
  }
}

function matchBetween(here: string, there: string, clusters: readonly Cluster[], options: ShapeOptions): void {
  const having = (one: string, other: string) =>
    clusters.filter((cluster) => !cluster.mergedInto && cluster.items.has(one) && !cluster.items.has(other));
  if (having(here, there).length === 0 || having(there, here).length === 0) return;
  pairAlike(having(here, there), having(there, here), options);
  const rows = having(here, there).filter((cluster) => !cluster.ambiguous.has('shape'));
  const columns = having(there, here).filter((cluster) => !cluster.ambiguous.has('shape'));
  if (rows.length > 0 && columns.length > 0 && rows.length <= LARGEST && columns.length <= LARGEST)
    assign(rows, columns, options);
}

/**
 * Pairs those whose whole shape is equal, as many as both places have: any pairing of these is right, and which of them is over
 * does not matter. Where something of them was not read it may be what tells them apart, so none is chosen unless all fit.
 */
function pairAlike(rows: readonly Cluster[], columns: readonly Cluster[], options: ShapeOptions): void {
  const text = (cluster: Cluster) => [...options.shapeOf(first(cluster))].sort().join('\n');
  const rowsByText = groupBy(rows, text);
  for (const [key, alike] of groupBy(columns, text)) {
    const open = inOrder(rowsByText.get(key) ?? []);
    const waiting = inOrder(alike);
    if (open.length === 0 || !allMayMeet(open, waiting, options)) continue;
    const all = [...open, ...waiting];
    if (open.length !== waiting.length && all.some(isPartlyRead)) markAmbiguous(all);
    else
      for (const [row, one] of pairs(open, waiting, options))
        merge(row, one, { by: 'shape', key: LIKE[likenessOf(row)] });
  }
}

const LIKE = {
  read: 'alike in everything that is read',
  presence: 'as many here as there, and nothing is known but that they are there',
} as const;

function likenessOf(cluster: Cluster): keyof typeof LIKE {
  return first(cluster).resource.properties === null ? 'presence' : 'read';
}

function isPartlyRead(cluster: Cluster): boolean {
  return Object.keys(first(cluster).resource.unread).length > 0;
}

/** Each with the one that the same refer to; of what is left, each with one that has something in common with it. */
function pairs(
  rows: readonly Cluster[],
  columns: readonly Cluster[],
  { referrersOf }: ShapeOptions,
): readonly (readonly [Cluster, Cluster])[] {
  if (rows.length === 1 && columns.length === 1) return [[rows[0] as Cluster, columns[0] as Cluster]];
  const referrers = new Map([...rows, ...columns].map((one) => [one, referrersOf(first(one))]));
  const of = (cluster: Cluster) => referrers.get(cluster) as readonly string[];
  const found: (readonly [Cluster, Cluster])[] = [];
  const left = new Set(columns);
  const take = (row: Cluster, column: Cluster | undefined): boolean => {
    if (column === undefined) return false;
    left.delete(column);
    found.push([row, column]);
    return true;
  };
  const waiting = groupBy(columns, (column) => of(column).join('\n'));
  const rest = rows.filter((row) => !take(row, waiting.get(of(row).join('\n'))?.shift()));
  const order = new Map([...left].map((column, index) => [column, index]));
  const byReferrer = new Map<string, Set<Cluster>>();
  for (const column of left) for (const one of of(column)) memo(byReferrer, one, () => new Set()).add(column);
  for (const row of rest) {
    const related = of(row).flatMap((one) => firstOf(byReferrer.get(one) ?? []));
    const likest = related.reduce<Cluster | undefined>(
      (best, one) => (best === undefined || (order.get(one) ?? 0) < (order.get(best) ?? 0) ? one : best),
      undefined,
    );
    const chosen = likest ?? firstOf(left)[0];
    if (chosen !== undefined) for (const one of of(chosen)) byReferrer.get(one)?.delete(chosen);
    take(row, chosen);
  }
  return found;
}

/** The first that is left, in a list or none. */
function firstOf<T>(values: Iterable<T>): readonly T[] {
  for (const value of values) return [value];
  return [];
}

/** Not the order in which AWS answered. */
function inOrder(clusters: readonly Cluster[]): readonly Cluster[] {
  const text = (cluster: Cluster) => {
    const { logicalId, name, id, properties } = first(cluster).resource;
    const block = properties?.CidrBlock;
    return [logicalId ?? '', name ?? '', typeof block === 'string' ? block : '', id].join('\n');
  };
  return [...clusters].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

function groupBy(clusters: readonly Cluster[], key: (cluster: Cluster) => string): ReadonlyMap<string, Cluster[]> {
  const groups = new Map<string, Cluster[]>();
  for (const cluster of clusters) listIn(groups, key(cluster)).push(cluster);
  return groups;
}

/** Each with each; of those that show the same one is asked. */
function allMayMeet(rows: readonly Cluster[], columns: readonly Cluster[], options: ShapeOptions): boolean {
  const shown = (cluster: Cluster) => {
    const item = first(cluster);
    return JSON.stringify([options.nameOf(item), item.resource.logicalId !== null, item.resource.properties === null]);
  };
  const kinds = (clusters: readonly Cluster[]) => oneOfEach(clusters, options.mayBeOne, shown);
  const others = kinds(columns);
  return kinds(rows).every((row) => others.every((one) => mayMeet(row, one, options)));
}

function markAmbiguous(clusters: readonly Cluster[]): void {
  const items = clusters.flatMap((cluster) => [...cluster.items.values()]);
  for (const cluster of clusters) claim(cluster, 'shape', items);
}

function assign(rows: readonly Cluster[], columns: readonly Cluster[], options: ShapeOptions): void {
  const shapes = (clusters: readonly Cluster[]) => clusters.map((cluster) => options.shapeOf(first(cluster)));
  const [rowShapes, columnShapes] = [shapes(rows), shapes(columns)];
  const cost = rows.map((row, i) =>
    columns.map((column, j) =>
      mayMeet(row, column, options) ? difference(rowShapes[i] as Shape, columnShapes[j] as Shape) : 1,
    ),
  );
  const chosen = munkres(cost);
  for (const [i, j] of chosen) {
    const here = cost[i]?.[j] ?? 1;
    if (here > 1 - LIKENESS) continue;
    const rivals = [
      ...(cost[i] ?? []).filter((_, k) => k !== j),
      ...cost.filter((_, k) => k !== i).map((line) => line[j] ?? 1),
    ];
    const [row, column] = [rows[i] as Cluster, columns[j] as Cluster];
    if (rivals.every((rival) => rival > here)) {
      merge(row, column, { by: 'shape', key: `${Math.round((1 - here) * 100)} % alike` });
      continue;
    }
    const tied = [...rows.filter((_, k) => cost[k]?.[j] === here), ...columns.filter((_, k) => cost[i]?.[k] === here)];
    markAmbiguous([...new Set([row, column, ...tied])]);
  }
}

export type Shape = ReadonlyMap<string, string>;

/** Part of the leaf paths of the two that differ: 0 = the same, 1 = nothing alike. */
export function difference(a: Shape, b: Shape): number {
  const paths = new Set([...a.keys(), ...b.keys()]);
  if (paths.size === 0) return 1;
  let differing = 0;
  for (const path of paths) if (a.get(path) !== b.get(path)) differing++;
  return differing / paths.size;
}

function mayMeet(a: Cluster, b: Cluster, { nameOf, mayBeOne }: ShapeOptions): boolean {
  if (overlap(a, b)) return false;
  const [one, other] = [first(a), first(b)];
  const [left, right] = [one.resource, other.resource];
  const [leftName, rightName] = [nameOf(one), nameOf(other)];
  // Of what is known to be there and nothing else, a name would be a guess: only nameless ones are as good as each other.
  const isPresence = left.properties === null || right.properties === null;
  if (isPresence && [leftName, rightName, left.logicalId, right.logicalId].some((name) => name !== null)) return false;
  // Two logical ids that no key matched are two things.
  if (left.logicalId !== null && right.logicalId !== null) return false;
  return (leftName === null || rightName === null || leftName === rightName) && mayBeOne(one, other);
}

function first(cluster: Cluster): Item {
  return [...cluster.items.values()][0] as Item;
}
