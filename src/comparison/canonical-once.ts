/** Canonical values, the dear ones read once. */
import type { Json } from '../snapshot/snapshot.ts';
import { type Canonical, canonical } from './canonical.ts';
import type { Reading } from './reading.ts';
import type { World } from './world.ts';

const MOST = 10_000;
const known = new WeakMap<World, Map<string, Canonical>>();

/** `canonical`, but policies, which repeat from resource to resource and are dear to read, are read once for each place. */
export function canonicalOnce(value: Json, reading: Reading, world: World): Canonical {
  if (!reading.policy) return canonical(value, reading, world);
  const ofWorld = known.get(world) ?? new Map<string, Canonical>();
  known.set(world, ofWorld);
  const key = JSON.stringify([reading, value]);
  const before = ofWorld.get(key);
  if (before) return before;
  const one = canonical(value, reading, world);
  if (ofWorld.size < MOST) ofWorld.set(key, one);
  return one;
}
