/** JSON Lines are JSON line by line, each with its kind, and have every finding. */
import { expect } from 'vitest';
import type { Held } from './held.ts';

export default {
  wellFormed: (text, result) => {
    expect(text.endsWith('\n')).toBe(true);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly kind: string });
    for (const { kind } of lines) expect(kind).toMatch(/^(result|cause|finding|gap|row|rule|waiver)$/);
    expect(lines.filter(({ kind }) => kind === 'finding')).toHaveLength(result.findings.length);
    expect(lines.filter(({ kind }) => kind === 'result')).toHaveLength(1);
  },
} satisfies Held;
