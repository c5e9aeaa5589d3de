/** The value at a property path. */
import { own } from '../common/own-member.ts';
import type { Json, JsonObject, Resource } from '../snapshot/snapshot.ts';

/** The value at a property path (dots; `Tags.KEY` is a tag); undefined = not set. A list is a value, and not looked into. */
export function valueAt(resource: Resource, path: string): Json | undefined {
  if (path === 'Tags') return resource.tags ?? undefined;
  if (path.startsWith('Tags.')) return own(resource.tags, path.slice('Tags.'.length));
  let value: Json | undefined = resource.properties ?? undefined;
  for (const part of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
    value = own(value as JsonObject, part);
  }
  return value;
}
