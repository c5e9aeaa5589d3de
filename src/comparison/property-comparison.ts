/** Compares the properties of one row. */

import type { Collector } from '../collectors/collector.ts';
import type { Comparator } from '../collectors/comparator.ts';
import { pushAll } from '../common/lists.ts';
import { own } from '../common/own-member.ts';
import { LIVE_STATE } from '../snapshot/live-state.ts';
import type { Gap, Json, JsonObject, Resource } from '../snapshot/snapshot.ts';
import { holdsBlocks } from './blocks.ts';
import { comparable, numericDeviation, worseOf } from './comparators.ts';
import type { Comparison, Crossing } from './comparison.ts';
import { declaredComparisons } from './declared.ts';
import { judgedByDesign } from './designed.ts';
import { deviating, leaningOnAnother, settings } from './deviation.ts';
import { digestGaps } from './digest-gaps.ts';
import { byKey } from './keyed-lists.ts';
import { canonicalOf, isSameByName, readLeaf } from './leaf-comparison.ts';
import { isOrderOnly } from './order-only.ts';
import { isAmong } from './replication.ts';
import type { Compared, RowInput, Values } from './row-input.ts';
import type { Judge } from './same-designs.ts';
import { compareSecurityGroupRules } from './security-group-comparison.ts';
import { isOneText, isOneValue } from './shared-text.ts';
import { compareTags } from './tag-comparison.ts';
import { sayingValues } from './unset-by-design.ts';

/** All that differs, or could not be told, between the resources of one row; and what leads out of a region. */
export function compareRow(input: RowInput): Compared {
  const known = new Map([...input.present].filter(([, resource]) => resource.properties !== null));
  const crossings: Crossing[] = [];
  const comparisons: Comparison[] = [];
  for (const property of propertiesOf(known.values())) {
    if (isSecurityGroupRules(input, property) || isOneText(known.values(), property, input)) continue;
    const told = toldOf(known, property, input.collector);
    const at = { path: property, schema: property };
    const values = sayingValues(valuesOf(told, property), property, property, input);
    pushAll(comparisons, compareTree(at, values, unreadOf(told, property), input, crossings));
  }
  if (input.collector?.comparesWith === 'security-group-rules') {
    pushAll(comparisons, compareSecurityGroupRules(known, input, crossings));
  }
  pushAll(comparisons, compareTags(input));
  const asked = comparisons.filter((one) => !input.mayDiffer.some((path) => covers(path, one.property)));
  return { comparisons: byDesign(asked, input), crossings };
}

/** What the templates say of the differences, and what differs where nothing but the templates tells. */
function byDesign(comparisons: readonly Comparison[], input: RowInput): readonly Comparison[] {
  const { designs, mayDiffer } = input;
  if (designs === undefined) return comparisons;
  const judge: Judge = {
    input,
    designs,
    read: (value, property, place) => canonicalOf(value, property, place, input),
  };
  const known = new Set(comparisons.map(({ property }) => property));
  const declared = declaredComparisons(judge).filter(
    ({ property }) => !known.has(property) && !mayDiffer.some((path) => covers(path, property)),
  );
  return [...judgedByDesign(comparisons, judge), ...declared];
}

function covers(path: string, property: string): boolean {
  const declared = property.replace(/\[[^\]]*\]/g, '');
  return [property, declared].some((one) => one === path || one.startsWith(`${path}.`) || one.startsWith(`${path}[`));
}

function isSecurityGroupRules({ collector }: RowInput, property: string): boolean {
  return collector?.comparesWith === 'security-group-rules' && /^SecurityGroup(Ingress|Egress)$/.test(property);
}

function propertiesOf(resources: Iterable<Resource>): readonly string[] {
  const names = new Set<string>();
  for (const { properties, unread } of resources) {
    for (const name of Object.keys(properties ?? {})) names.add(name);
    for (const name of Object.keys(unread)) if (name !== 'Tags') names.add(name);
  }
  names.delete(LIVE_STATE);
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
  return new Map([...known].map(([place, resource]) => [place, own(resource.properties, property)]));
}

function unreadOf(known: ReadonlyMap<string, Resource>, property: string): ReadonlyMap<string, Gap> {
  const gaps = new Map<string, Gap>();
  for (const [place, resource] of known) {
    const gap = own(resource.unread, property);
    if (gap) gaps.set(place, gap);
  }
  return gaps;
}

/** Where a value stands: as a finding names it (`ContainerDefinitions[web].Image`), and as the type declares it (`ContainerDefinitions.Image`). */
type At = { readonly path: string; readonly schema: string };

