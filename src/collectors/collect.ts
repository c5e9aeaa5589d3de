/** Reads the places into a snapshot. */
import { setImmediate as turn } from 'node:timers/promises';
import { UsageError } from '../common/usage-error.ts';
import { isRegion, partitionOf } from '../normalise/regions.ts';
import { type Digester, makeDigester } from '../snapshot/digest.ts';
import { GLOBAL, type RegionStatus, type Snapshot } from '../snapshot/snapshot.ts';
import { assemble } from './assemble.ts';
import { makeClients } from './aws/clients.ts';
import { ask, chooseRegions, type Questions } from './aws/preflight.ts';
import type { CollectOptions } from './collect-options.ts';
import { type Collection, makeCollection } from './collection.ts';
import { keepContext } from './discovery/context.ts';
import { discover } from './discovery/discover.ts';
import { climb } from './discovery/ladder.ts';
import { makeScope } from './discovery/scope.ts';
import { makeWitness } from './discovery/witness.ts';
import { finishRegion, isSelected, read, receive, settle, take } from './joining.ts';
import { makeListings } from './listings.ts';
import { lose } from './lost-regions.ts';
import { type PlannedPlace, plannedPlaces } from './planned-reads.ts';
import type { Preflight } from './progress.ts';
import { NO_READINESS, type Readiness, readReadiness } from './readiness/read-readiness.ts';
import { type Entry, typeOfEntry } from './type-run.ts';

/**
 * Reads the regions into a snapshot. Everything that does not depend on another answer is asked at once, in all regions;
 * what fails costs its own type in its own region and is told there.
 *
 * Throws UsageError for a mistake of the user's (an unknown region or type, no credentials, expired ones), and the signal's
 * reason when it is interrupted. Every other failure is in the snapshot.
 */
export async function collect(options: CollectOptions): Promise<Snapshot> {
  const started = performance.now();
  return reading(options, async (collection, questions, digester) => {
    const snapshot = await gather(collection, questions, digester);
    const { calls, throttled } = collection.clients.traffic;
    const milliseconds = Math.round(performance.now() - started);
    options.onEvent?.({ kind: 'done', resources: snapshot.resources.length, calls, throttled, milliseconds });
    return snapshot;
  });
}

/** What a collection would read: who asks, which regions are enabled and what stacks and tags name is asked, and nothing else. Throws as `collect` does. */
export function planReads(options: CollectOptions): Promise<readonly PlannedPlace[]> {
  return reading(options, async (collection, questions) => {
    await Promise.all([preflight(collection, questions, []), ...discoveries(collection, { witness: false })]);
    return plannedPlaces(collection);
  });
}

/** Does the work with clients that end with it. */
async function reading<T>(
  options: CollectOptions,
  work: (collection: Collection, questions: Questions, digester: Digester) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const scope = makeScope(options.selection, options.collectors);
  const home = homeRegions(options);
  let identified: (caller: Promise<unknown>) => void = () => {};
  const ready = new Promise<unknown>((resolve) => {
    identified = resolve;
  });
  ready.catch(() => {});
  const clients = makeClients({ ...options, signal, homeRegions: home, ready });
  try {
    signal.throwIfAborted();
    const questions = ask(clients, home, options);
    identified(questions.caller);
    const digester = makeDigester(options.digestKey);
    const done = chooseRegions(options.regions, options.excludeRegions ?? [], questions).then((regions) =>
      work(makeCollection({ options, scope, clients, regions, digest: digester.digest }), questions, digester),
    );
    return await first(done, questions.caller, signal);
  } finally {
    stop.abort();
    clients.destroy();
  }
}

/** The work's result, unless the credentials are refused or it is interrupted before. */
function first<T>(work: Promise<T>, caller: Promise<unknown>, signal: AbortSignal): Promise<T> {
  work.catch(() => {});
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    caller.catch(reject);
    work.then(resolve, reject);
  });
}

/** Where it is asked who we are and which regions there are: the regions asked for, else where the environment points. */
function homeRegions({ regions, excludeRegions = [] }: CollectOptions): readonly string[] {
  if (regions !== 'all') {
    const left = [...new Set(regions)].filter((name) => isRegion(name) && !excludeRegions.includes(name));
    if (regions.length === 0) throw new UsageError('--regions', 'names no region');
    if (left.length > 0) return left;
  }
  return [process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION ?? 'us-east-1'];
}

