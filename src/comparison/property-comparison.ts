/** Compares the properties of one row. */
import type { Collector } from '../collectors/collector.ts';
import type { Comparator } from '../collectors/comparator.ts';
import { own } from '../common/own-member.ts';
import type { Gap, Json, JsonObject, Resource } from '../snapshot/snapshot.ts';
import type { Canonical, Reading } from './canonical.ts';
import { canonicalOnce } from './canonical-once.ts';
import { comparable, NOT_SET, numericDeviation, worseOf } from './comparators.ts';
import type { Comparison, Crossing } from './comparison.ts';
import { deviating, settings } from './deviation.ts';
import { plainText } from './plain-text.ts';
import type { Compared, RowInput, Values } from './row-input.ts';
import { compareSecurityGroupRules } from './security-group-comparison.ts';
import { isOneText, isOneValue } from './shared-text.ts';
import { compareTags } from './tag-comparison.ts';

/** All that differs, or could not be told, between the resources of one row; and what leads out of a region. */
export function compareRow(input: RowInput): Compared {
  const known = new Map([...input.present].filter(([, resource]) => resource.properties !== null));
  const crossings: Crossing[] = [];
  const comparisons: Comparison[] = [];
  for (const property of propertiesOf(known.values())) {
    if (isSecurityGroupRules(input, property) || isOneText(known.values(), property, input)) continue;
    const told = toldOf(known, property, input.collector);
    comparisons.push(...compareTree(property, valuesOf(told, property), unreadOf(told, property), input, crossings));
  }
  if (input.collector?.type === 'AWS::EC2::SecurityGroup') {
    comparisons.push(...compareSecurityGroupRules(known, input, crossings));
  }
  comparisons.push(...compareTags(input));
  return {
    comparisons: comparisons.filter((one) => !input.mayDiffer.some((path) => covers(path, one.property))),
    crossings,
  };
}

function covers(path: string, property: string): boolean {
  return property === path || property.startsWith(`${path}.`);
}

function isSecurityGroupRules({ collector }: RowInput, property: string): boolean {
  return collector?.type === 'AWS::EC2::SecurityGroup' && /^SecurityGroup(Ingress|Egress)$/.test(property);
}

function propertiesOf(resources: Iterable<Resource>): readonly string[] {
  const names = new Set<string>();
  for (const { properties, unread } of resources) {
    for (const name of Object.keys(properties ?? {})) names.add(name);
    for (const name of Object.keys(unread)) if (name !== 'Tags') names.add(name);
  }
  return [...names].sort();
}

/** Those of which AWS tells the property: that it is not set on the others says nothing. */
function toldOf(
  known: ReadonlyMap<string, Resource>,
  property: string,
  collector: Collector | undefined,
): ReadonlyMap<string, Resource> {
  const untold = collector?.untold;
  if (untold === undefined) return known;
  return new Map([...known].filter(([, { properties }]) => !untold(properties ?? {}).includes(property)));
}

function valuesOf(known: ReadonlyMap<string, Resource>, property: string): Values {
  return new Map([...known].map(([place, resource]) => [place, resource.properties?.[property]]));
}

function unreadOf(known: ReadonlyMap<string, Resource>, property: string): ReadonlyMap<string, Gap> {
  const gaps = new Map<string, Gap>();
  for (const [place, resource] of known) {
    const gap = resource.unread[property];
    if (gap) gaps.set(place, gap);
  }
  return gaps;
}

