/** Are two designs the same, region and account aside? Spelling them alike is the caller's, by a callback. */
import type { Json } from '../snapshot/snapshot.ts';
import { jsonIn, sameScalar } from './fit-scalars.ts';
import { asHole, asText, type Hole, holesIn, holeText, literalName, unknownOf } from './holes.ts';
import type { Path } from './raw.ts';

export type Side = 'a' | 'b';

export type SameOptions = {
  /** A text of one side with region, account and the like as tokens. */
  readonly text?: (text: string, side: Side, path: Path) => string;
  /** The name that both sides have for a resource, where their logical ids differ. */
  readonly resource?: (logicalId: string, side: Side) => string;
  /**
   * Whether what stands in this hole is known to be the same, or the counterpart, on both sides. Asked of masked parameters,
   * imports and dynamic references: one text in two regions, and each takes what its own region has. Without a yes: unknown.
   */
  readonly vouched?: (hole: Hole) => boolean;
  /** Whether the order of a list says nothing. */
  readonly unordered?: (path: Path) => boolean;
};

export type Sameness = {
  /** `differs` as soon as one thing does; `unknown` when nothing differs and something is not known on either side. */
  readonly state: 'same' | 'differs' | 'unknown';
  readonly differences: readonly { readonly path: Path; readonly a: Json | undefined; readonly b: Json | undefined }[];
  readonly unknowns: readonly { readonly path: Path; readonly reason: string }[];
};

type Run = {
  readonly options: SameOptions;
  readonly differences: { path: Path; a: Json | undefined; b: Json | undefined }[];
  readonly unknowns: { path: Path; reason: string }[];
};

/** Holds two designs against each other; undefined: that side has no such property. */
export function sameDesign(
  a: Json | undefined,
  b: Json | undefined,
  options: SameOptions = {},
  path: Path = [],
): Sameness {
  const run: Run = { options, differences: [], unknowns: [] };
  compare(a, b, path, run);
  const { differences, unknowns } = run;
  return {
    state: differences.length > 0 ? 'differs' : unknowns.length > 0 ? 'unknown' : 'same',
    differences,
    unknowns,
  };
}

function compare(a: Json | undefined, b: Json | undefined, path: Path, run: Run): void {
  const reason = reasonOf(a) ?? reasonOf(b);
  if (reason !== null) run.unknowns.push({ path, reason });
  else if (a === undefined || b === undefined) {
    if (a !== b) run.differences.push({ path, a, b });
  } else if (isMarked(a) || isMarked(b)) {
    if (spelled(a, 'a', path, run.options) !== spelled(b, 'b', path, run.options)) run.differences.push({ path, a, b });
    else for (const reason of fromOutside(a, run.options)) run.unknowns.push({ path, reason });
  } else if (Array.isArray(a) && Array.isArray(b)) compareLists(a, b, path, run);
  else if (isObject(a) && isObject(b)) compareMaps(a, b, path, run);
  else if (isObject(a) || isObject(b) || Array.isArray(a) || Array.isArray(b)) run.differences.push({ path, a, b });
  else if (!sameLiteral(a, b, path, run.options)) run.differences.push({ path, a, b });
}

/** Why a value is not known, as far as it is one value: a text or a hole. */
function reasonOf(design: Json | undefined): string | null {
  if (design === undefined) return null;
  const hole = asHole(design);
  for (const part of hole === null ? (asText(design) ?? []) : [hole]) {
    const reason = typeof part === 'string' ? null : unknownOf(part);
    if (reason !== null) return reason;
  }
  return null;
}

/** The holes of a value that each place fills from outside its template, and for which nobody vouches. */
function fromOutside(design: Json, { vouched }: SameOptions): readonly string[] {
  const open = [...holesIn(design)].filter((hole) => 'parameter' in hole || 'import' in hole || 'dynamic' in hole);
  return open.filter((hole) => !vouched?.(hole)).map((hole) => `${holeText(hole)} is taken from outside the template`);
}

function isMarked(design: Json): boolean {
  return asHole(design) !== null || asText(design) !== null;
}

function isObject(design: Json): design is { readonly [key: string]: Json } {
  return typeof design === 'object' && design !== null && !Array.isArray(design);
}

function sameLiteral(a: Json, b: Json, path: Path, { text }: SameOptions): boolean {
  const [left, right] = [
    typeof a === 'string' && text !== undefined ? text(a, 'a', path) : a,
    typeof b === 'string' && text !== undefined ? text(b, 'b', path) : b,
  ];
  if (sameScalar(left as string, right as string)) return true;
  const opened = [left, right].map((side) => (typeof side === 'string' ? jsonIn(side) : undefined));
  return (
    opened[0] !== undefined && opened[1] !== undefined && canonical(opened[0] as Json) === canonical(opened[1] as Json)
  );
}

function compareMaps(
  a: { readonly [key: string]: Json },
  b: { readonly [key: string]: Json },
  path: Path,
  run: Run,
): void {
  // A name may hold a region too: `kubernetes.io/cluster/app-us-east-1`.
  const named = (map: { readonly [key: string]: Json }, side: Side) =>
    new Map(Object.keys(map).map((key) => [run.options.text?.(key, side, path) ?? key, map[key]] as const));
  const [left, right] = [named(a, 'a'), named(b, 'b')];
  for (const name of new Set([...left.keys(), ...right.keys()]))
    compare(left.get(name), right.get(name), [...path, literalName(name)], run);
}

function compareLists(a: readonly Json[], b: readonly Json[], path: Path, run: Run): void {
  const sorted = run.options.unordered?.(path) === true;
  const [left, right] = sorted ? [inOrder(a, 'a', path, run.options), inOrder(b, 'b', path, run.options)] : [a, b];
  if (left.length !== right.length) {
    run.differences.push({ path, a: left, b: right });
    return;
  }
  for (const [at, item] of left.entries()) compare(item, right[at], [...path, at], run);
}

function inOrder(items: readonly Json[], side: Side, path: Path, options: SameOptions): readonly Json[] {
  const keyed = items.map((item) => [spelled(item, side, path, options), item] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

/** A design in one spelling: tokens in its texts, common names of resources, members in the order of their names. */
function spelled(design: Json, side: Side, path: Path, options: SameOptions): string {
  const say = (text: string) => options.text?.(text, side, path) ?? text;
  const walk = (node: Json): Json => {
    const hole = asHole(node);
    if (hole !== null) return { hole: holeSpelled(hole) };
    const parts = asText(node);
    if (parts !== null)
      return { text: parts.map((part) => (typeof part === 'string' ? say(part) : holeSpelled(part))) };
    if (typeof node === 'string') return say(node);
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return String(node);
    return { map: Object.fromEntries(Object.entries(node).map(([key, item]) => [say(key), walk(item)])) };
  };
  const holeSpelled = (hole: Hole): Json => {
    if ('resource' in hole)
      return ['resource', options.resource?.(hole.resource, side) ?? hole.resource, hole.attribute ?? ''];
    if ('import' in hole) return ['import', walk(hole.import)];
    if ('dynamic' in hole) return ['dynamic', walk(hole.dynamic)];
    if ('zones' in hole) return ['zones', walk(hole.zones)];
    if ('function' in hole) return ['function', hole.function, walk(hole.argument)];
    return hole as unknown as Json;
  };
  return canonical(walk(design));
}

function canonical(data: Json): string {
  if (Array.isArray(data)) return `[${data.map(canonical).join(',')}]`;
  if (typeof data !== 'object' || data === null) return JSON.stringify(data);
  const parts = Object.entries(data).map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`);
  return `{${parts.sort().join(',')}}`;
}
