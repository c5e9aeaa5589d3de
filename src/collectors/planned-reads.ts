/** How many calls a collection would send, from what stacks and tags name. */
import { GLOBAL, type RegionStatus } from '../snapshot/snapshot.ts';
import { detailOf } from './aws/errors.ts';
import type { Collection } from './collection.ts';
import type { Collector } from './collector.ts';
import { depthAsked } from './discovery/ladder.ts';
import { presenceOnly } from './discovery/presence.ts';
import { makeListings } from './listings.ts';
import type { Caller } from './progress.ts';

/** What would be read of a place; `global` is what an account has once. Counts are of calls, and of pages the first of each. */
export type PlannedPlace = {
  readonly name: string;
  readonly caller: Caller;
  /** null for what is global. */
  readonly state: RegionStatus['state'] | null;
  readonly stacks: number;
  /** Named by stacks and tags. */
  readonly resources: number;
  readonly lists: number;
  /** Of a resource's own, at most; null = without a selection it shows only when all is listed. */
  readonly ofEach: number | null;
  readonly templates: number;
  readonly cloudControl: number;
  /** What could not be asked, with the error: there may be more. */
  readonly unknown: readonly string[];
};

/** The plan of a collection whose discovery is done. */
export function plannedPlaces(collection: Collection): readonly PlannedPlace[] {
  const { regions, lost, caller } = collection;
  const wanted = listed(collection);
  const generic = genericReads(collection);
  return [...regions, GLOBAL].map((name) => {
    const found = collection.discovered.get(name);
    const stacks = found?.stacks.length ?? 0;
    const isLost = lost.has(name);
    const runs = [...collection.runs.values()].filter((run) => run.region === name && wanted.has(run.collector));
    const ofEach = runs.reduce((sum, run) => sum + run.members.length * (run.collector.parts?.length ?? 0), 0);
    const unknown = [...(found?.stackErrors ?? []), ...(found?.tagErrors ?? [])].map((error) => detailOf(error));
    return {
      name,
      caller,
      state: name === GLOBAL ? null : (lost.get(name)?.state ?? 'enabled'),
      stacks,
      resources: found?.members ?? 0,
      lists: isLost ? 0 : runs.length,
      ofEach: collection.everything ? null : isLost ? 0 : ofEach,
      templates: isLost || collection.options.witness === false ? 0 : stacks,
      cloudControl: generic.get(name) ?? 0,
      unknown: [...new Set(unknown)],
    };
  });
}

/** The collectors that would list, as `makeListings` decides it. */
function listed(collection: Collection): ReadonlySet<Collector> {
  const started = new Set<Collector>();
  const listings = makeListings(
    collection,
    () => {},
    async (run) => {
      started.add(run.collector);
    },
  );
  for (const { type } of collection.rows) collection.want(type);
  listings.begin();
  return started;
}

function genericReads(collection: Collection): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  if (!collection.scope.presence || depthAsked(collection) !== 'live') return calls;
  for (const { region, stackRegion } of presenceOnly(collection.presence, collection.scope.has)) {
    const place = region === GLOBAL ? (stackRegion ?? region) : region;
    if (!collection.lost.has(place)) calls.set(place, (calls.get(place) ?? 0) + 1);
  }
  return calls;
}
