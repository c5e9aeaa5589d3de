/** Judges differences by the templates: what was designed so, what was changed since, and what nobody designed. */

import { filledByAws } from '../collectors/filled-by-aws.ts';
import { own } from '../common/own-member.ts';
import { isDesigned, isShared } from '../snapshot/design-text.ts';
import type { Gap, Json, JsonObject, Resource, ResourceDesign } from '../snapshot/snapshot.ts';
import { asHole } from '../template/holes.ts';
import { comparable } from './comparators.ts';
import type { Comparison } from './comparison.ts';
import { type Fitting, fitting } from './design-fit.ts';
import { designAt } from './design-node.ts';
import type { OwnDesign } from './designs.ts';
import { settings } from './deviation.ts';
import { commonCause, designedOf, type Judge, type Sided, sameness, schemaOf } from './same-designs.ts';
import { sameShape } from './same-shape.ts';
import { isMixed } from './unset-by-design.ts';

/** The comparisons that are left, with what the templates say of them. Without a template nothing changes. */
export function judgedByDesign(comparisons: readonly Comparison[], judge: Judge): readonly Comparison[] {
  return comparisons.flatMap((one) => judgedOne(one, judge) ?? []);
}

function judgedOne(one: Comparison, judge: Judge): Comparison | null {
  const owned = ownDesigns(one, judge);
  if (owned.size === 0 || settings(one.comparator).compare === 'must-differ') return one;
  const [top = ''] = one.property.split(/[.[]/);
  if ([...owned.keys()].some((place) => isShared(judge.input.present.get(place) as Resource, top))) return one;
  const sides = sidesOf(one, owned, judge);
  const designed = new Map(sides.map((side) => [side.place, designedOf(side)]));
  const told: Comparison = { ...one, designed };
  if (sides.length < one.values.size || sides.length < 2) return told;
  const schema = schemaOf(one.property);
  const [first, ...others] = sides as [Sided, ...Sided[]];
  if (sides.every(({ node }) => node.state === 'not-designed'))
    return one.verdict === 'different' && isFilled(first.own.design.type, schema, one, sides, judge) ? null : told;
  const states = others.map((other) => (isOtherSize(one, first, other) ? 'differs' : sameness(first, other, judge)));
  if (states.every((state) => state === 'same')) return ofOneDesign(told, sides, judge);
  const cause = commonCause(first, others, states, judge);
  return cause === undefined ? told : { ...told, cause };
}

/** A block reads as its place in the network, of whatever size it is: where the size counts, it is held against the other's. */
function isOtherSize({ comparator }: Comparison, a: Sided, b: Sided): boolean {
  const by = settings(comparator);
  if (by.compare !== 'same-size') return false;
  const [left, right] = [a, b].map(({ node }) =>
    node.state === 'designed' && isPlain(node.value) ? node.value : null,
  );
  if (left === null || right === null || left === undefined || right === undefined) return false;
  return comparable(left, '', by) !== comparable(right, '', by);
}

/** Without holes: what stands there is what will be. */
function isPlain(value: Json): boolean {
  return typeof value === 'string' || (Array.isArray(value) && (value as readonly Json[]).every(isPlain));
}

function isFilled(
  type: string,
  schema: string,
  { values }: Comparison,
  sides: readonly Sided[],
  { input: { world } }: Judge,
): boolean {
  const isDesigned = (path: readonly string[], through: string | undefined) =>
    sides.every(({ own: at }) => {
      const design = through === undefined ? at.design : ledTo(at, through);
      return design !== undefined && valueIn(design.properties, path) !== undefined;
    });
  const leadTo = (properties: JsonObject) =>
    [...values].every(([place, value]) => {
      const target = typeof value === 'string' ? world.references.resolve(value, place) : null;
      if (target?.to !== 'resource') return target?.to === 'unknown';
      const { properties: of, unread } = target.resource;
      return Object.entries(properties).every(([name, said]) => unread[name] !== undefined || of?.[name] === said);
    });
  return filledByAws({ type, schema, values: values.values(), isDesigned, leadTo }) !== null;
}

/** The resource of the same stack that a property refers to. */
function ledTo({ design, stack }: OwnDesign, property: string): ResourceDesign | undefined {
  const value = valueIn(design.properties, [property]);
  const hole = value === undefined ? null : asHole(value);
  return hole !== null && 'resource' in hole ? stack.resources[hole.resource] : undefined;
}

function valueIn(design: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, name) => (typeof value === 'object' && value !== null ? own(value as JsonObject, name) : undefined),
    design,
  );
}

