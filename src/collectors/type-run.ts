/** What was listed of one type in one place. */
import { identities } from '../normalise/arn-types.ts';
import type { Gap, JsonObject } from '../snapshot/snapshot.ts';
import type { Collector, CollectorContext, Listed } from './collector.ts';
import type { Member } from './discovery/member.ts';
import { sortedBy } from './sorted-by.ts';

/** One resource on its way into the snapshot. */
export type Entry = {
  readonly run: Run;
  readonly listed: Listed;
  properties: JsonObject;
  unread: { [property: string]: Gap };
  /** null = not read (yet). */
  tags: { readonly [key: string]: string } | null;
  members: readonly Member[];
  /** True: what was read of it was asked for by a member that turned out to name another, or none. */
  readByMistake: boolean;
  /** True: nothing is selected by stack or tag, and it is not AWS's own. */
  byListing: boolean;
  /** True: its own tags, as listed, are those asked for. */
  byTags: boolean;
  /** True: it was deleted after it was listed. */
  gone: boolean;
  /** The calls of its parts, each sent once. */
  readonly parts: Map<object, Promise<void>>;
};

/** One collector in one region, or `global`. */
export type Run = {
  readonly collector: Collector;
  /** The region, or `global`. */
  readonly region: string;
  ctx: CollectorContext;
  readonly entries: Entry[];
  /** Listed resources by their surest spellings, their id and ARN, and by all others. */
  readonly strong: Map<string, Entry[]>;
  readonly weak: Map<string, Entry[]>;
  /** Everything that stacks and tags say of the type here, and who of it named no listed resource. */
  readonly members: Member[];
  readonly unmatched: Set<Member>;
  /** Of the unmatched those that came before what they name, by their surest spellings. */
  readonly waitingBy: Map<string, Member[]>;
  /** Whether it is listed at all: see `Collector.listing`. */
  started: boolean;
  /** What ended the listing; null = it is whole. */
  error: unknown;
  failed: boolean;
};

/** The run of a collector in one region, not started. */
export function makeRun(collector: Collector, region: string, ctx: CollectorContext): Run {
  const maps = { strong: new Map(), weak: new Map(), waitingBy: new Map(), unmatched: new Set<Member>() };
  return { collector, region, ctx, entries: [], members: [], ...maps, started: false, error: null, failed: false };
}

function fold({ collector }: Run, key: string): string {
  const form = collector.idForm?.(key) ?? key;
  return collector.foldsCase ? form.toLowerCase() : form;
}

function strongKeys(run: Run, id: string, arn: string | null): readonly string[] {
  return [...new Set([arn ?? '', id].filter((key) => key !== '').map((key) => fold(run, key)))];
}

function weakKeys(run: Run, id: string, arn: string | null, name: string | null): readonly string[] {
  const keys = [...identities(id), ...(arn === null ? [] : identities(arn)), ...(name === null ? [] : [name])];
  return [...new Set(keys.map((key) => fold(run, key)))];
}

/**
 * Takes in a listed resource, and tells which members named it already.
 * @returns null when the list call gave it before: a resource is one, however often AWS names it
 */
export function addListed(run: Run, listed: Listed): { entry: Entry; named: readonly Member[] } | null {
  const keys = strongKeys(run, listed.id, listed.arn);
  const surest = keys[0] ?? '';
  const isSame = (one: Listed) => one.arn === listed.arn && one.id === listed.id && one.within === listed.within;
  if (run.strong.get(surest)?.some((entry) => isSame(entry.listed))) return null;
  const entry: Entry = {
    run,
    listed,
    properties: listed.properties,
    unread: {},
    tags: listed.tags ?? null,
    members: [],
    readByMistake: false,
    byListing: false,
    byTags: false,
    gone: false,
    parts: new Map(),
  };
  run.entries.push(entry);
  for (const key of keys) put(run.strong, key, entry);
  for (const key of weakKeys(run, listed.id, listed.arn, listed.name)) put(run.weak, key, entry);
  const named = keys.flatMap((key) => run.waitingBy.get(key) ?? []).filter((member) => run.unmatched.delete(member));
  return { entry, named };
}

/**
 * The listed resource that a member names by id or ARN, as far as it is listed by now; null when it is not, or when several
 * answer to it: then the member waits.
 */
export function addMember(run: Run, member: Member): Entry | null {
  run.members.push(member);
  const keys = strongKeys(run, member.id, member.arn);
  for (const key of keys) {
    const entries = run.strong.get(key);
    if (entries?.length === 1) return entries[0] as Entry;
  }
  run.unmatched.add(member);
  for (const key of keys) put(run.waitingBy, key, member);
  return null;
}

/**
 * When all is listed: whom each member names, decided anew by all that is known, so that it does not show which answer came
 * first. One that several answer to names none of them, unless as many rows name the same: then all of these are in the stack,
 * and which row is whose stays open.
 */
export function matchAll(run: Run): readonly (readonly [Member, Entry])[] {
  const found: (readonly [Member, Entry])[] = [];
  const shared = new Map<string, { readonly rows: Member[]; readonly entries: readonly Entry[] }>();
  run.unmatched.clear();
  for (const member of run.members) {
    const entries = namedBy(run, member);
    const [entry, ...others] = entries;
    if (entry !== undefined && others.length === 0) {
      found.push([member, entry]);
      continue;
    }
    run.unmatched.add(member);
    if (entry === undefined || member.says !== 'stack' || member.doubtful) continue;
    const key = entries
      .map((one) => run.entries.indexOf(one))
      .sort()
      .join();
    const group = shared.get(key) ?? { rows: [], entries };
    shared.set(key, group);
    group.rows.push(member);
  }
  for (const { rows, entries } of shared.values()) {
    if (rows.length !== entries.length) continue;
    for (const row of rows) run.unmatched.delete(row);
    for (const entry of entries) found.push([anyOf(rows), entry]);
  }
  return found;
}

/** What is true of each of the rows: that the stack declares it, and not as what. */
function anyOf(rows: readonly Member[]): Member {
  const [first, ...others] = sortedBy(rows, (row) => JSON.stringify(row)) as [Member, ...Member[]];
  const stack = others.every((row) => row.stack === first.stack) ? first.stack : null;
  return { ...first, stack, logicalId: null };
}

/** Whether several listed resources answer to what a member says. */
export function isAmbiguous(run: Run, member: Member): boolean {
  return namedBy(run, member).length > 1;
}

/**
 * The listed resources that answer to a member, by the surest spelling that any answers to. What only shows in the region (a
 * trail of another one) gives way to what is of the region.
 */
function namedBy(run: Run, member: Member): readonly Entry[] {
  const { id, arn } = member;
  const sure = strongKeys(run, id, arn).map((key) => run.strong.get(key) ?? []);
  const others = weakKeys(run, id, arn, null).map((key) => run.strong.get(key) ?? run.weak.get(key) ?? []);
  const entries = [...sure, ...others].find((found) => found.length > 0) ?? [];
  const own = entries.filter(({ listed }) => !listed.context);
  return [...new Set(own.length > 0 ? own : entries)];
}

/** Its type, as far as it is known by what was read. */
export function typeOfEntry(entry: Entry): string {
  const { collector } = entry.run;
  return collector.typeOf?.(current(entry)) ?? collector.type;
}

/** The resource with what its parts read. */
export function current(entry: Entry): Listed {
  return { ...entry.listed, properties: entry.properties, ...(entry.tags && { tags: entry.tags }) };
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else if (!values.includes(value)) values.push(value);
}
