// How the name of a resource may be read with a generated tail, seen from its place: also in front of its region, and cut to what AWS allows.
import { isAtLimit } from '../normalise/cut-names.ts';
import { type DrawnTail, drawnTailOf } from '../normalise/drawn-tails.ts';
import { type Tail, tailsOf } from '../normalise/generated-tails.ts';
import type { Item } from './cluster.ts';

/** What of its place a name ends with: `-<region>`, `-<account>-<region>a`. */
const PLACE_BEHIND = /^(.+?)((?:[-_.]<(?:region|account)[^>]*>[a-f]?)+)$/;

/**
 * The readings of a name, the surest first; stems without the words of the place.
 *
 * @param token a text with the words of the place taken out
 */
export function tailsIn(
  { resource: { name }, place }: Item,
  token: (text: string, place: string) => string,
): readonly Tail[] {
  if (!name) return [];
  const told = token(name, place);
  const behind = tailsOf(told);
  // Nobody gives two names of just the length that a service allows.
  if (behind.length > 0) return isAtLimit(name) ? behind.map(unlikely) : behind;
  const [, before = '', after = ''] = PLACE_BEHIND.exec(told) ?? [];
  return tailsOf(before).map((tail) => ({ ...tail, stem: `${tail.stem}${after}` }));
}

/** The reading with a tail that is drawn like those of many other names, or null; a stem without the words of the place. */
export function drawnTailIn(
  { resource: { name }, place }: Item,
  token: (text: string, place: string) => string,
): DrawnTail | null {
  if (!name) return null;
  const told = token(name, place);
  const [, before = told, after = ''] = PLACE_BEHIND.exec(told) ?? [];
  const tail = drawnTailOf(before);
  return tail && { ...tail, stem: `${tail.stem}${after}` };
}

function unlikely(tail: Tail): Tail {
  return tail.trust === 'possible' ? { ...tail, trust: 'unlikely' } : tail;
}

/**
 * Readings of names that were cut to one length: a longer region leaves less of what follows it, `…-<region>-function` beside
 * `…-<region>-funct`. Null for a name that no service can have cut.
 */
export function cutTail(item: Item, token: (text: string, place: string) => string): Tail | null {
  const { name } = item.resource;
  const [tail] = name && isAtLimit(name) ? tailsIn(item, token) : [];
  return tail === undefined ? null : { ...tail, form: `${tail.form}, cut at ${name?.length}` };
}

/** Whether two names agree up to a tail, or as far as what they were cut to. */
export function agreeUpToTail(a: Item, b: Item, token: (text: string, place: string) => string): boolean {
  const theirs = tailsIn(b, token);
  if (tailsIn(a, token).some(({ stem, form }) => theirs.some((one) => one.stem === stem && one.form === form)))
    return true;
  const [one, other] = [drawnTailIn(a, token), drawnTailIn(b, token)];
  if (one?.looksDrawn && other?.looksDrawn && one.stem === other.stem && one.form === other.form) return true;
  const [left, right] = [cutTail(a, token), cutTail(b, token)];
  if (left === null || right === null || left.form !== right.form) return false;
  return left.stem.startsWith(right.stem) || right.stem.startsWith(left.stem);
}
