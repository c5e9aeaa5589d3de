/** How collectors declare and fill the members of `LiveState`. */
import { compact } from '../snapshot/compact.ts';
import { LIVE_STATE } from '../snapshot/live-state.ts';
import type { JsonObject } from '../snapshot/snapshot.ts';
import type { Comparators } from './comparator.ts';

/** Says that these members are read and never compared; for `comparators`. */
export function liveMembers(...members: readonly string[]): Comparators {
  const why =
    'It is so at the moment and changes by the minute: never compared; readiness rules and `expect` judge it.';
  return Object.fromEntries(members.map((member) => [`${LIVE_STATE}.${member}`, { compare: 'ignored', why }]));
}

/** The property with those members that AWS told; nothing where it told none. */
export function liveState(members: { readonly [member: string]: JsonObject[string] | undefined }): JsonObject {
  const told = compact(members) as JsonObject;
  return Object.keys(told).length === 0 ? {} : { [LIVE_STATE]: told };
}
