/** Lists one type in one place. */
import { regionNamed } from '../normalise/regions.ts';
import { GLOBAL } from '../snapshot/snapshot.ts';
import { classify, type Meaning, markOperation } from './aws/errors.ts';
import type { Collection } from './collection.ts';
import { attachAll, isSelected, take, takeByOwnTags } from './discovery/membership.ts';
import { tagsOf } from './discovery/tags.ts';
import { leaveUnread } from './parts.ts';
import type { Entry, Run } from './type-run.ts';

/** Lists one type. Never throws: what was listed before a failure stays, and the failure is kept. */
export async function list(collection: Collection, run: Run): Promise<void> {
  const { onEvent } = collection.options;
  try {
    for await (const listed of run.collector.list(run.ctx)) {
      // A bucket that lives elsewhere is listed there.
      if (listed.region === undefined || run.region === GLOBAL || listed.region === run.region)
        take(collection, run, listed);
    }
    onEvent?.({ kind: 'listed', region: run.region, type: run.collector.type, resources: run.entries.length });
  } catch (error) {
    const [action, ...others] = run.collector.actions;
    if (action !== undefined && others.length === 0) markOperation(error, action);
    run.failed = true;
    run.error = error;
    giveUpOn(collection, run.region, error);
    await listElsewhere(collection, run);
  }
}

/** What is global answers in any region: when the first is not enabled, the next is asked. */
async function listElsewhere(collection: Collection, run: Run): Promise<void> {
  if (run.region !== GLOBAL || run.entries.length > 0) return;
  const { regions } = collection;
  const next = regions[regions.indexOf(run.ctx.region) + 1];
  const refused = collection.lost.has(run.ctx.region) || classify(run.error) === 'credentials';
  if (next === undefined || !refused) return;
  run.ctx = collection.contextOf(next, 'global');
  run.failed = false;
  run.error = null;
  await list(collection, run);
}

/** Services that must be silent, and nothing else answer, before a region is taken for unreachable. */
const SILENT_SERVICES = 3;

/** Ends the calls of a region from which nothing comes, so that not each of them waits its time. */
function giveUpOn(collection: Collection, region: string, error: unknown): void {
  const { traffic } = collection.clients;
  if (collection.lost.has(region) || traffic.answered.has(region)) return;
  if ((traffic.silent.get(region)?.size ?? 0) < SILENT_SERVICES) return;
  lose(collection, region, 'unreachable', error);
}

export function lose(collection: Collection, region: string, state: 'disabled' | 'unreachable', error: unknown): void {
  if (collection.lost.has(region)) return;
  collection.lost.set(region, { state, error });
  collection.clients.abort(region, new Error(`the region ${region} is ${state}`));
}

/** What an error means there: credentials that are good elsewhere are refused where a region is not enabled. */
export function meaningIn(collection: Collection, region: string, error: unknown): Meaning {
  const meaning = classify(error);
  if (meaning !== 'credentials') return meaning;
  const enabled = collection.enabled?.get(region);
  const known = collection.enabled !== null || collection.caller.account === '';
  const disabled = enabled === false || (!known && regionNamed(region)?.optIn === true);
  return disabled ? 'disabled' : 'credentials';
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
