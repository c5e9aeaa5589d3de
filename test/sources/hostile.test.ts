// Holds what is promised of sources that others wrote: nothing without end, nothing from elsewhere, no name that is more than a name, no secret told.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/command.ts';
import { recorder } from '../../src/commands/testing.ts';
import { formats } from '../../src/report/index.ts';
import type { AuditResult } from '../../src/report/report.ts';
import { makeFolder } from '../folder.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;

function folderWith(files: { readonly [name: string]: string | object }): string {
  const folder = makeFolder();
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

async function audited(folder: string, ...argv: readonly string[]) {
  const { io, out, err } = recorder({ cwd: folder });
  const code = await run(['audit', '--no-baseline', ...argv], io);
  return { code, out: out(), err: err() };
}

async function refused(folder: string, problem: RegExp, ...argv: readonly string[]): Promise<void> {
  const { code, err } = await audited(folder, ...argv);
  expect({ code, lines: err.trimEnd().split('\n') }).toEqual({ code: 2, lines: [expect.stringMatching(problem)] });
}

const both = (file: string) => ['--from', `${US}=${file}`, '--from', `${EU}=${file}`];
const QUEUE = { Type: 'AWS::SQS::Queue', Properties: {} };
const nested = (file: string) => ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: file } });
const stage = (folder: string) => ({ type: 'cdk:cloud-assembly', properties: { directoryName: folder } });
const stack = (template: string, more: object = {}) => ({
  type: 'aws:cloudformation:stack',
  environment: `aws://111122223333/${US}`,
  properties: { templateFile: template, ...more },
});
const times = <T>(count: number, make: (at: number) => T) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`N${at}`, make(at)]));

describe('what holds itself or each other', () => {
  it('as templates is refused', async () => {
    const folder = folderWith({
      'a.json': { Resources: times(10, () => nested('b.json')) },
      'b.json': { Resources: times(10, () => nested('a.json')) },
    });
    await refused(folder, /[ab]\.json: is a template that is nested in itself/, ...both('a.json'));
  });

  it('as templates, ten in each of ten, is refused once there are too many', async () => {
    const levels = times(9, (at) => ({
      Resources: at === 8 ? { Q: QUEUE } : times(10, () => nested(`N${at + 1}.json`)),
    }));
    const folder = folderWith(Object.fromEntries(Object.entries(levels).map(([name, one]) => [`${name}.json`, one])));
    await refused(folder, /more than 10000 are not read at once/, ...both('N0.json'));
  });

  it('as assemblies is refused, through links too', async () => {
    const folder = folderWith({
      'cdk/manifest.json': { artifacts: times(10, () => stage('.')) },
      'linked/manifest.json': { artifacts: times(10, () => stage('again')) },
    });
    symlinkSync('.', join(folder, 'linked/again'));
    for (const name of ['cdk', 'linked'])
      await refused(folder, /is an assembly that is a stage of itself/, '--from', name);
  });

  it('as assemblies, ten in each of ten, is refused once there are too many', async () => {
    const path = (at: number) => `cdk/${'s/'.repeat(at)}manifest.json`;
    const folder = folderWith(
      Object.fromEntries(
        Array.from({ length: 8 }, (_, at) => [path(at), { artifacts: at === 7 ? {} : times(10, () => stage('s')) }]),
      ),
    );
    await refused(folder, /more than 2000 assemblies are not read at once/, '--from', 'cdk');
  });

  it('as nested stacks of an assembly is refused', async () => {
    const own = { ...nested('x'), Metadata: { 'aws:asset:path': 'a.json' } };
    const folder = folderWith({
      'cdk/manifest.json': { artifacts: { A: stack('a.json') } },
      'cdk/a.json': { Resources: times(10, () => own) },
    });
    await refused(folder, /a\.json: is a template that is nested in itself/, '--from', 'cdk');
  });

  const aliases = (of: (names: string) => string) =>
    [
      'Resources:\n  Q: {Type: AWS::SQS::Queue}\nMetadata:\n  a0: &a0 {x: 1}',
      ...Array.from({ length: 12 }, (_, at) => `  a${at + 1}: &a${at + 1} ${of(Array(10).fill(`*a${at}`).join(', '))}`),
    ].join('\n');
  it.each([
    ['aliases', aliases((names) => `[${names}]`)],
    ['merge keys', aliases((names) => `{<<: [${names}]}`)],
    ['an alias in itself', 'Resources: &a\n  Q: {Type: AWS::SQS::Queue, Metadata: *a}\n'],
    ['brackets', `Resources: ${'['.repeat(20_000)}`],
    ['brackets of JSON', `{"Resources": ${'['.repeat(200_000)}`],
    ['braces of JSON', `{"Resources": ${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`],
  ])('as %s of a template is refused in one line', async (_, text) => {
    await refused(
      folderWith({ 'a.yaml': text }),
      /a\.yaml(?::\d+)?: .*(?:aliases|holds itself|too deep|nested more than)/,
      ...both('a.yaml'),
    );
  });

  it.each(['plan', 'state', 'pulumi'])('as values of a %s is refused in one line', async (kind) => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const text = {
      plan: `{"planned_values": ${deep}}`,
      state: `{"version": 4, "terraform_version": "1", "lineage": "x", "resources": [${deep}]}`,
      pulumi: `{"version": 3, "deployment": {"resources": [${deep}]}}`,
    }[kind] as string;
    await refused(folderWith({ 'a.json': text }), /a\.json/, '--from', 'a.json');
  });
});

