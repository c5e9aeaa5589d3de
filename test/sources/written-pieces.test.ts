/** What a template can put together is asked of its pieces: a text that may come is never called impossible. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stackKey } from '../../src/sources/design-key.ts';
import { makeDraft } from '../../src/sources/draft.ts';
import type { SourceStack } from '../../src/sources/source-stack.ts';
import { stackWorld } from '../../src/sources/stack-world.ts';
import { mayCome } from '../../src/sources/written-pieces.ts';
import { parse } from '../../src/template/parse.ts';

const DOMAIN = 'amazonaws.com';

/** Whether the text may come, and what the resource comes to say, of properties beside a sibling and a parameter. */
function told(properties: unknown, parameter = 'prod') {
  const content = {
    Parameters: { Env: { Type: 'String', Default: parameter } },
    Resources: {
      One: { Type: 'AWS::Lambda::Function', Properties: properties },
      Other: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'sqs.us-east-1.amazonaws.com' } },
    },
  };
  const stack: SourceStack = {
    name: 'app',
    place: { region: 'us-east-1', account: '111122223333' },
    template: parse(JSON.stringify(content)),
    file: 'app.json',
    body: () => '',
    leans: { imports: false, writes: false },
    parameters: {},
    tags: {},
    parent: null,
    nested: new Map(),
    traces: new Map(),
  };
  const world = stackWorld([stack]);
  const at = world.evaluated(stack);
  const designed = at.design.resources.get('One');
  if (designed === undefined) throw new Error('no such resource');
  const draft = makeDraft(designed, { at, world, digest: (text) => text, place: 'us-east-1', key: stackKey(at) });
  return { may: mayCome(DOMAIN, draft), says: JSON.stringify(world.valueOf(designed.properties, at).value) };
}

describe('a host that a template puts together', () => {
  test.each([
    ['a text', 'x.amazonaws.com'],
    ['the suffix of the partition', { 'Fn::Sub': 'sqs.eu-central-1.${AWS::URLSuffix}' }],
    ['texts joined within a word', { 'Fn::Join': ['', ['sqs.eu-central-1.ama', 'zon', 'aws.com']] }],
    ['texts joined by a dot', { 'Fn::Join': ['.', ['sqs.eu-central-1.amazonaws', 'com']] }],
    ['what another one says', { 'Fn::GetAtt': ['Other', 'QueueName'] }],
    ['what another one says, in a text', { 'Fn::Sub': 'https://${Other.QueueName}/' }],
    ['a branch', { 'Fn::If': ['No', 'a', 'b.amazonaws.com'] }],
    ['a text cut out of another', { 'Fn::Select': [0, { 'Fn::Split': ['|', 'b.amazonaws|.com'] }] }],
  ])('%s: it may come', (_, value) => {
    expect(told({ Environment: { Variables: { HOST: value } } }).may).toBe(true);
  });

  test('the value of a parameter: it may come', () => {
    expect(told({ Handler: { Ref: 'Env' } }, 'sqs.eu-central-1.amazonaws.com').may).toBe(true);
    expect(told({ Handler: { 'Fn::Sub': 'sqs.eu-central-1.amazon${Env}' } }, 'aws.com').may).toBe(true);
  });

  test('no piece of it is there: it cannot come', () => {
    const properties = { Handler: 'index.handler', Role: { 'Fn::GetAtt': ['Other', 'Arn'] }, Name: { Ref: 'Env' } };
    expect(told(properties).may).toBe(false);
  });

  test('whatever is put together, "it cannot come" holds', () => {
    const piece = fc.oneof(
      fc.tuple(fc.nat(13), fc.nat(13)).map(([from, to]) => DOMAIN.slice(Math.min(from, to), Math.max(from, to))),
      fc.constantFrom('${AWS::URLSuffix}', '${AWS::Region}', '${Env}', '${Other}', '${Other.QueueName}', '.', 'a-'),
    );
    const text = fc.array(piece, { maxLength: 4 }).map((all) => ({ 'Fn::Sub': all.join('') }));
    const value = fc.oneof(
      text,
      fc.tuple(fc.constantFrom('', '.', 'a'), fc.array(text, { maxLength: 4 })).map((join) => ({ 'Fn::Join': join })),
    );
    fc.assert(
      fc.property(value, piece, (one, env) => {
        const { may, says } = told({ Handler: one }, env.includes('$') ? 'prod' : env);
        return may || !says.includes(DOMAIN);
      }),
      { numRuns: 300 },
    );
  });
});
