/** Whether two places design a property the same, what is regional and who is referred to aside; and why not. */
import type { Json, JsonObject } from '../snapshot/snapshot.ts';
import { asHole, asText, designText, type Hole, literalName } from '../template/holes.ts';
import { type Side, sameDesign } from '../template/same-design.ts';
import type { Canonical } from './canonical.ts';
import type { Designed } from './comparison.ts';
import { causeOf, type DesignCause, inputsAt } from './design-causes.ts';
import { type Fitting, schemas } from './design-fit.ts';
import type { DesignNode } from './design-node.ts';
import type { Designs, OwnDesign } from './designs.ts';
import type { RowInput } from './row-input.ts';

/** How a value of a place reads: as the comparison of live values has it. */
type Read = (value: Json, property: string, place: string) => Pick<Canonical, 'text' | 'gaps'>;

/** A place with its design at the property. */
export type Sided = {
  readonly place: string;
  readonly own: OwnDesign;
  readonly node: DesignNode;
  readonly live: Json | undefined;
  readonly fit: Fitting;
};

export type Judge = { readonly input: RowInput; readonly designs: Designs; readonly read: Read };

/** Whether two places design the same, what is regional and who is referred to aside. */
export function sameness(a: Sided, b: Sided, judge: Judge): 'same' | 'differs' | 'unknown' {
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
export function commonCause(
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

/** What the template of a place says, for the reader. */
export function designedOf({ node, own, fit }: Sided): Designed {
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

/** A path as the type declares it: without the keys of lists. */
export function schemaOf(property: string): string {
  return property.replace(/\[[^\]]*\]/g, '');
}
