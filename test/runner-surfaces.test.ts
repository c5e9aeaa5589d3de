// Holds that no runner and no terminal obeys anything in any command, format or target of the code's own lists: one that is new and has no line here fails.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../src/command.ts';
import { commandLines } from '../src/commands/index.ts';
import { recorder } from '../src/commands/testing.ts';
import { parseTarget, TARGETS, WEBHOOK_FORMS } from '../src/publish/target.ts';
import { webhookBody } from '../src/publish/webhook-message.ts';
import { formats } from '../src/report/index.ts';
import type { AuditResult } from '../src/report/report.ts';
import { ROLL_UP_FORMATS } from '../src/report/roll-up/formats.ts';
import { outcomeOf, rollUp } from '../src/report/roll-up/roll-up.ts';
import { formatSnapshot } from '../src/snapshot/file.ts';
import { unitLine } from '../src/snapshot/work-list.ts';
import { makeFolder } from './folder.ts';
import { foreign, hostile } from './hostile-texts.ts';
import { CORPUS, obeyed } from './obeyed.ts';

const [US, EU] = ['us-east-1', 'eu-central-1'] as const;
const ACCOUNT = '111122223333';
const account = (at: number) => String(at + 1).padStart(12, '0');
const before = { ...process.env };
let server: Server;
/** The next text of the corpus, for each answer another. */
let turn = 0;
const next = () => CORPUS[turn++ % CORPUS.length] as string;
const xml = (text: string) =>
  [...text]
    .map((one) => `&#${one.codePointAt(0)};`)
    .join('')
    .replace(/&#(?:0|7|27|127);/g, '?');

/** Answers as AWS and chats may: what it says comes from the corpus, and most of it is a refusal. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += chunk;
  const target = String(request.headers['x-amz-target'] ?? '');
  const json = (status: number, value: object) =>
    void response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
  if (body.includes('Action=GetCallerIdentity')) {
    const result = `<Arn>arn:aws:iam::${ACCOUNT}:user/${xml(next())}</Arn><UserId>x</UserId><Account>${ACCOUNT}</Account>`;
    const text = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
    response.writeHead(200, { 'content-type': 'text/xml' }).end(text);
  } else if (target.endsWith('.LookupEvents')) {
    const event = () => ({
      EventName: next(),
      EventSource: next(),
      EventTime: 1_767_323_045,
      ReadOnly: 'false',
      Username: next(),
      CloudTrailEvent: JSON.stringify({ errorCode: next(), userIdentity: { arn: next(), invokedBy: next() } }),
    });
    json(200, { Events: [event(), event(), event(), event(), event()] });
  } else if (target.endsWith('.ListAccounts'))
    json(200, { Accounts: CORPUS.map((text, at) => ({ Id: account(at), Name: text, Status: 'ACTIVE' })) });
  else if (target !== '') json(400, { __type: 'AccessDeniedException', message: next() });
  else if (body.includes('Action='))
    response
      .writeHead(403, { 'content-type': 'text/xml' })
      .end(`<ErrorResponse><Error><Code>AccessDenied</Code><Message>${xml(next())}</Message></Error></ErrorResponse>`);
  else if (request.url?.includes('hook')) response.writeHead(400).end(next());
  else
    response
      .writeHead(403, { 'content-type': 'application/xml' })
      .end(`<Error><Code>AccessDenied</Code><Message>${xml(next())}</Message></Error>`);
}

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: US,
    HOOK: `https://127.0.0.1:${port}/hook`,
  });
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (url: URL, init: RequestInit) => real(String(url).replace(/^https:/, 'http:'), init));
});

afterAll(async () => {
  vi.unstubAllGlobals();
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function ran(folder: string, argv: readonly string[]) {
  const { io, out, err } = recorder({ cwd: folder, env: process.env });
  const code = await run(argv, io);
  return { code, out: out(), err: err() };
}

const texts = <T>(make: (text: string, at: number) => readonly [string, T]) => Object.fromEntries(CORPUS.map(make));
const resource = (type: string, attributes: object) => ({
  mode: 'managed',
  type,
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances: [{ attributes }],
});

/** A template, a state, a plan and an export of stacks in which every text is a name, a value and a description. */
function sources(region: string): { readonly [name: string]: object | string } {
  const differs = region === US ? 'x' : 'y';
  const template = {
    Description: CORPUS.join('\n'),
    Parameters: texts((text, at) => [`P${at}`, { Type: 'String', Default: text + differs }]),
    Conditions: texts((text) => [text, { 'Fn::Equals': [text, differs] }]),
    Resources: {
      ...texts((text, at) => [
        `${text}${at}`,
        {
          Type: 'AWS::SQS::Queue',
          Properties: { QueueName: text, [text]: text + differs, KmsMasterKeyId: { Ref: `P${at}` } },
        },
      ]),
      ...texts((text, at) => [`T${at}`, { Type: `AWS::${text}::X`, Condition: text, Properties: { A: text } }]),
      ...texts((text, at) => [`N${at}`, { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: text } }]),
      ...texts((text, at) => [`M${at}`, { 'Fn::Transform': { Name: text } }]),
    },
  };
  const state = {
    version: 4,
    terraform_version: '1',
    lineage: 'x',
    resources: CORPUS.flatMap((text, at) => [
      {
        ...resource('aws_sqs_queue', {
          region,
          name: text,
          arn: `arn:aws:sqs:${region}:${ACCOUNT}:${text}`,
          tags: { [text]: text + differs },
        }),
        name: text,
        module: `module.${text}`,
      },
      { ...resource(`aws_${text}`, { region, a: text }), name: `x${at}` },
    ]),
  };
  const pulumi = {
    version: 3,
    deployment: {
      resources: CORPUS.map((text) => ({
        urn: `urn:pulumi:dev::p::aws:sqs/queue:Queue::${text}`,
        type: 'aws:sqs/queue:Queue',
        custom: true,
        id: text,
        outputs: { region, name: text, arn: `arn:aws:sqs:${region}:${ACCOUNT}:${text}`, tags: { [text]: differs } },
      })),
    },
  };
  return { [`${region}.template`]: template, [`${region}.tfstate`]: state, [`${region}.pulumi`]: pulumi };
}

