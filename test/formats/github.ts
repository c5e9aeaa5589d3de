/** Every line is a command to GitHub's runner, and one of three. */
import { expect } from 'vitest';
import type { Held } from './held.ts';

export default {
  wellFormed: (text) => {
    for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^::(error|warning|notice) /);
  },
} satisfies Held;
