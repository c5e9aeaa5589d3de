import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../snapshot/snapshot.ts';
import { type FitOptions, fits } from './fits.ts';
import { type Hole, holeJson, textJson } from './holes.ts';
import { matchesText } from './text-match.ts';

const key: Hole = { resource: 'Key', attribute: 'Arn' };
const KEY = holeJson(key);
const UNKNOWN = holeJson({ unknown: 'a macro' });
const state = (designed: Json, live: Json | undefined, options?: FitOptions) => fits(designed, live, options).state;
const found = (designed: Json, live: Json | undefined, options?: FitOptions) =>
  fits(designed, live, options).differences.map(({ path, kind }) => [kind, path.join('.')]);

describe('literals', () => {
  it.each<[Json, Json | undefined, string]>([
    ['a', 'a', 'fits'],
    ['a', 'A', 'unknown'],
    ['a', 'b', 'differs'],
    ['key\n', 'key', 'unknown'],
    ['8.0', '8.0.45', 'unknown'],
    ['8.0', '8.01', 'differs'],
    ['1.6.22', '1.6', 'unknown'],
    ['10.0.0.1', '10.0.0.10', 'differs'],
    ['alias/aws/s3', 'arn:aws:kms:us-east-1:111111111111:alias/aws/s3', 'unknown'],
    ['alias/a', 'arn:aws:kms:us-east-1:111111111111:key/9c21-1', 'unknown'],
    ['fn', 'arn:aws:lambda:us-east-1:111111111111:function:fn', 'unknown'],
    ['fn', 'arn:aws:lambda:us-east-1:111111111111:function:other-fn', 'differs'],
    ['111111111111', 'arn:aws:iam::111111111111:root', 'unknown'],
    ['111111111111', 'arn:aws:iam::222222222222:root', 'differs'],
    ['true', true, 'fits'],
    [true, 'True', 'fits'],
    ['false', true, 'differs'],
    ['5', 5, 'fits'],
    [5, '5.0', 'fits'],
    ['5', '5.0', 'unknown'],
    ['5', '50', 'differs'],
    ['', 0, 'differs'],
    ['012', 12, 'fits'],
    [{}, undefined, 'fits'],
    [[], undefined, 'fits'],
    ['', undefined, 'fits'],
    [[], '', 'fits'],
    [{ a: [] }, {}, 'fits'],
    [{ a: [] }, undefined, 'fits'],
    [false, undefined, 'differs'],
    [{ a: 1 }, { a: 1, filled: 2 }, 'fits'],
    [{ a: 1 }, { a: 2 }, 'differs'],
    [[1], 5, 'differs'],
    [{ a: 1 }, [1], 'differs'],
    ['a', ['a'], 'differs'],
    [{ '??': 1 }, { '?': 1 }, 'fits'],
    [{ toString: 'x' }, {}, 'differs'],
  ])('%j, live %j: %s', (designed, live, told) => expect(state(designed, live)).toBe(told));

  it('says where, and both sides', () =>
    expect(fits({ a: [{ b: 1 }] }, { a: [{ b: 2 }] }).differences).toEqual([
      { path: ['a', 0, 'b'], kind: 'value', designed: 1, live: 2 },
    ]));
  it('designed and not live is absent; beside the design only where a map is closed', () => {
    expect(found({ a: 1, b: 2 }, { a: 1 })).toEqual([['absent', 'b']]);
    expect(found({ a: 1 }, { a: 1, c: 3 }, { closed: () => true })).toEqual([['more', 'c']]);
  });
});

describe('JSON in text', () => {
  it.each<[Json, Json, string]>([
    ['{"a": 1, "b": [2]}', '{"b":[2],"a":1}', 'fits'],
    [{ a: 1 }, '{"a": 1}', 'fits'],
    ['{"a": 1}', { a: 1 }, 'fits'],
    ['[1, 2]', [1, 2], 'fits'],
    ['{"a": 1}', '{"a": 2}', 'differs'],
    [textJson(['{"a": "', key, '", "b": 1}']), '{"b":1,"a":"arn:x"}', 'fits'],
    [textJson(['{"a": "x-', key, '", "b": 1}']), { b: 1, a: 'y-1' }, 'differs'],
    [textJson(['{"a": ', key, '}']), '{"a": 5 }', 'fits'],
    [textJson(['{"b": 1, "a": ', key, '}']), '{"a": 5, "b": 1}', 'unknown'],
    [{ '?': { function: 'Fn::ToJsonString', argument: { a: KEY, b: 1 } } }, '{"b":1,"a":"arn"}', 'fits'],
    [{ '?': { function: 'Fn::ToJsonString', argument: { a: KEY, b: 1 } } }, '{"b":2,"a":"arn"}', 'differs'],
  ])('%j, live %j: %s', (designed, live, told) => expect(state(designed, live)).toBe(told));
});

