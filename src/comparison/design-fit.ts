/** Whether what a place has fits what its own template designed. */

import type { Collector } from '../collectors/collector.ts';
import { own } from '../common/own-member.ts';
import { isDigest } from '../snapshot/digest.ts';
import type { Json } from '../snapshot/snapshot.ts';
import { type Difference, fits } from '../template/fits.ts';
import { asHole, asText, type Hole, holesIn } from '../template/holes.ts';
import type { Path } from '../template/raw.ts';
import type { DesignNode } from './design-node.ts';
import type { Designs, OwnDesign } from './designs.ts';
import { valuesOfHole } from './hole-values.ts';

/** `as-designed`: it is what the template says. `changed`: it is not. `not-designed`: the template does not say anything. */
export type DesignState = 'as-designed' | 'changed' | 'not-designed' | 'unknown';

export type Fitting = {
  readonly state: DesignState;
  /** What is there beside the design, in maps that AWS fills: path and value. */
  readonly beside: readonly (readonly [string, Json])[];
  /** Whether every hole was held against what it leads to. */
  readonly resolved: boolean;
};

const certain = (state: DesignState): Fitting => ({ state, beside: [], resolved: true });

/** Holds the live value of a place against its design. Whatever cannot be told is `unknown`, never changed. */
export function fitting(
  node: DesignNode,
  live: Json | undefined,
  own: OwnDesign,
  designs: Designs,
  collector: Collector | undefined,
): Fitting {
  if (node.state === 'unknown') return certain('unknown');
  if (node.state === 'not-designed') return certain(live === undefined ? 'as-designed' : 'not-designed');
  const schema = schemas(collector);
  const { state, differences, unknowns } = fits(
    node.value,
    live,
    {
      resolve: (hole) => valuesOfHole(hole, own, designs),
      unordered: (path) => schema.isUnordered(path),
      oneIsList: (path) => schema.isPolicy(path),
      closed: () => true,
      masked: true,
    },
    node.path,
  );
  const beside = differences.filter(isBeside);
  const hard = differences.filter((one) => !isBeside(one));
  const resolved = [...holesIn(node.value)].every((hole) => valuesOfHole(hole, own, designs) !== undefined);
  const more = beside.map(({ path, live: value }) => [path.join('.'), value as Json] as const);
  const valuesOf = (hole: Hole) => valuesOfHole(hole, own, designs);
  if (hard.some((one) => isCertain(one, valuesOf))) return { state: 'changed', beside: more, resolved };
  if (hard.length > 0 || unknowns.length > 0) return { ...certain('unknown'), beside: more };
  return { state: state === 'unknown' ? 'unknown' : 'as-designed', beside: more, resolved };
}

/** A member of a map that nobody designed: AWS fills maps. One more item of a list is another list. */
function isBeside({ kind, path }: Difference): boolean {
  return kind === 'more' && typeof path.at(-1) === 'string';
}

/** Digests of two makings do not compare, an order may be AWS's, and what is off may be left out of an answer. */
function isCertain(
  { kind, designed, live }: Difference,
  valuesOf: (hole: Hole) => readonly Json[] | undefined,
): boolean {
  if (kind === 'order' || mayBeRespelled(designed, live, valuesOf)) return false;
  if (kind === 'absent') return !isNothing(designed);
  return isDigest(live) === isDigest(designed) && !holdsDigest(live) && !holdsDigest(designed);
}

/** What a hole stands for, told as its ARN or its id where the other is known: nobody changed it for that. */
function mayBeRespelled(
  designed: Json | undefined,
  live: Json | undefined,
  valuesOf: (hole: Hole) => readonly Json[] | undefined,
): boolean {
  if (designed === undefined || live === undefined || live === null) return false;
  const text = typeof live === 'string' ? live : JSON.stringify(live);
  const holes = [...holesIn(designed)];
  const known = holes.map(valuesOf);
  if (known.includes(undefined) && holes.length > 0) return true;
  return known
    .flatMap((values) => values ?? [])
    .some((value) => text.includes(String(value)) || String(value).includes(text));
}

function holdsDigest(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && /"digest:[0-9a-f]{8}:/.test(JSON.stringify(value));
}

function isNothing(designed: Json | undefined): boolean {
  if (designed === undefined || designed === null) return true;
  if (asHole(designed) !== null || asText(designed) !== null) return false;
  if (typeof designed === 'object') return Object.values(designed).every((one) => isNothing(one as Json));
  return designed === '' || designed === 0 || String(designed).toLowerCase() === 'false' || designed === '0';
}

/** What a type declares of its lists and policies, by paths without the places in lists. */
export function schemas(collector: Collector | undefined) {
  const nameOf = (path: Path) => path.filter((part) => typeof part === 'string').join('.');
  const isPolicy = (path: Path) => {
    const schema = nameOf(path);
    return (collector?.policies ?? []).some((one) => schema === one || schema.startsWith(`${one}.`));
  };
  const isUnordered = (path: Path) => {
    const schema = nameOf(path);
    return isPolicy(path) || collector?.sets?.includes(schema) === true || own(collector?.keyed, schema) !== undefined;
  };
  return { isPolicy, isUnordered };
}
