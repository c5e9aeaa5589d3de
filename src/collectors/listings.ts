/** Which types are listed, and when. */
import type { Collection } from './collection.ts';
import type { Collector } from './collector.ts';
import { list, type Yields } from './listing.ts';
import type { Run } from './type-run.ts';

export type Listings = {
  /** Starts what is listed whatever discovery finds; from now on `collection.want` starts the rest as it is wanted. */
  begin(): void;
  /** The listings under way in a region (or `global`); whole once all discovery is done. */
  ofRegion(region: string): Promise<unknown>;
};

/**
 * With a stack selection only the types that the stacks hold are listed, in every region as soon as any holds one: what one
 * region has beside its stacks tells whether it lacks the resource or only the stack. Without one, everything is listed at once.
 */
export function makeListings(
  collection: Collection,
  yields: Yields,
  start: (run: Run) => Promise<void> = (run) => list(collection, run, yields),
): Listings {
  const { runs, options, everything } = collection;
  const underWay = new Map<Run, Promise<void>>();
  const wanted = new Set<string>();
  const lister = makeLister(options.collectors);
  let begun = false;
  const all = everything || Object.keys(options.selection.tags).length > 0 || options.only !== undefined;
  const begin = (run: Run) => {
    if (run.started) return;
    run.started = true;
    underWay.set(run, start(run));
  };
  const startType = (type: string) => {
    for (const run of runs.values()) if (run.collector.type === type) begin(run);
  };
  const want = (type: string): void => {
    const collector = lister(type);
    if (collector === undefined || wanted.has(collector.type)) return;
    wanted.add(collector.type);
    if (begun) startType(collector.type);
    const others = [collector.equivalent, ...(collector.needs ?? [])];
    for (const other of others) if (other !== undefined) want(other);
  };
  collection.want = want;
  return {
    begin() {
      begun = true;
      for (const run of runs.values()) if (all || run.collector.listing === 'at-once') begin(run);
      for (const type of wanted) startType(type);
    },
    ofRegion: (region) => Promise.all([...underWay].filter(([run]) => run.region === region).map(([, one]) => one)),
  };
}

/** The collector whose listing shows a type: its own, the one that tells it apart, or the one that compares it as a part. */
function makeLister(collectors: readonly Collector[]): (type: string) => Collector | undefined {
  const byType = new Map(collectors.map((collector) => [collector.type, collector]));
  for (const collector of collectors)
    for (const part of collector.absorbs ?? []) if (!byType.has(part)) byType.set(part, collector);
  return (type) => {
    const collector = byType.get(type);
    return collector?.listedBy === undefined ? collector : byType.get(collector.listedBy);
  };
}
