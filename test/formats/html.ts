/** The page has no more tags that run or load than it has with harmless names. */
import { expect } from 'vitest';
import { count, type Held } from './held.ts';

export default {
  wellFormed: (text, _, plain) => {
    for (const tag of [/<script\b/gi, /<style\b/gi, /<img\b/gi, /<iframe\b/gi, /<\/html>/gi])
      expect(count(text, tag)).toBe(count(plain, tag));
    expect(text).not.toMatch(/ on\w+="/i);
  },
} satisfies Held;
