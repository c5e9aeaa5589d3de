import { CreateEventSubscriptionCommand, RDSClient } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-rds-eventsubscription.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:ops';
const ONE = {
  CustSubscriptionId: 'failovers',
  EventSubscriptionArn: 'arn:aws:rds:us-east-1:111122223333:es:failovers',
  SnsTopicArn: TOPIC,
  Status: 'active',
  SourceType: 'db-instance',
  SourceIdsList: ['orders-2', 'orders-1'],
  EventCategoriesList: ['failover', 'availability'],
  Enabled: true,
  SubscriptionCreationTime: '2026-01-01',
};

test('maps to the CloudFormation properties; the sources are told by their ARNs', async () => {
  const answer = { EventSubscriptionsList: [ONE] };
  const found = await listAll(collector, stubContext({ DescribeEventSubscriptions: answer }));
  expect(found).toEqual([
    {
      id: 'failovers',
      arn: ONE.EventSubscriptionArn,
      name: 'failovers',
      properties: {
        Enabled: true,
        EventCategories: ['availability', 'failover'],
        SnsTopicArn: TOPIC,
        SourceIds: ['arn:aws:rds:us-east-1:111122223333:db:orders-1', 'arn:aws:rds:us-east-1:111122223333:db:orders-2'],
        SourceType: 'db-instance',
        Status: 'active',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test.each([
  ['db-cluster', ['arn:aws:rds:us-east-1:111122223333:cluster:x']],
  ['db-parameter-group', ['arn:aws:rds:us-east-1:111122223333:pg:x']],
  ['something-new', ['x']],
  ['', undefined],
])('sources of type %j are %j', async (SourceType, expected) => {
  const SourceIdsList = expected === undefined ? [] : ['x'];
  const EventSubscriptionsList = [{ ...ONE, SourceType, SourceIdsList }];
  const [found] = await listAll(collector, stubContext({ DescribeEventSubscriptions: { EventSubscriptionsList } }));
  expect(found?.properties.SourceIds).toEqual(expected);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ EventSubscriptionsList: [ONE], Marker: 'two' }, { EventSubscriptionsList: [ONE] }] as const;
  const check = { operation: 'DescribeEventSubscriptions', action: 'rds:DescribeEventSubscriptions', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no EventSubscriptionsList');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'rds', action: 'DescribeEventSubscriptions' },
    async seed(world) {
      const client = new RDSClient(world.clients('us-east-1'));
      const names = ['one', 'two', 'three'];
      for (const SubscriptionName of names) {
        const given = { SubscriptionName, SnsTopicArn: TOPIC, SourceType: 'db-instance', Enabled: true };
        await client.send(new CreateEventSubscriptionCommand(given));
      }
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(['one', 'three', 'two']);
  expect(outcome.found[0]?.properties).toMatchObject({ Enabled: true, SnsTopicArn: TOPIC });
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
