import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../snapshot/snapshot.ts';
import { designText, holesIn } from './holes.ts';
import { evaluate, fits, parse, sameDesign, unknownIn } from './template.ts';
import { EU, US } from './testing.ts';
import { decode, encode } from './values.ts';

const NAMES = [
  'Ref',
  'Fn::Sub',
  'Fn::Join',
  'Fn::Select',
  'Fn::Split',
  'Fn::If',
  'Fn::GetAtt',
  'Fn::FindInMap',
  'Fn::Cidr',
];
const MORE = [
  'Fn::GetAZs',
  'Fn::ImportValue',
  'Fn::Length',
  'Fn::ToJsonString',
  'Fn::Base64',
  'Fn::Transform',
  'Fn::Nobody',
];
const word = fc.constantFrom(
  'A',
  'B',
  'P',
  'C',
  'M',
  'AWS::Region',
  'AWS::NoValue',
  `\${A}-\${P}`,
  'A.Arn',
  '0',
  ',',
  '',
  '{{resolve:ssm:x}}',
);
const leaf = fc.oneof(word, fc.integer({ min: -1, max: 9 }), fc.boolean(), fc.constant(null));
const { expression } = fc.letrec<{ expression: Json }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('expression'), { maxLength: 4 }),
    fc.tuple(fc.constantFrom(...NAMES, ...MORE), tie('expression')).map(([name, argument]) => ({ [name]: argument })),
    fc
      .tuple(fc.constantFrom(...NAMES), fc.array(tie('expression'), { maxLength: 4 }))
      .map(([name, items]) => ({ [name]: items })),
    fc.dictionary(fc.constantFrom('x', '?', '?text', '__proto__', 'Fn::ForEach::L', 'Condition'), tie('expression'), {
      maxKeys: 3,
    }),
  ),
}));
const template = fc.record({
  Parameters: fc.constant({ P: { Type: 'String', Default: 'p' }, N: { Type: 'String', NoEcho: true } }),
  Mappings: fc.constant({ M: { A: { B: 1 } } }),
  Conditions: fc.dictionary(
    fc.constantFrom('C', 'D'),
    fc.oneof(
      expression,
      fc
        .tuple(fc.constantFrom('Fn::Equals', 'Fn::And', 'Fn::Or', 'Fn::Not'), fc.array(expression))
        .map(([name, items]) => ({ [name]: items })),
    ),
  ),
  Resources: fc.dictionary(
    fc.constantFrom('A', 'B', 'Fn::ForEach::R'),
    fc.oneof(
      fc.record(
        { Type: fc.constant('T'), Properties: expression, Condition: word },
        { requiredKeys: ['Type', 'Properties'] },
      ),
      expression,
    ),
  ),
});

describe('any template', () => {
  it('is evaluated without a crash, twice to the same bytes', () => {
    fc.assert(
      fc.property(template, (content) => {
        const text = JSON.stringify(content);
        const told = () =>
          JSON.stringify(
            [...evaluate(parse(text), US).resources.values()].map(({ properties, presence }) => [properties, presence]),
          );
        expect(told()).toBe(told());
      }),
      { numRuns: 400 },
    );
  });

  it('fits itself where it is wholly known, and is the same design', () => {
    fc.assert(
      fc.property(template, (content) => {
        for (const { properties } of evaluate(parse(JSON.stringify(content)), US).resources.values()) {
          expect(sameDesign(properties, properties, { vouched: () => true }).state).toBe(
            unknownIn(properties) === null ? 'same' : 'unknown',
          );
          if ([...holesIn(properties)].length === 0) expect(fits(properties, literalOf(properties)).state).toBe('fits');
        }
      }),
    );
  });

  it('keeps its designs through JSON', () => {
    fc.assert(
      fc.property(template, (content) => {
        for (const { properties } of evaluate(parse(JSON.stringify(content)), US).resources.values()) {
          const again = JSON.parse(JSON.stringify(properties)) as Json;
          expect(JSON.stringify(encode(decode(again)))).toBe(JSON.stringify(properties));
          expect(typeof designText(again)).toBe('string');
        }
      }),
    );
  });
});

/** Names that call no function. */
const plainName = fc.string().filter((name) => !/^(Ref$|Fn::)/.test(name));
const { data } = fc.letrec<{ data: Json }>((tie) => ({
  data: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(tie('data')),
    fc.dictionary(fc.oneof(plainName, fc.constantFrom('?', '?text', '??', 'Condition')), tie('data')),
  ),
}));

it('a template without functions evaluates to itself, in every region', () => {
  fc.assert(
    fc.property(data, (properties) => {
      const text = JSON.stringify({ Resources: { A: { Type: 'T', Properties: properties } } });
      for (const environment of [US, EU]) {
        const designed = evaluate(parse(text), environment).resources.get('A')?.properties as Json;
        expect(literalOf(designed)).toEqual(properties);
        expect(fits(designed, properties).state).toBe('fits');
      }
    }),
  );
});

