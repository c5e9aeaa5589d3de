// Fuzzes what commands read beside snapshots: templates, parameters, assemblies, plans, states, exports, work lists, accounts, saved reports and packed files. It is read, or told in one line.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/command.ts';
import { broken } from '../../src/commands/sample-snapshot.ts';
import { recorder } from '../../src/commands/testing.ts';
import { nineVersusFour } from '../../src/report/sample.ts';
import { formatSnapshot } from '../../src/snapshot/file.ts';
import { unitLine } from '../../src/snapshot/work-list.ts';
import { makeFolder } from '../folder.ts';
import { plan, state } from '../sources/terraform-files.ts';
import { mangled } from './mangled.ts';
import { bounded, patience } from './options.ts';

const folder = makeFolder();
mkdirSync(join(folder, 'cdk'));
const ACCOUNT = '111122223333';
const TEMPLATE = {
  Parameters: { Env: { Type: 'String', Default: 'a' }, Zones: { Type: 'CommaDelimitedList', Default: 'a,b' } },
  Mappings: { M: { 'us-east-1': { size: 'small' } } },
  Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Condition: 'Prod', Properties: { QueueName: { 'Fn::Sub': 'q-${AWS::Region}' } } },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::Join': ['-', { Ref: 'Zones' }] } } },
    Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'inner.json' } },
  },
  Outputs: { Name: { Value: { 'Fn::GetAtt': ['Topic', 'TopicName'] }, Export: { Name: 'name' } } },
};
const YAML = `Parameters:
  Env: {Type: String, Default: prod}
Conditions:
  Prod: !Equals [!Ref Env, prod]
Resources:
  Queue: &queue
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "jobs-\${AWS::Region}"
      VisibilityTimeout: !If [Prod, 60, 30]
  Other: {<<: *queue, Condition: Prod}
`;
const artifact = (region: string) => ({
  type: 'aws:cloudformation:stack',
  environment: `aws://${ACCOUNT}/${region}`,
  properties: { templateFile: 'app.json', stackName: 'app', tags: { a: 'b' } },
  metadata: { '/App/Queue': [{ type: 'aws:cdk:logicalId', data: 'Queue', trace: ['at x (/repo/app.ts:1:2)'] }] },
});
const MANIFEST = {
  version: '36.0.0',
  artifacts: { A: artifact('us-east-1'), B: artifact('eu-central-1') },
  missing: [],
};
const made = ['us-east-1', 'eu-central-1'].map((region) => ({
  type: 'aws_sqs_queue',
  name: `main_${region.replaceAll('-', '_')}`,
  values: { region, name: 'orders', arn: `arn:aws:sqs:${region}:${ACCOUNT}:orders`, tags: { a: 'b' } },
  sensitive: ['policy'],
}));
const PULUMI = {
  version: 3,
  deployment: {
    manifest: {},
    resources: ['us-east-1', 'eu-central-1'].map((region) => ({
      urn: `urn:pulumi:dev::p::aws:sqs/queue:Queue::orders-${region}`,
      type: 'aws:sqs/queue:Queue',
      custom: true,
      id: 'orders',
      outputs: { region, name: 'orders', arn: `arn:aws:sqs:${region}:${ACCOUNT}:orders` },
    })),
  },
};
const UNITS = [1, 2]
  .map((at) =>
    unitLine({
      unit: `u${at}`,
      title: 'team',
      places: [{ name: 'us-east-1', region: 'us-east-1', account: ACCOUNT, roleArn: `arn:aws:iam::${ACCOUNT}:role/r` }],
      externalIdFrom: 'ID',
    }),
  )
  .join('');
const SNAPSHOT = `${[...formatSnapshot(broken())].join('\n')}\n`;
const REPORT = JSON.stringify(nineVersusFour());

const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);
put('app.json', JSON.stringify(TEMPLATE));
put('inner.json', JSON.stringify({ Resources: { Q: { Type: 'AWS::SQS::Queue' } } }));
put('cdk/app.json', JSON.stringify(TEMPLATE));
put('report.json', REPORT);

const both = (files: string) => [
  'audit',
  '--no-baseline',
  '--from',
  `us-east-1=${files}`,
  '--from',
  `eu-central-1=${files}`,
];
const text = (value: object) => JSON.stringify(value, null, 1);
const audit = ['audit', '--no-baseline', '--from', 'file'];

