/** Templates with parameter files, each for a region of its own; what cannot be evaluated; and templates that are anything at all. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuditResult } from '../../src/report/report.ts';
import { runIn } from '../worlds/run-story.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const folder = mkdtempSync(join(tmpdir(), 'templates-'));

function put(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function audited(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await runIn('none', ['audit', ...args, '--no-baseline', '--report', 'json']);
  return { exitCode, stderr, result: stdout === '' ? null : (JSON.parse(stdout) as AuditResult) };
}

const told = (result: AuditResult | null) =>
  (result?.findings ?? []).map(({ rule, counterpart, regions, property, because }) =>
    [rule, counterpart, regions, property ?? '', because === undefined ? '' : `${because.kind} ${because.name}`]
      .join(' ')
      .trim(),
  );

const MAIN = put(
  'main.yaml',
  `Parameters:
  Env: {Type: String, Default: prod}
  Zones: {Type: CommaDelimitedList, Default: "a,b"}
  Password: {Type: String, NoEcho: true, Default: hush-hush}
Conditions:
  Prod: !Equals [!Ref Env, prod]
Resources:
  Key:
    Type: AWS::KMS::Key
    Condition: Prod
    Properties: {EnableKeyRotation: true}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "jobs-\${AWS::Region}"
      VisibilityTimeout: !If [Prod, 60, 30]
  Topic:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !Join ["-", !Ref Zones]}
`,
);
const PARAMETERS = {
  cli: '[{"ParameterKey": "Env", "ParameterValue": "test"}]',
  pairs: '["Env=test"]',
  pipeline: '{"Parameters": {"Env": "test"}, "Tags": {"team": "shop"}}',
  plain: '{"Env": "test"}',
  lines: '# of the test\nEnv=test\n',
};
const CHANGED = [
  `missing-resource main/Key ${EU}  parameter Env`,
  `property-drift main/Queue ${US},${EU} VisibilityTimeout parameter Env`,
];

describe('templates with their parameters', () => {
  test.each(Object.entries(PARAMETERS))(
    '%s: what differs is told with the parameter that makes it',
    async (form, text) => {
      const file = put(`${form}.json`, text);
      const same = await audited('--from', `${US}=${MAIN},${file}`, '--from', `${EU}=${MAIN},${file}`);
      expect(same).toMatchObject({ exitCode: 0, result: { findings: [], gaps: [] } });
      const { exitCode, result } = await audited('--from', `${US}=${MAIN}`, '--from', `${EU}=${MAIN},${file}`);
      expect(exitCode).toBe(1);
      expect(
        told(result)
          .filter((one) => !one.startsWith('tag-drift'))
          .sort(),
      ).toEqual(CHANGED);
    },
  );

  test('--parameter is over files, for one region or for all, and must be taken by somebody', async () => {
    const both = ['--from', `${US}=${MAIN}`, '--from', `${EU}=${MAIN}`] as const;
    expect(told((await audited(...both, '--parameter', `${EU}:Env=test`)).result).sort()).toEqual(CHANGED);
    expect((await audited(...both, '--parameter', 'Env=test')).exitCode).toBe(0);
    expect((await audited(...both, '--parameter', 'Evn=test')).stderr).toBe(
      'infra-parity: --parameter Evn: no template has such a parameter\n',
    );
    expect((await audited(...both, '--parameter', 'test')).stderr).toMatch(
      /^infra-parity: --parameter: expected Name=value/,
    );
  });

  test('nested by a path beside the parent; exports of one stack are imports of another', async () => {
    put(
      'net/inner.json',
      JSON.stringify({
        Parameters: { Id: { Type: 'String' } },
        Resources: { Deep: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Id' } } } },
        Outputs: { Name: { Value: { 'Fn::GetAtt': ['Deep', 'TopicName'] } } },
      }),
    );
    const outer = put(
      'net/outer.yaml',
      'Resources:\n  Own: {Type: AWS::SNS::Topic}\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: ./inner.json, Parameters: {Id: !Ref Own}}\nOutputs:\n  Name: {Value: !GetAtt Inner.Outputs.Name, Export: {Name: deep}}\n',
    );
    const user = (of: string) =>
      put(
        `user-${of}.yaml`,
        `Resources:\n  User: {Type: AWS::SNS::Topic, Properties: {DisplayName: !ImportValue ${of}}}\n`,
      );
    const froms = (name: string) =>
      [US, EU].flatMap((region) => ['--from', `${region}:net=${outer}`, '--from', `${region}:user=${user(name)}`]);
    const found = await audited(...froms('deep'));
    expect(found).toMatchObject({ exitCode: 0, result: { findings: [], gaps: [] } });
    expect(found.result?.counts[US]?.total).toBe(3);
    const { exitCode, result } = await audited(...froms('elsewhere'));
    expect(exitCode).toBe(3);
    expect([...(result?.gaps ?? [])].reverse()).toMatchObject(
      [US, EU].map((region) => ({
        region,
        properties: ['DisplayName'],
        detail: 'it imports elsewhere, which no stack of the source exports there',
      })),
    );
  });

  test('what a macro makes is unknown with its name, and nothing is missing for it', async () => {
    const macro = put('macro.yaml', 'Transform: Nobody\nResources:\n  Topic: {Type: AWS::SNS::Topic}\n');
    const { exitCode, result } = await audited('--from', `${US}:app=${macro}`, '--from', `${EU}:app=${MAIN}`);
    expect(result?.findings.filter(({ regions }) => regions.includes(US))).toEqual([]);
    expect(exitCode).toBe(3);
    expect(result?.gaps.map(({ detail }) => detail)).toContain('stack app: the transform Nobody was not run');
  });

  test('a look-up is unknown on its property, with where it is looked up', async () => {
    const text =
      'Parameters:\n  Image: {Type: "AWS::SSM::Parameter::Value<String>", Default: /app/image}\nResources:\n  Host: {Type: AWS::EC2::Instance, Properties: {ImageId: !Ref Image, InstanceType: t3.micro}}\n';
    const file = put('look-up.yaml', text);
    const { exitCode, result } = await audited('--from', `${US}=${file}`, '--from', `${EU}=${file}`);
    expect({ exitCode, findings: result?.findings }).toEqual({ exitCode: 3, findings: [] });
    expect(result?.gaps[0]).toMatchObject({
      properties: ['ImageId'],
      detail: 'it is looked up in parameter /app/image when it is deployed',
    });
  });

  test.each([
    [`${US}=none.yaml`, /none\.yaml: there is no such file/],
    [`us-est-1=${MAIN}`, /"us-est-1" is not an AWS region; did you mean us-east-1\?/],
    [`${US}=${put('broken.yaml', 'Resources:\n  A: [\n')}`, /broken\.yaml:3: this is neither JSON nor YAML/],
    [`${US}=${put('empty.yaml', 'Outputs: {}\n')}`, /empty\.yaml: is no template: it has no Resources/],
    [`${US}=${MAIN},${put('odd.json', '[{"Key": 1}]')}`, /odd\.json \[0\]: has no ParameterKey/],
    [`${US}=${MAIN},${put('odd.txt', 'Env: test\n')}`, /odd\.txt:1: expected Name=value/],
    [put('bare.yaml', 'Resources: {}\n'), /bare\.yaml/],
  ])('%s is refused in one line', async (from, line) => {
    const { exitCode, stderr } = await audited('--from', from, '--from', `${EU}=${MAIN}`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(line) });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('one stack twice in one place is no two', async () => {
    const { stderr } = await audited(
      '--from',
      `${US}=${MAIN}`,
      '--from',
      `${US}=${put('other/main.yaml', 'Resources: {A: {Type: AWS::SNS::Topic}}\n')}`,
    );
    expect(stderr).toMatch(/stack main is given for us-east-1 already; name them apart: us-east-1:NAME=FILE\n$/);
  });
});

/** Templates as people publish them: functions in functions, conditions, loops, includes, references to nothing. */
const name = fc.constantFrom(
  'A',
  'B',
  'Env',
  'Missing',
  'AWS::Region',
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::StackId',
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    name.map((one) => ({ Ref: one })),
    fc.tuple(name, fc.string()).map((one) => ({ 'Fn::GetAtt': one })),
    name.map((one) => ({ 'Fn::Sub': `x-\${${one}}-y` })),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('Name', 'Tags', 'Value', 'constructor', '__proto__', 'Statement'), tie('value'), {
      maxKeys: 3,
    }),
    fc
      .tuple(
        fc.constantFrom(
          'Fn::Join',
          'Fn::Select',
          'Fn::Split',
          'Fn::If',
          'Fn::FindInMap',
          'Fn::Base64',
          'Fn::Cidr',
          'Fn::GetAZs',
          'Fn::ImportValue',
          'Fn::Transform',
          'Fn::ToJsonString',
          'Fn::Length',
          'Fn::Sub',
        ),
        tie('value'),
      )
      .map(([key, one]) => ({ [key]: one })),
  ),
}));
const type = fc.constantFrom(
  'AWS::SNS::Topic',
  'AWS::EC2::SecurityGroup',
  'AWS::S3::BucketPolicy',
  'AWS::IAM::Policy',
  'AWS::CloudFormation::Stack',
  'AWS::Serverless::Function',
  'AWS::CloudTrail::Trail',
  'Custom::Thing',
  'AWS::Nobody::Knows',
  '',
);
const resource = fc.record(
  {
    Type: type,
    Properties: fc.dictionary(
      fc.constantFrom(
        'Name',
        'Tags',
        'GroupId',
        'SecurityGroupIngress',
        'Bucket',
        'PolicyDocument',
        'Roles',
        'TopicName',
      ),
      value,
    ),
    Condition: fc.constantFrom('C', 'D', undefined),
  },
  { requiredKeys: ['Type'] },
);
const template = fc.record(
  {
    Transform: fc.constantFrom('AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31', ['Nobody']),
    Parameters: fc.constant({ Env: { Type: 'String', Default: 'x' } }),
    Conditions: fc.dictionary(fc.constantFrom('C', 'D'), value),
    Mappings: value,
    Resources: fc.dictionary(
      fc.constantFrom('A', 'B', 'Fn::ForEach::L', 'Fn::Transform'),
      fc.oneof({ arbitrary: resource, weight: 5 }, { arbitrary: value, weight: 1 }),
      { minKeys: 1 },
    ),
    Outputs: fc.dictionary(name, fc.record({ Value: value, Export: fc.record({ Name: value }) }, { requiredKeys: [] })),
  },
  { requiredKeys: ['Resources'] },
);

test('any template is read without a crash, and is the same as itself in another region', async () => {
  await fc.assert(
    fc.asyncProperty(template, async (any) => {
      const file = put('any.json', JSON.stringify(any));
      const { exitCode, stderr, result } = await audited('--from', `${US}=${file}`, '--from', `${EU}=${file}`);
      expect(stderr).not.toContain('this is a bug');
      expect([0, 1, 2, 3]).toContain(exitCode);
      expect(result?.rules.filter(({ state }) => state === 'crashed') ?? []).toEqual([]);
      const parity = (result?.findings ?? []).filter(({ rule }) =>
        ['missing-resource', 'property-drift', 'tag-drift', 'count-drift'].includes(rule),
      );
      expect(parity.map(({ message }) => message)).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 60_000);