describe('holes', () => {
  it.each<[Json, Json | undefined, string]>([
    [KEY, 'arn:aws:kms:…', 'fits'],
    [KEY, { any: 'thing' }, 'fits'],
    [KEY, undefined, 'differs'],
    [UNKNOWN, 'x', 'unknown'],
    [UNKNOWN, undefined, 'unknown'],
    [{ a: UNKNOWN, b: 1 }, { a: 5, b: 2 }, 'differs'],
    [{ a: UNKNOWN }, undefined, 'unknown'],
    [holeJson({ oneOf: ['1.10', 1.1], reason: '' }), '1.1', 'fits'],
    [holeJson({ oneOf: ['1.10', 1.1], reason: '' }), '1.2', 'differs'],
    [textJson(['logs-', key, '-x']), 'logs-abc-x', 'fits'],
    [textJson(['logs-', key, '-x']), 'logs-abc-y', 'differs'],
    [textJson(['Logs-', key, '-x']), 'logs-abc-x', 'unknown'],
    [textJson(['logs-', key, '-x']), 'logs-x', 'differs'],
    [textJson(['logs-', key, '-x']), ['logs-a-x'], 'differs'],
    [textJson(['logs-', { unknown: 'm' }]), 'logs-1', 'unknown'],
    [textJson(['logs-', { unknown: 'm' }]), 'data-1', 'differs'],
    [textJson(['v', { oneOf: ['1.10', 1.1], reason: '' }]), 'v1.10', 'fits'],
    [textJson(['v', { oneOf: ['1.10', 1.1], reason: '' }]), 'v2', 'differs'],
    [
      holeJson({ function: 'Fn::Base64', argument: textJson(['echo ', key]) }),
      Buffer.from('echo 1').toString('base64'),
      'fits',
    ],
    [
      holeJson({ function: 'Fn::Base64', argument: textJson(['echo ', key]) }),
      Buffer.from('rm 1').toString('base64'),
      'differs',
    ],
    [holeJson({ function: 'Fn::Base64', argument: textJson(['echo ', key]) }), 'echo 1', 'differs'],
    [holeJson({ function: 'Fn::Select', argument: [0, holeJson({ zones: 'us-east-1' })] }), 'us-east-1a', 'fits'],
  ])('%j, live %j: %s', (designed, live, told) => expect(state(designed, live)).toBe(told));

  it('whose value is known must have it', () => {
    const resolve = (hole: Hole) =>
      'resource' in hole && hole.resource === 'Key' ? ['arn:aws:kms:us-east-1:1:key/2', 'alias/k'] : undefined;
    expect(state(KEY, 'alias/k', { resolve })).toBe('fits');
    expect(state(KEY, 'alias/other', { resolve })).toBe('differs');
    expect(state(textJson([key, '/*']), 'alias/k/*', { resolve })).toBe('fits');
    expect(state(textJson([key, '/*']), 'alias/other/*', { resolve })).toBe('differs');
    expect(state(holeJson({ resource: 'Other' }), 'anything', { resolve })).toBe('fits');
  });
  it('functions of holes are worked out once the holes are known', () => {
    const argument: Json = [5, holeJson({ function: 'Fn::Split', argument: [':', KEY] })];
    const resolve = (hole: Hole) => ('resource' in hole ? ['arn:aws:kms:us-east-1:1:key/2'] : undefined);
    expect(state(holeJson({ function: 'Fn::Select', argument }), 'key/2', { resolve })).toBe('fits');
    expect(state(holeJson({ function: 'Fn::Select', argument }), 'key/3', { resolve })).toBe('differs');
    const zones = (hole: Hole) => ('zones' in hole ? [['us-east-1a', 'us-east-1b']] : undefined);
    const select = holeJson({ function: 'Fn::Select', argument: [1, holeJson({ zones: 'us-east-1' })] });
    expect(state(select, 'us-east-1b', { resolve: zones })).toBe('fits');
    expect(state(select, 'us-east-1a', { resolve: zones })).toBe('differs');
  });
});

