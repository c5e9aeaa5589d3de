import { describe, expect, it } from 'vitest';
import { designed, EU, US } from '../testing.ts';

// Examples of AWS's reference of the intrinsic functions, and what each may meet besides.
const unknown = (reason: string) => ({ '?': { unknown: reason } });

describe('Ref', () => {
  const parameters = `Parameters:
  Name: {Type: String, Default: red}
  Port: {Type: Number, Default: 8080}
  Version: {Type: String, Default: 1.10}
  Zones: {Type: CommaDelimitedList, Default: "a, b,c"}
  Ids: {Type: 'List<AWS::EC2::Subnet::Id>'}
  Secret: {Type: String, NoEcho: true, Default: hush}
  Ami: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/ami}
  None: {Type: String}
`;
  const given = { ...US, parameters: { Ids: 'subnet-1,subnet-2' } };
  it.each([
    ['!Ref Name', 'red'],
    ['!Ref Port', '8080'],
    ['!Ref Version', { '?': { oneOf: ['1.10', '1.1'], reason: expect.any(String) } }],
    ['!Ref Zones', ['a', 'b', 'c']],
    ['!Ref Ids', ['subnet-1', 'subnet-2']],
    ['!Ref Secret', { '?': { parameter: 'Secret' } }],
    ['!Ref Ami', { '?': { dynamic: 'ssm:/aws/ami' } }],
    ['!Ref None', unknown('parameter None has no value')],
    ['!Ref AWS::Region', 'us-east-1'],
    ['!Ref AWS::StackId', { '?': { pseudo: 'AWS::StackId' } }],
    ['!Ref Key', { '?': { resource: 'Key' } }],
    ['!Ref Nobody', unknown('there is no Nobody in the template')],
    ['Ref: [a]', unknown('Ref takes the name of a parameter or resource')],
  ])('%s', (expression, value) => expect(designed(expression, given, parameters)).toEqual(value));

  it('a value that was given stands above the default', () => {
    const environment = {
      ...US,
      parameters: { Name: 'blue', Port: 443, Zones: ['x'], Ami: { value: '/aws/ami', resolved: 'ami-1' } },
    };
    expect(designed('[!Ref Name, !Ref Port, !Ref Zones, !Ref Ami]', environment, parameters)).toEqual([
      'blue',
      '443',
      ['x'],
      'ami-1',
    ]);
  });
  it('a masked value is a hole, whatever is given for it', () => {
    expect(designed('!Ref Secret', { ...US, parameters: { Secret: 'hush' } }, parameters)).toEqual({
      '?': { parameter: 'Secret' },
    });
    expect(designed('!Ref Name', { ...US, parameters: { Name: null } }, parameters)).toEqual({
      '?': { parameter: 'Name' },
    });
  });
  it('an environment that does not know its region leaves a hole', () =>
    expect(designed('!Ref AWS::Region', { region: null })).toEqual({ '?': { pseudo: 'AWS::Region' } }));
});

describe('Fn::GetAtt', () => {
  it.each([
    ['!GetAtt Key.Arn', { '?': { resource: 'Key', attribute: 'Arn' } }],
    ['Fn::GetAtt: Key.Arn', { '?': { resource: 'Key', attribute: 'Arn' } }],
    ['!GetAtt [Key, Outputs.Vpc]', { '?': { resource: 'Key', attribute: 'Outputs.Vpc' } }],
    ['Fn::GetAtt: [Key, !Ref AWS::Partition]', { '?': { resource: 'Key', attribute: 'aws' } }],
    ['!GetAtt Gone.Arn', unknown('there is no Gone in the template')],
    ['!GetAtt Key', unknown('Fn::GetAtt takes a resource and an attribute')],
  ])('%s', (expression, value) => expect(designed(expression)).toEqual(value));
});

