/** Builds the row of one counterpart: its cells, and its comparisons when they are asked for. */
import type { Baseline } from '../baseline/baseline.ts';
import type { Collector } from '../collectors/collector.ts';
import type { Comparators } from '../collectors/comparator.ts';
import { isCounted } from '../collectors/discovery/counted-types.ts';
import { wordsForPeopleOf } from '../collectors/discovery/stack-resources.ts';
import { designsOf } from '../comparison/designs.ts';
import { type LeftOut, notAskedFor } from '../comparison/left-out-types.ts';
import { withoutMutual } from '../comparison/mutual-crossings.ts';
import { compareRow } from '../comparison/property-comparison.ts';
import { alongReplication, keepsInRegion } from '../comparison/replication.ts';
import type { Compared } from '../comparison/row-input.ts';
import { isAlike } from '../comparison/same-properties.ts';
import { type GapsOf, isUnsupported } from '../comparison/type-gaps.ts';
import { isDesigned } from '../snapshot/design-text.ts';
import { type Gap, GLOBAL, type RegionStatus, type Resource, type Snapshot } from '../snapshot/snapshot.ts';
import type { Cell, Design, Match, Row } from './alignment.ts';
import { type Cluster, type Item, isMatched } from './cluster.ts';
import type { Exemptions, Named } from './exemptions.ts';
import type { Misplaced } from './misplaced.ts';
import { allLeaving, coveredBy, notOfferedTo } from './not-needed.ts';
import type { SelectionGap } from './other-selections.ts';
import type { StillListed } from './still-listed.ts';
import { hearsayGap } from './tagging-api-names.ts';
import { containerGap } from './unidentified.ts';
import type { NamedWorld } from './world.ts';

export type RowContext = {
  readonly places: readonly RegionStatus[];
  readonly baseline: Baseline;
  readonly byType: ReadonlyMap<string, Collector>;
  readonly gapsOf: GapsOf;
  readonly world: NamedWorld;
  readonly snapshot: Snapshot;
  readonly exemptions: Exemptions;
  readonly designs: ReadonlyMap<Cluster, Design>;
  readonly stillListed: StillListed;
  readonly selectionGap: SelectionGap;
  readonly leftOut: LeftOut;
  /** The collector's comparators with the baseline's over them. */
  readonly comparators: (type: string) => Comparators;
};

export type NamedCluster = Named & { readonly misplaced: readonly Misplaced[] };

/** The row of a cluster. Its comparisons are made when first asked for, where there is anything to compare. */
export function buildRow(one: NamedCluster, context: RowContext): Row {
  const { cluster, type, counterpart } = one;
  const { byType, comparators, world } = context;
  const cells = cellsOf(one, context);
  const present = presentIn(cells);
  const [first] = cluster.items.values();
  const row = {
    type,
    counterpart,
    design: context.designs.get(cluster) as Design,
    match: matchOf(cluster),
    cells,
    counted: isCounted(type, first?.resource.logicalId ?? null),
    misplaced: misplacedIn(one),
    comparisons: NONE,
    crossings: NONE,
  };
  const collector = byType.get(type);
  // What AWS never returns is not in the text that is alike.
  const isWhole =
    collector?.writeOnly === undefined ||
    context.snapshot.designs === undefined ||
    [...present.values()].every(isDesigned);
  if (isWhole && isAlike({ present, collector, comparators: comparators(type), world })) return row;
  let known: Compared | undefined;
  const compared = () => {
    known ??= compare(one, present, context);
    return known;
  };
  return Object.defineProperties(row, {
    comparisons: { enumerable: true, get: () => compared().comparisons },
    crossings: { enumerable: true, get: () => compared().crossings },
  });
}

const NONE: readonly never[] = [];

function misplacedIn({ misplaced }: NamedCluster): Row['misplaced'] {
  if (misplaced.length === 0) return NONE;
  return misplaced.map(({ named, item: { place, resource } }) => ({ named, lives: place, resource }));
}

function presentIn(cells: Row['cells']): ReadonlyMap<string, Resource> {
  const present = new Map<string, Resource>();
  for (const [place, cell] of cells) if (cell.state === 'present') present.set(place, cell.resource);
  return present;
}

function matchOf(cluster: Cluster): Match {
  const { match, items, ambiguous } = cluster;
  if (isMatched(cluster)) return match;
  if (ambiguous.size === 0) return { by: match.by, key: match.key };
  const own = new Set([...items.values()].map(callOf));
  const names = new Set([...ambiguous.values()].flatMap(rivals));
  const others = [...names].filter((name) => !own.has(name)).sort();
  // Where all are called alike, their common name says it.
  const told = others.length > 0 ? others : [...names].sort();
  const over = told.length - RIVALS;
  const shown = over > 0 ? [...told.slice(0, RIVALS), `${over} more`] : told;
  return { by: match.by, key: [...ambiguous.keys()][0] as string, ambiguous: shown };
}

/** So many of those that claim a key are named; of thousands of one name the others say nothing more. */
const RIVALS = 20;

function callOf({ resource, place }: Item): string {
  return `${resource.name ?? resource.logicalId ?? resource.id} in ${place}`;
}

const rivalsOf = new WeakMap<readonly Item[], readonly string[]>();

/** What those that claim one key are called: made once for all of them. */
function rivals(items: readonly Item[]): readonly string[] {
  const names = rivalsOf.get(items) ?? [...new Set(items.map(callOf))];
  rivalsOf.set(items, names);
  return names;
}

