import { CloudWatchLogsClient, CreateLogGroupCommand, PutMetricFilterCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-logs-metricfilter.ts';

const ONE = {
  filterName: 'errors',
  logGroupName: '/app/orders',
  filterPattern: '',
  metricTransformations: [
    {
      metricName: 'Errors',
      metricNamespace: 'Shop',
      metricValue: '1',
      defaultValue: 0,
      unit: 'None',
      dimensions: { Level: '$.level' },
    },
  ],
  creationTime: 1,
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeMetricFilters: { metricFilters: [ONE] } }));
  const expected = {
    id: 'errors',
    arn: null,
    name: 'errors',
    properties: {
      FilterPattern: '',
      LogGroupName: '/app/orders',
      MetricTransformations: [
        {
          DefaultValue: 0,
          Dimensions: [{ Key: 'Level', Value: '$.level' }],
          MetricName: 'Errors',
          MetricNamespace: 'Shop',
          MetricValue: '1',
        },
      ],
    },
  };
  expect(found).toMatchObject([expected]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(Object.keys(expected.properties).sort());
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ metricFilters: [ONE], nextToken: 'two' }, { metricFilters: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeMetricFilters',
    action: 'logs:DescribeMetricFilters',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ limit: 50 }, { limit: 50, nextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no metricFilters');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'logs', action: 'DescribeMetricFilters' },
    async seed(world) {
      const client = new CloudWatchLogsClient(world.clients('us-east-1'));
      const logGroupName = '/app/orders';
      await client.send(new CreateLogGroupCommand({ logGroupName }));
      const names = ['one', 'three', 'two'];
      for (const filterName of names) {
        const metricTransformations = [{ metricName: filterName, metricNamespace: 'Shop', metricValue: '1' }];
        const filter = { filterName, logGroupName, filterPattern: 'ERROR', metricTransformations };
        await client.send(new PutMetricFilterCommand(filter));
      }
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