describe('Fn::Sub', () => {
  it.each([
    [
      `!Sub "arn:\${AWS::Partition}:ec2:\${AWS::Region}:\${AWS::AccountId}:vpc/*"`,
      'arn:aws:ec2:us-east-1:111111111111:vpc/*',
    ],
    [`!Sub ["www.\${Domain}", {Domain: example.com}]`, 'www.example.com'],
    [`!Sub "\${!Literal} \${AWS::Region}"`, `\${Literal} us-east-1`],
    [`!Sub "\${Key}/\${Key.Arn}"`, { '?text': [{ resource: 'Key' }, '/', { resource: 'Key', attribute: 'Arn' }] }],
    [`!Sub "\${Key}"`, { '?text': [{ resource: 'Key' }] }],
    [`!Sub "no end \${Key"`, `no end \${Key`],
    [`!Sub "\${HOME}/x"`, { '?text': [{ unknown: 'there is no HOME in the template' }, '/x'] }],
    [`!Sub ["\${A.B}", {A.B: dotted}]`, 'dotted'],
    [`!Sub ["\${L}", {L: [1]}]`, unknown(`\${L} in Fn::Sub is no text`)],
    ['!Sub [a, b]', unknown('Fn::Sub takes a text, and with it a map at most')],
  ])('%s', (expression, value) => expect(designed(expression)).toEqual(value));
});

describe('Fn::Join', () => {
  it.each([
    ['!Join [":", [a, b, c]]', 'a:b:c'],
    [
      '!Join ["", ["arn:", !Ref AWS::Partition, ":s3:::", !Ref Key, "/*"]]',
      { '?text': ['arn:aws:s3:::', { resource: 'Key' }, '/*'] },
    ],
    ['!Join [",", !Split ["|", "a|b"]]', 'a,b'],
    [
      '!Join [",", !GetAtt Key.Servers]',
      { '?': { function: 'Fn::Join', argument: [',', { '?': { resource: 'Key', attribute: 'Servers' } }] } },
    ],
    ['!Join ["-", [a, !Ref "AWS::NoValue", 5]]', 'a-5'],
    ['!Join [",", []]', ''],
    ['!Join ["-", [[a]]]', unknown('item 0 of Fn::Join is no text')],
    ['!Join ["-", abc]', unknown('Fn::Join takes a delimiter and a list')],
    ['!Join x', unknown('Fn::Join takes a delimiter and a list')],
  ])('%s', (expression, value) => expect(designed(expression)).toEqual(value));
});

describe('Fn::Select and Fn::Split', () => {
  it.each([
    ['!Select ["1", [apples, grapes, oranges]]', 'grapes'],
    ['!Select [0, !Split ["|", "a||c|"]]', 'a'],
    ['!Split ["|", "a||c|"]', ['a', '', 'c', '']],
    ['!Select [1, !Split ["-", !Ref AWS::Region]]', 'east'],
    ['!Select [3, [a]]', unknown('Fn::Select asks for item 3 of 1')],
    ['!Select [-1, [a]]', unknown('Fn::Select takes an index and a list')],
    ['!Split ["", abc]', unknown('Fn::Split takes a delimiter and a text')],
    [
      '!Select [5, !Split [":", !GetAtt Key.Arn]]',
      {
        '?': {
          function: 'Fn::Select',
          argument: [
            5,
            { '?': { function: 'Fn::Split', argument: [':', { '?': { resource: 'Key', attribute: 'Arn' } }] } },
          ],
        },
      },
    ],
    ['!Select [0, !Ref Nobody]', unknown('there is no Nobody in the template')],
    ['!Select [0, [a, !Ref Nobody]]', 'a'],
  ])('%s', (expression, value) => expect(designed(expression)).toEqual(value));
});

describe('Fn::FindInMap', () => {
  const mappings = `Mappings:
  RegionMap:
    us-east-1: {HVM64: ami-0ff8a91507f77f867, Zones: [a, b]}
    eu-central-1: {HVM64: ami-0bdb1d6c15a40392c}
  Macro: {a: {"Fn::Transform": {Name: X}}}
`;
  it.each([
    ['!FindInMap [RegionMap, !Ref AWS::Region, HVM64]', 'ami-0ff8a91507f77f867'],
    ['!FindInMap [RegionMap, us-east-1, Zones]', ['a', 'b']],
    ['!FindInMap [RegionMap, ap-south-1, HVM64]', unknown('the mapping RegionMap has no ap-south-1.HVM64')],
    ['!FindInMap [RegionMap, ap-south-1, HVM64, {DefaultValue: ami-0}]', 'ami-0'],
    ['!FindInMap [RegionMap, us-east-1, toString]', unknown('the mapping RegionMap has no us-east-1.toString')],
    ['!FindInMap [Macro, a, b]', unknown('a macro in the mapping Macro was not run')],
    ['!FindInMap [Macro]', unknown('Fn::FindInMap takes a mapping and two keys')],
    [
      '!FindInMap [RegionMap, !Ref AWS::StackId, HVM64]',
      { '?': { function: 'Fn::FindInMap', argument: ['RegionMap', { '?': { pseudo: 'AWS::StackId' } }, 'HVM64'] } },
    ],
  ])('%s', (expression, value) => expect(designed(expression, US, mappings)).toEqual(value));
  it('follows the region', () =>
    expect(designed('!FindInMap [RegionMap, !Ref AWS::Region, HVM64]', EU, mappings)).toBe('ami-0bdb1d6c15a40392c'));
});

