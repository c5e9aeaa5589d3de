/** Properties that are one text everywhere. */
import { own } from '../common/own-member.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import { holdsBlocks } from './blocks.ts';
import type { RowInput, Values } from './row-input.ts';
import { obstacles } from './same-properties.ts';

/** Read everywhere, one and the same, and so from everywhere: most properties of most rows, known without a closer look. */
export function isOneText(
  known: Iterable<Resource>,
  property: string,
  { collector, comparators, world }: RowInput,
): boolean {
  if (obstacles(collector, comparators).properties.has(property)) return false;
  let first: string | undefined;
  for (const { properties, unread } of known) {
    const value = own(properties, property);
    if (value === undefined || Object.hasOwn(unread, property)) return false;
    const text = JSON.stringify(value);
    if (first !== undefined && text !== first) return false;
    first = text;
  }
  return first !== undefined && !world.isRegional(first);
}

/** The same number, switch or word everywhere, and a word that reads the same from everywhere: known without a closer look. */
export function isOneValue(values: Values, property: string, { collector, world }: RowInput): boolean {
  const [first] = values.values();
  if (typeof first === 'object' || (typeof first === 'string' && holdsBlocks(collector, property))) return false;
  for (const value of values.values()) if (value !== first) return false;
  return typeof first !== 'string' || (!own(collector?.references, property) && !world.isRegional(first));
}