/** Objects are compared member by member, so that a finding names the member; everything else whole. */
function compareTree(
  path: string,
  values: Values,
  unread: ReadonlyMap<string, Gap>,
  input: RowInput,
  crossings: Crossing[],
): readonly Comparison[] {
  const { collector, comparators } = input;
  const whole = path in comparators || collector?.policies?.includes(path) || collector?.sets?.includes(path);
  const read = [...values].filter(([place]) => !unread.has(place));
  if (!whole && unread.size === 0 && read.length > 0 && read.every(([, value]) => isObject(value))) {
    const members = new Set(read.flatMap(([, value]) => Object.keys(value as JsonObject)));
    return [...members]
      .sort()
      .flatMap((member) =>
        compareTree(
          `${path}.${member}`,
          new Map(read.map(([place, value]) => [place, own(value as JsonObject, member)])),
          unread,
          input,
          crossings,
        ),
      );
  }
  return compareLeaf(path, values, unread, input, crossings);
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** What a person wrote for persons: it leads nowhere, so that the same words are the same. */
const FREE_TEXT = /^(Group)?Description$/;

function compareLeaf(
  property: string,
  values: Values,
  unread: ReadonlyMap<string, Gap>,
  input: RowInput,
  crossings: Crossing[],
): readonly Comparison[] {
  const comparator: Comparator = input.comparators[property] ?? 'same';
  const setting = settings(comparator);
  if (unread.size === 0 && setting.compare !== 'must-differ' && isOneValue(values, property, input)) return [];
  if (unread.size === 0 && FREE_TEXT.test(property) && new Set(values.values()).size < 2) return [];
  const gaps: Gap[] = [...unread.values()];
  const texts = new Map<string, string>();
  const read = [...values].filter(([place]) => !unread.has(place));
  const canonicals = new Map(read.map(([place, value]) => [place, canonicalOf(value, property, place, input)]));
  for (const [place, one] of canonicals) {
    crossings.push(...one.crossings);
    gaps.push(...one.gaps, ...unresolved(place, canonicals, input));
    const known = one.gaps.length === 0 && unresolved(place, canonicals, input).length === 0;
    if (known) texts.set(place, comparable(values.get(place), one.text, setting));
  }
  if (setting.compare === 'ignored' || input.present.size < 2) return [];
  const differing = judge(values, texts, setting, input);
  if (differing.length === 0 && gaps.length === 0) return [];
  if (unread.size === 0 && setting.compare !== 'must-differ' && isSameByName(values, canonicals, property, input))
    return [];
  return [
    {
      property,
      comparator,
      verdict: differing.length > 0 ? 'different' : 'unknown',
      values,
      deviating: differing,
      severity: setting.compare === 'advisory' ? 'low' : (setting.severity ?? 'medium'),
      gaps,
    },
  ];
}

const NOTHING: Canonical = { text: NOT_SET, gaps: [], crossings: [], leadsTo: [], isSettled: false };

/**
 * Where another region's value leads to a type that was not (wholly) read here, this one's may too, though nothing tells:
 * it cannot be compared.
 */
function unresolved(place: string, all: ReadonlyMap<string, Canonical>, { world }: RowInput): readonly Gap[] {
  const own = all.get(place);
  if (!own || own.text === NOT_SET) return [];
  const elsewhere = new Set([...all.values()].flatMap(({ leadsTo }) => leadsTo));
  for (const type of own.leadsTo) elsewhere.delete(type);
  return [...elsewhere].flatMap((type) => world.gapsOf(place, type)).slice(0, 1);
}

/**
 * Every region names its own in the same way, and nothing leads out of its region; but where all that is named is known by
 * its counterparts, they tell who it is: names may have been swapped.
 */
function isSameByName(
  values: Values,
  canonicals: ReadonlyMap<string, Canonical>,
  property: string,
  input: RowInput,
): boolean {
  const read = [...canonicals.values()];
  if (read.some(({ crossings }) => crossings.length > 0) || read.every(({ isSettled }) => isSettled)) return false;
  const texts = new Set<string>();
  for (const [place, value] of values) {
    if (value === undefined) return false;
    texts.add(plainText(value, readingOf(property, place, input), input.world));
    if (texts.size > 1) return false;
  }
  return true;
}

function canonicalOf(value: Json | undefined, property: string, place: string, input: RowInput): Canonical {
  if (value === undefined) return NOTHING;
  return canonicalOnce(value, readingOf(property, place, input), input.world);
}

function readingOf(property: string, place: string, { collector }: RowInput): Reading {
  return {
    place,
    property,
    references: collector?.references?.[property],
    policy: collector?.policies?.includes(property) ?? false,
    set: collector?.sets?.includes(property) ?? false,
  };
}

/** The regions that deviate among those that could be read; empty = they agree. */
function judge(
  values: Values,
  texts: ReadonlyMap<string, string>,
  setting: ReturnType<typeof settings>,
  { reference }: RowInput,
): readonly string[] {
  const read = new Map([...values].filter(([place]) => texts.has(place)));
  if (setting.compare === 'must-differ') return repeated(read);
  if (new Set(texts.values()).size < 2) return [];
  if (setting.compare === 'within' || setting.compare === 'at-least') {
    const smaller = numericDeviation(read, setting);
    if (smaller !== null) return smaller;
  }
  return deviating(texts, reference, () => worseOf(read, setting.worse));
}

/** Regions that share a value which should be each one's own. */
function repeated(values: Values): readonly string[] {
  const text = (value: Json | undefined) => JSON.stringify(value ?? null);
  const places = [...values].filter(([, value]) => value !== undefined);
  return places
    .filter(([place, value]) => places.some(([other, one]) => other !== place && text(one) === text(value)))
    .map(([place]) => place);
}