/** The template of each place that has one, unless the property is one of those that no template holds as it is compared. */
function ownDesigns({ property, values }: Comparison, { input, designs }: Judge): ReadonlyMap<string, OwnDesign> {
  if (/^(?:Tags|SecurityGroupRules)(?:[.[]|$)/.test(property)) return new Map();
  const found = [...values.keys()].flatMap((place) => {
    const resource = input.present.get(place);
    const own = resource === undefined ? undefined : designs.of(resource);
    return own === undefined ? [] : [[place, own] as const];
  });
  return new Map(found);
}

function sidesOf(one: Comparison, owned: ReadonlyMap<string, OwnDesign>, judge: Judge): readonly Sided[] {
  const { collector } = judge.input;
  return [...owned].map(([place, own]) => {
    const text = (value: Json, schema: string) => {
      const { text: told, gaps } = judge.read(value, schema, place);
      return gaps.length > 0 ? null : String(JSON.parse(told));
    };
    const node = designAt(own.design.properties, one.property, { keyed: collector?.keyed, text });
    const live = one.values.get(place);
    const unread = judge.input.present.get(place)?.unread[one.property.split(/[.[]/)[0] ?? ''] !== undefined;
    const resource = judge.input.present.get(place);
    const fit: Fitting = unread
      ? { state: 'unknown', beside: [], resolved: false }
      : resource !== undefined && isDesigned(resource)
        ? { state: 'as-designed', beside: [], resolved: true }
        : fitting(node, live, own, judge.designs, collector);
    return { place, own, node, live, fit };
  });
}

/** Both are designed alike: what fits is the same, and what does not was changed since. */
function ofOneDesign(told: Comparison, sides: readonly Sided[], judge: Judge): Comparison | null {
  const states = new Set(sides.map(({ fit }) => fit.state));
  if (states.size === 1 && states.has('as-designed') && isSameInHoles(told, sides, judge)) return null;
  if (states.has('unknown') && isMixed(judge.input.present)) return notTold(told, sides);
  if (states.has('unknown') || !states.has('as-designed') || !states.has('changed')) return told;
  const { reference } = judge.input;
  const changed = sides.filter(({ fit }) => fit.state === 'changed').map(({ place }) => place);
  const byReference = reference !== null && told.values.has(reference);
  return { ...told, verdict: 'different', deviating: byReference ? told.deviating : changed };
}

/** What is there is in another form than the design: whether it is that, nobody can tell before it is deployed. */
function notTold(told: Comparison, sides: readonly Sided[]): Comparison {
  const unsure = sides.filter(({ fit }) => fit.state === 'unknown');
  const gaps = unsure.map(
    ({ place, own }): Gap => ({
      region: place,
      type: own.design.type,
      cause: 'ambiguous',
      operation: null,
      detail: 'whether it is as it is designed cannot be told: it is written in another form',
      remedy: 'Look at both values.',
      properties: [told.property.split(/[.[]/)[0] ?? ''],
    }),
  );
  return { ...told, verdict: 'unknown', deviating: [], gaps: [...told.gaps, ...gaps] };
}

/** What stands beside the design, and in holes of which nothing is known, must be alike too. */
function isSameInHoles({ property, gaps }: Comparison, all: readonly Sided[], { read, input }: Judge): boolean {
  // What is only designed has nothing in its holes yet.
  const sides = all.filter(({ place }) => !isDesigned(input.present.get(place) as Resource));
  if (sides.length < 2 && sides.length < all.length) return true;
  const reading = (side: Sided, value: Json, at: string) => read(value, at, side.place);
  const beside = sides.map((side) =>
    side.fit.beside.map(([path, value]) => `${path} ${reading(side, value, schemaOf(property)).text}`).sort(),
  );
  if (new Set(beside.map((one) => JSON.stringify(one))).size > 1) return false;
  if (sides.every(({ fit }) => fit.resolved)) return true;
  if (gaps.some(isFailure)) return false;
  const [first, ...others] = sides.map((side) => reading(side, side.live ?? null, schemaOf(property)).text);
  return others.every((other) => first !== undefined && sameShape(first, other));
}

/** A call that failed leaves more open than a hole does. */
function isFailure({ operation }: Gap): boolean {
  return operation !== null;
}
