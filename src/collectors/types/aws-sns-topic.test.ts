import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-sns-topic.ts';

const ONE = { TopicArn: 'arn:aws:sns:us-east-1:111122223333:ops' };

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({
      ListTopics: { Topics: [ONE] },
      ...{
        GetTopicAttributes: {
          Attributes: {
            DisplayName: 'Operations',
            KmsMasterKeyId: 'alias/app',
            Policy: '{"Statement":[{"Effect":"Allow"}]}',
            SubscriptionsConfirmed: '2',
            EffectiveDeliveryPolicy: '{}',
            Owner: '111122223333',
          },
        },
      },
    }),
  );
  const expected = {
    id: 'arn:aws:sns:us-east-1:111122223333:ops',
    arn: 'arn:aws:sns:us-east-1:111122223333:ops',
    name: 'ops',
    properties: {
      DisplayName: 'Operations',
      KmsMasterKeyId: 'alias/app',
      Policy: { Statement: [{ Effect: 'Allow' }] },
    },
  };
  expect(found).toMatchObject([expected]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(Object.keys(expected.properties).sort());
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ Topics: [ONE], NextToken: 'two' }, { Topics: [ONE] }] as const;
  const outcome = await runListing(collector, { operation: 'ListTopics', action: 'sns:ListTopics', pages });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{}, { NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Topics');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'sns', action: 'ListTopics' },
    async seed(world) {
      const client = new SNSClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const Name of ['one', 'two', 'three'])
        made.push((await client.send(new CreateTopicCommand({ Name }))).TopicArn ?? '');
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
