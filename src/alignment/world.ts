/** Names the counterparts and gathers what values are read against. */
import type { Baseline } from '../baseline/baseline.ts';
import type { Collector } from '../collectors/collector.ts';
import { stable } from '../comparison/canonical.ts';
import { makeNetworks } from '../comparison/networks.ts';
import { makeReferences } from '../comparison/references.ts';
import { makeIsRegional } from '../comparison/regional-text.ts';
import type { GapsOf } from '../comparison/type-gaps.ts';
import type { World } from '../comparison/world.ts';
import { type Gap, GLOBAL, type RegionStatus, type Resource } from '../snapshot/snapshot.ts';
import type { Cluster, Family, Item } from './cluster.ts';
import { makeContainers } from './containers.ts';
import { makeExemptions, type Named } from './exemptions.ts';
import type { Identity } from './identity.ts';
import { labelClusters } from './labels.ts';
import type { Misplaced } from './misplaced.ts';
import { specialWords } from './place-words.ts';
import { untoldIn } from './unidentified.ts';

export type NamedWorld = World & {
  /** The counterpart's name, unique within its type. */
  nameOf(cluster: Cluster): string;
};

type WorldOptions = {
  readonly items: readonly Item[];
  readonly families: readonly Family[];
  readonly places: readonly RegionStatus[];
  readonly identity: Identity;
  readonly baseline: Baseline;
  readonly gapsOf: GapsOf;
  readonly byType: ReadonlyMap<string, Collector>;
  /** What lives in the wrong place, by the counterpart that it belongs to; it is called after that. */
  readonly misplaced?: ReadonlyMap<Cluster, readonly Misplaced[]>;
};

/** Names every counterpart and gathers what values are read against. Made anew when more has been matched. */
export function makeWorld(options: WorldOptions): NamedWorld {
  const { items, families, places, identity, baseline, gapsOf, misplaced, byType } = options;
  const names = new Map<Cluster, string>();
  const containers = makeContainers(families, identity, byType);
  const withinOf = ({ items: members }: Cluster) =>
    [...members.values()].flatMap((item) => containers.keyOf(item) ?? []).sort()[0] ?? null;
  for (const { clusters } of families) {
    for (const [cluster, name] of labelClusters(clusters, identity, (one) => contentOf(one, identity), withinOf))
      names.set(cluster, name);
  }
  let everywhere: ReadonlySet<Resource> | undefined;
  const isEverywhere = (resource: Resource) => {
    everywhere ??= resourcesEverywhere(families, places.length);
    return everywhere.has(resource);
  };
  let clusters: ReadonlyMap<Resource, Cluster> | undefined;
  const hasCounterpart = (resource: Resource, place: string) => {
    clusters ??= clusterByResource(families);
    return clusters.get(resource)?.items.has(place) ?? false;
  };
  let labels: ReadonlyMap<Resource, string> | undefined;
  const labelOf = (resource: Resource) => {
    labels ??= labelsOf(options, names);
    return labels.get(resource) ?? resource.type;
  };
  // While shapes are still to match them, the names that they have so far must do.
  const unclear =
    misplaced === undefined ? new Map<Resource, Gap>() : untoldIn(families, places.length, gapsOf, byType);
  const untold = (resource: Resource) => unclear.get(resource);
  const world: NamedWorld = {
    labelOf,
    isEverywhere,
    untold,
    nameOf: (cluster) => names.get(cluster) as string,
    isRegional: makeIsRegional(places, () => world, specialWords(baseline, places)),
    hasCounterpart,
    livesElsewhere: makeLivesElsewhere(options, names),
    regions: [...new Set(places.map(({ region }) => region))],
    accounts: [...new Set(places.map(({ account }) => account))].filter((account) => account !== ''),
    regionOf: (name) => places.find((place) => place.name === name)?.region ?? '',
    accountOf: (name) => places.find((place) => place.name === name)?.account ?? places[0]?.account ?? '',
    token: identity.token,
    loose: identity.loose,
    strict: identity.strict,
    gapsOf,
    references: makeReferences({ items, places, gapsOf, byType }),
    networks: makeNetworks({ items, places, baseline, labelOf, untold, gapsOf, byType }),
  };
  return world;
}

