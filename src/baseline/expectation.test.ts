import { describe, expect, it } from 'vitest';
import type { Json } from '../snapshot/snapshot.ts';
import { countFits, describe as describeExpected, type Expected, inWords, meets, parseCount } from './expectation.ts';

describe('a number', () => {
  it.each([
    [3, 3, 3, 'exactly 3'],
    ['3', 3, 3, 'exactly 3'],
    ['= 3', 3, 3, 'exactly 3'],
    ['>=1', 1, Number.POSITIVE_INFINITY, 'at least 1'],
    ['> 1', 2, Number.POSITIVE_INFINITY, 'at least 2'],
    ['<= 2', 0, 2, 'at most 2'],
    ['<2', 0, 1, 'at most 1'],
  ] as const)('%s', (count, min, max, words) => {
    expect(parseCount(count)).toEqual({ min, max });
    expect(inWords(parseCount(count))).toBe(words);
  });
  it('fits within its ends', () => {
    expect([0, 1, 2].map((number) => countFits('>=1', number))).toEqual([false, true, true]);
    expect([2, 3, 4].map((number) => countFits(3, number))).toEqual([false, true, false]);
  });
});

const cases: readonly (readonly [Expected, Json | undefined, boolean])[] = [
  [true, true, true],
  [true, 'true', true],
  [true, false, false],
  [true, undefined, false],
  [7, 7, true],
  [7, '7', true],
  [7, 8, false],
  ['gp3', 'gp3', true],
  ['gp3', ['gp3'], false],
  [{ count: '>=2' }, ['a', 'b'], true],
  [{ count: '>=2' }, ['a'], false],
  [{ count: 0 }, [], true],
  [{ count: 0 }, undefined, false],
  [{ count: 1 }, 'a', false],
  ['>=7', 7, true],
  ['>=7', 14, true],
  ['>=7', '14', true],
  ['>=7', 1, false],
  ['>=7', undefined, false],
  ['>= 7', null, false],
  ['>=7', 'many', false],
  ['<0.5', 0.25, true],
  ['<0.5', 0.5, false],
  ['>=8.0.36', '8.0.9', false],
  ['>=8.0.36', '8.0.40', true],
  ['>=8.0.36', '8.1', true],
  ['>15', '15.4', true],
  ['!=gp2', 'gp3', true],
  ['!=gp2', 'gp2', false],
  ['=gp2', 'gp2', true],
  [null, undefined, true],
  [null, null, true],
  [null, 'x', false],
  [{ present: true }, false, true],
  [{ present: true }, undefined, false],
  [{ present: false }, undefined, true],
  [{ present: false }, 'x', false],
  [{ oneOf: ['a', 2] }, '2', true],
  [{ oneOf: ['a', 2] }, 'b', false],
  [{ equals: { a: [1], b: 2 } }, { b: 2, a: [1] }, true],
  [{ equals: [1, 2] }, [2, 1], false],
  [{ equals: [] }, undefined, false],
  [{ matches: '^aurora-' }, 'aurora-mysql', true],
  [{ matches: '^aurora-' }, 'mysql', false],
  [{ matches: '.' }, ['x'], false],
];

describe('a value', () => {
  it.each(cases)('%j against %j: %s', (expected, actual, met) => {
    expect(meets(expected, actual)).toBe(met);
  });
  it('is said in words', () => {
    const said = [
      null,
      true,
      '>=7',
      { present: true },
      { present: false },
      { oneOf: ['a', 2] },
      { equals: [1] },
      { matches: '^a' },
    ];
    expect(said.map((one) => describeExpected(one as Expected))).toEqual([
      'nothing',
      'true',
      '>=7',
      'any value',
      'nothing',
      'one of a, 2',
      '[1]',
      'a match of ^a',
    ]);
  });
});

describe('what another property is', () => {
  const other = (property: string) => ({ DesiredCount: 2 })[property];
  it.each([
    ['DesiredCount', 2, true],
    ['DesiredCount', 1, false],
    ['DesiredCount', undefined, false],
    ['Unset', 2, false],
  ] as const)('%s, %s', (sameAs, actual, met) => expect(meets({ sameAs }, actual, other)).toBe(met));
});
