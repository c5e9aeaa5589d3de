/** Judges differences by the templates: what was designed so, what was changed since, and what nobody designed. */
import type { Gap, Json, JsonObject } from '../snapshot/snapshot.ts';
import { asHole, asText, designText, type Hole, literalName } from '../template/holes.ts';
import { type Side, sameDesign } from '../template/same-design.ts';
import type { Canonical } from './canonical.ts';
import type { Comparison, Designed } from './comparison.ts';
import { causeOf, type DesignCause, inputsAt } from './design-causes.ts';
import { type Fitting, fitting, schemas } from './design-fit.ts';
import { type DesignNode, designAt } from './design-node.ts';
import type { Designs, OwnDesign } from './designs.ts';
import { settings } from './deviation.ts';
import { filledByAws } from './filled-by-aws.ts';
import type { RowInput } from './row-input.ts';
import { sameShape } from './same-shape.ts';

/** How a value of a place reads: as the comparison of live values has it. */
type Read = (value: Json, property: string, place: string) => Pick<Canonical, 'text' | 'gaps'>;

/** A place with its design at the property. */
type Sided = {
  readonly place: string;
  readonly own: OwnDesign;
  readonly node: DesignNode;
  readonly live: Json | undefined;
  readonly fit: Fitting;
};

type Judge = { readonly input: RowInput; readonly designs: Designs; readonly read: Read };

/** The comparisons that are left, with what the templates say of them. Without a template nothing changes. */
export function judgedByDesign(comparisons: readonly Comparison[], judge: Judge): readonly Comparison[] {
  return comparisons.flatMap((one) => judgedOne(one, judge) ?? []);
}

function judgedOne(one: Comparison, judge: Judge): Comparison | null {
  const owned = ownDesigns(one, judge);
  if (owned.size === 0 || settings(one.comparator).compare === 'must-differ') return one;
  const sides = sidesOf(one, owned, judge);
  const designed = new Map(sides.map((side) => [side.place, designedOf(side)]));
  const told: Comparison = { ...one, designed };
  if (sides.length < one.values.size || sides.length < 2) return told;
  const schema = schemaOf(one.property);
  const [first, ...others] = sides as [Sided, ...Sided[]];
  if (sides.every(({ node }) => node.state === 'not-designed'))
    return one.verdict === 'different' && filledByAws(first.own.design.type, schema, one.values.values()) !== null
      ? null
      : told;
  const states = others.map((other) => sameness(first, other, judge));
  if (states.every((state) => state === 'same')) return ofOneDesign(told, sides, judge);
  const cause = commonCause(first, others, states, judge);
  return cause === undefined ? told : { ...told, cause };
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
    const fit: Fitting = unread
      ? { state: 'unknown', beside: [], resolved: false }
      : fitting(node, live, own, judge.designs, collector);
    return { place, own, node, live, fit };
  });
}

/** Both are designed alike: what fits is the same, and what does not was changed since. */
function ofOneDesign(told: Comparison, sides: readonly Sided[], judge: Judge): Comparison | null {
  const states = new Set(sides.map(({ fit }) => fit.state));
  if (states.size === 1 && states.has('as-designed') && isSameInHoles(told, sides, judge)) return null;
  if (states.has('unknown') || !states.has('as-designed') || !states.has('changed')) return told;
  const { reference } = judge.input;
  const changed = sides.filter(({ fit }) => fit.state === 'changed').map(({ place }) => place);
  const byReference = reference !== null && told.values.has(reference);
  return { ...told, verdict: 'different', deviating: byReference ? told.deviating : changed };
}

