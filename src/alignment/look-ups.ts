// What the rules ask of the regions that were lined up: what is present where, which row a resource is in, what was not read.
import type { Baseline } from '../baseline/baseline.ts';
import { listIn } from '../common/lists.ts';
import type { LeftOut } from '../comparison/left-out-types.ts';
import type { Gap, RegionStatus, Resource, Snapshot } from '../snapshot/snapshot.ts';
import type { Alignment, LikelyPair, Row } from './alignment.ts';
import type { Item } from './cluster.ts';
import type { StackCounterparts } from './stack-counterparts.ts';

export type LookUps = {
  readonly snapshot: Snapshot;
  readonly baseline: Baseline;
  readonly places: readonly RegionStatus[];
  readonly names: readonly string[];
  readonly items: readonly Item[];
  readonly rows: readonly Row[];
  readonly gapsOf: (place: string, type: string) => readonly Gap[];
  readonly leftOut: LeftOut;
  readonly kinds: (type: string) => readonly string[];
  readonly stacks: StackCounterparts;
  readonly likely: readonly LikelyPair[];
};

/** The alignment, with its look-ups made when first asked for. */
export function lookUps({
  snapshot,
  baseline,
  places,
  names,
  items,
  rows,
  gapsOf,
  leftOut,
  kinds,
  stacks,
  likely,
}: LookUps): Alignment {
  const byPlace = new Map<string, Resource[]>();
  for (const { resource, place } of items) {
    listIn(byPlace, `${place} ${resource.type}`).push(resource);
  }
  let rowOf: ReadonlyMap<Resource, Row> | undefined;
  const visible = (region: string, type: string) => byPlace.get(`${region} ${type}`) ?? [];
  return {
    regions: names,
    reference:
      places.find((place) => place.name === baseline.reference || place.region === baseline.reference)?.name ?? null,
    rows,
    stackPairs: stacks.pairs,
    likelyPairs: likely,
    gaps: allGaps(snapshot),
    baseline,
    snapshot,
    places,
    present: (region, type) => visible(region, type).filter((resource) => resource.selected),
    visible,
    gapsOf,
    kinds,
    isLeftOut: leftOut.everywhere,
    rowOf: (resource) => {
      rowOf ??= rowsByResource(rows);
      return rowOf.get(resource);
    },
  };
}

function rowsByResource(rows: readonly Row[]): ReadonlyMap<Resource, Row> {
  const rowOf = new Map<Resource, Row>();
  for (const row of rows) {
    for (const cell of row.cells.values()) if ('resource' in cell && cell.resource) rowOf.set(cell.resource, row);
    for (const { resource } of row.misplaced) rowOf.set(resource, row);
  }
  return rowOf;
}

/** Every gap once, in a fixed order. */
function allGaps({ observations }: Snapshot): readonly Gap[] {
  const byText = new Map(observations.flatMap(({ gaps }) => gaps.map((gap) => [JSON.stringify(gap), gap] as const)));
  return [...byText].sort(([a], [b]) => compareText(a, b)).map(([, gap]) => gap);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
