/** A GitLab code-quality report is a list of issues with the members that GitLab reads. */
import { expect } from 'vitest';
import type { Held } from './held.ts';

export default {
  wellFormed: (text) => {
    for (const issue of JSON.parse(text))
      expect(Object.keys(issue)).toEqual(expect.arrayContaining(['description', 'fingerprint', 'location']));
  },
} satisfies Held;
