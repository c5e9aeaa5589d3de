/** What was learned of each type in each region, and what could not be read. */
import { partitionOf } from '../normalise/regions.ts';
import { type Gap, GLOBAL, type Observation, type RegionStatus } from '../snapshot/snapshot.ts';
import { classify, gapOf, isUnknownHost, type Meaning } from './aws/errors.ts';
import type { Collection } from './collection.ts';
import type { Collector } from './collector.ts';
import type { Climbed } from './discovery/ladder.ts';
import { goneOf, unclearRows } from './discovery/notices.ts';
import { untoldMember } from './joining.ts';
import { meaningIn } from './lost-regions.ts';
import { sortedBy } from './sorted-by.ts';
import type { Entry, Run } from './type-run.ts';

/** One observation for each type and region that was asked, and what is told of those without a collector. */
export function* observationsOf(
  collection: Collection,
  kept: ReadonlySet<Entry>,
  { told }: Climbed,
): Iterable<Observation> {
  const { scope, regions } = collection;
  for (const run of collection.runs.values()) {
    if (!run.started) continue;
    const observation = observationOf(collection, run, kept);
    yield withGone(observation, run);
    for (const { type, listedBy } of scope.collectors)
      if (listedBy === run.collector.type)
        yield withGone({ ...observation, type, gaps: observation.gaps.map((gap) => ({ ...gap, type })) }, run);
  }
  const untold = regions.map((region) => ({ region, gaps: distinct(discoveryGaps(collection, region, '*')) }));
  // Where a stack that was not read may be that of a global resource, it is said even though no other type is asked for.
  if (!scope.presence && untold.every((one) => one.gaps.length === 0)) return;
  for (const { region, gaps } of untold)
    yield { region, type: '*', state: gaps.length > 0 ? 'unknown' : 'observed', gaps };
  const gaps = distinct(untold.flatMap((one) => one.gaps));
  yield { region: GLOBAL, type: '*', state: gaps.length > 0 ? 'unknown' : 'observed', gaps };
  // A type that nobody lists is as well known as discovery is; what the ladder told of it stands beside that.
  for (const { region, type, gaps: unread, gone } of told) {
    const star = region === GLOBAL ? gaps : (untold.find((one) => one.region === region)?.gaps ?? []);
    const all = [...star.map((gap) => ({ ...gap, type })), ...propertyGaps(unread)];
    const state = star.length > 0 ? 'unknown' : 'observed';
    yield {
      region,
      type,
      state,
      gaps: all,
      ...(gone.length > 0 && { gone: sortedBy(gone, (one) => JSON.stringify(one)) }),
    };
  }
}

function withGone(observation: Observation, run: Run): Observation {
  const gone = goneOf(run, observation.type);
  return gone.length > 0 ? { ...observation, gone } : observation;
}

function observationOf(collection: Collection, run: Run, kept: ReadonlySet<Entry>): Observation {
  const { region, collector } = run;
  const { type } = collector;
  if (collection.lost.has(region))
    return { region, type, state: 'unknown', gaps: discoveryGaps(collection, region, type) };
  if (run.failed && isUnsupported(collection, run)) return { region, type, state: 'unsupported', gaps: [] };
  const listing = run.failed ? [gapIn(collection, region, type, run.error)] : [];
  const membership = membershipGaps(collection, run);
  const gaps = new Map(
    run.entries.flatMap((entry) => {
      const gap = untoldMember(collection, entry);
      return gap === undefined ? [] : [[entry, gap] as const];
    }),
  );
  const untold = [...gaps.values()].map(({ properties: _properties, ...gap }) => gap);
  const presence = distinct([...listing, ...membership, ...untold]);
  const read = run.entries.filter((entry) => kept.has(entry) && !gaps.has(entry));
  const unread = read.flatMap((entry) => Object.values(entry.unread));
  return {
    region,
    type,
    state: presence.length > 0 ? 'unknown' : 'observed',
    gaps: [...presence, ...propertyGaps(unread)],
  };
}

/**
 * Why it is not known what is in the selection, of this type, or who it is: a resource without its logical id may not find its
 * counterpart, and both would be called missing. A global type hangs on every region's `*`.
 */
