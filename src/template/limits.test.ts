// Holds that no template, however it is written, takes more time, memory or stack than it is long.
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { jsonTemplate } from './json-template.ts';
import { parse } from './parse.ts';
import type { Raw } from './raw.ts';

const environment = { region: 'us-east-1', processed: true };
const design = (content: object) => {
  const text = JSON.stringify(content);
  return evaluate(jsonTemplate(text) ?? parse(text), environment);
};
const nested = (depth: number, inner: Raw, around: (inside: Raw) => Raw): Raw =>
  depth === 0 ? inner : around(nested(depth - 1, inner, around));
const property = (value: Raw, more: object = {}) =>
  design({ Resources: { R: { Type: 'AWS::X::Y', Properties: { P: value } }, Q: { Type: 'AWS::X::Y' } }, ...more });
const twice = (inside: Raw): Raw => ({ 'Fn::Sub': [`\${A}\${A}`, { A: inside }] });

describe('a text that is made of itself', () => {
  it.each<[string, Raw]>([
    ['Fn::Sub', nested(30, 'x', twice)],
    ['Fn::Sub with a hole', nested(30, { Ref: 'Q' }, twice)],
    ['Fn::Sub a thousand times', nested(4, 'x', (A) => ({ 'Fn::Sub': [`\${A}`.repeat(1000), { A }] }))],
    ['Fn::ToJsonString', nested(45, '"', (a) => ({ 'Fn::ToJsonString': { a } }))],
    ['Fn::Base64', nested(60, 'x'.repeat(1000), (a) => ({ 'Fn::Base64': a }))],
    ['Fn::Join', nested(24, 'a,a,a', (a) => ({ 'Fn::Join': ['a,a,a,a,a', { 'Fn::Split': ['a', a] }] }))],
  ])('%s is not known', (_, value) => {
    expect(JSON.stringify(property(value).resources.get('R')?.properties)).toMatch(/"unknown":"(it would be|the temp)/);
  });

  it('is known where it stays short', () => {
    expect(property(nested(10, 'x', twice)).resources.get('R')?.properties).toEqual({ P: 'x'.repeat(1024) });
  });
});

describe('a long list of a mapping', () => {
  it('that is asked for everywhere costs what it is long, each time', () => {
    const Mappings = { M: { a: { b: Array.from({ length: 5000 }, (_, index) => `v${index}`) } } };
    const ask = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`P${index}`, { 'Fn::FindInMap': ['M', 'a', 'b'] }]),
    );
    const Resources = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`R${index}`, { Type: 'AWS::X::Y', Properties: ask }]),
    );
    const before = process.memoryUsage().heapUsed;
    const made = design({ Mappings, Resources });
    // A resource is worked out when it is asked for.
    for (const one of made.resources.values()) void one.properties;
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(700e6);
    expect(JSON.stringify(made.resources.get('R499')?.properties)).toContain('more work than any template does');
  });
});

describe('conditions', () => {
  const chain = (length: number, at: (index: number) => Raw) =>
    Object.fromEntries(Array.from({ length }, (_, index) => [`C${index}`, at(index)]));
  const last: Raw = { 'Fn::Equals': ['a', 'a'] };
  const state = (Conditions: object, Condition: string) =>
    design({ Conditions, Resources: { R: { Type: 'AWS::X::Y', Condition } } }).resources.get('R')?.presence;

  it('that ask for each other are known to a depth, and never end in an error', () => {
    const of = (length: number) =>
      chain(length, (index) => (index === length - 1 ? last : { 'Fn::And': [{ Condition: `C${index + 1}` }, last] }));
    expect(state(of(150), 'C0')).toBe('present');
    expect(state(of(20_000), 'C0')).toBe('unknown');
  });

  it('that each depend upon all before them cost no square of memory', () => {
    const of = chain(20_000, (index) => (index === 0 ? last : { 'Fn::And': [{ Condition: `C${index - 1}` }, last] }));
    expect(state(of, 'C1')).toBe('present');
  });

  it('and lists of two hundred thousand parts are read', () => {
    const many = Array.from({ length: 200_000 }, () => last);
    expect(state({ C0: { 'Fn::Or': many } }, 'C0')).toBe('present');
    const none = Array.from({ length: 150_000 }, () => ({ Ref: 'AWS::NoValue' }));
    expect(property(none as unknown as Raw).resources.get('R')?.properties).toEqual({ P: [] });
    const empty = property({ 'Fn::Sub': [`\${A}`.repeat(300_000), { A: '' }] });
    expect(empty.resources.get('R')?.properties).toEqual({ P: '' });
  });
});
