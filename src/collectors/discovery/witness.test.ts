import { describe, expect, it } from 'vitest';
import type { Json } from '../../snapshot/snapshot.ts';
import { denied, stubContext } from '../testing.ts';
import { designWithoutSecrets } from './design-secrets.ts';
import type { StackFact } from './member.ts';
import { makeWitness } from './witness.ts';

const arnOf = (name: string) => `arn:aws:cloudformation:us-east-1:111122223333:stack/${name}/1`;
const fact = (name: string): StackFact => ({
  region: 'us-east-1',
  name,
  arn: arnOf(name),
  status: 'CREATE_COMPLETE',
  description: null,
  parentArn: null,
  failed: [],
});
const stack = (StackName: string, more: object = {}) => ({ StackName, StackId: arnOf(StackName), ...more });
const TEMPLATE = `Parameters: {Env: {Type: String, Default: wrong}}
Resources:
  Topic: {Type: AWS::SNS::Topic, Properties: {TopicName: !Sub "\${Env}-\${AWS::Region}-\${AWS::AccountId}"}}
`;

async function read(answers: Parameters<typeof stubContext>[0], names: readonly string[]) {
  const ctx = stubContext(answers);
  const running: Promise<void>[] = [];
  const witness = makeWitness(ctx, (reading) => running.push(reading));
  witness.begin();
  for (const name of names)
    witness.read(fact(name), new Map([['Topic', { id: `t-${name}`, status: 'CREATE_COMPLETE' }]]));
  await Promise.all(running);
  return { ctx, designs: witness.designs(), notes: witness.notes() };
}

describe('the templates of stacks', () => {
  it('are asked once each, their parameters in pages for all', async () => {
    const pages = [
      { Stacks: [stack('a', { Parameters: [{ ParameterKey: 'Env', ParameterValue: 'prod' }] })], NextToken: 'more' },
      { Stacks: [stack('b')] },
    ];
    const { ctx, designs, notes } = await read({ DescribeStacks: pages, GetTemplate: { TemplateBody: TEMPLATE } }, [
      'b',
      'a',
    ]);
    expect(ctx.calls.map(({ operation }) => operation).sort()).toEqual([
      'DescribeStacks',
      'DescribeStacks',
      'GetTemplate',
      'GetTemplate',
    ]);
    expect(ctx.calls.find(({ operation }) => operation === 'GetTemplate')?.input).toMatchObject({
      TemplateStage: 'Processed',
    });
    expect(designs.map((one) => [one.stack, one.resources.Topic])).toMatchObject([
      ['a', { properties: { TopicName: 'prod-us-east-1-111122223333' }, id: 't-a' }],
      ['b', { properties: { TopicName: 'wrong-us-east-1-111122223333' }, id: 't-b' }],
    ]);
    expect(notes).toEqual([]);
  });

  it('that cannot be read are told once for a reason, and tell nothing', async () => {
    const { designs, notes } = await read(
      { DescribeStacks: { Stacks: [stack('a'), stack('b')] }, GetTemplate: denied('cloudformation:GetTemplate') },
      ['a', 'b'],
    );
    expect(designs).toEqual([]);
    expect(notes).toEqual([
      expect.stringMatching(/^us-east-1: the template of a, b was not read, .*GetTemplate failed/),
    ]);
  });

  it('tell nothing without the parameters: a default may not be what was given', async () => {
    const { designs, notes } = await read(
      { DescribeStacks: denied('cloudformation:DescribeStacks'), GetTemplate: { TemplateBody: TEMPLATE } },
      ['a'],
    );
    expect(designs).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('cloudformation:DescribeStacks failed')]);
  });

  it('that are none, or masked, are told', async () => {
    const { notes } = await read({ DescribeStacks: { Stacks: [stack('a')] }, GetTemplate: { TemplateBody: '****' } }, [
      'a',
    ]);
    expect(notes).toEqual([expect.stringContaining('its template does not read')]);
    const nothing = await read({ DescribeStacks: { Stacks: [stack('a')] }, GetTemplate: {} }, ['a']);
    expect(nothing.notes).toEqual([expect.stringContaining('the answer carries no TemplateBody')]);
  });
});

describe('secrets in a design', () => {
  const context = {
    type: 'T',
    digest: (secret: string) => `digest:00000000:${secret.length}`,
    token: (text: string) => text,
  };
  const hole = { '?': { resource: 'Db', attribute: 'Endpoint' } };
  it.each<[string, Json, Json]>([
    ['a literal', { Password: 'hunter2' }, { Password: 'digest:00000000:7' }],
    ['a reference is none', { Password: hole }, { Password: hole }],
    [
      'a text with holes',
      { Url: { '?text': ['https://u:hunter2@', hole['?']] } },
      { Url: { '?': { unknown: 'it may hold a secret' } } },
    ],
    ['a text without', { Url: { '?text': ['https://', hole['?']] } }, { Url: { '?text': ['https://', hole['?']] } }],
    [
      'the argument of a function',
      { UserData: { '?': { function: 'Fn::Base64', argument: { '?text': ['export X=hunter2', hole['?']] } } } },
      { UserData: { '?': { unknown: 'it may hold a secret' } } },
    ],
    ['names that begin as holes do', { '??x': 'a' }, { '??x': 'a' }],
    [
      'an environment',
      { Environment: { Variables: { LEVEL: 'info', TABLE: { '?': { resource: 'T' } } } } },
      { Environment: { Variables: { LEVEL: 'digest:00000000:4', TABLE: { '?': { resource: 'T' } } } } },
    ],
  ])('%s', (_, design, expected) => expect(designWithoutSecrets(design, context)).toEqual(expected));
});
