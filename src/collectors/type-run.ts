/** What was listed of one type in one place. */
import { identities } from '../normalise/arn-types.ts';
import type { Gap, JsonObject } from '../snapshot/snapshot.ts';
import type { Collector, CollectorContext, Listed } from './collector.ts';
import type { Member } from './discovery/member.ts';
import { globOf } from './type-patterns.ts';

/** One resource on its way into the snapshot. */
export type Entry = {
  readonly run: Run;
  readonly listed: Listed;
  properties: JsonObject;
  unread: { [property: string]: Gap };
  /** null = not read (yet). */
  tags: { readonly [key: string]: string } | null;
  readonly members: Member[];
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
  readonly strong: Map<string, Entry[]>;
  readonly weak: Map<string, Entry[]>;
  /** Members that named no listed resource so far, by their surest spellings. */
  readonly waiting: Set<Member>;
  readonly waitingBy: Map<string, Member[]>;
  /** Whether it is listed at all: see `Collector.listing`. */
  started: boolean;
  /** What ended the listing; null = it is whole. */
  error: unknown;
  failed: boolean;
};

export function makeRun(collector: Collector, region: string, ctx: CollectorContext): Run {
  const maps = { strong: new Map(), weak: new Map(), waitingBy: new Map(), waiting: new Set<Member>() };
  return { collector, region, ctx, entries: [], ...maps, started: false, error: null, failed: false };
}

/** Services whose names are kept in lower case, whatever a template says. */
const FOLDED = globOf('AWS::RDS::*');

function fold(run: Run, key: string): string {
  return FOLDED.test(run.collector.type) ? key.toLowerCase() : key;
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
  if (run.strong.get(surest)?.some((entry) => entry.listed.arn === listed.arn && entry.listed.id === listed.id))
    return null;
  const entry: Entry = {
    run,
    listed,
    properties: listed.properties,
    unread: {},
    tags: listed.tags ?? null,
    members: [],
    byListing: false,
    byTags: false,
    gone: false,
    parts: new Map(),
  };
  run.entries.push(entry);
  for (const key of keys) put(run.strong, key, entry);
  for (const key of weakKeys(run, listed.id, listed.arn, listed.name)) put(run.weak, key, entry);
  const named = keys.flatMap((key) => run.waitingBy.get(key) ?? []).filter((member) => run.waiting.delete(member));
  return { entry, named };
}

/** The listed resource that a member names by id or ARN; null when it is not listed yet: then the member waits. */
export function addMember(run: Run, member: Member): Entry | null {
  const keys = strongKeys(run, member.id, member.arn);
  for (const key of keys) {
    const entries = run.strong.get(key);
    if (entries?.length === 1) return entries[0] as Entry;
  }
  run.waiting.add(member);
  for (const key of keys) put(run.waitingBy, key, member);
  return null;
}

/** When all is listed: the members that still wait, by their other spellings, where one resource alone answers to it. */
export function matchLate(run: Run): readonly (readonly [Member, Entry])[] {
  const found: (readonly [Member, Entry])[] = [];
  for (const member of run.waiting) {
    for (const key of weakKeys(run, member.id, member.arn, null)) {
      const entries = run.strong.get(key) ?? run.weak.get(key);
      if (entries?.length !== 1) continue;
      found.push([member, entries[0] as Entry]);
      run.waiting.delete(member);
      break;
    }
  }
  return found;
}

/** Whether any listed resource answers to what a member says, were it several. */
export function knows(run: Run, member: Member): boolean {
  return weakKeys(run, member.id, member.arn, null).some((key) => run.strong.has(key) || run.weak.has(key));
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