function put(folder: string, files: { readonly [name: string]: object | string }): void {
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

const unit = (text: string, at: number) =>
  unitLine({ unit: account(at), title: text, places: [{ name: US, region: US, account: account(at) }] });

async function world(): Promise<{
  readonly folder: string;
  readonly print: string;
  readonly inputs: ReadonlySet<string>;
}> {
  const folder = makeFolder();
  for (const name of ['saved', 'cdk', 'groups', 'h']) mkdirSync(join(folder, name));
  const artifacts = Object.fromEntries(
    [US, EU].map((region) => [
      `${CORPUS[6]}-${region}`,
      {
        type: 'aws:cloudformation:stack',
        environment: `aws://${ACCOUNT}/${region}`,
        properties: { templateFile: 'app.json', stackName: CORPUS[12], tags: { [CORPUS[6] as string]: CORPUS[12] } },
      },
    ]),
  );
  put(folder, {
    ...sources(US),
    ...sources(EU),
    'cdk/manifest.json': { artifacts },
    'cdk/app.json': sources(US)[`${US}.template`] as object,
    'accounts.json': { Accounts: CORPUS.map((text, at) => ({ Id: account(at), Name: text })) },
    'bad-accounts': `${CORPUS[6]}\n`,
    'plan.jsonl': CORPUS.map(unit).join(''),
    'bad-plan.jsonl': `${JSON.stringify({ unit: CORPUS[12] })}\n`,
    'baseline.yaml': `defaultExpectations: false\nwords: {}\nplaces: ${JSON.stringify(Object.fromEntries([US, EU].map((region) => [region, { region }])))}\n`,
  });
  for (const [at, text] of CORPUS.entries()) {
    put(folder, { [`s${at}.jsonl`]: `${[...formatSnapshot(hostile(text))].join('\n')}\n` });
  }
  const { out } = await ran(folder, ['audit', '--from', 's6.jsonl', '--report', 'json']);
  const result = JSON.parse(out) as AuditResult;
  for (const [at, text] of CORPUS.entries()) put(folder, { [`saved/${at}.json`]: foreign(result, text) });
  const open = hostile(CORPUS[6] as string);
  const selection = { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] };
  put(folder, { 'open.jsonl': [...formatSnapshot({ ...open, header: { ...open.header, selection } })].join('\n') });
  put(folder, { 'report.json': result, [`saved/${CORPUS[12]?.replaceAll('/', '')}.json`]: '{' });
  return { folder, print: result.findings[0]?.fingerprint ?? '', inputs: new Set(files(folder)) };
}

function files(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
}