describe('a link in an assembly that leads out of it', () => {
  const SECRET = { Resources: { Q: { ...QUEUE, Properties: { QueueName: 'hunter2' } } }, hunter2: 1 };
  const base = (artifacts: object, more: { readonly [name: string]: object } = {}) =>
    folderWith({
      'secret.json': SECRET,
      'out/manifest.json': { artifacts: { A: stack('secret.json') } },
      'out/secret.json': SECRET,
      'cdk/manifest.json': { artifacts },
      ...more,
    });

  it('is no template, no stage and no nested stack', async () => {
    const template = base({ A: stack('a.json') });
    symlinkSync('../secret.json', join(template, 'cdk/a.json'));
    await refused(template, /names the template a\.json, which is not there/, '--from', 'cdk');
    const inner = base({ A: stage('in') });
    symlinkSync('../out', join(inner, 'cdk/in'));
    await refused(inner, /names the folder in, which is not there/, '--from', 'cdk');
    const own = { ...nested('x'), Metadata: { 'aws:asset:path': 'n.json' } };
    const asset = base(
      { A: stack('a.json'), B: { ...stack('a.json', { stackName: 'A' }), environment: `aws://111122223333/${EU}` } },
      { 'cdk/a.json': { Resources: { N: own } } },
    );
    symlinkSync('../secret.json', join(asset, 'cdk/n.json'));
    const { code, out } = await audited(asset, '--from', 'cdk', '--report', 'json');
    expect(code).toBe(3);
    expect(out).toContain('is not in the assembly');
    expect(out).not.toContain('hunter2');
  });

  it('is no manifest, and no nested template beside a template', async () => {
    const folder = folderWith({
      'secret.json': SECRET,
      'in/a.json': { Resources: { N: nested('n.json'), M: nested('../secret.json') } },
      'cdk/x': '',
    });
    symlinkSync('../secret.json', join(folder, 'in/n.json'));
    symlinkSync('../secret.json', join(folder, 'cdk/manifest.json'));
    await refused(folder, /is a directory without a manifest\.json/, '--from', 'cdk');
    const { code, out } = await audited(folder, ...both('in/a.json'), '--report', 'json');
    expect(code).toBe(3);
    expect(out).not.toContain('hunter2');
  });

  it('that stays inside is followed', async () => {
    const folder = base(
      { A: stack('a.json'), B: { ...stack('a.json', { stackName: 'A' }), environment: `aws://111122223333/${EU}` } },
      { 'cdk/b.json': { Resources: { Q: QUEUE } } },
    );
    symlinkSync('b.json', join(folder, 'cdk/a.json'));
    expect((await audited(folder, '--from', 'cdk')).code).toBe(0);
  });
});

