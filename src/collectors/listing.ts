/** Lists a type in a region, and hands over each resource as it comes in. */
import { GLOBAL } from '../snapshot/snapshot.ts';
import { classify, markOperation } from './aws/errors.ts';
import type { Collection } from './collection.ts';
import type { Listed } from './collector.ts';
import { giveUpOn } from './lost-regions.ts';
import type { Run } from './type-run.ts';

/** Takes in a listed resource, at once. */
export type Yields = (run: Run, listed: Listed) => void;

/** Lists one type. Never throws: what was listed before a failure stays, and the failure is kept. */
export async function list(collection: Collection, run: Run, yields: Yields): Promise<void> {
  const { onEvent } = collection.options;
  try {
    for await (const listed of run.collector.list(run.ctx)) {
      // A bucket that lives elsewhere is listed there.
      if (listed.region === undefined || run.region === GLOBAL || listed.region === run.region) yields(run, listed);
    }
    onEvent?.({ kind: 'listed', region: run.region, type: run.collector.type, resources: run.entries.length });
  } catch (error) {
    const [action, ...others] = run.collector.actions;
    if (action !== undefined && others.length === 0) markOperation(error, action);
    run.failed = true;
    run.error = error;
    giveUpOn(collection, run.region, error);
    await listElsewhere(collection, run, yields);
  }
}

/** What is global answers in any region: when the first is not enabled, the next is asked. */
async function listElsewhere(collection: Collection, run: Run, yields: Yields): Promise<void> {
  if (run.region !== GLOBAL || run.entries.length > 0) return;
  const { regions } = collection;
  const next = regions[regions.indexOf(run.ctx.region) + 1];
  const refused = collection.lost.has(run.ctx.region) || classify(run.error) === 'credentials';
  if (next === undefined || !refused) return;
  run.ctx = collection.contextOf(next, 'global');
  run.failed = false;
  run.error = null;
  await list(collection, run, yields);
}
