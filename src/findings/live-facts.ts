/** What collectors told of the moment, as rules read it. */
import { LIVE_STATE } from '../snapshot/live-state.ts';
import type { Json, JsonObject, Resource } from '../snapshot/snapshot.ts';
import { unreadGap } from './gaps.ts';

/** The members of `LiveState`; empty where nothing was told or it could not be read. */
export function liveOf(resource: Resource): JsonObject {
  return unreadGap(resource, LIVE_STATE) ? {} : objectOf(resource.properties?.[LIVE_STATE]);
}

/** A member that is an object; empty for anything else. */
export function objectOf(value: Json | undefined): JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** A number, also one that is written as a text; undefined for anything else. */
export function numberOf(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
