import { describe, expect, it } from 'vitest';
import { design, EU, US } from './testing.ts';

const unknown = (reason: string) => ({ '?': { unknown: reason } });
const conditions = (section: string, parameters = '') => {
  const text = `Parameters:\n  Env: {Type: String, Default: prod}\n  Secret: {Type: String, NoEcho: true}\n${parameters}Conditions:\n${section}`;
  return [...design(text).conditions].map(([name, { value }]) => [name, value]);
};

describe('conditions', () => {
  it.each([
    ['!Equals [!Ref Env, prod]', true],
    ['!Equals [!Ref Env, Prod]', false],
    ['!Equals ["5", 5]', true],
    ['!Equals [true, "true"]', true],
    ['!Not [!Equals [a, b]]', true],
    ['!And [!Equals [a, a], !Equals [b, b]]', true],
    ['!And [!Equals [a, a], !Equals [b, c]]', false],
    ['!Or [!Equals [a, b], !Equals [b, b]]', true],
    ['!Or [!Equals [a, b], !Equals [b, c]]', false],
    ['!Equals [!Ref Secret, x]', null],
    ['!Not [!Equals [!Ref Secret, x]]', null],
    ['!And [!Equals [!Ref Secret, x], !Equals [a, b]]', false],
    ['!And [!Equals [!Ref Secret, x], !Equals [a, a]]', null],
    ['!Or [!Equals [!Ref Secret, x], !Equals [a, a]]', true],
    ['!Or [!Equals [!Ref Secret, x], !Equals [a, b]]', null],
    ['!Equals [!Ref Secret, !Ref Secret]', true],
    ['!Equals [012345678901, "012345678901"]', null],
    ['!Equals [012345678901, abc]', false],
    ['!Equals [!Ref "AWS::NoValue", x]', null],
    ['!Equals [!Ref "AWS::StackId", x]', null],
    ['!Equals [a]', null],
    ['!Condition Nobody', null],
    ['{"Fn::EachMemberIn": [[a], [b]]}', null],
    ['a word', null],
    ['!Equals [!Join ["", [a, b]], ab]', true],
    [`!Equals [!Select [0, !Split ["-", !Ref "AWS::Region"]], us]`, true],
  ])('%s is %s', (expression, value) => expect(conditions(`  C: ${expression}`)).toEqual([['C', value]]));

  it('ask for each other by name, and in a circle are not known', () => {
    expect(conditions('  A: !Equals [a, a]\n  B: !Not [!Condition A]\n  C: {Condition: B}')).toEqual([
      ['A', true],
      ['B', false],
      ['C', false],
    ]);
    expect(conditions('  A: !Not [!Condition B]\n  B: !Not [!Condition A]')).toEqual([
      ['A', null],
      ['B', null],
    ]);
  });
});

