/** Why a place need not have what others have, by what it is and not by what anybody declared. */
import type { Collector } from '../collectors/collector.ts';
import { typeKnowledge } from '../collectors/generic/type-knowledge.ts';
import type { RegionStatus, Snapshot } from '../snapshot/snapshot.ts';
import type { Cluster } from './cluster.ts';
import { leavingReason } from './pending-deletion.ts';

type Seen = {
  readonly places: readonly RegionStatus[];
  readonly byType: ReadonlyMap<string, Collector>;
  readonly snapshot: Snapshot;
};

/** A thing of one region that reaches another, where it shows with the same ARN: a multi-region trail's shadow. */
export function coveredBy(cluster: Cluster, place: string, { snapshot, byType }: Seen): string | null {
  for (const { resource, place: home } of cluster.items.values()) {
    if (resource.arn === null || !byType.get(resource.type)?.coversOthers) continue;
    const shadow = snapshot.resources.find(
      (one) => one.region === place && one.arn === resource.arn && one.type === resource.type,
    );
    if (shadow) return `covered by ${resource.name ?? resource.id} of ${home}`;
  }
  return null;
}

/**
 * What stacks make, where CloudFormation does not offer its type: the stack could not have made it there. What is there of the
 * type says that it is offered by now.
 */
export function notOfferedTo(
  { items }: Cluster,
  type: string,
  place: string,
  { byType, places, snapshot }: Seen,
): string | null {
  const byStacks = [...items.values()].every(({ resource }) => resource.stack !== null && resource.logicalId !== null);
  const region = places.find(({ name }) => name === place)?.region;
  if (!byStacks || region === undefined || byType.get(type)?.scope === 'global') return null;
  const { date, offered } = typeKnowledge();
  if (offered(type, region) !== false) return null;
  if (snapshot.resources.some((one) => one.type === type && one.region === place)) return null;
  return `as of ${date} CloudFormation does not offer ${type} in ${region}`;
}

/** Why nobody else need have it, where everyone who has it is about to lose it. */
export function allLeaving({ items }: Cluster, byType: Seen['byType']): string | null {
  let reason: string | null = null;
  for (const item of items.values()) {
    if (!item.resource.selected) continue;
    reason = leavingReason(item, byType);
    if (reason === null) return null;
  }
  return reason;
}