describe.skipIf(!existsSync('/dev/zero'))('what has no end', () => {
  const kinds: readonly (readonly [string, (folder: string, file: string) => readonly string[]])[] = [
    ['a template', (_, file) => ['--from', `${US}=${file}`]],
    ['a file of parameters', (_, file) => ['--from', `${US}=a.json,${file}`]],
    ['a template of an assembly', () => ['--from', 'cdk']],
  ];
  it.each(kinds)('as %s is refused', async (_, argv) => {
    const folder = folderWith({
      'a.json': { Resources: { Q: QUEUE } },
      'cdk/manifest.json': { artifacts: { A: stack('pipe') } },
    });
    spawnSync('mkfifo', [join(folder, 'pipe'), join(folder, 'cdk/pipe')]);
    await refused(folder, /is a pipe/, ...argv(folder, 'pipe'));
    await refused(folder, /is no text|MB|is a pipe/, ...argv(folder, '/dev/zero'));
  });
});

describe('a name that every object answers to', () => {
  const member =
    '{"__proto__": {"Type": "AWS::SQS::Queue", "Properties": {"__proto__": {"x": 1}, "QueueName": "q"}}, "constructor": {"Type": "AWS::SNS::Topic", "Properties": {"constructor": "x"}}}';
  const template = `{"Resources": ${member}, "Parameters": {"__proto__": {"Type": "String"}, "toString": {"Type": "String", "Default": "y"}}, "Mappings": {"__proto__": {"__proto__": {"__proto__": "x"}}}, "Conditions": {"__proto__": {"Fn::Equals": ["a", "a"]}}, "Outputs": {"__proto__": {"Value": {"Ref": "__proto__"}}}}`;
  const state = (region: string) =>
    `{"version": 4, "terraform_version": "1", "lineage": "x", "resources": [{"mode": "managed", "type": "aws_sqs_queue", "name": "__proto__", "module": "module.constructor", "provider": "provider[\\"registry.terraform.io/hashicorp/aws\\"].__proto__", "instances": [{"index_key": "__proto__", "attributes": {"__proto__": {"region": "x"}, "constructor": "y", "region": "${region}", "arn": "arn:aws:sqs:${region}:111122223333:x", "tags": {"__proto__": "t"}}, "sensitive_attributes": [[{"type": "get_attr", "value": "__proto__"}]]}]}]}`;
  const plan = (region: string) =>
    `{"format_version": "1.2", "terraform_version": "1", "planned_values": {"root_module": {"resources": [{"address": "aws_sqs_queue.__proto__", "mode": "managed", "type": "aws_sqs_queue", "name": "__proto__", "provider_name": "registry.terraform.io/hashicorp/aws", "values": {"region": "${region}", "__proto__": {"a": 1}, "constructor": "x"}, "sensitive_values": {"__proto__": true}}]}}, "resource_changes": [{"address": "aws_sqs_queue.__proto__", "change": {"after_unknown": {"__proto__": true}}}], "configuration": {"provider_config": {"__proto__": {"expressions": {"region": {"references": ["var.__proto__"]}}}}}, "variables": {"__proto__": {"value": "us-east-1"}}}`;

  it.each([
    [
      'template',
      ['--from', `${US}=a.json,p.json`, '--from', `${EU}=a.json,p.json`],
      { 'a.json': template, 'p.json': '{"__proto__": "x"}' },
    ],
    [
      'template, given twice',
      ['--from', `${US}=a.json,p.json,p.json`, '--from', `${EU}=a.json,p.json`, '--parameter', '__proto__=y'],
      { 'a.json': template, 'p.json': '[{"ParameterKey": "__proto__", "ParameterValue": "x", "ResolvedValue": "z"}]' },
    ],
    ['state', ['--from', 'a.json', '--from', 'b.json'], { 'a.json': state(US), 'b.json': state(EU) }],
    ['plan', ['--from', 'a.json', '--from', 'b.json'], { 'a.json': plan(US), 'b.json': plan(EU) }],
  ] as const)('is a name like any other in a %s', async (_, argv, files) => {
    const { code, out, err } = await audited(folderWith(files), ...argv, '--report', 'json');
    expect({ code: [0, 1, 3].includes(code), err }).toEqual({ code: true, err: '' });
    const result = JSON.parse(out) as AuditResult;
    expect(result.rules.filter(({ state }) => state === 'crashed')).toEqual([]);
    expect(Object.values(result.counts).length).toBe(2);
    expect(({} as { region?: unknown }).region).toBeUndefined();
  });
});