describe('resources', () => {
  const text = `Parameters:
  Env: {Type: String}
  Secret: {Type: String, NoEcho: true}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  Guess: !Equals [!Ref Secret, x]
Resources:
  Plain:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    DependsOn: [Extra]
    Metadata: {aws:cdk:path: App/Plain}
  Extra:
    Type: AWS::S3::Bucket
    Condition: IsProd
    DependsOn: Plain
    Properties: {BucketName: x}
  Maybe: {Type: AWS::S3::Bucket, Condition: Guess}
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties: {Bucket: !Ref Extra, Policy: {Condition: {StringEquals: {a: b}}}}
Outputs:
  Name: {Value: !Ref Plain, Export: {Name: !Sub "\${AWS::StackName}-name"}}
`;
  const at = (env: string) => design(text, { ...US, parameters: { Env: env } });

  it('are there, are left out, or cannot be told', () => {
    const { resources, open } = at('test');
    expect(
      [...resources.values()].map(({ logicalId, presence, condition }) => [logicalId, presence, condition]),
    ).toEqual([
      ['Plain', 'present', null],
      ['Extra', 'absent', 'IsProd'],
      ['Maybe', 'unknown', 'Guess'],
      ['Policy', 'present', null],
    ]);
    expect(resources.get('Maybe')?.reason).toBe(
      'condition Guess is not known: the value of parameter Secret is masked',
    );
    expect(open).toBeNull();
  });
  it('keep what stands beside their properties', () => {
    const plain = at('prod').resources.get('Plain');
    expect(plain).toMatchObject({
      type: 'AWS::S3::Bucket',
      properties: {},
      attributes: { DeletionPolicy: 'Retain', Metadata: { 'aws:cdk:path': 'App/Plain' } },
      dependsOn: ['Extra'],
      path: ['Resources', 'Plain'],
    });
    expect(at('prod').resources.get('Extra')?.dependsOn).toEqual(['Plain']);
  });
  it('a Ref to what is left out is unknown, and a policy keeps its Condition', () => {
    expect(at('prod').resources.get('Policy')?.properties).toEqual({
      Bucket: { '?': { resource: 'Extra' } },
      Policy: { Condition: { StringEquals: { a: 'b' } } },
    });
    expect(at('test').resources.get('Policy')?.properties).toMatchObject({
      Bucket: unknown('Extra is not made: condition IsProd is false'),
    });
  });
  it('outputs and parameters', () => {
    const { outputs, parameters } = at('prod');
    expect(outputs.get('Name')).toEqual({
      name: 'Name',
      presence: 'present',
      value: { '?': { resource: 'Plain' } },
      exportName: 'shop-name',
    });
    expect(parameters.get('Secret')).toEqual({ '?': { parameter: 'Secret' } });
    expect(parameters.get('Env')).toBe('prod');
  });
  it('the line of each', () =>
    expect(design(text).template.place(['Resources', 'Extra'])).toEqual({ line: 13, column: 3 }));
});

describe('transforms', () => {
  const body =
    'Resources:\n  A: {Type: AWS::S3::Bucket, Properties: {BucketName: x}}\n  F: {Type: AWS::Serverless::Function}\n';
  const of = (transform: string, processed = false) => design(`Transform: ${transform}\n${body}`, { ...US, processed });

  it('a macro of one’s own may change everything', () => {
    const { resources, open } = of('[MyMacro]');
    expect(resources.get('A')).toMatchObject({
      presence: 'unknown',
      properties: unknown('the transform MyMacro was not run'),
    });
    expect(open).toBe('the transform MyMacro was not run');
  });
  it('SAM changes what is its own and adds to it', () => {
    const { resources, open } = of('AWS::Serverless-2016-10-31');
    expect(resources.get('A')).toMatchObject({ presence: 'present', properties: { BucketName: 'x' } });
    expect(resources.get('F')?.presence).toBe('unknown');
    expect(open).not.toBeNull();
  });
  it('the language extensions change nothing, nor what AWS has run', () => {
    expect(of('AWS::LanguageExtensions').open).toBeNull();
    expect(of('[MyMacro]', true).resources.get('A')).toMatchObject({
      presence: 'present',
      properties: { BucketName: 'x' },
    });
  });
  it('inside of Resources and of one resource', () => {
    const inside = design(
      'Resources:\n  "Fn::Transform": {Name: AWS::Include}\n  A: {Type: T, "Fn::Transform": {Name: M}}',
    );
    expect([...inside.resources.keys()]).toEqual(['A']);
    expect(inside.resources.get('A')?.presence).toBe('unknown');
    expect(inside.open).toBe('a macro in Resources was not run');
  });
});

