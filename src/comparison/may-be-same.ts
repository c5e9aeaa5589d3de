/** Whether two values of which something could not be told may be one, so that what is not known hides no difference. */
import type { Json } from '../snapshot/snapshot.ts';
import { UNKNOWN } from './reading.ts';

/** @param a @param b canonical texts; what is unknown in either may be anything */
export function mayBeSame(a: string, b: string): boolean {
  if (a === b) return true;
  if (!a.includes(UNKNOWN) && !b.includes(UNKNOWN)) return false;
  return fits(parsed(a), parsed(b));
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function fits(a: Json, b: Json): boolean {
  if (a === UNKNOWN || b === UNKNOWN) return true;
  if (typeof a === 'string' && typeof b === 'string') return fitsText(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return fitsList(a, b);
  if (isObject(a) && isObject(b)) return fitsMembers(a, b);
  return a === b;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Beginning and end are held against each other as far as both are told. */
function fitsText(a: string, b: string): boolean {
  if (!a.includes(UNKNOWN) && !b.includes(UNKNOWN)) return a === b;
  const [headA = '', headB = ''] = [a, b].map((text) => text.split(UNKNOWN)[0] as string);
  const [tailA = '', tailB = ''] = [a, b].map((text) => text.split(UNKNOWN).at(-1) as string);
  const open = { a: a.includes(UNKNOWN), b: b.includes(UNKNOWN) };
  const begins =
    open.a && open.b
      ? headA.startsWith(headB) || headB.startsWith(headA)
      : open.a
        ? b.startsWith(headA)
        : a.startsWith(headB);
  const ends =
    open.a && open.b ? tailA.endsWith(tailB) || tailB.endsWith(tailA) : open.a ? b.endsWith(tailA) : a.endsWith(tailB);
  return begins && ends;
}

/** Whatever the order: each element of one with one of the other that it fits. */
function fitsList(a: readonly Json[], b: readonly Json[]): boolean {
  if (a.length !== b.length) return false;
  const rest = b.map((item) => JSON.stringify(item));
  const open = a.filter((item) => {
    const at = rest.indexOf(JSON.stringify(item));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  const left = rest.map(parsed);
  const taken = new Map<number, number>();
  const place = (index: number, seen: Set<number>): boolean => {
    for (let at = 0; at < left.length; at++) {
      if (seen.has(at) || !fits(open[index] as Json, left[at] as Json)) continue;
      seen.add(at);
      const before = taken.get(at);
      if (before === undefined || place(before, seen)) {
        taken.set(at, index);
        return true;
      }
    }
    return false;
  };
  return open.every((_, index) => place(index, new Set()));
}

function fitsMembers(a: { readonly [key: string]: Json }, b: { readonly [key: string]: Json }): boolean {
  const pairs = (one: { readonly [key: string]: Json }) =>
    Object.entries(one).map(([key, value]) => [key, value] as Json);
  return fitsList(pairs(a), pairs(b));
}
