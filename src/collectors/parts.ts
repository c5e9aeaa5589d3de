/** The calls that add properties to a resource. */
import type { JsonObject } from '../snapshot/snapshot.ts';
import { classify, gapOf, markOperation } from './aws/errors.ts';
import type { Part } from './collector.ts';
import { current, type Entry } from './type-run.ts';

/**
 * Sends the calls that add properties to a resource, each once however often it is asked for: first those that stand alone,
 * all together, then those that look at what the first ones read. Never throws: what fails leaves its properties unread.
 */
export async function readParts(entry: Entry, which: 'all' | 'context', principal: () => string): Promise<void> {
  const parts = (entry.run.collector.parts ?? []).filter((part) => which === 'all' || part.context === true);
  for (const after of [false, true]) {
    const now = parts.filter((part) => (part.after ?? false) === after && (part.applies?.(current(entry)) ?? true));
    await Promise.all(now.map((part) => readOnce(entry, part, principal)));
  }
}

/** Sends the call that reads a resource's tags, and no other. Never throws: what fails leaves the tags unread. */
export async function readTagsPart(entry: Entry, principal: () => string): Promise<void> {
  const part = entry.run.collector.parts?.find(({ properties }) => properties.includes('Tags'));
  if (part !== undefined) await readOnce(entry, part, principal);
}

function readOnce(entry: Entry, part: Part, principal: () => string): Promise<void> {
  const reading = entry.parts.get(part) ?? readPart(entry, part, principal);
  entry.parts.set(part, reading);
  return reading;
}

/**
 * What a service says of a resource that is no longer there: one that was deleted between its listing and this call. Not
 * CloudTrail's, which says so of another account's trail too, nor EC2's of a prefix list, which is not the group asked for.
 */
const GONE = new Set([
  'DBParameterGroupNotFound',
  'DBParameterGroupNotFoundFault',
  'InvalidVpcID.NotFound',
  'NoSuchBucket',
  'NoSuchEntity',
  'NoSuchEntityException',
  'NotFoundException',
]);

async function readPart(entry: Entry, part: Part, principal: () => string): Promise<void> {
  try {
    const { Tags, ...read } = await part.read(entry.run.ctx, current(entry));
    if (part.properties.includes('Tags')) entry.tags = (Tags ?? {}) as { readonly [key: string]: string };
    // What the part fills is what it read, no more: a member that it leaves out is not set.
    const kept = Object.entries(entry.properties).filter(([name]) => !part.properties.includes(name));
    entry.properties = { ...Object.fromEntries(kept), ...(read as JsonObject) };
  } catch (error) {
    if (error instanceof Error && GONE.has(error.name)) {
      entry.gone = true;
      return;
    }
    // An answer that says nothing is an error of ours: it came from this call all the same.
    markOperation(error, part.action);
    leaveUnread(entry, part.properties, error, principal());
  }
}

/** Marks properties as unknown, not absent. */
export function leaveUnread(entry: Entry, properties: readonly string[], error: unknown, principal: string): void {
  const { region, collector } = entry.run;
  const place = { region, type: collector.type, principal, properties };
  const { properties: _properties, ...why } = gapOf(error, place, classify(error));
  for (const property of properties) entry.unread[property] = { ...why, properties: [property] };
}