describe('Fn::ForEach', () => {
  it('makes resources and outputs', () => {
    const made = design(`Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: "Success,Failure"}
Resources:
  "Fn::ForEach::Topics":
    - TopicName
    - !Ref Names
    - "SnsTopic\${TopicName}":
        Type: AWS::SNS::Topic
        Properties:
          TopicName: !Ref TopicName
          DisplayName: !Sub "\${TopicName}-\${AWS::Region}"
Outputs:
  "Fn::ForEach::Out":
    - TopicName
    - !Ref Names
    - "Arn\${TopicName}": {Value: !GetAtt [!Sub "SnsTopic\${TopicName}", TopicArn]}
`);
    expect([...made.resources.keys()]).toEqual(['SnsTopicSuccess', 'SnsTopicFailure']);
    expect(made.resources.get('SnsTopicFailure')?.properties).toEqual({
      TopicName: 'Failure',
      DisplayName: 'Failure-us-east-1',
    });
    expect(made.outputs.get('ArnSuccess')?.value).toEqual({
      '?': { resource: 'SnsTopicSuccess', attribute: 'TopicArn' },
    });
    expect(made.template.place(made.resources.get('SnsTopicFailure')?.path ?? [])).toEqual({ line: 8, column: 7 });
    expect([...(made.resources.get('SnsTopicFailure')?.uses ?? [])]).toEqual(['parameter Names']);
  });

  it('inside each other, with &{} for what may not stand in a name', () => {
    const { resources } = design(`Resources:
  "Fn::ForEach::A":
    - Ip
    - ["10.0.0.1", "10.0.0.2"]
    - "Fn::ForEach::B":
        - Port
        - ["80", "443"]
        - "R&{Ip}P\${Port}": {Type: T, Properties: {Ip: "\${Ip}", Port: !Ref Port}}
`);
    expect([...resources.keys()]).toEqual(['R10001P80', 'R10001P443', 'R10002P80', 'R10002P443']);
    expect(resources.get('R10002P443')?.properties).toEqual({ Ip: '10.0.0.2', Port: '443' });
  });

  it('makes properties and conditions', () => {
    const { resources, conditions } = design(`Conditions:
  "Fn::ForEach::C":
    - Env
    - [prod, test]
    - "Is\${Env}": !Equals [prod, !Ref Env]
Resources:
  A:
    Type: T
    Condition: Isprod
    Properties:
      Size: 1
      "Fn::ForEach::P": [Name, [X, Y], {"Key\${Name}": "\${Name}"}]
  B: {Type: T, Condition: Istest}
`);
    expect([...conditions].map(([name, { value }]) => [name, value])).toEqual([
      ['Isprod', true],
      ['Istest', false],
    ]);
    expect(resources.get('A')).toMatchObject({ presence: 'present', properties: { Size: 1, KeyX: 'X', KeyY: 'Y' } });
    expect(resources.get('B')?.presence).toBe('absent');
  });

  it('of a list that is not known leaves open what there is', () => {
    const { resources, open } = design(`Parameters:
  Names: {Type: CommaDelimitedList}
Resources:
  "Fn::ForEach::T": [N, !Ref Names, {"T\${N}": {Type: T}}]
  A: {Type: T, Properties: {x: 1, "Fn::ForEach::P": [N, !Ref Names, {"\${N}": 1}]}}
  B: {Type: T, Properties: {x: !Ref TOne}}
`);
    expect([...resources.keys()]).toEqual(['A', 'B']);
    expect(open).toBe('the list that Fn::ForEach::T goes through is not known');
    expect(resources.get('A')?.properties).toEqual(unknown('the list that Fn::ForEach::P goes through is not known'));
    expect(resources.get('B')?.properties).toEqual({
      x: unknown('the list that Fn::ForEach::T goes through is not known'),
    });
  });

  it('without measure is cut and told', () => {
    const items = JSON.stringify(Array.from({ length: 300 }, (_, at) => `x${at}`));
    const nested = (depth: number): string =>
      depth === 0
        ? `{"R\${a}\${b}\${c}": {"Type": "T"}}`
        : `{"Fn::ForEach::L${depth}": ["${'abc'[depth - 1]}", ${items}, ${nested(depth - 1)}]}`;
    const { resources, open } = design(`{"Resources": ${nested(3)}}`);
    expect(resources.size).toBeLessThanOrEqual(5000);
    expect(open).not.toBeNull();
  });
});

it('one template, two regions: only what names the region differs', () => {
  const text = `Resources:
  A: {Type: T, Properties: {Name: !Sub "logs-\${AWS::Region}", Same: 5, Host: !Sub "x.\${AWS::URLSuffix}"}}`;
  const [us, eu] = [US, EU].map((environment) => design(text, environment).resources.get('A')?.properties);
  expect(us).toEqual({ Name: 'logs-us-east-1', Same: 5, Host: 'x.amazonaws.com' });
  expect(eu).toEqual({ Name: 'logs-eu-central-1', Same: 5, Host: 'x.amazonaws.com' });
});

it('sections that are no sections make nothing', () => {
  for (const text of [
    'Resources: 5',
    'Resources: [a]',
    'Resources: {A: 5}',
    'Conditions: x\nOutputs: []\nParameters: 1\nMappings: 2',
  ])
    expect(design(text).resources.size).toBe(0);
});
