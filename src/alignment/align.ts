/** Lines the places up: rows of counterparts, with what each place holds of them. */
import type { Baseline } from '../baseline/baseline.ts';
import type { Collector } from '../collectors/collector.ts';
import type { Comparators } from '../collectors/comparator.ts';
import { listIn, memo } from '../common/lists.ts';
import { makeLeftOut } from '../comparison/left-out-types.ts';
import { makeGapsOf } from '../comparison/type-gaps.ts';
import type { Tokeniser } from '../normalise/region-tokens.ts';
import { GLOBAL, type RegionStatus, type Resource, type Snapshot } from '../snapshot/snapshot.ts';
import type { Alignment, Row } from './alignment.ts';
import { makeApplications } from './applications.ts';
import type { Cluster, Family, Item } from './cluster.ts';
import { natureOf } from './collector-declarations.ts';
import { makeContainers } from './containers.ts';
import { designsOf } from './designs.ts';
import { makeExemptions } from './exemptions.ts';
import { type Identity, makeIdentity, makeTexts } from './identity.ts';
import { isLacking, likelyPairs } from './likely-pairs.ts';
import { lookUps } from './look-ups.ts';
import { matchByKeys, matchLeftovers } from './match.ts';
import { findMisplaced, type Misplaced } from './misplaced.ts';
import { makeSelectionGap } from './other-selections.ts';
import { placeOf } from './place.ts';
import { wordsOfPlaces } from './place-words.ts';
import { makeLinksOf } from './referrers.ts';
import { buildRow, type RowContext } from './row.ts';
import { makeShapeOf } from './shape-of.ts';
import { stackCounterparts } from './stack-counterparts.ts';
import { makeStillListed } from './still-listed.ts';
import { asItsArnTells } from './tagging-api-names.ts';
import { identityGap } from './unidentified.ts';
import { makeWorld } from './world.ts';

/** Lines the regions up: who is whose counterpart, what each region holds of it, and how the values compare. Pure. */
export function align(snapshot: Snapshot, baseline: Baseline, collectors: readonly Collector[]): Alignment {
  const places = snapshot.header.regions;
  const names = places.map((place) => place.name);
  const byType = new Map(collectors.map((collector) => [collector.type, collector]));
  const tokens = wordsOfPlaces(snapshot, baseline, byType);
  const equivalent = (type: string) => {
    const other = byType.get(type)?.equivalent;
    return other !== undefined && other < type ? other : type;
  };
  const leftOut = makeLeftOut(snapshot, byType);
  const gapsOf = makeGapsOf(snapshot, byType, leftOut);
  const items = placeAll(snapshot.resources, places, byType, tokens);
  const texts = makeTexts(places, tokens);
  const { token } = texts;
  const stacks = stackCounterparts({ items, baseline, places: names, token });
  const identity = makeIdentity(texts, stacks, natureOf(byType));

  const applications = makeApplications(identity);
  const families = matchByKeys(items, { places: names, identity, baseline, equivalent, byType });
  const isTold = (item: Item) => identityGap(item, gapsOf, byType) === undefined;
  matchLeftovers(families, names, identity, isTold, () => {
    const world = makeWorld({ items, families, places, identity, baseline, gapsOf, byType });
    const { mayBeOne } = makeContainers(families, identity, byType);
    const linksOf = makeLinksOf(families, world, byType);
    const shapeOf = makeShapeOf(world, byType);
    return { shapeOf, linksOf, mayBeOne, token, applications, world, byType, identity };
  });
  const misplaced = takeOutMisplaced(families, places, tokens, identity);
  const named = makeWorld({ items, families, places, identity, baseline, gapsOf, byType, misplaced });
  const stillListed = makeStillListed(snapshot.observations, identity, equivalent);
  const rows = buildRows(families, {
    places,
    baseline,
    byType,
    gapsOf,
    misplaced,
    identity,
    world: named,
    snapshot,
    stillListed,
    selectionGap: makeSelectionGap(snapshot, places, tokens),
    leftOut,
  });

  const kinds = (type: string) => [
    type,
    ...collectors.filter((one) => one.type !== type && equivalent(one.type) === type).map((one) => one.type),
  ];
  const left = families.flatMap(({ clusters }) =>
    clusters.filter(inSelection).map((cluster) => ({
      cluster,
      type: typeOf(cluster),
      counterpart: named.nameOf(cluster),
    })),
  );
  const shapeOf = makeShapeOf(named, byType);
  const found = likelyPairs(left, { places: names, identity, equivalent, shapeOf, stacks: stacks.likely });
  const byName = new Map(rows.map((row) => [`${row.type} ${row.counterpart}`, row]));
  const likely = [...stacks.likely, ...found.filter((pair) => isLacking(pair, byName))];
  return lookUps({ snapshot, baseline, places, names, items, rows, gapsOf, leftOut, kinds, stacks, likely });
}

