/**
 * Brings together what stacks and tags name and what is listed, and owns what is known of each resource from then on. Both come in
 * page by page; a resource's own calls start when both sides have met, and not when either is complete.
 */

import type { Gap } from '../snapshot/snapshot.ts';
import type { Collection } from './collection.ts';
import { runOf } from './collection.ts';
import type { Listed } from './collector.ts';
import type { Member } from './discovery/member.ts';
import { matchesTags, tagsOf } from './discovery/tags.ts';
import { leaveUnread, readParts, readTagsPart } from './parts.ts';
import { addListed, addMember, current, type Entry, matchAll, type Run, typeOfEntry } from './type-run.ts';

/** Takes in a piece of evidence. */
export function receive(collection: Collection, member: Member): void {
  if (member.stack !== null) collection.rows.push(member);
  collection.want(member.type);
  if (collection.absorbed.has(member.type)) return;
  const run = runOf(collection, member.type, member.region);
  if (run !== undefined) {
    const entry = addMember(run, member);
    if (entry !== null) attach(collection, entry, member);
  } else if (!collection.options.collectors.some((collector) => collector.type === member.type)) {
    collection.presence.push(member);
  }
}

/** Takes in what a list call gave. */
export function take(collection: Collection, run: Run, listed: Listed): void {
  const added = addListed(run, listed);
  if (added === null) return;
  const { entry, named } = added;
  const { everything, options } = collection;
  entry.byListing = everything;
  entry.byTags = listed.tags !== undefined && matchesTags(listed.tags, options.selection.tags);
  for (const member of named) attach(collection, entry, member);
  const covers = listed.context || run.collector.keptWith?.(listed, new Set());
  if (isSelected(collection, entry)) read(collection, entry, 'all');
  else if (covers) read(collection, entry, 'context');
}

/** Who of the members names whom, once the listing is complete: what was taken for it before does not count. */
function attachAll(collection: Collection, run: Run): void {
  const matched = matchAll(run);
  const named = new Map(matched);
  for (const entry of run.entries) {
    if (entry.members.some((member) => named.get(member) !== entry)) entry.readByMistake = true;
    entry.members = [];
  }
  for (const [member, entry] of matched) attach(collection, entry, member);
}

function attach(collection: Collection, entry: Entry, member: Member): void {
  entry.members = [...entry.members, member];
  if (entry.tags === null && entry.run.collector.tags === 'tagging-api') entry.tags = member.tags;
  if (isSelected(collection, entry)) read(collection, entry, 'all');
}

/** Begins to read the parts of a resource; `collection.reading` holds what is not done yet. */
export function read(collection: Collection, entry: Entry, which: 'all' | 'context'): void {
  const reading = readParts(entry, which, () => collection.caller.arn);
  collection.reading.add(reading);
}

/**
 * Under a tag selection: of what was listed and nobody named, its own tags say whether it belongs, where only a call of its own
 * reads them. The tagging API alone does not do: it answers for IAM policies in us-east-1 only, and not for all of them.
 */
async function takeByOwnTags(collection: Collection, run: Run): Promise<void> {
  const asked = run.entries.filter((entry) => mayBelong(collection, entry));
  await Promise.all(
    asked.map(async (entry) => {
      await readTagsPart(entry, () => collection.caller.arn);
      entry.byTags = entry.tags !== null && matchesTags(entry.tags, collection.options.selection.tags);
      if (isSelected(collection, entry)) read(collection, entry, 'all');
    }),
  );
}

/** Whether only its own tags, which have not been read, can tell that a resource is in the selection. */
export function mayBelong(collection: Collection, entry: Entry): boolean {
  const { collector } = entry.run;
  if (collector.tags !== 'part' || Object.keys(collection.options.selection.tags).length === 0) return false;
  if (entry.listed.context || entry.tags !== null || !inScope(collection, entry)) return false;
  if (isSaid(entry, 'excluded') || collector.isDefault?.(current(entry))) return false;
  return !isSelected(collection, entry);
}

