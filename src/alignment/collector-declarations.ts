// What the collectors declare of how their types are told.
import type { Collector } from '../collectors/collector.ts';
import { STACK } from '../snapshot/stack-type.ts';
import type { Nature } from './identity.ts';

/** What the collectors declare of how their types are told; of a type without one, its name is its own unless it is the Name tag. */
export function natureOf(byType: ReadonlyMap<string, Collector>): Nature {
  return {
    isUnique: ({ type, name, tags }) => byType.get(type)?.uniqueName ?? (name !== null && name !== tags?.Name),
    stackNameOf: ({ type, name }) => (type === STACK ? name : null),
    sharedIdentity: (resource) => byType.get(resource.type)?.sharedIdentity?.(resource) ?? null,
  };
}
