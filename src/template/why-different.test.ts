import { describe, expect, it } from 'vitest';
import type { Environment } from './environment.ts';
import { design, EU, US } from './testing.ts';
import { whyDifferent } from './why-different.ts';

const TEMPLATE = `Parameters:
  Env: {Type: String, Default: prod}
  Size: {Type: String, Default: small}
  Names: {Type: CommaDelimitedList, Default: "a,b"}
  Secret: {Type: String, NoEcho: true}
Mappings:
  Regions:
    us-east-1: {Ami: ami-1, Same: x}
    eu-central-1: {Ami: ami-2, Same: x}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  InUs: !Equals [!Ref AWS::Region, us-east-1]
  Guess: !Equals [!Ref Secret, x]
Resources:
  A:
    Type: T
    Properties:
      Size: !Ref Size
      Ami: !FindInMap [Regions, !Ref AWS::Region, Ami]
      Same: !FindInMap [Regions, !Ref AWS::Region, Same]
      Class: !If [IsProd, large, !Ref Size]
      Tags: [{Key: n, Value: !Sub "\${Env}-\${AWS::Region}"}, !If [InUs, {Key: us, Value: "1"}, !Ref AWS::NoValue]]
      Opt: !If [InUs, 1, !Ref AWS::NoValue]
      Fixed: 1
  OnlyUs: {Type: T, Condition: InUs}
  Maybe: {Type: T, Condition: Guess}
  "Fn::ForEach::L": [N, !Ref Names, {"L\${N}": {Type: T}}]
`;
const why = (
  logicalId: string,
  path: (string | number)[],
  a: Environment['parameters'] = {},
  b: Environment['parameters'] = {},
  other = TEMPLATE,
) =>
  whyDifferent(
    { design: design(TEMPLATE, { ...US, parameters: a ?? {} }), logicalId },
    { design: design(other, { ...EU, parameters: b ?? {} }), logicalId },
    path,
  );
const REGION = { kind: 'pseudo', name: 'AWS::Region', a: 'us-east-1', b: 'eu-central-1' };

describe('whyDifferent', () => {
  it('names a parameter', () =>
    expect(why('A', ['Properties', 'Size'], {}, { Size: 'big' })).toEqual([
      { kind: 'parameter', name: 'Size', a: 'small', b: 'big' },
    ]));
  it('names the entries of a mapping, and the region that chose them', () =>
    expect(why('A', ['Properties', 'Ami'])).toEqual([
      { kind: 'mapping', name: 'Regions', a: { 'us-east-1.Ami': 'ami-1' }, b: { 'eu-central-1.Ami': 'ami-2' } },
      REGION,
    ]));
  it('names a condition with what it follows from, not what only one branch used', () =>
    expect(why('A', ['Properties', 'Class'], {}, { Env: 'test', Size: 'big' })).toEqual([
      { kind: 'condition', name: 'IsProd', a: true, b: false },
      { kind: 'parameter', name: 'Env', a: 'prod', b: 'test' },
    ]));
  it('names all that differ where several do', () =>
    expect(why('A', ['Properties', 'Tags', 0, 'Value'], {}, { Env: 'test' })).toEqual([
      { kind: 'parameter', name: 'Env', a: 'prod', b: 'test' },
      REGION,
    ]));
  it('names the condition that takes out an item or a property', () => {
    const condition = { kind: 'condition', name: 'InUs', a: true, b: false };
    expect(why('A', ['Properties', 'Tags', 1])).toEqual([condition, REGION]);
    expect(why('A', ['Properties', 'Opt'])).toEqual([condition, REGION]);
  });
  it('says nothing of what is the same', () => {
    expect(why('A', ['Properties', 'Same'])).toEqual([]);
    expect(why('A', ['Properties', 'Fixed'], {}, { Size: 'big' })).toEqual([]);
    expect(why('A', [])).toEqual([]);
  });
  it('tells absent by condition from not in that template', () => {
    expect(why('OnlyUs', [])).toEqual([
      { kind: 'absent', side: 'b', condition: 'InUs' },
      { kind: 'condition', name: 'InUs', a: true, b: false },
      REGION,
    ]);
    expect(why('OnlyUs', [], {}, {}, 'Resources: {}')).toEqual([{ kind: 'not-in-template', side: 'b' }]);
    expect(why('OnlyUs', [], {}, {}, 'Transform: Mine\nResources: {}')).toEqual([
      { kind: 'unknown', side: 'b', reason: 'the transform Mine was not run' },
    ]);
    expect(why('Maybe', [])).toMatchObject([
      { kind: 'unknown', side: 'a' },
      { kind: 'unknown', side: 'b' },
    ]);
  });
  it('names the list of a loop', () =>
    expect(why('Lb', [], {}, { Names: 'a' })).toEqual([
      { kind: 'not-in-template', side: 'b' },
      { kind: 'parameter', name: 'Names', a: ['a', 'b'], b: ['a'] },
    ]));
  it('names the text of the templates, where it stands', () => {
    const other = TEMPLATE.replace('Fixed: 1', 'Fixed: 2');
    const path = ['Resources', 'A', 'Properties', 'Fixed'];
    expect(why('A', ['Properties', 'Fixed'], {}, {}, other)).toEqual([{ kind: 'template', a: path, b: path }]);
    expect(why('A', ['Properties', 'Ami'], {}, {}, TEMPLATE.replace('ami-2', 'ami-3'))).toMatchObject([
      { kind: 'mapping', b: { 'eu-central-1.Ami': 'ami-3' } },
      REGION,
    ]);
  });
});
