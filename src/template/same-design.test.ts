import { describe, expect, it } from 'vitest';
import type { Json } from '../snapshot/snapshot.ts';
import { sameDesign } from './same-design.ts';
import { design, EU, US } from './testing.ts';

const text = (written: string) => written.replaceAll(/us-east-1|eu-central-1/g, '{region}');
const state = (a: Json | undefined, b: Json | undefined) => sameDesign(a, b, { text }).state;

describe('sameDesign', () => {
  it.each<[Json | undefined, Json | undefined, string]>([
    ['logs-us-east-1', 'logs-eu-central-1', 'same'],
    ['logs-us-east-1', 'data-eu-central-1', 'differs'],
    ['5', 5, 'same'],
    [{ a: 1 }, { a: 1, b: 2 }, 'differs'],
    [{ 'app-us-east-1': 1 }, { 'app-eu-central-1': 1 }, 'same'],
    [undefined, undefined, 'same'],
    [1, undefined, 'differs'],
    [{ '?': { resource: 'A' } }, { '?': { resource: 'A' } }, 'same'],
    [{ '?': { resource: 'A' } }, { '?': { resource: 'A', attribute: 'Arn' } }, 'differs'],
    [{ '?': { zones: 'us-east-1' } }, { '?': { zones: 'eu-central-1' } }, 'same'],
    [{ '?': { import: 'x-us-east-1' } }, { '?': { import: 'x-eu-central-1' } }, 'unknown'],
    [{ '?': { import: 'x' } }, { '?': { import: 'y' } }, 'differs'],
    [{ '?text': ['x-', { dynamic: 'ssm:/x' }] }, { '?text': ['x-', { dynamic: 'ssm:/x' }] }, 'unknown'],
    [{ '?': { dynamic: 'ssm:/us-east-1' } }, { '?': { dynamic: 'ssm:/other' } }, 'differs'],
    [{ '?text': ['us-east-1-', { resource: 'A' }] }, { '?text': ['eu-central-1-', { resource: 'A' }] }, 'same'],
    [{ '?text': ['x', { resource: 'A' }] }, 'xy', 'differs'],
    [{ '?': { unknown: 'm' } }, { '?': { unknown: 'm' } }, 'unknown'],
    [{ a: { '?': { unknown: 'm' } }, b: 1 }, { a: 1, b: 2 }, 'differs'],
    [{ '?text': ['x', { unknown: 'm' }] }, 'x', 'unknown'],
    ['{"a":1,"b":2}', '{"b":2, "a":1}', 'same'],
    [[1, 2], [1], 'differs'],
    [[1], 1, 'differs'],
    [{ '?': { parameter: 'P' } }, { '?': { parameter: 'P' } }, 'unknown'],
  ])('%j and %j: %s', (a, b, told) => expect(state(a, b)).toBe(told));

  it('says where', () =>
    expect(sameDesign({ a: [1, { '??x': 2 }] }, { a: [1, { '??x': 3 }] }).differences).toEqual([
      { path: ['a', 1, '?x'], a: 2, b: 3 },
    ]));
  it('sets and the names of counterparts', () => {
    const unordered = () => true;
    expect(sameDesign(['a-us-east-1', 'b'], ['b', 'a-eu-central-1'], { text, unordered }).state).toBe('same');
    const resource = (id: string) => id.replace(/\d+$/, '');
    expect(sameDesign({ '?': { resource: 'A1' } }, { '?': { resource: 'A2' } }, { resource }).state).toBe('same');
  });
  it('one template in two regions is one design, whatever it uses', () => {
    const template = `Resources:
  K: {Type: AWS::KMS::Key}
  A:
    Type: T
    Properties:
      Zone: !Select [0, !GetAZs ""]
      Arn: !Sub "arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:x"
      Key: !Select [1, !Split ["/", !GetAtt K.Arn]]
      Data: {"Fn::Base64": !Sub "region=\${AWS::Region} \${K}"}
      Vpc: !ImportValue {"Fn::Sub": "net-\${AWS::Region}"}
      Secret: !Sub "{{resolve:secretsmanager:\${K}:SecretString:\${AWS::Region}}}"
`;
    const [us, eu] = [US, EU].map((environment) => design(template, environment).resources.get('A')?.properties);
    expect(sameDesign(us, eu, { text }).state).toBe('unknown');
    expect(sameDesign(us, eu, { text, vouched: () => true })).toEqual({ state: 'same', differences: [], unknowns: [] });
    expect(sameDesign(us, eu).state).toBe('differs');
  });
});
