/** Reads what AWS answered, without taking the absence of an answer for an empty one. */

import { pushAll } from '../../common/lists.ts';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import type { IamAction } from '../collector.ts';
import { markOperation } from './errors.ts';

/**
 * The list that an answer must carry. Its absence is not an empty list: a proxy's HTML page, answered with status 200,
 * parses to an answer without any member. Throws then.
 *
 * @param from the call that answered, where the collector has several and the error would not tell which
 */
export function given<T>(list: readonly T[] | undefined, member: string, from?: IamAction): readonly T[] {
  if (list !== undefined) return list;
  const error = new Error(`the answer carries no ${member}`);
  if (from !== undefined) markOperation(error, from);
  throw error;
}

/** A list that AWS leaves out, or sends empty, when there is nothing: both are "not given". */
export function some<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

/** The strings in order, without those that AWS left out; undefined when none is left. */
export function sorted(strings: readonly (string | undefined)[] | undefined): readonly string[] | undefined {
  return some((strings ?? []).filter((text) => text !== undefined).sort());
}

/** An SDK structure as plain JSON, without the members that AWS left out; undefined when there is none, or nothing in it. */
export function plain(structure: object | undefined): JsonObject | undefined {
  const json = JSON.parse(JSON.stringify(structure ?? {})) as JsonObject;
  return Object.keys(json).length === 0 ? undefined : json;
}

/** A list of SDK structures as plain JSON, in an order that does not depend on AWS's; undefined when empty. */
export function plainList(structures: readonly object[] | undefined): readonly Json[] | undefined {
  const texts = (structures ?? []).map((structure) => JSON.stringify(structure)).sort();
  return some(texts.map((text) => JSON.parse(text) as Json));
}

/** What the call gives; undefined where it fails with one of these errors, by which the service says that nothing is set. */
export async function unlessNotSet<T>(call: Promise<T>, ...names: readonly string[]): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  }
}

/** All items of all pages. */
export async function allOf<P, T>(pages: AsyncIterable<P>, items: (page: P) => readonly T[]): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of pages) pushAll(found, items(page));
  return found;
}

/** The list in pieces of so many: what one call may be asked about. */
export function inBatches<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const batches: T[][] = [];
  for (let at = 0; at < list.length; at += size) batches.push(list.slice(at, at + size));
  return batches;
}
