import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-logs-loggroup.ts';

const ONE = {
  logGroupName: '/app/orders',
  arn: 'arn:aws:logs:us-east-1:111122223333:log-group:/app/orders:*',
  retentionInDays: 30,
  kmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
  logGroupClass: 'STANDARD',
  storedBytes: 7,
  creationTime: 1,
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeLogGroups: { logGroups: [ONE] } }));
  const expected = {
    id: '/app/orders',
    arn: 'arn:aws:logs:us-east-1:111122223333:log-group:/app/orders',
    name: '/app/orders',
    properties: {
      KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
      LogGroupClass: 'STANDARD',
      RetentionInDays: 30,
    },
  };
  expect(found).toMatchObject([expected]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(Object.keys(expected.properties).sort());
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ logGroups: [ONE], nextToken: 'two' }, { logGroups: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeLogGroups',
    action: 'logs:DescribeLogGroups',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ limit: 50 }, { limit: 50, nextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no logGroups');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'logs', action: 'DescribeLogGroups' },
    async seed(world) {
      const client = new CloudWatchLogsClient(world.clients('us-east-1'));
      const names = ['/app/one', '/app/three', '/app/two'];
      for (const logGroupName of names) await client.send(new CreateLogGroupCommand({ logGroupName }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
