/** OCSF events stand one a line, each JSON. */
import { expect } from 'vitest';
import type { Held } from './held.ts';

export default {
  wellFormed: (text) => {
    for (const line of text.trimEnd().split('\n')) expect(JSON.parse(line)).toBeTypeOf('object');
  },
} satisfies Held;