/** What is read, where the mangled text is put, and by which command. */
const READERS: {
  readonly [what: string]: { readonly valid: string; readonly at?: string; readonly argv: readonly string[] };
} = {
  'templates in JSON': { valid: text(TEMPLATE), argv: both('file') },
  'templates in YAML': { valid: YAML, argv: both('file') },
  'parameters of the AWS CLI': {
    valid: text([
      { ParameterKey: 'Env', ParameterValue: 'prod' },
      { ParameterKey: 'Zones', UsePreviousValue: true },
    ]),
    argv: both('app.json,file'),
  },
  'parameters of CodePipeline': {
    valid: text({ Parameters: { Env: 'prod' }, Tags: { a: 'b' } }),
    argv: both('app.json,file'),
  },
  'parameters in lines': {
    valid: '# x\nEnv="prod" Zones=a,b\nParameterKey=Env,ParameterValue=x\\,y\n',
    argv: both('app.json,file'),
  },
  'manifests of assemblies': {
    valid: text(MANIFEST),
    at: 'cdk/manifest.json',
    argv: ['audit', '--no-baseline', '--from', 'cdk'],
  },
  plans: { valid: text(plan(made)), argv: audit },
  states: { valid: text(state(made)), argv: audit },
  'exports of Pulumi': { valid: text(PULUMI), argv: audit },
  'work lists': { valid: UNITS, argv: ['roll-up', '--from', 'report.json', '--plan', 'file'] },
  accounts: {
    valid: text({ Accounts: [{ Id: ACCOUNT, Name: 'a', Status: 'ACTIVE', Tags: { a: 'b' } }] }),
    argv: ['org', 'plan', '--regions', 'us-east-1', '--accounts', 'file'],
  },
  'accounts in lines': {
    valid: `# all\n${ACCOUNT} team one\n444455556666,two\n`,
    argv: ['org', 'plan', '--regions', 'us-east-1', '--accounts', 'file'],
  },
  'saved reports, by roll-up': {
    valid: REPORT,
    argv: ['roll-up', '--from', 'file', 'report.json', '--report', 'jsonl'],
  },
  'saved reports, by report': { valid: REPORT, argv: ['report', '--from', 'file', '--report', 'markdown'] },
};

async function told(argv: readonly string[]): Promise<void> {
  const { io, out, err } = recorder({ cwd: folder });
  const code = await run(argv, io);
  const isTold = code === 2 && out() === '';
  expect({ code: [0, 1, 2, 3].includes(code), bug: err().includes('this is a bug') ? err() : '' }).toEqual({
    code: true,
    bug: '',
  });
  if (isTold) expect(err()).toMatch(/^infra-parity: [^\n]{1,3000}\n$/);
}

describe('a reader', () => {
  it.each(Object.entries(READERS))(
    'of %s reads or tells',
    async (_, { valid, at = 'file', argv }) => {
      put(at, valid);
      const { io, err } = recorder({ cwd: folder });
      expect([await run(argv, io), err().includes('is no')]).not.toContain(2);
      await fc.assert(
        fc.asyncProperty(mangled(valid), async (any) => {
          put(at, any);
          await told(argv);
        }),
        bounded(),
      );
    },
    patience,
  );

  it.each([
    ['snapshots', SNAPSHOT, audit],
    ['reports', REPORT, ['report', '--from', 'file', '--report', 'json']],
    ['work lists', UNITS, ['roll-up', '--from', 'report.json', '--plan', 'file']],
  ])(
    'of packed %s reads or tells, whatever became of the bytes',
    async (_, valid, argv) => {
      const packed = gzipSync(valid);
      const change = fc.record({ at: fc.nat(packed.length), cut: fc.boolean(), byte: fc.nat(255) });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
          let bytes = Buffer.from(packed);
          for (const { at, cut, byte } of changes) {
            if (cut) bytes = bytes.subarray(0, at);
            else if (at < bytes.length) bytes[at] = byte;
          }
          put('file', bytes);
          await told(argv);
        }),
        bounded(),
      );
    },
    patience,
  );
});