/** Why it is not known whether a resource is in the selection: its tags, or what tells it from AWS's own, could not be read. */
export function untoldMember(collection: Collection, entry: Entry): Gap | undefined {
  if (mayBelong(collection, entry)) return entry.unread.Tags;
  if (!collection.everything || isSaid(entry, 'stack') || isSaid(entry, 'excluded') || entry.gone) return undefined;
  const { listed, run, byListing } = entry;
  const counts = byListing && !listed.context && inScope(collection, entry) && run.collector.counts !== 'declared';
  return counts && !run.collector.isDefault?.(current(entry)) ? unreadDefault(entry) : undefined;
}

function unreadDefault({ run, unread }: Entry): Gap | undefined {
  return run.collector.defaultBy?.map((property) => unread[property]).find((gap) => gap !== undefined);
}

/** Waits for the calls under way, and for those that they led to. */
export async function settle(collection: Collection): Promise<void> {
  for (let before = -1; before !== collection.reading.size; ) {
    before = collection.reading.size;
    await Promise.all(collection.reading);
  }
}

/** Whether a resource is in the selection, by all that is known of it so far. */
export function isSelected(collection: Collection, entry: Entry): boolean {
  const { collector } = entry.run;
  if (entry.gone || entry.listed.context || !inScope(collection, entry)) return false;
  if (isSaid(entry, 'excluded')) return false;
  if (isSaid(entry, 'stack')) return true;
  if (collector.comesAndGoes && collector.comesAndGoes(current(entry)) !== null) return false;
  if (collector.counts === 'declared') return false;
  if (collection.everything)
    return entry.byListing && !collector.isDefault?.(current(entry)) && unreadDefault(entry) === undefined;
  return isSaid(entry, 'tag') || entry.byTags;
}

function isSaid({ members }: Entry, by: Member['says']): boolean {
  return members.some(({ says }) => says === by);
}

/** A type that is known only once the resource was read is in scope until then. */
function inScope({ scope, options }: Collection, entry: Entry): boolean {
  const { collector } = entry.run;
  if (scope.has(typeOfEntry(entry))) return true;
  const undecided = collector.typeOf !== undefined && entry.parts.size === 0;
  return undecided && options.collectors.some((other) => other.listedBy === collector.type && scope.has(other.type));
}

/** When a region's listings and discovery are done: the last matches, and the tags that no list call carries. */
export async function finishRegion(collection: Collection, region: string): Promise<void> {
  const runs = [...collection.runs.values()].filter((run) => run.region === region);
  for (const run of runs) attachAll(collection, run);
  await Promise.all([readTags(collection, region, runs), ...runs.map((run) => takeByOwnTags(collection, run))]);
}

async function readTags(collection: Collection, region: string, runs: readonly Run[]): Promise<void> {
  const untagged = runs
    .filter((run) => run.collector.tags === 'tagging-api')
    .flatMap((run) => run.entries)
    .filter((entry) => entry.tags === null && isSelected(collection, entry));
  if (collection.discovered.get(region)?.allTagsSeen) {
    for (const entry of untagged) entry.tags = {};
    return;
  }
  const known = untagged.filter((entry) => entry.listed.arn !== null);
  for (const entry of untagged)
    if (entry.listed.arn === null) leaveUnread(entry, ['Tags'], new Error('it has no ARN'), '');
  if (known.length === 0) return;
  const [first] = known as [Entry, ...Entry[]];
  try {
    const tags = await tagsOf(first.run.ctx, known.map((entry) => entry.listed.arn ?? '').sort());
    for (const entry of known) entry.tags = tags.get(entry.listed.arn ?? '') ?? {};
  } catch (error) {
    for (const entry of known) leaveUnread(entry, ['Tags'], error, collection.caller.arn);
  }
}
