/** Declared numbers and values, and whether something fits them. */
import type { Json } from '../snapshot/snapshot.ts';
import type { Expectation } from './baseline.ts';

/** A declared number as a range, both ends included. */
export type Count = { readonly min: number; readonly max: number };

/** `3`, `">=1"`, `"<= 2"`, `"> 1"`. */
export function parseCount(count: number | string): Count {
  const [, sign = '=', digits = ''] = /^(>=|<=|>|<|=|==)?\s*(\d+)$/.exec(String(count).trim()) ?? [];
  const number = Number(digits);
  if (sign === '>=') return { min: number, max: Number.POSITIVE_INFINITY };
  if (sign === '>') return { min: number + 1, max: Number.POSITIVE_INFINITY };
  if (sign === '<=') return { min: 0, max: number };
  if (sign === '<') return { min: 0, max: number - 1 };
  return { min: number, max: number };
}

/** Whether a number is the declared one. */
export function countFits(count: number | string, number: number): boolean {
  const { min, max } = parseCount(count);
  return min <= number && number <= max;
}

/** The count as a sentence says it: `exactly 1`, `at least 2`, `1 to 3`. */
export function inWords({ min, max }: Count): string {
  if (max === min) return `exactly ${min}`;
  if (max === Number.POSITIVE_INFINITY) return `at least ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

export type Expected = NonNullable<Expectation['properties']>[string];

/**
 * Whether a value is what the baseline says; undefined = the property is not set.
 *
 * @param other the value of another property of the same resource, for `sameAs`
 */
export function meets(
  expected: Expected,
  actual: Json | undefined,
  other: (property: string) => Json | undefined = () => undefined,
): boolean {
  if (expected === null) return actual === undefined || actual === null;
  if (typeof expected === 'object') {
    if ('present' in expected) return expected.present === (actual !== undefined && actual !== null);
    if (actual === undefined) return false;
    if ('count' in expected) return Array.isArray(actual) && countFits(expected.count, actual.length);
    if ('sameAs' in expected) {
      const wanted = other(expected.sameAs);
      return wanted !== undefined && canonical(wanted) === canonical(actual);
    }
    if ('oneOf' in expected) return expected.oneOf.some((one) => equal(one, actual));
    if ('equals' in expected) return canonical(expected.equals as Json) === canonical(actual);
    return isScalar(actual) && new RegExp(expected.matches).test(String(actual));
  }
  if (actual === undefined) return false;
  const comparison = typeof expected === 'string' ? /^(>=|<=|>|<|!=|==|=)\s*(.+)$/.exec(expected) : null;
  return comparison ? compares(comparison[1] as string, actual, comparison[2] as string) : equal(expected, actual);
}

/** What was expected, for a sentence. */
export function describe(expected: Expected): string {
  if (expected === null) return 'nothing';
  if (typeof expected !== 'object') return String(expected);
  if ('present' in expected) return expected.present ? 'any value' : 'nothing';
  if ('oneOf' in expected) return `one of ${expected.oneOf.join(', ')}`;
  if ('equals' in expected) return JSON.stringify(expected.equals);
  if ('count' in expected) return `a list of ${inWords(parseCount(expected.count))}`;
  if ('sameAs' in expected) return `what ${expected.sameAs} is`;
  return `a match of ${expected.matches}`;
}

/** CloudFormation writes numbers and booleans as text in places: `7` and `"7"` are one value. */
function equal(expected: string | number | boolean, actual: Json): boolean {
  return isScalar(actual) && String(expected) === String(actual);
}

function compares(sign: string, actual: Json, text: string): boolean {
  if (!isScalar(actual)) return false;
  if (sign === '!=') return String(actual) !== text;
  if (sign === '=' || sign === '==') return String(actual) === text;
  const order = typeof actual === 'number' ? actual - Number(text) : versionOrder(String(actual), text);
  if (order === undefined || Number.isNaN(order)) return false;
  if (sign === '>=') return order >= 0;
  if (sign === '<=') return order <= 0;
  return sign === '>' ? order > 0 : order < 0;
}

/** Whether a text has its place in an order: a number or a version. */
export function ordered(text: string): boolean {
  return /^-?\d+(\.\d+)*$/.test(text);
}

/** Versions (`8.0.36`) and whole numbers, part by part; undefined = one of them is neither. */
function versionOrder(a: string, b: string): number | undefined {
  const parts = (text: string) => (ordered(text) ? text.split('.').map(Number) : undefined);
  const [left, right] = [parts(a), parts(b)];
  if (!left || !right) return undefined;
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function isScalar(value: Json): boolean {
  return value !== null && typeof value !== 'object';
}

/** JSON with sorted members. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_, member) =>
    member && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