async function gather(collection: Collection, questions: Questions, digester: Digester): Promise<Snapshot> {
  const { regions, options } = collection;
  const notes: string[] = [];
  const listings = makeListings(collection, (run, listed) => take(collection, run, listed));
  const answers = preflight(collection, questions, notes);
  // It is awaited below, with all the rest; a refusal may come before that.
  answers.catch(() => {});
  const discovered = Promise.all(discoveries(collection, { witness: options.witness !== false }));
  const climbed = discovered.then(() => climb(collection));
  climbed.catch(() => {});
  // The longest chain goes out before the code of the other services is loaded.
  await firstCallSent(collection);
  listings.begin();
  await Promise.all([
    answers,
    ...[...regions, GLOBAL].map(async (region) => {
      // What one region's stacks hold is listed in all of them.
      await Promise.all([discovered, listings.ofRegion(region)]);
      await listings.ofRegion(region);
      await finishRegion(collection, region);
    }),
  ]);
  await settle(collection);
  const entries = [...collection.runs.values()].flatMap((run) => run.entries);
  const context = keepContext(entries, (entry) => isSelected(collection, entry));
  for (const entry of context) read(collection, entry, 'context');
  await settle(collection);
  const readiness = options.readiness ? await readinessOf(collection, entries) : NO_READINESS;
  return assemble(collection, context, {
    notes,
    digestKeyId: digester.keyId,
    digest: digester.digest,
    climbed: await climbed,
    readiness,
  });
}

/** Asks the stacks and tags of every region what belongs to the selection. */
function discoveries(collection: Collection, { witness: asksWitness }: { readonly witness: boolean }): Promise<void>[] {
  const { options, everything, scope } = collection;
  const asked = { selection: options.selection, everything, presence: scope.presence };
  return collection.regions.map(async (region) => {
    const ctx = collection.contextOf(region, 'regional');
    const witness = asksWitness ? makeWitness(ctx, (one) => collection.reading.add(one)) : null;
    if (witness !== null) collection.witnesses.set(region, witness);
    const found = await discover(ctx, asked, (member) => receive(collection, member), witness);
    collection.discovered.set(region, found);
    options.onEvent?.({ kind: 'discovered', region, members: found.members });
  });
}

/** What a failover needs, of the places that could be read, for what is in use in any of them. */
function readinessOf(collection: Collection, entries: readonly Entry[]): Promise<Readiness> {
  const places = collection.regions
    .filter((region) => !collection.lost.has(region))
    .map((region) => ({
      region,
      ctx: collection.contextOf(region, 'regional'),
      principal: collection.caller.arn,
    }));
  const used = entries
    .filter((entry) => isSelected(collection, entry))
    .map((entry) => ({ type: typeOfEntry(entry), properties: entry.properties }));
  return readReadiness(places, used);
}

const PATIENCE = 50;

/** Credentials and settings are read from files first, in turns of the event loop; then it is one to connect and one to write. */
async function firstCallSent({ clients }: Collection): Promise<void> {
  const until = performance.now() + PATIENCE;
  do await turn();
  while (clients.traffic.calls === 0 && performance.now() < until);
  await turn();
  await turn();
}

/** Takes in who asks and which regions are enabled, tells it, and ends the calls of the regions that are not. */
async function preflight(collection: Collection, questions: Questions, notes: string[]): Promise<void> {
  const { options, regions, runs, scope } = collection;
  const enabled = questions.enabled.then((answer) => {
    collection.enabled = answer.regions;
    if (answer.note !== undefined) notes.push(answer.note);
    for (const region of regions)
      if (answer.regions?.get(region) === false) lose(collection, region, 'disabled', notEnabled(region));
  });
  const caller = questions.caller.then(({ note, error, ...answer }) => {
    collection.caller = answer;
    collection.callerError = error;
    if (note !== undefined) notes.push(note);
  });
  await Promise.all([enabled, caller]);
  const told: Preflight = {
    caller: collection.caller,
    regions: regions.map((name) => statusOf(collection, name)),
    types: scope.collectors.map((collector) => collector.type).filter(scope.has),
    lists: runs.size,
    notes: [...notes],
  };
  options.onEvent?.({ kind: 'preflight', preflight: told });
}

function notEnabled(region: string): Error {
  return Object.assign(new Error(`${region} is not enabled for the account`), { name: 'not-opted-in' });
}

function statusOf({ lost, caller }: Collection, name: string): RegionStatus {
  const { account } = caller;
  return { name, region: name, account, partition: partitionOf(name), state: lost.get(name)?.state ?? 'enabled' };
}
