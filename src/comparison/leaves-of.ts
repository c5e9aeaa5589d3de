/** The texts that stand in properties, wherever. */
import { own } from '../common/own-member.ts';
import type { Json, JsonObject } from '../snapshot/snapshot.ts';

/** Every text within a value, however deep. */
export function leavesOf(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  const members: readonly Json[] = Array.isArray(value) ? value : Object.values(value);
  return members.flatMap(leavesOf);
}

/** Every text at a property path (dots); lists on the way are looked into. */
export function leavesAt(value: Json | undefined, path: string): readonly string[] {
  let at: readonly (Json | undefined)[] = [value];
  for (const part of path.split('.')) at = at.flatMap((one) => membersAt(one, part));
  return at.flatMap(leavesOf);
}

function membersAt(value: Json | undefined, part: string): readonly (Json | undefined)[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((one) => membersAt(one, part));
  return [own(value as JsonObject, part)];
}