function membershipGaps(collection: Collection, run: Run): readonly Gap[] {
  const { region, collector, entries } = run;
  if (region === GLOBAL) return unclearRows(run);
  const found = collection.discovered.get(region);
  // Under a selection by tag, which stacks to ask for logical ids only the tagging API tells.
  const byTags = !TOLD_BY_ITSELF.has(collector.tags) || entries.some(lacksItsStack);
  const tagErrors = !collection.everything && byTags ? (found?.tagErrors ?? []) : [];
  const errors = [...(found?.stackErrors ?? []), ...tagErrors];
  return [...errors.map((error) => gapIn(collection, region, collector.type, error)), ...unclearRows(run)];
}

/** Where tags come from when it is not the tagging API: that one may fail then. */
const TOLD_BY_ITSELF: ReadonlySet<Collector['tags']> = new Set(['listed', 'part']);

function lacksItsStack({ tags, members }: Entry): boolean {
  const stack = tags?.['aws:cloudformation:stack-id'] ?? tags?.['aws:cloudformation:stack-name'];
  return stack !== undefined && members.every((member) => member.logicalId === null);
}

function discoveryGaps(collection: Collection, region: string, type: string): readonly Gap[] {
  const lost = collection.lost.get(region);
  if (lost !== undefined) return [gapIn(collection, region, type, lost.error, lost.state)];
  const found = collection.discovered.get(region);
  const errors = [...(found?.stackErrors ?? []), ...(found?.tagErrors ?? [])];
  return errors.map((error) => gapIn(collection, region, type, error));
}

function gapIn(collection: Collection, region: string, type: string, error: unknown, meaning?: Meaning): Gap {
  const place = { region, type, principal: collection.caller.arn };
  return gapOf(error, place, meaning ?? meaningIn(collection, region, error));
}

/** Only with certainty: AWS says so, or the endpoint's name does not exist in a region whose other endpoints answer. */
function isUnsupported({ clients }: Collection, { region, ctx, error, entries, unmatched }: Run): boolean {
  // Where a stack made one, or a page listed one, the service is there, and it is the call that failed.
  if (entries.length > 0 || unmatched.size > 0) return false;
  if (classify(error) === 'unsupported') return true;
  return (
    isUnknownHost(error) &&
    process.env.AWS_ENDPOINT_URL === undefined &&
    clients.traffic.answered.has(region === GLOBAL ? ctx.region : region)
  );
}

/** One gap for a cause, however many errors said it. */
function distinct(gaps: readonly Gap[]): readonly Gap[] {
  const merged = new Map<string, Gap>();
  for (const gap of sortedBy(gaps, ({ detail }) => detail)) {
    const key = JSON.stringify([gap.region, gap.type, gap.cause, gap.operation]);
    if (!merged.has(key)) merged.set(key, gap);
  }
  return sortedBy(merged.values(), ({ operation, cause }) => `${operation} ${cause}`);
}

/** One gap for each call and cause, with all properties that it left unread. */
function propertyGaps(gaps: readonly Gap[]): readonly Gap[] {
  const properties = new Map<string, Set<string>>();
  const key = ({ operation, cause }: Gap) => `${operation} ${cause}`;
  for (const gap of gaps) {
    const all = properties.get(key(gap)) ?? new Set();
    for (const property of gap.properties ?? []) all.add(property);
    properties.set(key(gap), all);
  }
  return distinct(gaps).map((gap) => ({ ...gap, properties: [...(properties.get(key(gap)) ?? [])].sort() }));
}

/** One place that was asked. */
export function statusOf(collection: Collection, region: string): RegionStatus {
  const { account } = collection.caller;
  return { name: region, region, account, partition: partitionOf(region), state: stateOf(collection, region) };
}

/** How a place answered. */
export function stateOf(collection: Collection, region: string): RegionStatus['state'] {
  const lost = collection.lost.get(region);
  if (lost !== undefined) return lost.state;
  const runs = [...collection.runs.values()].filter((run) => run.started && run.region === region);
  const found = collection.discovered.get(region);
  const errors = [
    ...runs.filter((run) => run.failed).map((run) => run.error),
    ...(found?.stackErrors ?? []),
    ...(found?.tagErrors ?? []),
  ];
  const meanings = new Set(errors.map((error) => meaningIn(collection, region, error)));
  const all = runs.length > 0 && runs.every((run) => run.failed) && meanings.size === 1;
  if (all && meanings.has('disabled')) return 'disabled';
  if (all && meanings.has('unreachable')) return 'unreachable';
  return all && (meanings.has('denied') || meanings.has('credentials')) ? 'denied' : 'enabled';
}
