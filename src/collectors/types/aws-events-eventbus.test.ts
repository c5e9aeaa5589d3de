import { CreateEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-events-eventbus.ts';

const ANSWERS = {
  ListEventBuses: {
    EventBuses: [
      {
        Name: 'shop',
        Arn: 'arn:aws:events:us-east-1:111122223333:event-bus/shop',
        Description: 'orders',
        Policy: '{"Version":"2012-10-17"}',
        CreationTime: new Date(0),
      },
    ],
  },
  DescribeEventBus: {
    Name: 'shop',
    KmsKeyIdentifier: 'alias/app',
    DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:111122223333:dead' },
    LogConfig: { Level: 'ERROR' },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'shop',
      arn: 'arn:aws:events:us-east-1:111122223333:event-bus/shop',
      name: 'shop',
      properties: {
        DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:111122223333:dead' },
        Description: 'orders',
        KmsKeyIdentifier: 'alias/app',
        LogConfig: { Level: 'ERROR' },
        Policy: { Version: '2012-10-17' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test("the bus that every region has is AWS's own", () => {
  const isDefault = (id: string) => collector.isDefault?.({ id, arn: null, name: id, properties: {} });
  expect(['default', 'shop'].map(isDefault)).toEqual([true, false]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { Name: 'shop' };
  const pages = [{ EventBuses: [one], NextToken: 'two' }, { EventBuses: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListEventBuses',
    action: 'events:ListEventBuses',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ Limit: 100 }, { Limit: 100, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no EventBuses');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('events:ListEventBuses');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListEventBuses: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListEventBuses: {} }))).rejects.toThrow('no EventBuses');
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['events:DescribeEventBus']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['events:DescribeEventBus']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'events', action: 'ListEventBuses' },
    async seed(world) {
      const client = new EventBridgeClient(world.clients('us-east-1'));
      const names = ['one', 'three', 'two'];
      for (const Name of names) await client.send(new CreateEventBusCommand({ Name }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
});
