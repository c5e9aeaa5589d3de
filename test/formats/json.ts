/** The JSON report is JSON, and has every finding. */
import { expect } from 'vitest';
import type { Held } from './held.ts';

export default {
  wellFormed: (text, result) => expect(JSON.parse(text).findings).toHaveLength(result.findings.length),
} satisfies Held;
