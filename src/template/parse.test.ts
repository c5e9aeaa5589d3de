import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from './parse.ts';
import { Odd } from './raw.ts';
import { TemplateError } from './template-error.ts';

const value = (scalar: string) => parse(`a: ${scalar}`).content.a;
const problem = (text: string) => {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
  return 'it was read';
};

describe('short forms', () => {
  it.each([
    ['!Ref Key', { Ref: 'Key' }],
    ['!Condition IsProd', { Condition: 'IsProd' }],
    ['!GetAtt Key.Arn', { 'Fn::GetAtt': ['Key', 'Arn'] }],
    ['!GetAtt Nested.Outputs.Vpc', { 'Fn::GetAtt': ['Nested', 'Outputs.Vpc'] }],
    ['!GetAtt [Key, Arn]', { 'Fn::GetAtt': ['Key', 'Arn'] }],
    [`!Sub "\${AWS::Region}-x"`, { 'Fn::Sub': `\${AWS::Region}-x` }],
    ['!Sub 123', { 'Fn::Sub': '123' }],
    ['!If [IsProd, 5, !Ref AWS::NoValue]', { 'Fn::If': ['IsProd', 5, { Ref: 'AWS::NoValue' }] }],
    ['!Join ["-", [a, !Ref B]]', { 'Fn::Join': ['-', ['a', { Ref: 'B' }]] }],
    ['!Cidr [10.0.0.0/16, 4, 8]', { 'Fn::Cidr': ['10.0.0.0/16', 4, 8] }],
    ['!Transform {Name: AWS::Include}', { 'Fn::Transform': { Name: 'AWS::Include' } }],
    ['!ToJsonString {a: 1}', { 'Fn::ToJsonString': { a: 1 } }],
    ['!Length [1, 2]', { 'Fn::Length': [1, 2] }],
    ['!GetAZs ""', { 'Fn::GetAZs': '' }],
    ['!Split [",", x]', { 'Fn::Split': [',', 'x'] }],
    ['!Not [!Equals [a, b]]', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }],
    ['!Base64 abc', { 'Fn::Base64': 'abc' }],
    ['!ImportValue {"Fn::Sub": x}', { 'Fn::ImportValue': { 'Fn::Sub': 'x' } }],
    ['!Select [0, !GetAZs ""]', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
    ['!FindInMap [M, !Ref AWS::Region, Ami]', { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'Ami'] }],
    ['!NewThing x', { 'Fn::NewThing': 'x' }],
  ])('%s', (written, long) => expect(value(written)).toEqual(long));

  it('keep the long form of a loop', () =>
    expect(value('{"Fn::ForEach::Topics": [Name, [a], {T: {}}]}')).toEqual({
      'Fn::ForEach::Topics': ['Name', ['a'], { T: {} }],
    }));
});

describe('scalars', () => {
  it.each([
    ['2012-10-17', '2012-10-17'],
    ['2001-12-14t21:59:43.10-05:00', '2001-12-14t21:59:43.10-05:00'],
    ['10.0.0.0/16', '10.0.0.0/16'],
    ['"012345678901"', '012345678901'],
    ["'5'", '5'],
    ['!!str 012', '012'],
    ['y', 'y'],
    ['8080', 8080],
    ['-1', -1],
    ['1.5', 1.5],
    ['127311923021', 127311923021],
    ['12345678901234567890', '12345678901234567890'],
    ['true', true],
    ['False', false],
    ['~', null],
    ['', null],
    ['"~"', '~'],
    ['|\n  a\n  b\n', 'a\nb\n'],
    ['>-\n  a\n  b\n', 'a b'],
  ])('%s', (written, read) => expect(value(written)).toEqual(read));

  it.each([
    ['012345670123', ['012345670123', 1402433619, 12345670123]],
    ['012345678901', ['012345678901', 12345678901]],
    ['1.10', ['1.10', 1.1]],
    ['8.0', ['8.0', 8]],
    ['1_000', ['1_000', 1000]],
    ['0x1F', ['0x1F', 31]],
    ['1e3', ['1e3', 1000]],
    ['22:30', ['22:30', 1350]],
    ['yes', [true, 'yes']],
    ['Off', [false, 'Off']],
  ])('%s without quotes may be several things, and all are kept', (written, choices) => {
    const read = value(written);
    expect(read).toBeInstanceOf(Odd);
    expect((read as Odd).choices).toEqual(choices);
  });

  it('in JSON keep the text of a number too', () =>
    expect((parse('{"a": 1.10}').content.a as Odd).choices).toEqual(['1.10', 1.1]));
  it('as names are text', () => expect(parse('012345670123: 1\non: 2').content).toEqual({ '012345670123': 1, on: 2 }));
});

