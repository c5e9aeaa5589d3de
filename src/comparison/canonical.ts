/** A value with everything regional replaced by who it is. */
import { canonicalPolicy, orderedPolicy } from '../normalise/policy.ts';
import type { Gap, Json } from '../snapshot/snapshot.ts';
import type { Crossing } from './comparison.ts';
import { EMBEDDED, type References, UUID_ALONE, withoutRandomIds } from './references.ts';
import type { World } from './world.ts';

/** How one property is read. */
export type Reading = {
  readonly place: string;
  readonly property: string;
  /** The type whose names the property holds. */
  readonly references?: string | undefined;
  readonly policy: boolean;
  readonly set: boolean;
};

/** A value as it compares, what of it could not be told, and where it leads out of its region. */
export type Canonical = {
  readonly text: string;
  /** Why some of it could not be told; empty = all was. */
  readonly gaps: readonly Gap[];
  readonly crossings: readonly Crossing[];
  /** Types of the resources that it was resolved to. */
  readonly leadsTo: readonly string[];
  /** Whether all that it refers to is there, here and as counterparts in every place. */
  readonly isSettled: boolean;
};

/** Stands for what could not be told; two of them are not equal, they are unknown. */
export const UNKNOWN = '<unknown>';

/** The value with everything regional replaced by who it is (DESIGN §6). Pure: the same value and world give the same text. */
export function canonical(value: Json, reading: Reading, world: World): Canonical {
  const gaps: Gap[] = [];
  const crossings: Crossing[] = [];
  const leadsTo: string[] = [];
  let loose = false;
  const string = (text: string, isCondition: boolean): string => {
    if (reading.references) {
      const known = reference(text, world.references.named(text, reading.references, reading.place));
      if (known !== null) return known;
    }
    const whole = reference(text, world.references.resolve(text, reading.place));
    if (whole !== null) return whole;
    // What a policy demands is no id of AWS's making: an `sts:ExternalId` is a secret of two accounts.
    if (UUID_ALONE.test(text)) return isCondition ? text : '<id>';
    const told = withoutRandomIds(embedded(text));
    return text.startsWith('arn:') ? partitionFree(told) : told;
  };
  /** The text with who its ARNs and ids are; an `@` of the text itself begins no name. */
  const embedded = (text: string): string => {
    const plain = (part: string) => world.token(part, reading.place).replaceAll('@', '\\@');
    let told = '';
    let at = 0;
    for (const { 0: part, index } of text.matchAll(EMBEDDED)) {
      const known = part === text ? null : reference(part, world.references.resolve(part, reading.place));
      if (known === null) continue;
      told += plain(text.slice(at, index)) + known;
      at = index + part.length;
    }
    return told + plain(text.slice(at));
  };
  const reference = (text: string, target: ReturnType<References['resolve']>): string | null => {
    if (target === null) return null;
    loose ||= target.to !== 'resource' || !world.isEverywhere(target.resource);
    if (target.to === 'unresolved') return `@unresolved ${target.kind}`;
    if (target.to === 'unknown') {
      gaps.push(target.gap);
      return UNKNOWN;
    }
    if (target.to === 'elsewhere') {
      crossings.push({ region: reading.place, property: reading.property, to: target.region, value: text });
      return null;
    }
    leadsTo.push(target.resource.type);
    const inside = target.place === reading.place || target.place === 'global' || reading.place === 'global';
    if (!inside) crossings.push({ region: reading.place, property: reading.property, to: target.place, value: text });
    const untold = world.untold(target.resource);
    if (untold) {
      gaps.push(untold);
      return UNKNOWN;
    }
    const label = `@${world.labelOf(target.resource)}${world.token(target.suffix ?? '', reading.place)}`;
    return inside ? label : `${label} in ${world.token(target.place, reading.place)}`;
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
          world.token(key, reading.place),
          walk(item, false, isCondition || (reading.policy && key === 'Condition')),
        ]),
      );
    }
    return json;
  };
  // Canonical before the walk, so that an account's root reads the same in both spellings; in order after it, as tokens sort anew.
  const walked = walk(reading.policy ? canonicalPolicy(value) : value, reading.set, false);
  const text = stable(reading.policy ? orderedPolicy(walked) : walked);
  return { text, gaps, crossings, leadsTo, isSettled: leadsTo.length > 0 && !loose };
}

function partitionFree(arn: string): string {
  return arn.replace(/^arn:aws[\w-]*:/, 'arn:<partition>:');
}

/** JSON with the members of every object sorted. */
export function stable(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => stable(item)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${stable(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
