import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-sns-subscription.ts';

const ONE = {
  SubscriptionArn: 'arn:aws:sns:us-east-1:111122223333:ops:0a1b',
  TopicArn: 'arn:aws:sns:us-east-1:111122223333:ops',
  Protocol: 'email',
  Endpoint: 'ops@example.com',
  Owner: '111122223333',
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({
      ListSubscriptions: { Subscriptions: [ONE] },
      ...{
        GetSubscriptionAttributes: {
          Attributes: {
            RawMessageDelivery: 'false',
            FilterPolicy: '{"type":["order"]}',
            Endpoint: 'ops@example.com',
            ConfirmationWasAuthenticated: 'true',
          },
        },
      },
    }),
  );
  const expected = {
    id: 'arn:aws:sns:us-east-1:111122223333:ops:0a1b',
    properties: {
      Endpoint: 'digest:15',
      FilterPolicy: { type: ['order'] },
      Protocol: 'email',
      RawMessageDelivery: false,
      State: 'Confirmed',
      TopicArn: 'arn:aws:sns:us-east-1:111122223333:ops',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(Object.keys(expected.properties).sort());
  expect(undocumented(collector, found)).toEqual([]);
});

test('one that waits for its confirmation has no ARN; an ARN as endpoint is shown', async () => {
  const pending = { ...ONE, SubscriptionArn: 'PendingConfirmation' };
  const queue = { ...ONE, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:us-east-1:111122223333:orders' };
  const ctx = stubContext({ ListSubscriptions: { Subscriptions: [pending, queue] }, GetSubscriptionAttributes: {} });
  const [first, second] = await readAll(collector, ctx);
  expect(first).toMatchObject({ arn: null, properties: { State: 'PendingConfirmation' } });
  expect(second?.properties.Endpoint).toBe(queue.Endpoint);
  expect(ctx.calls.filter(({ operation }) => operation === 'GetSubscriptionAttributes')).toHaveLength(1);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ Subscriptions: [ONE], NextToken: 'two' }, { Subscriptions: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListSubscriptions',
    action: 'sns:ListSubscriptions',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{}, { NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Subscriptions');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'sns', action: 'ListSubscriptions' },
    async seed(world) {
      const client = new SNSClient(world.clients('us-east-1'));
      const { TopicArn } = await client.send(new CreateTopicCommand({ Name: 'ops' }));
      const made: string[] = [];
      for (const name of ['one', 'two', 'three']) {
        const Endpoint = `arn:aws:sqs:us-east-1:111122223333:${name}`;
        const answer = await client.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
        made.push(answer.SubscriptionArn ?? '');
      }
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