describe('Fn::Base64', () => {
  it.each([
    ['!Base64 "AWS CloudFormation"', 'QVdTIENsb3VkRm9ybWF0aW9u'],
    ['!Base64 "é"', 'w6k='],
    [
      `Fn::Base64: !Sub "echo \${Key}"`,
      { '?': { function: 'Fn::Base64', argument: { '?text': ['echo ', { resource: 'Key' }] } } },
    ],
    ['!Base64 [a]', unknown('Fn::Base64 takes a text')],
  ])('%s', (expression, value) => expect(designed(expression)).toEqual(value));
});

describe('Fn::Cidr', () => {
  it.each([
    [
      '!Cidr ["192.168.0.0/24", 6, 5]',
      [
        '192.168.0.0/27',
        '192.168.0.32/27',
        '192.168.0.64/27',
        '192.168.0.96/27',
        '192.168.0.128/27',
        '192.168.0.160/27',
      ],
    ],
    ['!Select [1, !Cidr ["10.0.0.0/16", 2, "8"]]', '10.0.1.0/24'],
    ['!Cidr ["10.0.5.7/16", 1, 8]', ['10.0.0.0/24']],
    ['!Cidr ["2001:db8:1234:1a00::/56", 2, 64]', ['2001:db8:1234:1a00::/64', '2001:db8:1234:1a01::/64']],
    ['!Cidr ["::/0", 2, 127]', ['::/1', '8000::/1']],
    ['!Cidr ["10.0.0.0/24", 9, 5]', unknown('Fn::Cidr cannot take 9 blocks of 5 bits from 10.0.0.0/24')],
    ['!Cidr ["10.0.0.0/24", 257, 1]', unknown('Fn::Cidr cannot take 257 blocks of 1 bits from 10.0.0.0/24')],
    ['!Cidr ["300.0.0.0/24", 1, 1]', unknown('Fn::Cidr cannot take 1 blocks of 1 bits from 300.0.0.0/24')],
    ['!Cidr ["10.0.0.0/24", 1]', unknown('Fn::Cidr takes a block, a count and a number of bits')],
    [
      '!Cidr [!GetAtt Key.CidrBlock, 6, 8]',
      { '?': { function: 'Fn::Cidr', argument: [{ '?': { resource: 'Key', attribute: 'CidrBlock' } }, 6, 8] } },
    ],
  ])('%s', (expression, value) => expect(designed(expression)).toEqual(value));
});

describe('Fn::GetAZs and Fn::ImportValue', () => {
  it('stay symbolic, so that both regions design the same', () => {
    const expression = '!Select [0, !GetAZs ""]';
    expect(designed(expression)).toEqual({
      '?': { function: 'Fn::Select', argument: [0, { '?': { zones: 'us-east-1' } }] },
    });
    expect(designed('!GetAZs {Ref: AWS::Region}', EU)).toEqual({ '?': { zones: 'eu-central-1' } });
    expect(designed('!GetAZs ""', { region: null })).toEqual({ '?': { zones: { '?': { pseudo: 'AWS::Region' } } } });
  });
  it('are worked out where the environment knows', () => {
    const environment = {
      ...US,
      zones: { 'us-east-1': ['us-east-1a', 'us-east-1b'] },
      exports: { 'net-vpc': 'vpc-1' },
    };
    expect(designed('!Select [1, !GetAZs ""]', environment)).toBe('us-east-1b');
    expect(designed('!ImportValue net-vpc', environment)).toBe('vpc-1');
    expect(designed('!ImportValue other', environment)).toEqual({ '?': { import: 'other' } });
  });
  it('an import by a name that is put together', () =>
    expect(designed(`!ImportValue {"Fn::Sub": "\${AWS::StackName}-vpc"}`)).toEqual({ '?': { import: 'shop-vpc' } }));
});

