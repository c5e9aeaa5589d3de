/** What is wrong with a design in a snapshot's line: its holes are told by their form, and a file may hold any. */

type Members = { readonly [name: string]: unknown };

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown) => typeof value === 'string';
const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

type Problem = string | null;
const text = (value: unknown): Problem => (isText(value) ? null : 'a hole names no text');

/** Each kind of hole by the member that tells it (`template/holes.ts` has them), and what is wrong with what stands there. */
const KINDS: { readonly [member: string]: (value: unknown, hole: Members) => Problem } = {
  resource: (value, { attribute = '' }) => text(value) ?? text(attribute),
  parameter: text,
  pseudo: text,
  unknown: text,
  import: designFault,
  dynamic: designFault,
  zones: designFault,
  oneOf: (value, { reason }) =>
    Array.isArray(value) && value.length > 0 && value.every(isScalar) && isText(reason)
      ? null
      : 'a hole has no choices',
  function: (value, hole) =>
    text(value) ?? (Object.hasOwn(hole, 'argument') ? designFault(hole.argument) : NO_ARGUMENT),
};
const NO_ARGUMENT = 'a function in it has no argument';

/** Why a value is no design, in words; null when it is one. Bounded depth is the caller's to see to. */
export function designFault(design: unknown): Problem {
  if (typeof design !== 'object') return design === undefined ? 'a design is missing' : null;
  if (design === null) return null;
  if (Array.isArray(design)) return first(design, designFault);
  const { '?': hole, '?text': parts } = design as Members;
  if (hole !== undefined) return holeFault(hole);
  if (parts === undefined) return first(Object.values(design), designFault);
  if (!Array.isArray(parts)) return 'a text with holes is no list';
  return first(parts, (part) => (isText(part) ? null : holeFault(part)));
}

function holeFault(hole: unknown): Problem {
  if (!isObject(hole)) return 'a hole is no object';
  const kinds = Object.keys(KINDS).filter((member) => Object.hasOwn(hole, member));
  return kinds.length === 0 ? 'a hole is of no kind' : first(kinds, (kind) => KINDS[kind]?.(hole[kind], hole) ?? null);
}

function first<T>(values: readonly T[], faultOf: (value: T) => Problem): Problem {
  for (const value of values) {
    const fault = faultOf(value);
    if (fault !== null) return fault;
  }
  return null;
}
