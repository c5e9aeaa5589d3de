/** Finds counterparts, the strongest key first. */
import type { Baseline } from '../baseline/baseline.ts';
import { listIn } from '../common/lists.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import { GLOBAL } from '../snapshot/snapshot.ts';
import { type Cluster, type Item, merge, mergeByKeys, settle, single } from './cluster.ts';
import type { Identity } from './identity.ts';
import { matchByShape, type ShapeOptions } from './shape.ts';

/** Types whose resources may be counterparts, and their clusters. */
export type Family = { readonly name: string; readonly types: ReadonlySet<string>; clusters: readonly Cluster[] };

export type MatchOptions = {
  /** Names of the audited places, in the order asked. */
  readonly places: readonly string[];
  readonly identity: Identity;
  readonly baseline: Baseline;
  /** A type to its declared equivalent. */
  readonly equivalent: (type: string) => string;
};

/** By keys, strongest first, those in the selection before the context (DESIGN §7). `byShape` does the rest. */
export function matchByKeys(items: readonly Item[], options: MatchOptions): readonly Family[] {
  const families: Family[] = [];
  for (const [name, members] of groupByFamily(items, options)) {
    const selected = matchSelected(members, options);
    const context = members.filter(({ resource }) => !resource.selected).map(single);
    const clusters = context.length > 0 ? joinContext(selected, context, options) : selected;
    families.push({ name, types: new Set(members.map(({ resource }) => resource.type)), clusters });
  }
  return families;
}

function matchSelected(members: readonly Item[], options: MatchOptions): readonly Cluster[] {
  const { identity, baseline, places, equivalent } = options;
  const selected = members.filter(({ resource }) => resource.selected);
  const [strongest] = identity.passes;
  // A declared pair goes before every key; with one place there is nothing to match.
  if (strongest === undefined || baseline.pairs?.length || places.length < 2) {
    const clusters = selected.map(single);
    declarePairs(clusters, baseline, equivalent);
    return mergeByKeys(clusters, identity.passes, places.length);
  }
  const { full, left } = settle(selected, strongest, places.length);
  return [...full, ...mergeByKeys(left.map(single), identity.passes, places.length)];
}

/** Context resources are matched among themselves and with what selected ones lack; never in a way that parts selected ones. */
function joinContext(
  selected: readonly Cluster[],
  context: readonly Cluster[],
  { identity, places }: MatchOptions,
): readonly Cluster[] {
  const before = new Map(selected.map((cluster) => [cluster, cluster.ambiguous]));
  const all = mergeByKeys([...selected, ...context], identity.passes, places.length);
  // That a context resource has the same name does not make the match of the selected ones ambiguous.
  for (const [cluster, ambiguous] of before) cluster.ambiguous = ambiguous;
  return all;
}

/**
 * What no key could match, by shape, family by family: VPCs first, as what follows is told by the VPC that it is in.
 *
 * @param shapes what the matches so far say of the shapes; asked anew when there are new matches
 */
export function matchLeftovers(
  families: readonly Family[],
  places: readonly string[],
  {
    nameOf,
    isTold,
  }: Pick<ShapeOptions, 'nameOf'> & {
    /** False where what would say who it is was not read: its shape says nothing then. */
    isTold(item: Item): boolean;
  },
  shapes: () => Pick<ShapeOptions, 'shapeOf' | 'referrersOf'>,
): void {
  let known: ReturnType<typeof shapes> | undefined;
  for (const family of families) {
    const isOpen = ({ items }: Cluster) => items.size < places.length && [...items.values()].every(isTold);
    const open = family.clusters.filter((cluster) => isOpen(cluster) && !cluster.items.has(GLOBAL));
    if (!hasCandidates(open, nameOf)) continue;
    known ??= shapes();
    matchByShape(open, places, { ...known, nameOf });
    const left = family.clusters.filter((cluster) => !cluster.mergedInto);
    if (left.length < family.clusters.length) known = undefined;
    family.clusters = left;
  }
}

/** Of two places, and one of them without a name or with one that several share. */
function hasCandidates(open: readonly Cluster[], nameOf: ShapeOptions['nameOf']): boolean {
  if (new Set(open.flatMap((cluster) => [...cluster.items.keys()])).size < 2) return false;
  return open.some(
    (cluster) => cluster.ambiguous.size > 0 || [...cluster.items.values()].some((item) => nameOf(item) === null),
  );
}

/** VPCs and subnets first: what the addresses of the others mean hangs on them. A global resource that no region owns meets no regional one. */
function groupByFamily(
  items: readonly Item[],
  { equivalent }: MatchOptions,
): readonly (readonly [string, readonly Item[]])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const type = equivalent(item.resource.type);
    listIn(groups, item.place === GLOBAL ? `${type} (global)` : type).push(item);
  }
  const rank = (name: string) => (name === 'AWS::EC2::VPC' ? 0 : name === 'AWS::EC2::Subnet' ? 1 : 2);
  return [...groups].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function declarePairs(clusters: readonly Cluster[], baseline: Baseline, equivalent: (type: string) => string): void {
  for (const pair of baseline.pairs ?? []) {
    const members = Object.entries(pair.resources).flatMap(([region, name]) =>
      clusters.filter((cluster) =>
        [...cluster.items.values()].some(
          (item) => equivalent(item.resource.type) === equivalent(pair.type) && isNamedIn(region, name as string, item),
        ),
      ),
    );
    const [first, ...rest] = members;
    if (!first) continue;
    const key = pair.name ?? (Object.values(pair.resources)[0] as string);
    for (const other of rest) if (!other.mergedInto && other !== first) merge(first, other, { by: 'declared', key });
    first.match = { by: 'declared', key };
  }
}

/** Whether a pair that names it so in that region speaks of it. */
export function isNamedIn(region: string, name: string, { resource, place }: Item): boolean {
  return (place === region || resource.region === region || place.endsWith(`/${region}`)) && isCalled(resource, name);
}

function isCalled(resource: Resource, name: string): boolean {
  return [resource.name, resource.logicalId, resource.id, resource.arn, resource.tags?.Name].includes(name);
}