const both = (name: string) => ['--from', `${US}=${US}.${name}`, '--from', `${EU}=${EU}.${name}`];
const PUBLISHED = [
  's3://a-bucket/x/',
  `sns:arn:aws:sns:${US}:${ACCOUNT}:t`,
  'securityhub',
  'cloudwatch',
  ...WEBHOOK_FORMS.map((form) => `webhook:${form}:HOOK`),
];

/** At least a line for each command. */
function lines(print: string, saved: readonly string[]): readonly (readonly string[])[] {
  const text = CORPUS[6] as string;
  const accept = ['--owner', text, '--reason', text, '--until', '2026-12-31'];
  const read = ['--type', 'AWS::SQS::Queue', '--no-baseline'];
  const line = unitLine({
    unit: 'u',
    title: text,
    places: [US, EU].map((region) => ({ name: region, region, account: ACCOUNT })),
  });
  return [
    ...CORPUS.map((_, at) => [
      'audit',
      '--from',
      `s${at}.jsonl`,
      '--groups',
      'region',
      '--group-reports',
      `groups/${at}`,
      '--report',
      `html=groups/${at}.html`,
      '--plan',
      'plan.jsonl',
    ]),
    ...Object.keys(ROLL_UP_FORMATS).map((format) => [
      'roll-up',
      '--from',
      ...saved,
      '--plan',
      'plan.jsonl',
      '--report',
      format,
    ]),
    [
      'roll-up',
      '--from',
      ...saved,
      '--report',
      'jsonl=roll-up.jsonl',
      '--report',
      'html=roll-up.html',
      '--report',
      'json=roll-up.json',
      '--report',
      'openmetrics=roll-up.txt',
      '--report',
      'text=roll-up',
    ],
    ['roll-up', '--from', text, '--plan', 'bad-plan.jsonl'],
    ['roll-up', '--from', `s3://a-bucket/${text}/`],
    ...['text', 'json', 'summary', 'sarif'].flatMap((format) => [
      ['audit', ...both('template'), '--report', format],
      ['audit', '--from', `${US}.tfstate`, '--from', `${EU}.tfstate`, '--report', format],
      ['audit', '--from', `${US}.pulumi`, '--from', `${EU}.pulumi`, '--report', format],
      ['audit', '--from', 'cdk', '--report', format],
    ]),
    ['audit', ...both('template'), '--from', 's6.jsonl'],
    ['audit', ...both('template'), '--parameter', `P0=${text}`],
    ['audit', ...both('template'), '--parameter', `${text}=x`],
    ['audit', '--from', `s3://a-bucket/${text}.jsonl`],
    ['check', '--regions', `${US},${EU}`, ...read],
    [
      'check',
      '--place',
      `a=${US}`,
      '--place',
      `b=${EU}`,
      ...read,
      '--save-snapshot',
      'read.jsonl',
      '--report',
      'json=read.json',
      '--report',
      'github',
    ],
    ['check', '--place', `${text}=${US}`],
    ['collect', '--regions', `${US},${EU}`, ...read],
    ['collect', '--unit', line, ...read, '--output', '{unit}.jsonl'],
    ['collect', '--unit', text],
    ['collect', '--unit', line, ...read, '--output', `s3://a-bucket/${text}/{unit}.jsonl`],
    ['org', 'plan', '--regions', US],
    ['org', 'plan', '--regions', US, '--accounts', 'accounts.json', '--output', 'made-plan.jsonl'],
    ['org', 'plan', '--regions', US, '--accounts', 'accounts.json'],
    ['org', 'plan', '--regions', US, '--accounts', 'bad-accounts'],
    ['org', 'plan', '--regions', US, '--read-role', text],
    ['org', text, '--regions', US],
    ['explain', print, '--from', 's6.jsonl', '--who'],
    ['explain', print, '--from', 'report.json', '--who', '--width', '50'],
    ['init', '--from', US, '--type', 'AWS::SQS::Queue', '--output', 'read.yaml'],
    ['init', '--from-snapshot', 'open.jsonl', '--from', US, '--output', 'init.yaml'],
    ['report', '--from', 'report.json', '--publish', ...PUBLISHED],
    ['report', '--from', 'saved/12.json', '--publish', ...PUBLISHED, '--publish-always'],
    ['report', '--from', 'report.json', '--publish', text],
    ['report', '--from', 'report.json', '--publish', `webhook:slack:${text}`],
    ['report', '--from', 'report.json', '--history', 'h', '--report', 'html=h.html'],
    ['iam-policy', '--explain', '--for', 's6.jsonl', '--publish', ...PUBLISHED],
    ['iam-policy', '--who', '--readiness'],
    ['adopt', '--from', 's6.jsonl', '--owner', text, '--reason', text],
    ['waive', print, '--from', 's6.jsonl', '--waivers', 'w.yaml', ...accept],
    ['validate', '--waivers', 'w.yaml'],
    ['validate', '--adopted', 'infra-parity.adopted.json'],
    ['validate', '--baseline', 'init.yaml'],
    ['types', '--all'],
    ['types', '--all', '--json'],
    ['types', text],
    ['rules'],
    ['rules', text],
    ['schema', 'report'],
    ['demo', '--report', 'github'],
    ['demo'],
    ...['bash', 'zsh', 'fish'].map((shell) => ['completion', shell]),
  ];
}

