import type { Gap, Resource } from '../collectors/snapshot.ts';
import { isMatched } from './cluster.ts';
import type { Family } from './match.ts';

/**
 * Resources of which it cannot be told who of the design they are, as several answer to one name: what refers to one of
 * them cannot be compared, neither found equal nor different.
 */
export function untoldIn(families: readonly Family[]): ReadonlyMap<Resource, Gap> {
  const untold = new Map<Resource, Gap>();
  for (const cluster of families.flatMap((family) => family.clusters)) {
    if (cluster.ambiguous.size === 0 || isMatched(cluster)) continue;
    const [key] = cluster.ambiguous.keys();
    for (const { resource, place } of cluster.items.values()) {
      untold.set(resource, {
        region: place,
        type: resource.type,
        cause: 'failed',
        operation: null,
        detail: `who ${resource.name ?? resource.logicalId ?? resource.id} is in the design cannot be told: several share ${key}`,
        remedy: 'Declare the pair in the baseline, or give them names or tags of their own.',
      });
    }
  }
  return untold;
}
