/** JUnit is legal XML with one root. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect } from 'vitest';
import type { Held } from './held.ts';

export default {
  wellFormed: (text) => {
    expect(XMLValidator.validate(text)).toBe(true);
    expect(new XMLParser().parse(text).testsuites).toBeDefined();
  },
} satisfies Held;