it('what is unknown makes unknown whatever is made of it', () => {
  const nobody = { Ref: 'Nobody' };
  const around = fc.constantFrom<(inner: Json) => Json>(
    (inner) => ({ 'Fn::Join': ['-', ['a', inner]] }),
    (inner) => ({ 'Fn::Sub': [`x\${V}`, { V: inner }] }),
    (inner) => ({ 'Fn::Split': [',', inner] }),
    (inner) => ({ 'Fn::Select': [0, [inner]] }),
    (inner) => ({ 'Fn::Select': [inner, ['a', 'b']] }),
    (inner) => ({ 'Fn::Select': [0, { 'Fn::Split': [',', inner] }] }),
    (inner) => ({ 'Fn::Base64': inner }),
    (inner) => ({ 'Fn::ToJsonString': { a: inner } }),
    (inner) => ({ 'Fn::ImportValue': inner }),
    (inner) => ({ 'Fn::GetAZs': inner }),
    (inner) => ({ 'Fn::FindInMap': ['M', inner, 'B'] }),
    (inner) => ({ 'Fn::Cidr': [inner, 1, 8] }),
    (inner) => ({ 'Fn::If': ['C', inner, 'b'] }),
    (inner) => ({ list: [inner], more: { deep: inner } }),
  );
  fc.assert(
    fc.property(fc.array(around, { maxLength: 4 }), (wrappers) => {
      const value = wrappers.reduce<Json>((inner, wrap) => wrap(inner), nobody);
      const content = {
        Mappings: { M: { A: { B: 1 } } },
        Conditions: { C: { 'Fn::Equals': ['a', 'a'] }, D: { 'Fn::Equals': [value, 'x'] } },
        Resources: { R: { Type: 'T', Properties: { value, chosen: { 'Fn::If': ['D', 1, 2] } } } },
      };
      const design = evaluate(parse(JSON.stringify(content)), US);
      const properties = design.resources.get('R')?.properties as { readonly [name: string]: Json };
      expect(unknownIn(properties.value as Json)).not.toBeNull();
      expect(fits(properties.value as Json, 'anything').state).not.toBe('fits');
      expect(design.conditions.get('D')?.value).toBeNull();
      expect(unknownIn(properties.chosen as Json)).not.toBeNull();
    }),
  );
});

const MODELS = new URL('../../../shared/models/models.jsonl', import.meta.url);
describe.skipIf(!existsSync(MODELS))('recorded live models (needs ../shared)', () => {
  type Model = { type: string; declared: Json; live: Json; readOnly: string[]; writeOnly: string[] };
  const models = () =>
    readFileSync(MODELS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Model);

  it('a live model fits itself, and does not once a value is another', () => {
    for (const { live } of models()) {
      const design = encode(decode(escaped(live))) as Json;
      expect(fits(design, live, { closed: () => true }).state).toBe('fits');
      const first = Object.entries(live as object).find(([, value]) => typeof value === 'string' && value !== '');
      if (first === undefined) continue;
      expect(fits(design, { ...(live as object), [first[0]]: `x${first[1]}x` } as Json).state).toBe('differs');
    }
  });

  it('what was declared is not called changed, but for what was and for what AWS does not return', () => {
    const options = { unordered: () => true, partial: () => true, oneIsList: () => true };
    let values = 0;
    let wrong = 0;
    for (const { declared, live } of models()) {
      for (const [name, value] of Object.entries(declared as { [name: string]: Json })) {
        values += 1;
        if (JSON.stringify(value).includes('unresolved')) continue;
        const { differences } = fits(escaped(value), (live as { [name: string]: Json })[name], options);
        if (differences.some(({ kind }) => kind !== 'absent')) wrong += 1;
      }
    }
    expect(values).toBeGreaterThan(1000);
    expect(wrong / values).toBeLessThan(0.01);
  });
});

it('the room depends on nothing but the shape of JSON, the reader of YAML and its bound of depth', () => {
  const files = (folder: URL) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.ts$/.test(file));
  const here = new URL('./', import.meta.url);
  const outside = files(here).flatMap((file) =>
    [...readFileSync(new URL(file, here), 'utf8').matchAll(/^import (type )?[^;]*?from '([^']+)'/gm)]
      .filter(
        ([, , from]) =>
          !/^\.\/|^\.\.\/[\w-]+\.ts$/.test(from as string) ||
          (!file.includes('/') && (from as string).startsWith('../')),
      )
      .map(([, type, from]) => `${type ?? ''}${from}`),
  );
  expect(new Set(outside)).toEqual(
    new Set(['type ../snapshot/snapshot.ts', '../common/yaml-depth.ts', 'yaml', 'node:net']),
  );
});

/** The literal data that a design without holes stands for. */
function literalOf(design: Json): Json {
  if (Array.isArray(design)) return design.map(literalOf);
  if (typeof design !== 'object' || design === null) return design;
  return Object.fromEntries(
    Object.entries(design).map(([name, item]) => [name.startsWith('?') ? name.slice(1) : name, literalOf(item)]),
  );
}

/** Plain data as a design. */
function escaped(data: Json): Json {
  if (Array.isArray(data)) return data.map(escaped);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, item]) => [name.startsWith('?') ? `?${name}` : name, escaped(item)]),
  );
}
