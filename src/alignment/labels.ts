/** What each counterpart is called. */
import type { Cluster } from './cluster.ts';
import type { Identity } from './identity.ts';

/**
 * What to call each counterpart: stack and logical id, else the name, without region, hash and tail; the same whatever the order of
 * the regions and after a redeploy. Unique within the clusters given (one type).
 *
 * @param withinOf what a cluster's name is one of, for those of one name; null where that is not known
 * @param contentOf text of what a cluster holds, without anything regional: orders those that have no name
 */
export function labelClusters(
  clusters: readonly Cluster[],
  identity: Identity,
  contentOf: (cluster: Cluster) => string,
  withinOf: (cluster: Cluster) => string | null = () => null,
): ReadonlyMap<Cluster, string> {
  const labels = new Map<Cluster, string>();
  const unnamed: Cluster[] = [];
  for (const cluster of clusters) {
    const label = best(cluster, identity);
    if (label) labels.set(cluster, label);
    else unnamed.push(cluster);
  }
  number(unnamed, contentOf, (index) => `${UNNAMED} ${index}`, labels);
  for (const alike of duplicates(labels))
    for (const cluster of alike) labels.set(cluster, wholeId(cluster, identity) ?? (labels.get(cluster) as string));
  for (const cluster of duplicates(labels).flat()) {
    const within = withinOf(cluster);
    if (within !== null) labels.set(cluster, `${labels.get(cluster)} in ${within}`);
  }
  for (const alike of duplicates(labels)) {
    const label = labels.get(alike[0] as Cluster);
    number(alike, contentOf, (index) => `${label} #${index}`, labels);
  }
  return apart(labels);
}

/** What stands for a name where there is none. */
export const UNNAMED = 'unnamed';

/** Someone may have given a name that is made up here: numbered on until each is one. */
function apart(labels: ReadonlyMap<Cluster, string>): ReadonlyMap<Cluster, string> {
  const taken = new Set<string>();
  const result = new Map<Cluster, string>();
  for (const [cluster, label] of [...labels].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    let own = label;
    for (let index = 2; taken.has(own); index++) own = `${label} (${index})`;
    taken.add(own);
    result.set(cluster, own);
  }
  return result;
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
  const byId = smallest(cluster, identity, true);
  return byId === null ? smallest(cluster, identity, false) : withStack(cluster, byId, identity);
}

/** Two ids that read alike without CDK's hash: with it. */
function wholeId(cluster: Cluster, identity: Identity): string | null {
  const ids = [...cluster.items.values()].flatMap(({ resource, place }) =>
    resource.logicalId ? [identity.token(resource.logicalId, place)] : [],
  );
  const id = ids.sort()[0];
  return id === undefined || cluster.match.by === 'declared' ? null : withStack(cluster, id, identity);
}

function smallest({ items }: Cluster, identity: Identity, byLogicalId: boolean): string | null {
  let found: string | null = null;
  for (const item of items.values()) {
    if (byLogicalId && !item.resource.logicalId) continue;
    const label = identity.label(item);
    if (label !== null && (found === null || label < found)) found = label;
  }
  return found;
}

function withStack(cluster: Cluster, label: string, identity: Identity): string {
  const stacks = [...cluster.items.values()].flatMap(({ resource, place }) =>
    resource.stack ? [identity.stackKey(resource.stack, place)] : [],
  );
  const stack = stacks.sort()[0];
  return stack ? `${stack}/${label}` : label;
}

function duplicates(labels: ReadonlyMap<Cluster, string>): readonly (readonly Cluster[])[] {
  const seen = new Set<string>();
  const twice = new Map<string, Cluster[]>();
  for (const label of labels.values()) {
    if (seen.has(label)) twice.set(label, []);
    seen.add(label);
  }
  if (twice.size > 0) for (const [cluster, label] of labels) twice.get(label)?.push(cluster);
  return [...twice.values()];
}
