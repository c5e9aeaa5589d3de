/** How large a value is: a text that holds itself twice, thirty times over, is a billion characters. */
import type { Hole } from './holes.ts';
import type { Value } from './values.ts';

/** Characters of one text. CloudFormation takes templates of 1 MB, and no value of a resource is as long. */
export const LONGEST_TEXT = 1_000_000;
export const TOO_LONG = 'it would be longer than any template';

/** A hole in a text counts as so many characters. */
const HOLE = 16;
/** Characters that cost as much as one value. */
const CHARACTERS = 16;

/** Characters of a text with holes; a hole counts as some. */
export function lengthOf(parts: readonly (string | Hole)[]): number {
  return parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : HOLE), 0);
}

/** What a value that a function made costs of the work that a template may ask for. */
export function costOf(value: Value): number {
  if (value.kind === 'literal') return typeof value.value === 'string' ? 1 + value.value.length / CHARACTERS : 1;
  if (value.kind === 'text') return 1 + lengthOf(value.parts) / CHARACTERS;
  if (value.kind === 'list') return value.items.reduce((sum, item) => sum + costOf(item), 1);
  if (value.kind !== 'map') return 1;
  return [...value.entries].reduce((sum, [, item]) => sum + costOf(item), 1);
}
