/** What is about to be gone. */
import type { Collector } from '../collectors/collector.ts';
import type { Item } from './cluster.ts';

/**
 * Why a resource asks no other place to have one: it waits for its deletion, and no stack declares it any more. null for one
 * that stays, and for one that its stack still wants.
 */
export function leavingReason({ resource }: Item, byType: ReadonlyMap<string, Collector>): string | null {
  if (resource.logicalId !== null) return null;
  const leaving = byType.get(resource.type)?.leaving;
  return leaving === undefined || resource.properties === null ? null : leaving(resource.properties);
}
