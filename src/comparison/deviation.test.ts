import { describe, expect, it } from 'vitest';
import { comparable, numericDeviation, worseOf } from './comparators.ts';
import { deviating, leaningOnAnother } from './deviation.ts';

const say = (values: Record<string, string>) => new Map(Object.entries(values));

describe('deviating', () => {
  it.each<[string, Record<string, string>, string | null, readonly string[], readonly string[]]>([
    ['the reference decides, also against the majority', { a: '1', b: '2', c: '2' }, 'a', [], ['b', 'c']],
    ['the majority decides', { a: '1', b: '2', c: '2' }, null, [], ['a']],
    ['two differ: both', { a: '1', b: '2' }, null, [], ['a', 'b']],
    ['two differ: the worse', { a: '1', b: '2' }, null, ['b'], ['b']],
    ['a tie of four: all', { a: '1', b: '1', c: '2', d: '2' }, null, [], ['a', 'b', 'c', 'd']],
    ['a tie of four: the worse', { a: '1', b: '1', c: '2', d: '2' }, null, ['c', 'd'], ['c', 'd']],
    ['no majority of three kinds', { a: '1', b: '2', c: '3' }, null, [], ['a', 'b', 'c']],
    ['an unread reference decides nothing', { a: '1', b: '2', c: '2' }, 'x', [], ['a']],
    ['worse on all sides tells nothing', { a: '1', b: '2' }, null, ['a', 'b'], ['a', 'b']],
  ])('%s', (_, values, reference, worse, expected) => {
    expect(deviating(say(values), reference, () => worse)).toEqual(expected);
  });
});

describe('comparable', () => {
  it.each([
    ['10.1.0.0/16', 'same-size', '/16 of 32'],
    ['db.r6g.large', 'same-size', 'large'],
    ['8.0.35', 'same-major', '8'],
    [undefined, 'all-or-none', '<not set>'],
    ['x', 'all-or-none', 'set'],
    ['x', 'same', 'canonical'],
  ] as const)('%s by %s is %s', (value, compare, expected) =>
    expect(comparable(value, 'canonical', { compare })).toBe(expected),
  );
  it('sizes lists as sets', () => {
    const size = (value: string[]) => comparable(value, '', { compare: 'same-size' });
    expect(size(['10.1.0.0/16', '10.2.0.0/20'])).toBe(size(['10.8.0.0/20', '10.9.0.0/16']));
    expect(size(['10.1.0.0/16'])).not.toBe(size(['10.1.0.0/16', '10.2.0.0/20']));
  });
});

describe('numbers', () => {
  const numbers = new Map([
    ['a', 100],
    ['b', 90],
    ['c', 80],
  ]);
  it('within a part of the largest', () =>
    expect(numericDeviation(numbers, { compare: 'within', percent: 15 })).toEqual(['c']));
  it('only the smaller deviate', () => expect(numericDeviation(numbers, { compare: 'at-least' })).toEqual(['b', 'c']));
  it('are needed', () => expect(numericDeviation(new Map([['a', 'x']]), { compare: 'at-least' })).toBeNull());
});

describe('worseOf', () => {
  const flags = new Map([
    ['a', true],
    ['b', false],
    ['c', undefined],
  ]);
  it('knows the worse side', () => {
    expect(worseOf(flags, { worse: 'false' })).toEqual(['b', 'c']);
    expect(worseOf(flags, { worse: 'true' })).toEqual(['a']);
    expect(worseOf(flags, { worse: 'absent' })).toEqual(['c']);
    expect(worseOf(flags, {})).toEqual([]);
    const states = new Map([
      ['a', 'Enabled'],
      ['b', 'Suspended'],
    ]);
    expect(worseOf(states, { best: 'Enabled' })).toEqual(['b']);
    expect(
      worseOf(
        new Map([
          ['a', 7],
          ['b', 1],
        ]),
        { worse: 'smaller' },
      ),
    ).toEqual(['b']);
    expect(
      worseOf(
        new Map([
          ['a', 7],
          ['b', 1],
        ]),
        { worse: 'larger' },
      ),
    ).toEqual(['a']);
  });
});

describe('what all say word for word', () => {
  const arn = (region: string) => `arn:aws:lambda:${region}:111122223333:function:index`;
  const places = ['us-east-1', 'eu-central-1', 'eu-west-1'];
  const leads = (text: string) => (place: string) => !text.includes(place);
  it('deviates where it is another region’s, not where it is the own', () => {
    for (const own of places) {
      const values = new Map(places.map((place) => [place, arn(own)]));
      expect(leaningOnAnother(values, leads(arn(own)))).toEqual(places.filter((place) => place !== own));
    }
  });
  it('tells nobody where it is nobody’s own, or where they do not say the same', () => {
    expect(leaningOnAnother(new Map(places.map((place) => [place, arn('ap-south-1')])), () => true)).toEqual([]);
    expect(leaningOnAnother(new Map(places.map((place) => [place, arn(place)])), () => true)).toEqual([]);
    expect(leaningOnAnother(new Map(places.map((place) => [place, 'index'])), () => false)).toEqual([]);
  });
});