/** Formats that are made of commands: each line is one of ours, and what it says is none. */
const withoutOwn = (text: string) => text.replace(/^::(?:error|warning|notice) [^\n]*?::/gm, '');

describe('whatever anybody wrote', () => {
  it('is obeyed in nothing that any command prints or writes', async () => {
    const { folder, print, inputs } = await world();
    const saved = files(folder).filter((name) => name.startsWith('saved/'));
    const all = lines(print, saved);
    expect(commandLines.map(({ name }) => name).filter((name) => !all.some(([first]) => first === name))).toEqual([]);
    for (const argv of all) {
      const { code, out, err } = await ran(folder, argv);
      const github = argv.includes('github');
      expect({
        argv,
        out: obeyed(github ? withoutOwn(out) : out),
        err: obeyed(err),
        bug: err.includes('this is a bug'),
      }).toEqual({ argv, out: [], err: [], bug: false });
      expect([argv, [0, 1, 2, 3].includes(code)]).toEqual([argv, true]);
    }
    const written = files(folder).filter((name) => !inputs.has(name));
    for (const name of [
      'made-plan.jsonl',
      'roll-up.jsonl',
      'roll-up.html',
      'groups/6.html',
      'infra-parity.adopted.json',
      'w.yaml',
      'init.yaml',
      'h/history.jsonl',
    ])
      expect(written).toContain(name);
    expect(written.filter((name) => name.startsWith('groups/6/')).length).toBeGreaterThan(1);
    for (const name of written)
      expect({ name, obeyed: obeyed(readFileSync(join(folder, name), 'utf8')) }).toEqual({ name, obeyed: [] });
  }, 600_000);

  it('is obeyed in no format of any roll-up, whatever groups and accounts are called', async () => {
    const { out } = await ran(makeFolder(), ['demo', '--report', 'json']);
    const result = JSON.parse(out) as AuditResult;
    const outcomes = CORPUS.map((text, at) => {
      const { line, causes } = outcomeOf(text, foreign(result, text), text);
      return { line: { ...line, name: `${text}${at}`, title: text }, causes };
    });
    const made = rollUp(outcomes, { notes: CORPUS });
    for (const [format, write] of Object.entries(ROLL_UP_FORMATS))
      for (const width of [40, 80])
        expect({ format, obeyed: obeyed(write(made, { color: false, width })) }).toEqual({ format, obeyed: [] });
  });

  it.each(WEBHOOK_FORMS)('is obeyed in no message of webhook:%s, which a chat or a log may print', async (form) => {
    const { out } = await ran(makeFolder(), ['demo', '--report', 'json']);
    for (const text of CORPUS) {
      const body = webhookBody(form, foreign(JSON.parse(out) as AuditResult, text), [text]);
      const said: string[] = [];
      JSON.parse(body, (_, value: unknown) => {
        if (typeof value === 'string') said.push(value);
        return value;
      });
      // Whoever takes JSON gets values as they are; the others show them.
      const shown = form === 'json' ? body : [body, ...said].join('\n');
      expect({ text, obeyed: obeyed(shown) }).toEqual({ text, obeyed: [] });
    }
  });

  it('goes to every kind of target that there is', () => {
    const kinds = (targets: readonly string[]) =>
      new Set(targets.map((one) => (one.startsWith('webhook:') ? one.split(':', 2).join(':') : parseTarget(one).kind)));
    const declared = TARGETS.map((one) =>
      one.replace('BUCKET/PREFIX/', 'a-bucket/').replace('TOPIC_ARN', `arn:aws:sns:${US}:${ACCOUNT}:t`),
    );
    expect(kinds(PUBLISHED)).toEqual(kinds(declared));
    expect(Object.keys(formats)).toContain('github');
  });
});
