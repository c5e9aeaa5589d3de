/** A value with only regions and accounts taken out. */
import { canonicalPolicy, orderedPolicy } from '../normalise/policy.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { stable } from './canonical.ts';
import type { Reading } from './reading.ts';
import type { World } from './world.ts';

/**
 * The value with only region and account taken out, nobody looked up: where all regions say the same by name, it is the same
 * although what is named may be missing, or unread, in one of them. That it is missing is a finding of its own.
 */
export function plainText(value: Json, { place, policy, set }: Reading, world: World): string {
  const walk = (json: Json, isSet: boolean): Json => {
    if (typeof json === 'string') return json.includes('arn:') ? world.strict(json, place) : world.token(json, place);
    if (Array.isArray(json)) {
      const items = json.map((item: Json) => walk(item, false));
      return isSet ? [...items].sort((a, b) => (stable(a) < stable(b) ? -1 : 1)) : items;
    }
    if (json === null || typeof json !== 'object') return json;
    return Object.fromEntries(Object.entries(json).map(([key, item]) => [world.token(key, place), walk(item, false)]));
  };
  const walked = walk(policy ? canonicalPolicy(value, world.regionOf(place)) : value, set);
  return stable(policy ? orderedPolicy(walked) : walked);
}