describe('a file of parameters', () => {
  it.each([
    ['blanks', `A=x${' '.repeat(1_000_000)}y`],
    ['letters', `A=${'x'.repeat(1_000_000)}`],
    ['quotes', `A="${'\\"'.repeat(500_000)}`],
    ['pairs', 'A=x '.repeat(100_000)],
    ['keys', `ParameterKey=${'A'.repeat(1_000_000)}`],
  ])('that is a line of %s is read in the time that it is long', async (_, text) => {
    const folder = folderWith({
      'a.json': { Parameters: { A: { Type: 'String', Default: 'a' } }, Resources: { Q: QUEUE } },
      p: text,
    });
    const begun = performance.now();
    const { code } = await audited(folder, '--from', `${US}=a.json,p`, '--from', `${EU}=a.json,p`);
    expect([0, 2, 3]).toContain(code);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

describe('a secret of a source', () => {
  const template = {
    Parameters: { Password: { Type: 'String', NoEcho: true }, Shown: { Type: 'String', Default: 'a' } },
    Resources: {
      Db: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { MasterUserPassword: { Ref: 'Password' }, DBInstanceClass: { Ref: 'Shown' } },
      },
      Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::Sub': 'x-${Password}' } } },
      Fn: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { TOKEN: { Ref: 'Password' } } } } },
    },
    Outputs: { Password: { Value: { Ref: 'Password' }, Export: { Name: 'password' } } },
  };
  const file = (password: string) => [{ ParameterKey: 'Password', ParameterValue: password }];
  const folder = folderWith({ 'a.json': template, 'us.json': file('hunter2-us'), 'eu.json': file('hunter2-eu') });

  it.each(Object.keys(formats))(
    '(NoEcho) stands in no %s, whether a file or the command line gave it',
    async (format) => {
      for (const argv of [
        ['--from', `${US}=a.json,us.json`, '--from', `${EU}=a.json,eu.json`],
        [...both('a.json'), '--parameter', `${US}:Password=hunter2-us`, '--parameter', `${EU}:Password=hunter2-eu`],
      ]) {
        const { code, out, err } = await audited(folder, ...argv, '--report', format);
        expect([0, 1, 3]).toContain(code);
        expect(out).not.toBe('');
        expect(`${out}${err}`).not.toContain('hunter2');
      }
    },
  );

  it.each([
    ['Pass word=hunter2'],
    ['a:b:Password=hunter2'],
    ['Unknown=hunter2'],
    ['eu-west-1:Password=hunter2'],
    [':Password=hunter2'],
  ])('--parameter %s that is wrong is told without its value', async (parameter) => {
    const { code, err } = await audited(folder, ...both('a.json'), '--parameter', parameter);
    expect([code, err]).toEqual([2, expect.stringContaining('--parameter')]);
    expect(err).not.toContain('hunter2');
  });

  it.each([
    ['JSON that is cut off', '[{"ParameterKey": "Password", "ParameterValue": "hunter2'],
    ['JSON with a slip', '[{"ParameterKey": "Password", "ParameterValue": hunter2}]'],
    ['a line without a name', 'hunter2'],
    ['a value that is none', '[{"ParameterKey": "Password", "ParameterValue": {"hunter2": 1}}]'],
    ['a list of odd things', '[["hunter2"]]'],
  ])('in a file of parameters is not told: %s', async (_, text) => {
    writeFileSync(join(folder, 'bad'), text);
    const { code, err } = await audited(folder, '--from', `${US}=a.json,bad`);
    expect([code, err]).toEqual([2, expect.stringMatching(/^infra-parity: bad[^\n]*\n$/)]);
    expect(err).not.toContain('hunter2');
  });
});
