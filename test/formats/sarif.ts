/** SARIF is JSON that says its version. */
import { expect } from 'vitest';
import type { Held } from './held.ts';

export default { wellFormed: (text) => expect(JSON.parse(text).version).toBe('2.1.0') } satisfies Held;
