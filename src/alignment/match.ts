/** Finds counterparts, the strongest key first. */
import type { Baseline } from '../baseline/baseline.ts';
import type { Collector } from '../collectors/collector.ts';
import { listIn } from '../common/lists.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import { GLOBAL } from '../snapshot/snapshot.ts';
import { type Applications, ofOneApplication } from './applications.ts';
import { type Cluster, type Family, type Item, merge, mergeByKeys, overlap, settle, single } from './cluster.ts';
import { isNamedWithin, makeContainers } from './containers.ts';
import { type GraphEvidence, matchByGraph } from './graph-pairs.ts';
import { type IdEvidence, matchByIdNames } from './id-names.ts';
import type { Identity } from './identity.ts';
import { leavingReason } from './pending-deletion.ts';
import { matchByShape } from './shape.ts';
import { matchByTails, type TailEvidence } from './tail-pairs.ts';

export type MatchOptions = {
  /** Names of the audited places, in the order asked. */
  readonly places: readonly string[];
  readonly identity: Identity;
  readonly baseline: Baseline;
  /** A type to its declared equivalent. */
  readonly equivalent: (type: string) => string;
  readonly byType: ReadonlyMap<string, Collector>;
};

/** By keys, strongest first, those in the selection before the context (DESIGN §7). `byShape` does the rest. */
export function matchByKeys(items: readonly Item[], options: MatchOptions): readonly Family[] {
  const families: Family[] = [];
  for (const [name, members] of groupByFamily(items, options)) {
    const within = [...new Set(members.map(({ resource }) => resource.type))].some((type) =>
      isNamedWithin(options.byType.get(type) ?? {}),
    );
    const own = within ? withContainers(families, options) : options;
    const leaving = members.filter((item) => item.resource.selected && leavingReason(item, options.byType) !== null);
    const staying = matchSelected(
      members.filter((item) => !leaving.includes(item)),
      own,
    );
    const selected = leaving.length > 0 ? joinContext(staying, leaving.map(single), own) : staying;
    const context = members.filter(({ resource }) => !resource.selected).map(single);
    const clusters = context.length > 0 ? joinContext(selected, context, own) : selected;
    families.push({ name, types: new Set(members.map(({ resource }) => resource.type)), clusters });
  }
  return families;
}

/** Where names are one of something: matched by that too, as far as its own counterparts are known. */
function withContainers(families: readonly Family[], options: MatchOptions): MatchOptions {
  const { identity, byType } = options;
  const { passesOf, mayBeOne } = makeContainers(families, identity, byType);
  return { ...options, identity: { ...identity, passes: passesOf(identity.passes), mayBeOne } };
}

function matchSelected(members: readonly Item[], options: MatchOptions): readonly Cluster[] {
  const { identity, baseline, places, equivalent } = options;
  const selected = members.filter(({ resource }) => resource.selected);
  const [strongest] = identity.passes;
  // A declared pair goes before every key; with one place there is nothing to match.
  if (strongest === undefined || baseline.pairs?.length || places.length < 2) {
    const clusters = selected.map(single);
    declarePairs(clusters, baseline, equivalent);
    return mergeByKeys(clusters, identity.passes, places.length, identity.mayBeOne);
  }
  const { full, left } = settle(selected, strongest, places.length);
  return [...full, ...mergeByKeys(left.map(single), identity.passes, places.length, identity.mayBeOne)];
}

/**
 * Context resources, and those that are about to go, are matched among themselves and with what the others lack; never in a way
 * that parts others.
 */
function joinContext(
  selected: readonly Cluster[],
  context: readonly Cluster[],
  { identity, places }: MatchOptions,
): readonly Cluster[] {
  const before = new Map(selected.map((cluster) => [cluster, cluster.ambiguous]));
  const all = mergeByKeys([...selected, ...context], identity.passes, places.length, identity.mayBeOne);
  // That a context resource has the same name does not make the match of the selected ones ambiguous.
  for (const [cluster, ambiguous] of before) cluster.ambiguous = ambiguous;
  return all;
}

/** What tells those apart that no key matched; made anew when there are new matches. */
export type Evidence = TailEvidence & GraphEvidence & IdEvidence;

/** So often new matches are looked at for what they say of others: a chain of things that refer to each other is not longer. */
const ROUNDS = 4;