describe('language extensions', () => {
  it.each([
    ['!Length [a, b, c]', 3],
    ['!Length [a, !Ref "AWS::NoValue"]', 1],
    ['!Length [!Ref Key, a]', 2],
    ['!Length abc', unknown('Fn::Length takes a list')],
    ['!ToJsonString {a: 1, b: [x, true], "?q": null}', '{"a":1,"b":["x",true],"?q":null}'],
    [
      '!ToJsonString {a: !Ref Key}',
      { '?': { function: 'Fn::ToJsonString', argument: { a: { '?': { resource: 'Key' } } } } },
    ],
    ['!ToJsonString {a: !Ref "AWS::NoValue"}', '{}'],
    ['!ToJsonString abc', unknown('Fn::ToJsonString takes a map or a list')],
    ['!Transform {Name: AWS::Include, Parameters: {Location: s3://x}}', unknown('the macro AWS::Include was not run')],
    ['{a: 1, "Fn::Transform": {Name: M}}', unknown('the macro M was not run')],
    ['!BrandNew x', unknown('Fn::BrandNew is no function that is known')],
    ['{"Fn::Join": ["", []], b: 1}', unknown('Fn::Join stands beside other members')],
  ])('%s', (expression, value) => expect(designed(expression)).toEqual(value));
});

describe('Fn::If', () => {
  const more = `Parameters:
  Env: {Type: String, Default: prod}
  Secret: {Type: String, NoEcho: true}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  Guess: !Equals [!Ref Secret, ""]
`;
  it.each([
    ['!If [IsProd, 5, 1]', 5],
    ['[a, !If [IsProd, !Ref AWS::NoValue, b], c]', ['a', 'c']],
    ['{a: !If [IsProd, !Ref AWS::NoValue, b], c: 1}', { c: 1 }],
    ['!If [Guess, a, b]', unknown('condition Guess is not known: the value of parameter Secret is masked')],
    ['!If [Guess, a, a]', 'a'],
    ['!If [Nobody, a, b]', unknown('condition Nobody is not known: there is no condition Nobody in the template')],
    ['!If [IsProd, a]', unknown('Fn::If takes the name of a condition and two values')],
  ])('%s', (expression, value) => expect(designed(expression, US, more)).toEqual(value));
});

describe('dynamic references', () => {
  const text = (inside: string) => `"{{resolve:${inside}}}"`;
  it.each([
    [text('ssm:S3AccessControl:2'), { '?': { dynamic: 'ssm:S3AccessControl:2' } }],
    [text('ssm-secure:IAMUserPassword:10'), { '?': { dynamic: 'ssm-secure:IAMUserPassword:10' } }],
    [
      `!Sub "{{resolve:secretsmanager:\${Key}:SecretString:password}}"`,
      { '?': { dynamic: { '?text': ['secretsmanager:', { resource: 'Key' }, ':SecretString:password'] } } },
    ],
    ['"a-{{resolve:ssm:x}}-b{{resolve:ssm:y}}"', { '?text': ['a-', { dynamic: 'ssm:x' }, '-b', { dynamic: 'ssm:y' }] }],
    ['"{{resolve:other:x}}"', '{{resolve:other:x}}'],
    ['"{{resolve:ssm:x"', '{{resolve:ssm:x'],
    ['!Base64 "{{resolve:ssm:x}}"', Buffer.from('{{resolve:ssm:x}}').toString('base64')],
  ])('%s', (expression, value) => expect(designed(expression)).toEqual(value));
});

it('a name that looks like the mark of a hole is literal data', () =>
  expect(designed('{"?": {resource: Key}, "?text": [a], "??": 1}')).toEqual({
    '??': { resource: 'Key' },
    '??text': ['a'],
    '???': 1,
  }));