describe('lists', () => {
  const unordered = { unordered: () => true };
  it.each<[Json, Json, FitOptions, [string, string][]]>([
    [['a', 'b'], ['a', 'b'], {}, []],
    [['a', 'b'], ['b', 'a'], {}, [['order', '']]],
    [['a', 'b'], ['b', 'a'], unordered, []],
    [['a', 'b'], ['a', 'c'], {}, [['value', '1']]],
    [['a', 'b'], ['c', 'a'], unordered, [['value', '1']]],
    [['a'], ['a', 'b'], {}, [['more', '1']]],
    [['a'], ['b', 'a'], { partial: () => true }, []],
    [['a', 'c'], ['b', 'a', 'd', 'e'], { partial: () => true }, [['absent', '1']]],
    [['a', 'b'], ['b'], {}, [['absent', '0']]],
    [[KEY, 'a'], ['a', 'arn'], unordered, []],
    [[KEY, KEY, 'a'], ['a', 'arn'], unordered, [['absent', '1']]],
    [['a', 'a', 'b'], ['a', 'b', 'b'], unordered, [['value', '1']]],
    [
      [{ Key: 'x', Value: '1' }],
      [
        { Key: 'aws:cloudformation:stack-name', Value: 's' },
        { Key: 'x', Value: '1' },
      ],
      {},
      [],
    ],
    [
      [
        { Key: 'x', Value: '1' },
        { Key: 'y', Value: '2' },
      ],
      [
        { Key: 'y', Value: '3' },
        { Key: 'x', Value: '1' },
      ],
      unordered,
      [['value', '1.Value']],
    ],
    ['s3:Get*', ['s3:Get*'], { oneIsList: () => true }, []],
    [['s3:Get*'], 's3:Get*', { oneIsList: () => true }, []],
    [['s3:Get*'], 's3:Put*', { oneIsList: () => true }, [['value', '']]],
  ])('%j, live %j', (designed, live, options, told) => expect(found(designed, live, options)).toEqual(told));

  it('an item that is not known may be any', () => {
    expect(state([UNKNOWN, 'a'], ['a', 'b'], unordered)).toBe('unknown');
    expect(state([UNKNOWN, 'a'], ['c', 'b'], unordered)).toBe('differs');
  });
  it('too long a list is not known, and nested ones end', () => {
    const long = Array.from({ length: 600 }, (_, at) => at);
    expect(state(long, [...long].reverse(), unordered)).toBe('unknown');
    let [designed, live]: [Json, Json] = ['a', 'b'];
    for (let depth = 0; depth < 60; depth += 1)
      [designed, live] = [
        [designed, 'x'],
        [live, 'x'],
      ];
    expect(['differs', 'unknown']).toContain(state(designed, live));
  });
});

describe('what GetTemplate masks', () => {
  it('is not known, and a difference beside it is one', () => {
    const masked = { masked: true };
    expect(state('caf? au lait', 'café au lait', masked)).toBe('unknown');
    expect(state('caf? au lait', 'café noir', masked)).toBe('differs');
    expect(state('caf? au lait', 'café au lait')).toBe('differs');
    expect(state('who?', 'who?', masked)).toBe('fits');
    expect(state('??', '日本', masked)).toBe('unknown');
    expect(state(textJson(['?-', key]), 'é-1', masked)).toBe('unknown');
  });
});

describe('text with holes', () => {
  it('is told as a reader would, whatever is in it', () => {
    const piece = fc.oneof(fc.string({ unit: fc.constantFrom('a', 'b', '-') }), fc.constant(null));
    const pieces = fc.array(piece, { maxLength: 6 });
    fc.assert(
      fc.property(pieces, fc.string({ unit: fc.constantFrom('a', 'b', '-') }), (parts, text) => {
        const regex = new RegExp(`^${parts.map((part) => part ?? '[^]*').join('')}$`);
        expect(matchesText(parts, text)).toBe(regex.test(text));
      }),
    );
  });
  it('is told with choices as well', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 });
    const piece = fc.oneof(word, fc.constant(null), fc.array(word, { minLength: 1, maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), word, word, (parts, start, end) => {
        const one = (part: string | null | string[]) =>
          Array.isArray(part) ? `(?:${part.join('|')})` : (part ?? '[^]*');
        const regex = new RegExp(`^${parts.map(one).join('')}$`);
        expect(matchesText(parts, start + end)).toBe(regex.test(start + end));
      }),
    );
  });
  it('takes no time where a regular expression would take for ever', () => {
    const text = 'a'.repeat(100_000);
    const parts = [...Array.from({ length: 40 }, () => ['a', null] as const).flat(), 'b'];
    const start = performance.now();
    expect(matchesText(parts, text)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
