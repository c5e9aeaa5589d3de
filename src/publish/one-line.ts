/** One harmless line of bounded length. */
import { plain } from '../report/facts.ts';

/** One harmless line of at most `max` characters: making a text harmless, and saying that it was cut, lengthen it. */
export function bounded(text: string, max: number): string {
  const line = plain(text, max);
  return line.length <= max ? line : `${line.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
