/** CSV closes its quotes and holds nothing that a spreadsheet would take for a formula. */
import { expect } from 'vitest';
import { count, type Held } from './held.ts';

export default {
  wellFormed: (text) => {
    expect(count(text, /"/g) % 2).toBe(0);
    expect(text.replace(/^\ufeff/, '')).not.toMatch(/(?:^|,)"?[=@\t\r]/m);
  },
} satisfies Held;
