/** Objects without the members that are not set. */
import type { Json, JsonObject } from './snapshot.ts';

/** Drops members that AWS left out, so that "not given" is one thing. */
export function compact(properties: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined && value !== null),
  ) as JsonObject;
}