/** Declared to live in other places only: one log bucket for the trails of all regions. */
function makeLivesElsewhere(
  { families, baseline, places }: WorldOptions,
  names: ReadonlyMap<Cluster, string>,
): World['livesElsewhere'] {
  if (!baseline.asymmetry?.length) return () => false;
  let rows: ReadonlyMap<Resource, Named> | undefined;
  const make = () => {
    const found = new Map<Resource, Named>();
    for (const { clusters } of families) {
      for (const cluster of clusters) {
        const all = [...cluster.items.values()].map(({ resource }) => resource);
        const row = { cluster, type: all[0]?.type ?? '', counterpart: names.get(cluster) ?? '' };
        for (const resource of all) found.set(resource, row);
      }
    }
    return found;
  };
  return (resource, place) => {
    rows ??= make();
    const row = rows.get(resource);
    return (
      row !== undefined && makeExemptions(baseline, places, [...new Set(rows.values())]).absence(row, place) !== null
    );
  };
}

function clusterByResource(families: readonly Family[]): ReadonlyMap<Resource, Cluster> {
  const found = new Map<Resource, Cluster>();
  for (const { clusters } of families)
    for (const cluster of clusters) for (const { resource } of cluster.items.values()) found.set(resource, cluster);
  return found;
}

/** Those with a counterpart in every place; what is global is the same thing seen from everywhere. */
function resourcesEverywhere(families: readonly Family[], places: number): ReadonlySet<Resource> {
  const found = new Set<Resource>();
  for (const { clusters } of families) {
    for (const { items } of clusters) {
      if (items.size < places && !items.has(GLOBAL)) continue;
      for (const { resource } of items.values()) found.add(resource);
    }
  }
  return found;
}

function shortLabel({ name }: Family, counterpart: string | undefined): string {
  const kind = name
    .replace(/ \(global\)$/, '')
    .split(/::|:/)
    .at(-1);
  return `${kind}:${counterpart}`;
}

/** Labels that would stand for two things: a cluster of ECS and one of EKS, a role of a region and one of the account. */
function sharedLabels(families: readonly Family[], names: ReadonlyMap<Cluster, string>): ReadonlySet<string> {
  const owners = new Map<string, Family>();
  const shared = new Set<string>();
  for (const family of families) {
    for (const cluster of family.clusters) {
      const label = shortLabel(family, names.get(cluster));
      if ((owners.get(label) ?? family) !== family) shared.add(label);
      owners.set(label, family);
    }
  }
  return shared;
}

/** What each resource is called where another one refers to it: `Key:AppKey`. */
function labelsOf(
  { families, identity, misplaced }: WorldOptions,
  names: ReadonlyMap<Cluster, string>,
): ReadonlyMap<Resource, string> {
  const labels = new Map<Resource, string>();
  const shared = sharedLabels(families, names);
  for (const family of families) {
    for (const cluster of family.clusters) {
      const short = shortLabel(family, names.get(cluster));
      const label = shared.has(short) ? `${family.name}:${names.get(cluster)}` : short;
      for (const { resource } of cluster.items.values()) labels.set(resource, label);
      for (const one of misplaced?.get(cluster) ?? []) {
        if (one.item !== cluster.items.get(one.item.place))
          labels.set(one.item.resource, `${label} named for ${identity.token(one.named, one.item.place)}`);
      }
    }
  }
  return labels;
}

/** Text of what a cluster holds, ids left out: the same after a redeploy. */
function contentOf(cluster: Cluster, identity: Identity): string {
  const texts = [...cluster.items.values()].map(({ resource, place }) => {
    const text = stable({ properties: resource.properties ?? {}, tags: resource.tags ?? {} });
    return identity.token(text.replace(/-[0-9a-f]{8,}/g, '-id'), place);
  });
  return texts.sort().join('\n');
}
