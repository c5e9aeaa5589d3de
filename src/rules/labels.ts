import type { Cluster, Item } from './cluster.ts';
import type { Identity } from './identity.ts';

/**
 * What to call each counterpart: the logical id, else the name, without region, hash and tail; the same whatever the order of
 * the regions and after a redeploy. Unique within the clusters given (one type).
 *
 * @param contentOf text of what a cluster holds, without anything regional: orders those that have no name
 */
export function labelClusters(
  clusters: readonly Cluster[],
  identity: Identity,
  contentOf: (cluster: Cluster) => string,
): ReadonlyMap<Cluster, string> {
  const labels = new Map<Cluster, string>();
  const unnamed: Cluster[] = [];
  for (const cluster of clusters) {
    const label = best(cluster, identity);
    if (label) labels.set(cluster, label);
    else unnamed.push(cluster);
  }
  number(unnamed, contentOf, (index) => `unnamed ${index}`, labels);
  for (const alike of duplicates(labels)) {
    for (const cluster of alike) labels.set(cluster, withStack(cluster, labels.get(cluster) as string, identity));
  }
  for (const alike of duplicates(labels)) {
    const label = labels.get(alike[0] as Cluster);
    number(alike, contentOf, (index) => `${label} #${index}`, labels);
  }
  return labels;
}

function number(
  clusters: readonly Cluster[],
  contentOf: (cluster: Cluster) => string,
  name: (index: number) => string,
  labels: Map<Cluster, string>,
): void {
  const ordered = clusters
    .map((cluster) => [contentOf(cluster), cluster] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  for (const [index, [, cluster]] of ordered.entries()) labels.set(cluster, name(index + 1));
}

/** A logical id goes before a name; of several the smallest, so that the order of the regions does not matter. */
function best(cluster: Cluster, identity: Identity): string | null {
  if (cluster.match.by === 'declared') return cluster.match.key;
  const items = [...cluster.items.values()];
  const smallest = (chosen: readonly Item[]) =>
    chosen
      .map((item) => identity.label(item))
      .filter((label) => label !== null)
      .sort()[0] ?? null;
  return smallest(items.filter((item) => item.resource.logicalId)) ?? smallest(items);
}

function withStack(cluster: Cluster, label: string, identity: Identity): string {
  const stacks = [...cluster.items.values()].flatMap(({ resource, place }) =>
    resource.stack ? [identity.stackToken(resource.stack, place)] : [],
  );
  const stack = stacks.sort()[0];
  return stack ? `${stack}/${label}` : label;
}

function duplicates(labels: ReadonlyMap<Cluster, string>): readonly (readonly Cluster[])[] {
  const byLabel = new Map<string, Cluster[]>();
  for (const [cluster, label] of labels) byLabel.set(label, [...(byLabel.get(label) ?? []), cluster]);
  return [...byLabel.values()].filter((alike) => alike.length > 1);
}
