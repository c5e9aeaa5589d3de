import { describe, expect, it } from 'vitest';
import { coverageOf, told } from '../scripts/coverage/coverage.ts';
import type { Rung } from '../src/collectors/generic/rungs.ts';

const RUNGS: { readonly [type: string]: Rung } = {
  A: { depth: 'live', by: 'collector' },
  B: { depth: 'live', by: 'generic' },
  C: { depth: 'declared', by: 'template', reason: 'no handler' },
  D: { depth: 'presence', by: 'listing', reason: 'no type' },
};
const frequency = {
  types: ['A', 'B', 'C', 'D'],
  templates: {
    one: [
      [[0, 2]],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    other: [
      [
        [1, 1],
        [3, 1],
      ],
    ],
  },
} as const;

describe('coverage', () => {
  const coverage = coverageOf(frequency, (type) => RUNGS[type] as Rung);

  it('counts resources by how they are read, and templates by their least known resource', () => {
    expect(coverage).toMatchObject({
      resources: 8,
      templates: 3,
      by: { collector: 3, generic: 1, template: 3, listing: 1 },
      wholly: { live: 1, declared: 2 },
    });
    expect(coverage.missing.map(({ type, resources }) => [type, resources])).toEqual([
      ['C', 3],
      ['D', 1],
    ]);
  });

  it('is told as shares', () => {
    expect(told(coverage)).toContain('live                                 50.0 %');
    expect(told(coverage)).toContain('declared or better                   87.5 %');
    expect(told(coverageOf({ types: [], templates: {} }, () => RUNGS.A as Rung))).toContain(
      '0 resources in 0 templates',
    );
  });
});
