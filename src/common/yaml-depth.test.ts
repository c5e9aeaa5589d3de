// Holds that a YAML text which would exhaust the stack is refused before its reader begins, however it is nested.
import { describe, expect, it } from 'vitest';
import { parse } from '../template/parse.ts';
import { isNestedTooDeep } from './yaml-depth.ts';
import { parseYaml } from './yaml-file.ts';

const blocks = (levels: number) => Array.from({ length: levels }, (_, at) => `${' '.repeat(at)}a:`).join('\n');
const DEEP = {
  brackets: `a: ${'['.repeat(100_000)}`,
  'brackets that are closed': `a: ${'['.repeat(5000)}${']'.repeat(5000)}`,
  braces: `{"a":`.repeat(100_000),
  'sequences in a line': `a:\n ${'- '.repeat(100_000)}x`,
  'keys in a line': `${'? '.repeat(50_000)}x`,
  'maps by their indentation': blocks(2500),
  'sequences by their indentation': Array.from({ length: 1500 }, (_, at) => `${' '.repeat(at * 2)}-`).join('\n'),
};

describe.each(Object.entries(DEEP))('%s', (_, text) => {
  it('are refused by each reader of YAML', () => {
    expect(isNestedTooDeep(text)).toBe(true);
    expect(() => parse(text)).toThrow('nested too deep');
    expect(() => parseYaml(text, 'f.yaml')).toThrow('f.yaml: this is not YAML that can be read: it is nested too deep');
  });
});

describe('what people write', () => {
  it.each([
    ['many alike', 'a:\n'.concat('  - {b: [1, 2]}\n'.repeat(50_000))],
    ['many lists', '- - 1\n'.repeat(10_000)],
    ['brackets that end more often than they begin', `a: "${']'.repeat(5000)}"\nb: "${'[]'.repeat(5000)}"`],
    ['a hundred levels', `${blocks(100)} x`],
    ['long lines of blanks', `a: |\n  x\n  ${' '.repeat(5000)}y\n  z\n`],
  ])('is read: %s', (_, text) => {
    expect(isNestedTooDeep(text)).toBe(false);
    expect(() => parseYaml(text, 'f.yaml')).not.toThrow();
  });
});