/** What stands beside the design, and in holes of which nothing is known, must be alike too. */
function isSameInHoles({ property, gaps }: Comparison, sides: readonly Sided[], { read }: Judge): boolean {
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

function sameness(a: Sided, b: Sided, judge: Judge): 'same' | 'differs' | 'unknown' {
  if (a.node.state === 'unknown' || b.node.state === 'unknown') return 'unknown';
  const [left, right] = [designOf(a.node), designOf(b.node)];
  const sideOf = (side: Side) => (side === 'a' ? a : b);
  const { isUnordered } = schemas(judge.input.collector);
  const text = (written: string, side: Side, path: readonly (string | number)[]) => {
    const { place } = sideOf(side);
    const schema = path.filter((part) => typeof part === 'string').join('.');
    const { text: told, gaps } = judge.read(written, schema, place);
    return gaps.length > 0 ? judge.input.world.token(written, place) : told;
  };
  return sameDesign(
    left,
    right,
    {
      text,
      resource: (logicalId, side) => labelOf(logicalId, sideOf(side), judge),
      vouched: (hole) => isVouched(hole, a, b, judge),
      unordered: isUnordered,
    },
    a.node.path,
  ).state;
}

function designOf(node: DesignNode): Json | undefined {
  return node.state === 'designed' ? node.value : undefined;
}

/** The counterpart's name; what is not in the snapshot is called by its logical id. */
function labelOf(logicalId: string, { own, place }: Sided, { designs, input }: Judge): string {
  const resource = designs.resource(own.stack, logicalId);
  return resource === undefined ? input.world.token(logicalId, place) : `@${input.world.labelOf(resource)}`;
}

/** What stands in a hole that each place fills from outside: a masked parameter of one digest, an export of one thing. */
function isVouched(hole: Hole, a: Sided, b: Sided, { read, input }: Judge): boolean {
  if ('parameter' in hole) {
    const [left, right] = [a, b].map(({ own }) => own.stack.parameters[hole.parameter] ?? null);
    return left !== null && left === right;
  }
  if (!('import' in hole) || typeof hole.import !== 'string') return false;
  const name = input.world.token(hole.import, a.place);
  const exported = (side: Sided) => {
    const uses = Object.keys(side.own.stack.inputs).filter((use) => use.startsWith('import '));
    const use = uses.find((one) => input.world.token(one.slice('import '.length), side.place) === name);
    const value = use === undefined ? null : side.own.stack.inputs[use];
    return typeof value === 'string' ? read(value, '', side.place) : null;
  };
  const [left, right] = [exported(a), exported(b)];
  return left !== null && right !== null && left.gaps.length + right.gaps.length === 0 && left.text === right.text;
}

/** One cause for all places whose design is another than the first one's; of several the first. */
function commonCause(
  first: Sided,
  others: readonly Sided[],
  states: readonly ReturnType<typeof sameness>[],
  { designs }: Judge,
): DesignCause | undefined {
  let cause: DesignCause | undefined;
  for (const [at, other] of others.entries()) {
    if (states[at] !== 'differs') continue;
    const path = first.node.state === 'unknown' ? [] : first.node.path;
    const found = causeOf(first, other, path, designs.oneKey);
    if (found === undefined) continue;
    const same = cause === undefined || (cause.kind === found.kind && cause.name === found.name);
    if (same) cause = { ...found, values: { ...cause?.values, ...found.values } };
  }
  return cause;
}

function designedOf({ node, own, fit }: Sided): Designed {
  const [top = ''] = node.state === 'unknown' ? [] : node.path;
  const line = own.design.lines?.[String(top)] ?? own.design.lines?.[''];
  const value = node.state === 'designed' ? readable(node.value) : null;
  const from = node.state === 'unknown' ? {} : inputsAt(own, node.path);
  return {
    state: fit.state,
    value,
    ...(line !== undefined && { line }),
    ...(Object.keys(from).length > 0 && { from }),
  };
}

/** A design as a reader sees it. */
function readable(design: Json): Json {
  if (asHole(design) !== null || asText(design) !== null) return designText(design);
  if (Array.isArray(design)) return design.map(readable);
  if (typeof design !== 'object' || design === null) return design;
  const members = Object.entries(design as JsonObject).map(([name, item]) => [literalName(name), readable(item)]);
  return Object.fromEntries(members) as Json;
}

function schemaOf(property: string): string {
  return property.replace(/\[[^\]]*\]/g, '');
}
