import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-sqs-queue.ts';

const ONE = 'https://sqs.us-east-1.amazonaws.com/111122223333/orders.fifo';

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({
      ListQueues: { QueueUrls: [ONE] },
      ...{
        GetQueueAttributes: {
          Attributes: {
            DelaySeconds: '0',
            VisibilityTimeout: '30',
            FifoQueue: 'true',
            SqsManagedSseEnabled: 'false',
            ApproximateNumberOfMessages: '7',
            CreatedTimestamp: '1',
            QueueArn: 'arn',
            RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:111122223333:dead","maxReceiveCount":3}',
          },
        },
      },
    }),
  );
  const expected = {
    id: 'https://sqs.us-east-1.amazonaws.com/111122223333/orders.fifo',
    arn: 'arn:aws:sqs:us-east-1:111122223333:orders.fifo',
    name: 'orders.fifo',
    properties: {
      DelaySeconds: 0,
      FifoQueue: true,
      RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:111122223333:dead', maxReceiveCount: 3 },
      SqsManagedSseEnabled: false,
      VisibilityTimeout: 30,
    },
  };
  expect(found).toMatchObject([expected]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(Object.keys(expected.properties).sort());
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page throws', async () => {
  const pages = [{ QueueUrls: [ONE], NextToken: 'two' }, { QueueUrls: [ONE] }] as const;
  const outcome = await runListing(collector, { operation: 'ListQueues', action: 'sqs:ListQueues', pages });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'sqs', action: 'ListQueues' },
    async seed(world) {
      const client = new SQSClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const QueueName of ['one', 'two', 'three'])
        made.push((await client.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '');
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
