import { EventBridgeClient, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-events-rule.ts';

const ANSWERS = {
  ListEventBuses: { EventBuses: [{ Name: 'default' }] },
  ListRules: {
    Rules: [
      {
        Name: 'nightly',
        Arn: 'arn:aws:events:us-east-1:111122223333:rule/nightly',
        EventPattern: '{"source":["shop"],"detail":{"note":["",null]}}',
        State: 'ENABLED',
        EventBusName: 'default',
      },
    ],
  },
  ListTargetsByRule: {
    Targets: [
      {
        Id: 'Target0',
        Arn: 'arn:aws:lambda:us-east-1:111122223333:function:f',
        Input: 'hush',
        DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:111122223333:dead' },
      },
      {
        Id: 'api',
        Arn: 'arn:aws:events:us-east-1:111122223333:api-destination/a',
        InputTransformer: { InputTemplate: 'hush', InputPathsMap: { a: '$.a' } },
        HttpParameters: { HeaderParameters: { Authorization: 'hush' } },
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'nightly',
      arn: 'arn:aws:events:us-east-1:111122223333:rule/nightly',
      name: 'nightly',
      properties: {
        EventBusName: 'default',
        EventPattern: { source: ['shop'], detail: { note: ['', null] } },
        State: 'ENABLED',
        Targets: [
          {
            Id: 'Target0',
            Arn: 'arn:aws:lambda:us-east-1:111122223333:function:f',
            Input: expect.stringMatching(/^digest:/),
            DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:111122223333:dead' },
          },
          {
            Id: 'api',
            Arn: 'arn:aws:events:us-east-1:111122223333:api-destination/a',
            InputTransformer: { InputTemplate: expect.stringMatching(/^digest:/), InputPathsMap: { a: '$.a' } },
            HttpParameters: {
              HeaderParameters: { Authorization: expect.stringMatching(/^digest:/) },
              QueryStringParameters: {},
            },
          },
        ],
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('a rule on a bus of its own is told by both names; one that a service made is context', async () => {
  const Rules = [{ Name: 'nightly' }, { Name: 'AutoScaling', ManagedBy: 'autoscaling.amazonaws.com' }];
  const ctx = stubContext({ ...ANSWERS, ListEventBuses: { EventBuses: [{ Name: 'shop' }] }, ListRules: { Rules } });
  const found = await listAll(collector, ctx);
  expect(found.map(({ id, context }) => [id, context])).toEqual([
    ['shop|nightly', undefined],
    ['shop|AutoScaling', true],
  ]);
  const refusal = denied('events:ListEventBuses');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListEventBuses: refusal }))).rejects.toBe(refusal);
});

test('targets of all pages', async () => {
  const pages = [{ Targets: [{ Id: 'a', Arn: 'arn:a' }], NextToken: 'two' }, { Targets: [{ Id: 'b', Arn: 'arn:b' }] }];
  const [found] = await readAll(collector, stubContext({ ...ANSWERS, ListTargetsByRule: pages }));
  expect(found?.properties.Targets).toEqual([
    { Id: 'a', Arn: 'arn:a' },
    { Id: 'b', Arn: 'arn:b' },
  ]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { Name: 'nightly' };
  const pages = [{ Rules: [one], NextToken: 'two' }, { Rules: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListRules',
    action: 'events:ListRules',
    pages,
    others: { ListEventBuses: ANSWERS.ListEventBuses },
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { EventBusName: 'default', Limit: 100 },
    { EventBusName: 'default', Limit: 100, NextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Rules');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('events:ListRules');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListRules: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListRules: {} }))).rejects.toThrow('no Rules');
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['events:ListTargetsByRule']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['events:ListTargetsByRule']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'events', action: 'ListRules' },
    async seed(world) {
      const client = new EventBridgeClient(world.clients('us-east-1'));
      const names = ['one', 'three', 'two'];
      for (const Name of names) await client.send(new PutRuleCommand({ Name, ScheduleExpression: 'rate(1 hour)' }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
