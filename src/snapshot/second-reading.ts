/** Takes a second reading of some types into a snapshot. */
import { GLOBAL, type Header, type Observation, type Resource, type Snapshot } from './snapshot.ts';

/** What is read again: region (or `global`) to its types, or to `all` of them. */
export type Again = ReadonlyMap<string, 'all' | ReadonlySet<string>>;

/** Types that no observation of their own speaks of are known as well as discovery is. */
const OTHERS = '*';
/** What was told of the state of a stack; a later reading tells it anew. */
const STACK_STATE = /^(\S+): stack \S+ is [A-Z_]+: /;

/**
 * The snapshot with what was read again in the place of what was read before. What could be read worse than before (a call
 * that was throttled the second time) does not take its place: what was seen stays seen.
 */
export function withReadAgain(before: Snapshot, again: Snapshot): Snapshot {
  const index = new Map(before.observations.map((one) => [keyOf(one), one]));
  const everywhere = before.header.regions.every(({ name }) => again.header.regions.some((one) => one.name === name));
  const taken = again.observations.filter((one) => {
    const old = index.get(keyOf(one));
    return old !== undefined && rank(one) <= rank(old) && (one.region !== GLOBAL || everywhere);
  });
  for (const one of taken) index.set(keyOf(one), one);
  const keys = new Set(taken.map(keyOf));
  const isTaken = ({ region, type }: Resource) =>
    keys.has(index.has(keyOf({ region, type })) ? keyOf({ region, type }) : keyOf({ region, type: OTHERS }));
  const fresh = again.resources.filter(isTaken);
  const ids = new Set(fresh.map(identityOf));
  // What was kept as context may be so for the sake of what was not read again.
  const kept = before.resources.filter((one) => !isTaken(one) || (!one.selected && !ids.has(identityOf(one))));
  return {
    header: headerOf(before.header, again.header, keys),
    observations: before.observations.map((one) => index.get(keyOf(one)) ?? one),
    ...designsOf(before, again),
    resources: [...kept, ...fresh].sort(inOrder),
  };
}

/** A design that was read anew takes the place of the earlier one; what was not read again stays as it was. */
function designsOf(before: Snapshot, again: Snapshot): Pick<Snapshot, 'designs'> {
  if (before.designs === undefined && again.designs === undefined) return {};
  const byStack = new Map((before.designs ?? []).map((one) => [`${one.region}\n${one.stack}`, one]));
  for (const one of again.designs ?? []) byStack.set(`${one.region}\n${one.stack}`, one);
  const sorted = [...byStack].sort(([a], [b]) => (a < b ? -1 : 1));
  return { designs: sorted.map(([, one]) => one) };
}

/** What was asked again and could be read worse than before, `TYPE in REGION`. */
export function notReadAgain(before: Snapshot, again: Snapshot): readonly string[] {
  const index = new Map(before.observations.map((one) => [keyOf(one), one]));
  return again.observations.flatMap((one) => {
    const old = index.get(keyOf(one));
    return old !== undefined && one.type !== OTHERS && rank(one) > rank(old) ? [`${one.type} in ${one.region}`] : [];
  });
}

function keyOf({ region, type }: Pick<Observation, 'region' | 'type'>): string {
  return `${region} ${type}`;
}

/** How little was seen. */
function rank({ state, gaps }: Observation): number {
  if (state === 'unknown') return 2;
  return gaps.length > 0 ? 1 : 0;
}

function identityOf({ region, type, arn, id, stack, logicalId }: Resource): string {
  return JSON.stringify([region, type, arn, id, arn === null ? [stack, logicalId] : null]);
}

function headerOf(before: Header, again: Header, taken: ReadonlySet<string>): Header {
  const reread = new Set([...taken].filter((key) => key.endsWith(` ${OTHERS}`)).map((key) => key.split(' ')[0]));
  const notes = before.notes.filter((note) => !reread.has(STACK_STATE.exec(note)?.[1]));
  const states = new Map(again.regions.map(({ name, state }) => [name, state]));
  return {
    ...before,
    takenAt: again.takenAt,
    caller: before.caller.account === '' ? again.caller : before.caller,
    regions: before.regions.map((one) => (states.get(one.name) === 'enabled' ? { ...one, state: 'enabled' } : one)),
    notes: [...new Set([...notes, ...again.notes])].sort(),
  };
}

/** The order in which a snapshot is made. */
function inOrder(a: Resource, b: Resource): number {
  const [left, right] = [a, b].map(({ region, type, id, arn, logicalId }) =>
    [region, type, id, arn ?? '', logicalId ?? ''].join('\n'),
  ) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}
