/** What is kept beside the selection because it is referred to. */
import { identities } from '../../normalise/arn-types.ts';
import type { Json } from '../../snapshot/snapshot.ts';
import { current, type Entry } from '../type-run.ts';

/**
 * What is kept beside the selection without being counted: what a selected resource's properties name, by id, ARN or, where
 * the collector declares the reference, by name; what those name in turn; and what covers the region.
 *
 * @param late is told of each resource kept as context
 */
export function keepContext(entries: readonly Entry[], isSelected: (entry: Entry) => boolean): ReadonlySet<Entry> {
  const kept = new Set<Entry>();
  const byKey = indexOf(entries);
  const ids = new Set<string>();
  const queue: Entry[] = [];
  const keep = (entry: Entry, context: boolean) => {
    ids.add(entry.listed.id);
    if (entry.listed.arn !== null) ids.add(entry.listed.arn);
    if (context) kept.add(entry);
    queue.push(entry);
  };
  for (const entry of entries) {
    if (isSelected(entry)) keep(entry, false);
    else if (entry.listed.context) keep(entry, true);
  }
  const others = entries.filter((entry) => entry.run.collector.keptWith !== undefined);
  for (;;) {
    for (let entry = queue.pop(); entry !== undefined; entry = queue.pop())
      for (const key of namesIn(entry)) for (const named of byKey.get(key) ?? []) if (isNew(named)) keep(named, true);
    const beside = others.filter((entry) => isNew(entry) && entry.run.collector.keptWith?.(current(entry), ids));
    if (beside.length === 0) return kept;
    for (const entry of beside) keep(entry, true);
  }

  function isNew(entry: Entry): boolean {
    return !kept.has(entry) && !isSelected(entry);
  }
}

/** Resources by id and ARN, and by type and name for the declared references. */
function indexOf(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const byKey = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { id, arn, name } = entry.listed;
    const named = name === null ? [] : [nameKey(entry.run.collector.type, name)];
    const keys = new Set([id, arn ?? '', ...named, sharedKey(entry) ?? '']);
    for (const key of keys) if (key !== '') byKey.set(key, [...(byKey.get(key) ?? []), entry]);
  }
  return byKey;
}

function sharedKey(entry: Entry): string | null {
  const { collector } = entry.run;
  const { id, arn } = entry.listed;
  const shared = collector.sharedIdentity?.({ id, arn, properties: entry.properties }) ?? null;
  return shared === null ? null : `${collector.type}\n\n${shared}`;
}

function nameKey(type: string, name: string): string {
  return `${type}\n${name}`;
}

/**
 * Every text in the properties that may stand for another resource, and what AWS itself says is the same in another region: the
 * replica of a key, which need not carry the tag that its primary has.
 */
function* namesIn(entry: Entry): Iterable<string> {
  const shared = sharedKey(entry);
  if (shared !== null) yield shared;
  for (const text of textsIn(entry.properties)) {
    yield text;
    // A statement on the objects of a bucket names the bucket; an ARN may stand where others put the id.
    if (text.startsWith('arn:')) yield* identities(text.replace(/\/\*$/, ''));
  }
  for (const [path, type] of Object.entries(entry.run.collector.references ?? {}))
    for (const text of textsIn(valueAt(entry.properties, path.split('.')))) yield nameKey(type, text);
}

function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(value)) return value.map((member) => valueAt(member, path) ?? null);
  return typeof value === 'object' && value !== null
    ? valueAt((value as { [key: string]: Json })[step], rest)
    : undefined;
}

function* textsIn(value: Json | undefined): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) yield* textsIn(member);
}
