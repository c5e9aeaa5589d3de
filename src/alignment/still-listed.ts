/** Resources that are gone and that their stack still lists. */
import type { Observation, Resource } from '../snapshot/snapshot.ts';
import type { Cluster } from './cluster.ts';
import type { Identity } from './identity.ts';

/** The stack that still lists what a cluster lacks in a place: it was deleted past the stack. */
export type StillListed = (cluster: Cluster, place: string) => string | undefined;

/** Tells it by the keys by which the resource would have been matched, were it there. */
export function makeStillListed(
  observations: readonly Observation[],
  identity: Identity,
  equivalent: (type: string) => string,
): StillListed {
  const stacks = new Map<string, Set<string>>();
  const put = (key: string, stack: string) => stacks.set(key, (stacks.get(key) ?? new Set()).add(stack));
  for (const { type, gone = [] } of observations)
    for (const { region, stack, logicalId, id } of gone) {
      const resource = { type, stack, logicalId, id, arn: null, name: null, tags: null, properties: null } as const;
      for (const key of identity.keysIn(resource as unknown as Resource, region))
        put(`${equivalent(type)} ${region} ${key}`, stack);
    }
  return ({ items }, place) => {
    if (stacks.size === 0) return undefined;
    const found = [...items.values()].flatMap(({ resource, place: where }) =>
      identity
        .keysIn(resource, where)
        .flatMap((key) => [...(stacks.get(`${equivalent(resource.type)} ${place} ${key}`) ?? [])]),
    );
    return new Set(found).size === 1 ? found[0] : undefined;
  };
}