/** Objects are compared member by member and keyed lists element by element, so that a finding names the member; everything else whole. */
function compareTree(
  at: At,
  values: Values,
  unread: ReadonlyMap<string, Gap>,
  input: RowInput,
  crossings: Crossing[],
): readonly Comparison[] {
  const { collector, comparators } = input;
  const { path, schema } = at;
  const whole =
    own(comparators, path) !== undefined ||
    own(comparators, schema) !== undefined ||
    collector?.policies?.includes(schema) ||
    collector?.sets?.includes(schema);
  const read = [...values].filter(([place]) => !unread.has(place));
  if (whole || unread.size > 0 || read.length === 0) return compareLeaf(at, values, unread, input, crossings);
  const deeper = (key: string, next: At) => {
    const inside = new Map(read.map(([place, value]) => [place, member(value, key)]));
    return compareTree(next, sayingValues(inside, next.path, next.schema, input), unread, input, crossings);
  };
  const member = (value: Json | undefined, key: string) => (isObject(value) ? own(value, key) : undefined);
  if (read.every(([, value]) => isObject(value))) {
    const members = new Set(read.flatMap(([, value]) => Object.keys(value as JsonObject)));
    return [...members]
      .sort()
      .flatMap((name) => deeper(name, { path: `${path}.${name}`, schema: `${schema}.${name}` }));
  }
  const keyed = byKey(
    own(collector?.keyed, schema),
    new Map(read),
    (value, place) => keyText(value, schema, place, input),
    holdsBlocks(collector, schema) && read.length > 2
      ? (element, place) => canonicalOf(element, schema, place, input).text
      : undefined,
  );
  if (keyed === null) return compareLeaf(at, values, unread, input, crossings);
  return [...keyed].flatMap(([key, elements]) =>
    compareTree({ path: `${path}[${key}]`, schema }, elements, unread, input, crossings),
  );
}

/** A key as it compares; null where it cannot be told what it leads to. */
function keyText(value: Json, property: string, place: string, input: RowInput): string | null {
  const { text, gaps } = canonicalOf(value, property, place, input);
  return gaps.length > 0 ? null : String(JSON.parse(text));
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function compareLeaf(
  { path, schema: property }: At,
  values: Values,
  unread: ReadonlyMap<string, Gap>,
  input: RowInput,
  crossings: Crossing[],
): readonly Comparison[] {
  const { collector } = input;
  const comparator: Comparator = own(input.comparators, path) ?? own(input.comparators, property) ?? 'same';
  const setting = settings(comparator);
  const isForPeople = isAmong(property, input.wordsForPeople ?? []);
  if (unread.size === 0 && setting.compare !== 'must-differ' && isOneValue(values, property, input)) return [];
  if (unread.size === 0 && isForPeople && new Set(values.values()).size < 2) return [];
  const read = readLeaf(property, new Map([...values].filter(([place]) => !unread.has(place))), setting, input);
  const otherKeys = digestGaps(values, path, input);
  // Whether it is set is all that is asked: where it leads, nobody has to know.
  const isPresence = setting.compare === 'all-or-none' && unread.size === 0;
  const gaps: Gap[] = isPresence ? [] : [...unread.values(), ...read.gaps, ...otherKeys.values()];
  const texts = isPresence
    ? new Map([...values].map(([place, value]) => [place, comparable(value, '', setting)]))
    : new Map([...read.texts].filter(([place]) => !otherKeys.has(place)));
  pushAll(crossings, read.crossings);
  if (setting.compare === 'ignored' || input.present.size < 2) return [];
  const differing = judge(values, texts, setting, { ...input, crossings: read.crossings });
  if (differing.length === 0 && gaps.length === 0) return [];
  if (unread.size === 0 && setting.compare !== 'must-differ' && isSameByName(values, read.canonicals, property, input))
    return [];
  const orderOnly = differing.length > 0 && isOrderOnly(texts);
  const isLow = isForPeople || setting.compare === 'advisory' || (orderOnly && collector?.orderUnknown === true);
  const severity = isLow ? 'low' : (setting.severity ?? 'medium');
  return [
    {
      property: path,
      comparator,
      verdict: differing.length > 0 ? 'different' : 'unknown',
      values,
      texts,
      ...(orderOnly && { orderOnly: true as const }),
      deviating: differing,
      severity,
      gaps,
    },
  ];
}

/** The regions that deviate among those that could be read; empty = they agree. */
function judge(
  values: Values,
  texts: ReadonlyMap<string, string>,
  setting: ReturnType<typeof settings>,
  { reference, crossings }: RowInput & { readonly crossings: readonly Crossing[] },
): readonly string[] {
  const read = new Map([...values].filter(([place]) => texts.has(place)));
  if (setting.compare === 'must-differ') return repeated(read);
  if (new Set(texts.values()).size < 2) return [];
  if (setting.compare === 'within' || setting.compare === 'at-least') {
    const smaller = numericDeviation(read, setting);
    if (smaller !== null) return smaller;
  }
  const leaning =
    reference === null ? leaningOnAnother(read, (place) => crossings.some((one) => one.region === place)) : [];
  return leaning.length > 0 ? leaning : deviating(texts, reference, () => worseOf(read, setting));
}

/** Regions that share a value which should be each one's own. */
function repeated(values: Values): readonly string[] {
  const text = (value: Json | undefined) => JSON.stringify(value ?? null);
  const places = [...values].filter(([, value]) => value !== undefined);
  return places
    .filter(([place, value]) => places.some(([other, one]) => other !== place && text(one) === text(value)))
    .map(([place]) => place);
}