describe('structure', () => {
  it('aliases and merge keys, what is written beside them first', () =>
    expect(parse('x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\nz: *x').content).toEqual({
      x: { a: 1, b: 2 },
      y: { a: 1, b: 3 },
      z: { a: 1, b: 2 },
    }));
  it('several merged maps, the first one wins', () =>
    expect(parse('y:\n  <<: [{a: 1}, {a: 2, c: 3}]').content.y).toEqual({ a: 1, c: 3 }));
  it('a name that is written twice is not known, the same twice is', () => {
    expect((parse('a: 1\na: 2').content.a as Odd).choices).toEqual([]);
    expect(parse('a: 1\na: 1').content.a).toBe(1);
  });
  it('names like those of every object are names', () => {
    const { content } = parse('{"__proto__": {"x": 1}, "constructor": 2}');
    expect(Object.keys(content)).toEqual(['__proto__', 'constructor']);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
  it('a byte order mark is not part of it', () => expect(parse('\uFEFF{"a": 1}').content).toEqual({ a: 1 }));
  it('tabs between the parts of JSON', () => expect(parse('{\n\t"a":\t[1]\n}').content).toEqual({ a: [1] }));
});

describe('bad input is one line with its place', () => {
  it.each([
    ['', 'line 1, column 1: the template is not a map of sections'],
    ['[1]', 'line 1, column 1: the template is not a map of sections'],
    ['just words', 'line 1, column 1: the template is not a map of sections'],
    ['a: 1\n---\nb: 2', 'line 2, column 1: a second document begins here; a template is one'],
    ['a: *gone', 'line 1, column 4: there is no anchor &gone'],
    ['a:\n  ? [x]\n  : 1', 'line 2, column 5: a name must be text'],
    ['a: !<tag:example.com,2000:x> 1', 'line 1, column 30: tag:example.com,2000:x is no tag that CloudFormation knows'],
    ['a:\n  <<: 5', 'line 2, column 7: << takes a map or a list of maps'],
  ])('%j', (text, message) => expect(problem(text)).toBe(message));

  it('that does not close', () =>
    expect(problem('a: {b: 1\nc')).toMatch(/^line \d+, column \d+: this is neither JSON nor YAML: .*$/));
  it('an anchor that holds itself', () => expect(problem('a: &a\n  b: *a')).toMatch(/&a holds itself$/));
  it('that is nested without end', () => {
    expect(problem(`{"a": ${'['.repeat(400)}${']'.repeat(400)}}`)).toMatch(/nested more than 150 deep/);
    expect(problem(`a: ${'['.repeat(50_000)}`)).toMatch(/^[^\n]+$/);
  });
  it('that grows by aliases', () => {
    const lines = Array.from(
      { length: 30 },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
    );
    expect(problem(['a0: &a0 x', ...lines].join('\n'))).toMatch(/there are more than \d+ (aliases|values) in it/);
  });
  it('that is too large', () =>
    expect(problem(`a: ${'x'.repeat(5_000_001)}`)).toMatch(/longer than 5000000 characters/));

  it('whatever it is, it is read or refused in one line', () => {
    const odd = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'{}[]:,-!&*"\'|>\n\t #ab0') }));
    fc.assert(
      fc.property(odd, (text) => {
        expect(problem(text)).toMatch(/^[^\n\r]+$/);
      }),
    );
  });
});

describe('places', () => {
  const yaml = `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      Policy: !Sub
        - "a"
        - B: !Ref C
      Tags:
        - Key: a
`;
  it.each([
    [['Resources', 'Key'], 2, 3],
    [['Resources', 'Key', 'Properties', 'Policy'], 5, 7],
    [['Resources', 'Key', 'Properties', 'Policy', 'Fn::Sub', 1, 'B'], 7, 11],
    [['Resources', 'Key', 'Properties', 'Policy', 'Fn::Sub', 1, 'B', 'Ref'], 7, 19],
    [['Resources', 'Key', 'Properties', 'Tags', 0, 'Key'], 9, 11],
    [['Resources', 'Key', 'Properties', 'Missing', 'Deeper'], 4, 5],
    [[], 1, 1],
  ])('%j', (path, line, column) => expect(parse(yaml).place(path as string[])).toEqual({ line, column }));
  it('in JSON', () =>
    expect(parse('{\n  "Resources": {\n    "A": {"Type": "T"}\n  }\n}').place(['Resources', 'A'])).toEqual({
      line: 3,
      column: 5,
    }));
  it('behind aliases and merge keys', () => {
    const { place } = parse('x: &x\n  a: 1\ny:\n  <<: *x\nz: *x');
    expect(place(['y', 'a'])).toEqual({ line: 2, column: 3 });
    expect(place(['z', 'a'])).toEqual({ line: 2, column: 3 });
  });
});

it('JSON means the same to both readers', () => {
  const safe = fc.jsonValue({ maxDepth: 4 }).filter((json) => !JSON.stringify(json).includes('e'));
  fc.assert(
    fc.property(fc.dictionary(fc.string(), safe), (data) => {
      const text = JSON.stringify(data);
      const fast = JSON.stringify(parse(text).content);
      // A comment makes it YAML, which goes the other way.
      const slow = parse(`${text} # x`).content;
      if (!hasOdd(slow)) expect(JSON.stringify(slow)).toBe(fast);
    }),
  );
});

function hasOdd(raw: unknown): boolean {
  if (raw instanceof Odd) return true;
  return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasOdd);
}

it('JSON with a number whose text matters keeps every letter of its texts', () => {
  const content = { a: '\ud83d\ude00 \u2028 é \\ / " \t', ['k'.repeat(3000)]: 'x: # y', '': '<<' };
  const text = `${JSON.stringify(content).slice(0, -1)},"n":1.10}`;
  expect(parse(text).content).toMatchObject(content);
  expect(parse(text.replaceAll('/', '\\/').replace('é', '\\u00e9')).content).toMatchObject(content);
});
