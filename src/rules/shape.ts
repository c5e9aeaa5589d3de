import { munkres } from 'munkres';
import { type Cluster, type Item, merge } from './cluster.ts';

/** Larger leftover groups are not matched by shape: the assignment is cubic, and so many alike say nothing. */
const LARGEST = 60;
/** Counterparts share at least this part of what is known of them. */
const LIKENESS = 0.5;

export type ShapeOptions = {
  /** Leaf paths and their canonical values, references already told by counterpart. */
  readonly shapeOf: (item: Item) => ReadonlyMap<string, string>;
  /** The name that a person gave it: two given names that differ are never matched by shape. */
  readonly nameOf: (item: Item) => string | null;
};

/**
 * The last way to find counterparts: by the least total difference, and only where it is unambiguous. Things that are alike
 * in every respect are interchangeable, so any pairing of these is right; anything else that ties is left alone and marked.
 */
export function matchByShape(clusters: readonly Cluster[], places: readonly string[], options: ShapeOptions): void {
  for (const place of places) {
    const left = clusters.filter((cluster) => !cluster.mergedInto && !cluster.items.has(place));
    const right = clusters.filter(
      (cluster) => !cluster.mergedInto && cluster.items.size === 1 && cluster.items.has(place),
    );
    const openLeft = left.filter((cluster) => cluster.items.size < places.length);
    if (openLeft.length === 0 || right.length === 0) continue;
    pairAlike(openLeft, right, options);
    const rows = openLeft.filter((cluster) => !cluster.items.has(place));
    const columns = right.filter((cluster) => !cluster.mergedInto);
    if (rows.length > 0 && columns.length > 0 && rows.length <= LARGEST && columns.length <= LARGEST)
      assign(rows, columns, options);
  }
}

/** Pairs those whose whole shape is equal, as many as there are on both sides. */
function pairAlike(rows: readonly Cluster[], columns: readonly Cluster[], options: ShapeOptions): void {
  const text = (cluster: Cluster) => [...options.shapeOf(first(cluster))].sort().join('\n');
  const waiting = new Map<string, Cluster[]>();
  for (const column of columns) {
    const key = text(column);
    waiting.set(key, [...(waiting.get(key) ?? []), column]);
  }
  for (const row of rows) {
    const alike = (waiting.get(text(row)) ?? []).filter((one) => !one.mergedInto && nameable(row, one, options));
    if (alike[0]) merge(row, alike[0], { by: 'shape', key: 'alike in everything that is read' });
  }
}

function assign(rows: readonly Cluster[], columns: readonly Cluster[], options: ShapeOptions): void {
  const shapes = (clusters: readonly Cluster[]) => clusters.map((cluster) => options.shapeOf(first(cluster)));
  const [rowShapes, columnShapes] = [shapes(rows), shapes(columns)];
  const cost = rows.map((row, i) =>
    columns.map((column, j) =>
      nameable(row, column, options) ? difference(rowShapes[i] as Shape, columnShapes[j] as Shape) : 1,
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
    const items = [...rows, ...columns].flatMap((cluster) => [...cluster.items.values()]);
    for (const cluster of [row, column]) cluster.ambiguous.set('shape', items);
  }
}

type Shape = ReadonlyMap<string, string>;

/** Part of the leaf paths of the two that differ: 0 = the same, 1 = nothing alike. */
function difference(a: Shape, b: Shape): number {
  const paths = new Set([...a.keys(), ...b.keys()]);
  if (paths.size === 0) return 1;
  let differing = 0;
  for (const path of paths) if (a.get(path) !== b.get(path)) differing++;
  return differing / paths.size;
}

function nameable(a: Cluster, b: Cluster, { nameOf }: ShapeOptions): boolean {
  const [left, right] = [nameOf(first(a)), nameOf(first(b))];
  return left === null || right === null || left === right;
}

function first(cluster: Cluster): Item {
  return [...cluster.items.values()][0] as Item;
}
