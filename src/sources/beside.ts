/** Lays sources beside each other and beside what is deployed: places with names of their own, and nothing that is not theirs. */

import { collectors } from '../collectors/index.ts';
import { inTypes } from '../collectors/type-patterns.ts';
import { UsageError } from '../common/usage-error.ts';
import {
  GLOBAL,
  type Observation,
  type RegionStatus,
  type Resource,
  type Selection,
  type Snapshot,
} from '../snapshot/snapshot.ts';
import { designIn } from '../snapshot/stack-design.ts';
import { liveBeside } from './live-beside.ts';
import type { Source } from './source.ts';

/**
 * One snapshot of all. A source is called by its region alone where nothing else is of that region: the same before and after a
 * deploy; else `designed us-east-1` beside `us-east-1`.
 *
 * @param live the snapshots that were given, as one; null = none
 * @throws UsageError where two sources say the same of one place
 */
export function besideEachOther(live: Snapshot | null, sources: readonly Source[]): Snapshot {
  const named = sources.map((source) => ({ source, nameOf: namesFor(source, sources, live) }));
  refuseTwice(named);
  const placed = named.map(({ source, nameOf }) => renamed(source.snapshot, nameOf));
  if (live === null) return joined(placed, notesOf(sources));
  const chosen = placed.map((one) => selectedAs(one, live.header.selection));
  const { snapshot, notes } = liveBeside(live, chosen);
  const all = [snapshot, ...chosen];
  return joined(all, [...notesOf(sources), ...notes]);
}

type Names = (place: RegionStatus) => string;

function namesFor(source: Source, sources: readonly Source[], live: Snapshot | null): Names {
  const others = sources.filter((one) => one !== source);
  const isTwice = ({ region, account }: RegionStatus) =>
    others.some(({ snapshot }) =>
      snapshot.header.regions.some((one) => one.region === region && one.account === account),
    );
  const accounts = (place: RegionStatus) =>
    new Set(
      sources.flatMap(({ snapshot }) =>
        snapshot.header.regions.filter(({ region }) => region === place.region).map(({ account }) => account),
      ),
    ).size;
  return (place) => {
    const name = accounts(place) > 1 ? `${place.account}/${place.region}` : place.name;
    return live !== null || isTwice(place) ? `${source.kind} ${name}` : name;
  };
}

function refuseTwice(named: readonly { readonly source: Source; readonly nameOf: Names }[]): void {
  const seen = new Map<string, string>();
  for (const { source, nameOf } of named)
    for (const place of source.snapshot.header.regions) {
      const name = nameOf(place);
      const before = seen.get(name);
      if (before !== undefined)
        throw new UsageError(source.path, `${name} is in ${before} too; give one source of each place`);
      seen.set(name, source.path);
    }
}

function renamed(snapshot: Snapshot, nameOf: Names): Snapshot {
  const names = new Map(snapshot.header.regions.map((place) => [place.name, nameOf(place)]));
  if ([...names].every(([from, to]) => from === to)) return snapshot;
  const to = (region: string) => names.get(region) ?? region;
  return {
    header: { ...snapshot.header, regions: snapshot.header.regions.map((one) => ({ ...one, name: to(one.name) })) },
    observations: snapshot.observations.map((one) => ({
      ...one,
      region: to(one.region),
      gaps: one.gaps.map((gap) => ({ ...gap, region: to(gap.region) })),
    })),
    ...(snapshot.designs && { designs: snapshot.designs.map((one) => designIn(to(one.region), one)) }),
    resources: snapshot.resources.map((one): Resource => {
      const unread = Object.entries(one.unread).map(
        ([name, gap]) => [name, { ...gap, region: to(gap.region) }] as const,
      );
      return {
        ...one,
        region: to(one.region),
        unread: Object.fromEntries(unread),
        ...(one.stackRegion !== undefined && { stackRegion: to(one.stackRegion) }),
      };
    }),
  };
}

/** What a selection of the live snapshot leaves out there is left out of the source too: nothing there could be its counterpart. */
function selectedAs(snapshot: Snapshot, selection: Selection): Snapshot {
  const { stackPrefixes, tags } = selection;
  const ofTypes = inTypes(selection, collectors);
  // What is read as a part of another is no row of its own there.
  const parts = new Set(collectors.flatMap(({ absorbs = [] }) => absorbs));
  const byTags = Object.entries(tags);
  const isSelected = ({ type, stack, tags: own }: Resource) => {
    if (!ofTypes(type) || parts.has(type)) return false;
    if (stackPrefixes.length > 0) return stack === null || stackPrefixes.some((prefix) => stack.startsWith(prefix));
    return byTags.every(
      ([key, values]) => own?.[key] !== undefined && (values.length === 0 || values.includes(own[key])),
    );
  };
  return {
    ...snapshot,
    resources: snapshot.resources.map((one) => (isSelected(one) ? one : { ...one, selected: false })),
  };
}

function joined(parts: readonly Snapshot[], notes: readonly string[]): Snapshot {
  const [first] = parts as [Snapshot, ...Snapshot[]];
  const keys = [...new Set(parts.flatMap(({ header }) => header.digestKeyId.split('+')))].sort();
  const designs = parts.flatMap((part) => part.designs ?? []);
  const { selections: _, ...header } = first.header;
  return {
    header: {
      ...header,
      takenAt: parts.map((part) => part.header.takenAt).sort()[0] as string,
      regions: parts.flatMap((part) => part.header.regions),
      digestKeyId: keys.join('+'),
      notes: [...new Set([...parts.flatMap((part) => part.header.notes), ...notes])].sort(),
    },
    observations: observationsOf(parts.flatMap(({ observations }) => observations)),
    ...(designs.length > 0 && { designs }),
    resources: parts.flatMap(({ resources }) => resources),
  };
}

/** What is global is observed by each of them. */
function observationsOf(all: readonly Observation[]): readonly Observation[] {
  const globals = new Map<string, Observation>();
  for (const one of all) {
    if (one.region !== GLOBAL) continue;
    const before = globals.get(one.type);
    const worse = before === undefined || (before.state !== 'unknown' && one.state === 'unknown');
    globals.set(one.type, worse ? one : { ...before, gaps: [...before.gaps, ...one.gaps] });
  }
  return [...all.filter(({ region }) => region !== GLOBAL), ...globals.values()];
}

function notesOf(sources: readonly Source[]): readonly string[] {
  return sources.map(({ kind, path, snapshot }) => {
    const places = snapshot.header.regions.map(({ name }) => name).join(', ');
    return `${kind === 'designed' ? 'what is designed' : 'what is recorded'} for ${places} is read from ${path}`;
  });
}
