/** Gives a recorded snapshot ids that last. */
import { createHash } from 'node:crypto';
import type { Json, Resource, Snapshot } from '../../src/snapshot/snapshot.ts';

/**
 * Gives a recorded snapshot the ids, the account, the endpoint and the time that it has in every recording, so that
 * making a world anew changes its file only where the story or the product changed. An id is told by the resource
 * that bears it, else by where it first stands.
 */
const ACCOUNT = '111122223333';
const TAKEN_AT = '2026-01-02T03:04:05.000Z';
const KINDS = [
  /\b(?:sg|sgr|vpc|subnet|igw|rtb|acl|eni|dopt|pl|nat|vpce)-[0-9a-f]{17}\b/,
  /\bmrk-[0-9a-f]{32}\b/,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/,
  // CloudFormation's random tail of a physical name; twelve digits alone are an account, twelve small letters a word.
  /(?<=-)(?!\d+\b)(?:[A-Z0-9]{12,13}|(?=[a-z]*\d)[a-z0-9]{12,13})\b/,
  // The same of today, in letters of either case; last in its name, where no logical id stands.
  /(?<=-)(?=[A-Za-z0-9]*[a-z])(?=[A-Za-z0-9]*[A-Z])(?=[A-Za-z]*\d)[A-Za-z0-9]{12}\b(?!-)/,
  // RDS's and IAM's own.
  /\b(?:db|cluster)-[A-Z0-9]{26}\b/,
  /\bA[A-Z]{3}[A-Z0-9]{17}\b/,
];
const ANY_ID = KINDS.map((kind) => kind.source).join('|');
const idsIn = (text: string): readonly string[] => text.match(new RegExp(ANY_ID, 'g')) ?? [];
const replaceIds = (text: string, by: (id: string) => string) => text.replace(new RegExp(ANY_ID, 'g'), by);

/** Tails of letters alone look like words; behind the name of the stack and the logical id they are none. */
function tailsIn({ resources }: Snapshot): readonly string[] {
  return resources.flatMap(({ stack, logicalId, name }) => {
    if (stack === null || name === null) return [];
    const today = name.startsWith(`${stack}-${logicalId}-`) && /-([A-Za-z]{12})$/.exec(name)?.[1];
    const isGenerated = name.toLowerCase().startsWith(stack.toLowerCase().slice(0, 8));
    return today || (isGenerated && /-([a-z]{12,13})$/.exec(name)?.[1]) || [];
  });
}

export function stable(recorded: Snapshot, world: string): Snapshot {
  // A digit makes such a tail one of KINDS.
  const snapshot = tailsIn(recorded).reduce(
    (one, tail) => JSON.parse(JSON.stringify(one).replaceAll(`-${tail}`, `-${tail.slice(0, -1)}7`)) as Snapshot,
    recorded,
  );
  const text = JSON.stringify(snapshot)
    .replaceAll(snapshot.header.caller.account, ACCOUNT)
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:4566');
  const plain = JSON.parse(text) as Snapshot;
  const names = namesOf(plain, world);
  const renamed = rename(plain as unknown as Json, names) as unknown as Snapshot;
  return { ...renamed, header: { ...renamed.header, takenAt: TAKEN_AT } };
}

/** Every generated id to its lasting one. */
function namesOf(snapshot: Snapshot, world: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const give = (id: string, from: string) => {
    if (!names.has(id)) names.set(id, lasting(id, `${world} ${from}`));
  };
  const bearers = inOrder(snapshot.resources);
  const twins = new Map<string, number>();
  for (const { resource, story } of bearers) {
    const number = twins.get(story) ?? 0;
    twins.set(story, number + 1);
    for (const [at, id] of idsIn(resource.id).entries()) give(id, `${story} ${number} ${at}`);
  }
  // What nobody bears (a stack's id, RDS's own): by the line that it stands in, and where.
  for (const { resource, story } of bearers) {
    for (const [at, id] of idsIn(JSON.stringify(resource)).entries()) give(id, `${story} in ${at}`);
  }
  for (const id of idsIn(JSON.stringify([snapshot.header, snapshot.observations]))) give(id, `${names.size}`);
  return names;
}

/** The resources by what they are when every id is taken out. */
function inOrder(resources: readonly Resource[]): readonly { readonly resource: Resource; readonly story: string }[] {
  const blank = (text: string) => replaceIds(text, () => '-');
  return resources
    .map((resource) => ({ resource, story: blank(JSON.stringify(resource)) }))
    .sort((a, b) => (a.story < b.story ? -1 : a.story > b.story ? 1 : 0));
}

/** An id of the same form; a tail keeps a digit, by which it is known for one. */
function lasting(id: string, from: string): string {
  const prefix = /^(?:[a-z]+-(?=[0-9a-f]{17}$)|mrk-|(?:db|cluster)-|A[A-Z]{3}(?=[A-Z0-9]{17}$))/.exec(id)?.[0] ?? '';
  const rest = id.slice(prefix.length);
  const hash = createHash('sha256').update(from).digest('hex');
  const text = [...rest].map((letter, at) => (letter === '-' ? '-' : hash[at])).join('');
  if (prefix === '' && /[A-Z]/.test(rest) && /[a-z]/.test(rest)) return `Ab7${text.slice(3)}`;
  const ended = /\d/.test(text) && /[a-f]/.test(text) ? text : `${text.slice(0, -2)}a7`;
  return `${prefix}${/[A-Z]/.test(rest) ? ended.toUpperCase() : ended}`;
}

/** The value with ids replaced; lists that hold ids are sorted again, as it was the ids that ordered them. */
function rename(value: Json, names: ReadonlyMap<string, string>): Json {
  const renamed = (text: string) => replaceIds(text, (id) => names.get(id) ?? id);
  if (typeof value === 'string') return renamed(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => rename(item, names));
    if (idsIn(JSON.stringify(value)).length === 0) return items;
    return items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [renamed(key), rename(one, names)]));
}
