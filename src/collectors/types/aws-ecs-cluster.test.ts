import { CreateClusterCommand, ECSClient } from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ecs-cluster.ts';

const ONE = 'arn:aws:ecs:us-east-1:111122223333:cluster/shop';
const OTHERS = {
  DescribeClusters: {
    clusters: [
      {
        clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/shop',
        clusterName: 'shop',
        status: 'ACTIVE',
        registeredContainerInstancesCount: 0,
        runningTasksCount: 3,
        activeServicesCount: 1,
        statistics: [],
        tags: [{ key: 'app', value: 'shop' }],
        settings: [{ name: 'containerInsights', value: 'enabled' }],
        capacityProviders: ['FARGATE_SPOT', 'FARGATE'],
        defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1, base: 0 }],
        configuration: { executeCommandConfiguration: { logging: 'DEFAULT' } },
        serviceConnectDefaults: { namespace: 'arn:aws:servicediscovery:us-east-1:111122223333:namespace/ns-1' },
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, ListClusters: { clusterArns: [ONE] } }));
  const expected = {
    id: 'shop',
    arn: 'arn:aws:ecs:us-east-1:111122223333:cluster/shop',
    name: 'shop',
    tags: { app: 'shop' },
    properties: {
      CapacityProviders: ['FARGATE', 'FARGATE_SPOT'],
      ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }],
      Configuration: { ExecuteCommandConfiguration: { Logging: 'DEFAULT' } },
      DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1, Base: 0 }],
      ServiceConnectDefaults: { Namespace: 'arn:aws:servicediscovery:us-east-1:111122223333:namespace/ns-1' },
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for a hundred clusters a call, with settings, configuration and tags', async () => {
  const arns = Array.from({ length: 101 }, (_, index) => `arn:aws:ecs:us-east-1:111122223333:cluster/shop${index}`);
  const ctx = stubContext({ ListClusters: { clusterArns: arns }, DescribeClusters: { clusters: [] } });
  await listAll(collector, ctx);
  const asked = ctx.calls.filter(({ operation }) => operation === 'DescribeClusters').map(({ input }) => input);
  expect(asked.map((input) => (input.clusters as string[]).length)).toEqual([100, 1]);
  expect(asked[0]?.include).toEqual(['CONFIGURATIONS', 'SETTINGS', 'TAGS']);
});

test('one that was deleted is none; another failure is one; the default cluster is of the account', async () => {
  const answering = (DescribeClusters: object) =>
    stubContext({ ListClusters: { clusterArns: [ONE] }, DescribeClusters });
  const gone = { clusters: [], failures: [{ arn: ONE, reason: 'MISSING' }] };
  expect(await listAll(collector, answering(gone))).toEqual([]);
  const inactive = { clusters: [{ clusterName: 'old', status: 'INACTIVE' }] };
  expect(await listAll(collector, answering(inactive))).toEqual([]);
  const refused = { clusters: [], failures: [{ arn: ONE, reason: 'ACCESS_DENIED' }] };
  await expect(listAll(collector, answering(refused))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const own = { id: 'default', arn: null, name: 'default', tags: {}, properties: {} };
  expect([collector.isDefault?.(own), collector.isDefault?.({ ...own, tags: { app: 'shop' } })]).toEqual([true, false]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ clusterArns: [ONE], nextToken: 'two' }, { clusterArns: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListClusters',
    action: 'ecs:ListClusters',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(1);
  expect(outcome.inputs).toEqual([{ maxResults: 100 }, { maxResults: 100, nextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no clusterArns');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ecs', action: 'ListClusters' },
    async seed(world) {
      const client = new ECSClient(world.clients('us-east-1'));
      const names = ['one', 'three', 'two'];
      for (const clusterName of names) await client.send(new CreateClusterCommand({ clusterName }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
