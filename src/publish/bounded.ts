import { cut } from '../report/escape.ts';
import { plain } from '../report/facts.ts';

/** One harmless line of at most `max` characters; making a text harmless lengthens it. */
export function bounded(text: string, max: number): string {
  return cut(plain(text, max), max);
}
