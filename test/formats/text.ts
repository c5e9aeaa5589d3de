/** No line of the text is a command to a CI runner. */
import { expect } from 'vitest';
import type { Held } from './held.ts';

export default { wellFormed: (text) => expect(text).not.toMatch(/^::|^##\[/m) } satisfies Held;