/** Every resource with the place it counts for; those that serve a region outside the audit are left out. */
function placeAll(
  resources: readonly Resource[],
  places: readonly RegionStatus[],
  byType: ReadonlyMap<string, Collector>,
  tokens: Tokeniser,
): readonly Item[] {
  const items: Item[] = [];
  for (const read of inOrder(resources)) {
    const resource = asItsArnTells(read);
    const place = servesSeveral(resource, places, byType) ? GLOBAL : placeOf(resource, places, tokens);
    if (place !== null) items.push({ resource, place });
  }
  return items;
}

function servesSeveral(
  resource: Resource,
  places: readonly RegionStatus[],
  byType: ReadonlyMap<string, Collector>,
): boolean {
  const serves = byType.get(resource.type)?.serves;
  if (serves === undefined || resource.properties === null) return false;
  const served = new Set(serves(resource.properties));
  return places.filter(({ region }) => served.has(region)).length > 1;
}

/** By type and region first, as these are few and what was read has them together; a list in order is only looked through. */
function inOrder(resources: readonly Resource[]): readonly Resource[] {
  const lists = new Map<string, Map<string, Resource[]>>();
  for (const resource of resources) {
    const ofType = memo(lists, resource.type, () => new Map<string, Resource[]>());
    listIn(ofType, resource.region).push(resource);
  }
  const byName = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => compareText(a, b));
  return byName(lists).flatMap(([, ofType]) => byName(ofType).flatMap(([, list]) => list.sort(byIdentity)));
}

/** What is alike in all else is taken in this order, so that the order of AWS's answers shows nowhere. */
function byIdentity(a: Resource, b: Resource): number {
  return (
    compareText(a.id, b.id) ||
    compareText(a.arn ?? '', b.arn ?? '') ||
    compareText(a.stack ?? '', b.stack ?? '') ||
    compareText(a.logicalId ?? '', b.logicalId ?? '')
  );
}

function inSelection({ items }: Cluster): boolean {
  for (const { resource } of items.values()) if (resource.selected) return true;
  return false;
}

/** Out of their own clusters, which are no rows then, and to the counterpart whose region they are named for. */
function takeOutMisplaced(
  families: readonly Family[],
  places: readonly RegionStatus[],
  tokens: Tokeniser,
  identity: Identity,
): ReadonlyMap<Cluster, readonly Misplaced[]> {
  const all = new Map<Cluster, readonly Misplaced[]>();
  for (const family of families) {
    const { clusters, misplaced } = findMisplaced(family.clusters.filter(inSelection), places, tokens, identity);
    const left = new Set(clusters);
    family.clusters = family.clusters.filter((cluster) => left.has(cluster) || !inSelection(cluster));
    for (const [cluster, found] of misplaced) all.set(cluster, found);
  }
  return all;
}

type BuildOptions = Omit<RowContext, 'exemptions' | 'comparators' | 'designs'> & {
  readonly identity: Identity;
  readonly misplaced: ReadonlyMap<Cluster, readonly Misplaced[]>;
};

function buildRows(families: readonly Family[], options: BuildOptions): readonly Row[] {
  const { places, baseline, byType, world, misplaced } = options;
  const named = families.flatMap(({ clusters }) =>
    clusters.filter(inSelection).map((cluster) => ({
      cluster,
      misplaced: misplaced.get(cluster) ?? [],
      counterpart: world.nameOf(cluster),
      type: typeOf(cluster),
    })),
  );
  const exemptions = makeExemptions(baseline, places, named);
  const containers = makeContainers(families, options.identity, byType);
  const designs = designsOf(named, {
    ...options,
    containers,
    applications: makeApplications(options.identity),
  });
  const known = new Map<string, Comparators>();
  const comparators = (type: string): Comparators => {
    const ofType = known.get(type) ?? {
      ...byType.get(type)?.comparators,
      ...(baseline.comparators?.[type] as Comparators | undefined),
    };
    known.set(type, ofType);
    return ofType;
  };
  return named
    .map((one) => buildRow(one, { ...options, exemptions, comparators, designs }))
    .sort((a, b) => compareText(a.type, b.type) || compareText(a.counterpart, b.counterpart));
}

/** Of several equivalent types the first in the alphabet: Key before ReplicaKey. */
function typeOf({ items }: Cluster): string {
  let first = '';
  for (const { resource } of items.values()) if (first === '' || resource.type < first) first = resource.type;
  return first;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