function cellsOf(one: NamedCluster, context: RowContext): ReadonlyMap<string, Cell> {
  const unplaced = one.cluster.items.get(GLOBAL);
  if (unplaced) return new Map([[GLOBAL, unplacedCell(unplaced.resource, context.world)]]);
  const cells = new Map<string, Cell>();
  for (const { name } of context.places) cells.set(name, cellOf(one, name, context));
  return cells;
}

function cellOf(one: NamedCluster, place: string, context: RowContext): Cell {
  const { cluster, type } = one;
  const resource = cluster.items.get(place)?.resource;
  if (resource?.selected) return { state: 'present', resource };
  const reason = context.exemptions.absence(one, place);
  if (reason !== null) return { state: 'exempt', reason };
  const types = new Set([type, ...[...cluster.items.values()].map((item) => item.resource.type)]);
  const gap = [...types].flatMap((each) => context.gapsOf(place, each))[0];
  if (gap) return { state: 'unknown', gap };
  const instead = [...types]
    .flatMap((each) => context.byType.get(each)?.equivalent ?? [])
    .find(context.leftOut.everywhere);
  if (instead !== undefined) return { state: 'unknown', gap: notAskedFor(place, instead) };
  if (isUnsupported(context.snapshot, place, type))
    return { state: 'exempt', reason: `${type} is not offered in ${place}` };
  const notOffered = notOfferedTo(cluster, type, place, context);
  if (notOffered) return { state: 'exempt', reason: notOffered };
  const cover = coveredBy(cluster, place, context);
  if (cover) return { state: 'exempt', reason: cover };
  const leaving = allLeaving(cluster, context.byType);
  if (leaving) return { state: 'exempt', reason: leaving };
  const nameless = namelessIn(cluster, place, context);
  if (nameless) return { state: 'unknown', gap: nameless };
  const unidentified = identityOf(cluster, context.world);
  if (unidentified) return { state: 'unknown', gap: unidentified };
  if (mayBeThere(cluster, place, context.world)) return { state: 'unknown', gap: ambiguity(one, place) };
  const unasked = resource === undefined ? context.selectionGap(cluster, type, place) : undefined;
  if (unasked) return { state: 'unknown', gap: unasked };
  const hearsay = resource === undefined ? hearsayGap(cluster, type, place) : undefined;
  if (hearsay) return { state: 'unknown', gap: hearsay };
  const declaredBy = context.stillListed(cluster, place);
  return { state: 'absent', ...(declaredBy !== undefined && { declaredBy }), ...(resource && { outside: resource }) };
}

/** A global one counts for the region whose stack made it: where stacks were not read, it may be that of any. */
function unplacedCell(resource: Resource, { untold }: NamedWorld): Cell {
  const gap = untold(resource);
  return gap?.operation ? { state: 'unknown', gap } : { state: 'present', resource };
}

function namelessIn({ items }: Cluster, place: string, { gapsOf, byType }: RowContext): Gap | undefined {
  for (const { resource } of items.values()) {
    const gap = containerGap(resource, place, gapsOf, byType);
    if (gap) return gap;
  }
  return undefined;
}

/** Why it is not known who those of the row are: then what they lack elsewhere may be there under another name. */
function identityOf({ items }: Cluster, { untold }: NamedWorld): Gap | undefined {
  for (const { resource } of items.values()) {
    const gap = untold(resource);
    if (gap?.operation) return gap;
  }
  return undefined;
}

/** Whether one of several that claim its key is there; of a row that others have found, only one that nobody has. */
function mayBeThere({ items, ambiguous }: Cluster, place: string, world: NamedWorld): boolean {
  const isTwin = ({ resource, place: where }: Item) =>
    where === place && (items.size === 1 || world.untold(resource) !== undefined);
  for (const twins of ambiguous.values()) if (twins.some(isTwin)) return true;
  return false;
}

function ambiguity({ type, counterpart, cluster }: NamedCluster, place: string): Gap {
  return {
    region: place,
    type,
    cause: 'ambiguous',
    operation: null,
    detail: `which resource there is the counterpart of ${counterpart} cannot be told: several share ${[...cluster.ambiguous.keys()][0]}`,
    remedy: 'Declare the pair in the baseline, or give them names or tags of their own.',
  };
}

function compare(one: NamedCluster, present: ReadonlyMap<string, Resource>, context: RowContext): Compared {
  const reference =
    context.places.find(({ name, region }) => [name, region].includes(context.baseline.reference ?? ''))?.name ?? null;
  const compared = compareRow({
    present,
    collector: context.byType.get(one.type),
    comparators: context.comparators(one.type),
    mayDiffer: context.exemptions.mayDiffer(one),
    reference,
    world: context.world,
    ...(context.snapshot.designs && { designs: designsOf(context.snapshot) }),
    wordsForPeople: context.byType.get(one.type)?.wordsForPeople ?? wordsForPeopleOf(one.type),
  });
  return {
    // Who replicates whom is only asked where something differs: it takes the properties, which may not be parsed yet.
    comparisons:
      compared.comparisons.length === 0
        ? []
        : alongReplication(compared.comparisons, present, {
            collector: context.byType.get(one.type),
            world: context.world,
          }),
    crossings: withoutMutual(
      compared.crossings.filter((crossing) => keepsInRegion(crossing, context.byType.get(one.type))),
      [...present.keys()],
      context.byType.get(one.type),
      context.world,
    ),
  };
}
