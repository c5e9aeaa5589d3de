// Pairs that their place in the graph tells: what the same property of one counterpart leads to, or what is in the same counterpart.
import type { Collector } from '../collectors/collector.ts';
import { listIn } from '../common/lists.ts';
import type { World } from '../comparison/world.ts';
import type { Family } from './cluster.ts';
import { type Cluster, type Item, merge, overlap } from './cluster.ts';
import type { Identity } from './identity.ts';
import type { LinksOf } from './referrers.ts';

/** What names say of the part that a region plays. It only means nothing where a matched neighbour vouches for the rest. */
const ROLE_WORD =
  /(?:^|[-_.\s])(?:primary|secondary|tertiary|standby|dr|failover|recovery|replica|passive|active)(?=$|[-_.\s])|(?:Primary|Secondary|Tertiary|Standby|Failover|Recovery|Replica|Passive|Active|DR|Dr)(?=$|[A-Z0-9])|^(?:primary|secondary|standby|failover|recovery|replica)(?=[A-Z])/g;

export type GraphEvidence = {
  readonly linksOf: LinksOf;
  readonly world: Pick<World, 'labelOf' | 'references'>;
  readonly byType: ReadonlyMap<string, Collector>;
  readonly identity: Identity;
};

/**
 * Merges what has the same place in the graph and names that agree, or no names at all, where each place has one.
 *
 * @returns whether anything was merged
 */
export function matchByGraph(families: readonly Family[], places: number, evidence: GraphEvidence): boolean {
  let merged = false;
  for (const family of families) {
    const open = family.clusters.filter(({ items }) => items.size < places);
    if (open.length < 2) continue;
    const groups = new Map<string, Cluster[]>();
    for (const cluster of open)
      for (const key of keysOf(cluster, evidence))
        if (!groups.get(key)?.includes(cluster)) listIn(groups, key).push(cluster);
    for (const [key, clusters] of groups) if (mergeLonely(key, clusters)) merged = true;
    family.clusters = family.clusters.filter((cluster) => !cluster.mergedInto);
  }
  return merged;
}

function mergeLonely(key: string, clusters: readonly Cluster[]): boolean {
  const [first, ...rest] = clusters.filter((one) => !one.mergedInto);
  if (first === undefined || rest.length === 0) return false;
  const all = [first, ...rest];
  if (all.some((one, index) => all.slice(index + 1).some((other) => overlap(one, other)))) return false;
  for (const other of rest) merge(first, other, { by: 'graph', key: key.slice(key.indexOf('\n') + 1) });
  return true;
}

/** `NAME\nLINK`: what it is called without the part that its region plays, and one thing that vouches for it. */
function keysOf({ items }: Cluster, evidence: GraphEvidence): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const item of items.values()) {
    const name = plainName(item, evidence.identity);
    for (const link of evidence.linksOf(item)) keys.add(`${name}\n${link}`);
    if (name !== '') for (const link of within(item, evidence)) keys.add(`${name}\n${link}`);
  }
  return keys;
}

/** A name without the part that its region plays, in lower case; '' for one without a name. A name goes before a logical id only where a person gave it. */
export function plainName(item: Item, { token, givenName }: Identity): string {
  const { logicalId } = item.resource;
  const name = logicalId === null ? givenName(item) : token(logicalId, item.place);
  return (name ?? '')
    .replace(ROLE_WORD, '')
    .replace(/^[-_.\s]+/, '')
    .toLowerCase();
}

/** The matched counterpart that it is in, by the property that its collector declares. */
function* within({ resource, place }: Item, { world, byType }: GraphEvidence): Iterable<string> {
  for (const [property, type] of Object.entries(byType.get(resource.type)?.livesIn ?? {})) {
    const value = resource.properties?.[property];
    if (typeof value !== 'string') continue;
    const target = world.references.resolve(value, place) ?? world.references.named(value, type, place);
    if (target?.to === 'resource') yield `in ${world.labelOf(target.resource)}`;
  }
}