/** What no key could match: by shape, by names up to a generated tail, by place in the graph, until nothing more is found. */
export function matchLeftovers(
  families: readonly Family[],
  places: readonly string[],
  identity: Identity,
  /** False where what would say who it is was not read: its shape says nothing then. */
  isTold: (item: Item) => boolean,
  evidence: () => Evidence,
): void {
  for (let round = 0; round < ROUNDS; round++) {
    matchAllByShape(families, places, identity, isTold, evidence);
    const hasOpen = families.some(({ clusters }) => hasBothSides(clusters.filter(isOpenIn(places, isTold))));
    if (!hasOpen) break;
    const known = evidence();
    const tailed = matchByTails(families, places.length, known);
    const linked = matchByGraph(families, places.length, tailed ? evidence() : known);
    const byIds = matchByIdNames(families, places.length, tailed || linked ? evidence() : known);
    if (!tailed && !linked && !byIds) break;
  }
  for (const family of families) forgetTaken(family);
}

function isOpenIn(places: readonly string[], isTold: (item: Item) => boolean): (cluster: Cluster) => boolean {
  return ({ items }) => items.size < places.length && !items.has(GLOBAL) && [...items.values()].every(isTold);
}

function matchAllByShape(
  families: readonly Family[],
  places: readonly string[],
  { givenName }: Identity,
  isTold: (item: Item) => boolean,
  evidence: () => Evidence,
): void {
  let known: Evidence | undefined;
  for (const family of families) {
    const open = family.clusters.filter(isOpenIn(places, isTold));
    if (!hasCandidates(open, givenName)) continue;
    known ??= evidence();
    const { shapeOf, linksOf } = known;
    const mayBeOne = ofOneApplication(known.mayBeOne, known.applications);
    const options = { shapeOf, referrersOf: linksOf, nameOf: givenName, mayBeOne };
    const [unsaid, ...applications] = byApplication(open, known.applications);
    for (const ofOne of applications) matchByShape(ofOne, places, options);
    // What says less of its application, or nothing, may be of any that says no other, once those that say the same have found each other.
    if (unsaid.length > 0 || applications.length > 1)
      matchByShape(
        open.filter((one) => !one.mergedInto && (applications.length === 0 || !one.ambiguous.has('shape'))),
        places,
        options,
      );
    const left = family.clusters.filter((cluster) => !cluster.mergedInto);
    if (left.length < family.clusters.length) known = undefined;
    family.clusters = left;
  }
}

/** Those that say nothing first, then those of each application. */
function byApplication(clusters: readonly Cluster[], { taggedOf }: Applications): [Cluster[], ...Cluster[][]] {
  const found = new Map<string, Cluster[]>([['', []]]);
  for (const cluster of clusters) {
    const [said = ''] = [...cluster.items.values()].map(taggedOf);
    listIn(found, said).push(cluster);
  }
  const [unsaid = [], ...applications] = found.values();
  return [unsaid, ...applications];
}

/** Claims that are settled: all others that made them have found each other, and nobody is left whom the one could be. */
function forgetTaken({ clusters }: Family): void {
  const claiming = clusters.filter(({ ambiguous }) => ambiguous.size > 0);
  if (claiming.length === 0) return;
  const owners = new Map<Item, Cluster>();
  for (const one of clusters) for (const item of one.items.values()) owners.set(item, one);
  for (const cluster of claiming) {
    const isOpen = (item: Item) => {
      const owner = owners.get(item);
      return owner !== undefined && owner !== cluster && !overlap(owner, cluster);
    };
    cluster.ambiguous = new Map([...cluster.ambiguous].filter(([, items]) => items.some(isOpen)));
  }
}

/** Of two places, and one of them without a name or with one that several share. */
function hasCandidates(open: readonly Cluster[], nameOf: Identity['givenName']): boolean {
  if (!hasBothSides(open)) return false;
  return open.some(
    (cluster) => cluster.ambiguous.size > 0 || [...cluster.items.values()].some((item) => nameOf(item) === null),
  );
}

function hasBothSides(open: readonly Cluster[]): boolean {
  return new Set(open.flatMap((cluster) => [...cluster.items.keys()])).size > 1;
}

/** What others lean on first, as their collectors declare: a group is told by its VPC. A global resource that no region owns meets no regional one. */
function groupByFamily(
  items: readonly Item[],
  { equivalent, byType }: MatchOptions,
): readonly (readonly [string, readonly Item[]])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const type = equivalent(item.resource.type);
    listIn(groups, item.place === GLOBAL ? `${type} (global)` : type).push(item);
  }
  const rank = (name: string) => depthOf(name, byType, new Set());
  return [...groups].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** How many types stand before this one in what it leans on; those that lean on each other are on one level. */
function depthOf(type: string, byType: ReadonlyMap<string, Collector>, above: ReadonlySet<string>): number {
  const needs = (byType.get(type)?.needs ?? []).filter((one) => !above.has(one));
  const below = new Set([...above, type]);
  return needs.reduce((depth, one) => Math.max(depth, 1 + depthOf(one, byType, below)), 0);
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
