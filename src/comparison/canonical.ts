/** A value of one place as it compares with the counterparts': who it names, and nothing of where it stands. */
import { pushAll } from '../common/lists.ts';
import { tailsOf, withoutCertainTail } from '../normalise/generated-tails.ts';
import { canonicalPolicy, orderedPolicy } from '../normalise/policy.ts';
import { sameRate } from '../normalise/rate-expression.ts';
import { keyOfDigest } from '../snapshot/digest.ts';
import type { Gap, Json, Resource } from '../snapshot/snapshot.ts';
import type { Crossing } from './comparison.ts';
import { type Reading, UNKNOWN } from './reading.ts';
import { inAccountSets } from './several-accounts.ts';
import { inSets } from './several-regions.ts';
import { type Learned, makeTextReader } from './text-reader.ts';
import type { World } from './world.ts';

/** A value as it compares, what of it could not be told, and where it leads out of its region. */
export type Canonical = {
  readonly text: string;
  /** Why some of it could not be told; empty = all was. */
  readonly gaps: readonly Gap[];
  readonly crossings: readonly Crossing[];
  /** Types of the resources that it was resolved to. */
  readonly leadsTo: readonly string[];
  /** Those resources. */
  readonly named: readonly Resource[];
  /** Types of the ids that lead to nothing that was read. */
  readonly strangers: readonly string[];
  /** Whether all that it refers to is there, here and as counterparts in every place. */
  readonly isSettled: boolean;
};

/** The value with everything regional replaced by who it is (DESIGN §6). Pure: the same value and world give the same text. */
export function canonical(value: Json, reading: Reading, world: World): Canonical {
  const learned: Learned = { gaps: [], crossings: [], named: [], strangers: [], loose: false };
  const read = makeTextReader(reading, world, learned);
  const string = (text: string, isCondition: boolean): string => {
    // Says whether two secrets are equal, and nothing else: no end of it is made up by AWS.
    if (keyOfDigest(text) !== null) return text;
    if (reading.literal) return ownName(text, reading.place, world);
    const block = reading.block?.(text) ?? null;
    if (block !== null) {
      pushAll(learned.gaps, block.gaps);
      return block.gaps.length > 0 ? UNKNOWN : block.text;
    }
    if (text.startsWith('rate(')) return sameRate(text);
    // What a policy demands is no id of AWS's making: an `sts:ExternalId` is a secret of two accounts.
    const isSecret = isCondition && UUID.test(text) && world.references.resolve(text, reading.place)?.to !== 'resource';
    return isSecret ? text : read(text);
  };
  const walk = (json: Json, isSet: boolean, isCondition: boolean): Json => {
    if (typeof json === 'string') return string(json, isCondition);
    if (Array.isArray(json)) {
      const items = json.map((item: Json) => walk(item, false, isCondition));
      return isSet ? [...items].sort((a, b) => (stable(a) < stable(b) ? -1 : 1)) : items;
    }
    if (json !== null && typeof json === 'object') {
      return Object.fromEntries(
        Object.entries(json).map(([key, item]) => [
          /[\d<@]/.test(key) || key.length > 12 ? read(key) : world.token(key, reading.place),
          walk(item, false, isCondition || (reading.policy && key === 'Condition')),
        ]),
      );
    }
    return json;
  };
  // Canonical before the walk, so that an account's root reads the same in both spellings; in order after it, as tokens sort anew.
  const policy = reading.policy ? canonicalPolicy(value, world.regionOf(reading.place)) : value;
  const walked = walk(policy, reading.set, false);
  const told = reading.several
    ? inAccountSets(
        inSets(walked, reading.place, world, { isSet: reading.set, law: reading.several }),
        reading.place,
        world,
        { isSet: reading.set, law: reading.several },
      )
    : walked;
  const text = stable(reading.policy ? orderedPolicy(told) : told);
  const { gaps, crossings, named, strangers, loose } = learned;
  const leadsTo = named.map(({ type }) => type);
  return { text, gaps, crossings, leadsTo, named, strangers, isSettled: leadsTo.length > 0 && !loose };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** JSON with the members of every object sorted. */
export function stable(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => stable(item)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${stable(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** One of the names that others call a thing by: without what a tool put behind it, by the row that is this name where that may be a tool's. */
function ownName(text: string, place: string, world: World): string {
  const row = tailsOf(text).length > 0 ? world.references.otherName(text, place)?.resource : undefined;
  if (row !== undefined && world.isEverywhere(row)) return world.labelOf(row);
  return world.token(withoutCertainTail(text), place);
}
