/** Finds resources that are named for one place and live in another. */
import { listIn } from '../common/lists.ts';
import type { Tokeniser } from '../normalise/region-tokens.ts';
import type { RegionStatus } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';
import type { Cluster, Item } from './cluster.ts';
import type { Identity } from './identity.ts';

export type Misplaced = { readonly named: string; readonly item: Item };

/**
 * Resources that are named for one audited region and live in another: the second founding failure, stacks named `useast2`
 * deployed to us-east-1. They are taken out of their own cluster and put beside the counterpart whose region they are named for.
 * What merely mentions another region (a replication role, a peering) is left alone: its twin there mentions this one.
 */
export function findMisplaced(
  clusters: readonly Cluster[],
  places: readonly RegionStatus[],
  tokens: Tokeniser,
  identity: Identity,
): { readonly clusters: readonly Cluster[]; readonly misplaced: ReadonlyMap<Cluster, readonly Misplaced[]> } {
  const misplaced = new Map<Cluster, Misplaced[]>();
  const suspects = clusters.flatMap((cluster) => suspect(cluster, places, tokens));
  if (suspects.length === 0) return { clusters, misplaced };
  const byKey = keyIndex(clusters, identity);
  const moved = new Set<Cluster>();
  for (const { cluster, item, named } of suspects) {
    const target = identity
      .keysIn(item.resource, named)
      .flatMap((key) => byKey.get(key) ?? [])
      .find((one) => one && one !== cluster && !one.items.has(named));
    if (target) moved.add(cluster);
    else if (!saidByStack(item, named, places, tokens)) continue;
    const owner = target ?? cluster;
    misplaced.set(owner, [...(misplaced.get(owner) ?? []), { named, item }]);
  }
  return { clusters: clusters.filter((cluster) => !moved.has(cluster)), misplaced };
}

type Suspect = { readonly cluster: Cluster; readonly item: Item; readonly named: string };

/** Alone in its place, and names exactly one audited region, which is not its own. */
function suspect(cluster: Cluster, places: readonly RegionStatus[], tokens: Tokeniser): readonly Suspect[] {
  const items = [...cluster.items.values()].filter(({ resource }) => resource.selected);
  const [item] = items;
  if (!item || items.length !== 1 || cluster.match.by === 'declared') return [];
  const own = places.find((place) => place.name === item.place);
  const { stack, logicalId, name, tags } = item.resource;
  const said = tokens.regionsIn([stack ?? '', logicalId ?? '', name ?? '', tags?.Name ?? ''].join(' '));
  const named = places.find((place) => place.region === said[0] && place.account === own?.account);
  if (!own || said.length !== 1 || !named || named.region === own.region) return [];
  return [{ cluster, item, named: named.name }];
}

function saidByStack({ resource }: Item, named: string, places: readonly RegionStatus[], tokens: Tokeniser): boolean {
  const region = places.find((place) => place.name === named)?.region;
  const stack = resource.type === STACK ? resource.name : resource.stack;
  return stack !== null && tokens.regionsIn(stack).includes(region as string);
}

/** A key may be of several: CDK gives the same construct in two stacks one logical id. */
function keyIndex(clusters: readonly Cluster[], identity: Identity): ReadonlyMap<string, readonly Cluster[]> {
  const index = new Map<string, Cluster[]>();
  for (const cluster of clusters) {
    for (const { resource, place } of cluster.items.values()) {
      if (!resource.selected) continue;
      for (const key of identity.keysIn(resource, place)) listIn(index, key).push(cluster);
    }
  }
  return index;
}
