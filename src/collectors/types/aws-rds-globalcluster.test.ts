import { CreateGlobalClusterCommand, type GlobalCluster, RDSClient } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, stubContext, undocumented } from '../testing.ts';
import collector from './aws-rds-globalcluster.ts';

const MEMBER = 'arn:aws:rds:us-east-1:111122223333:cluster:orders';
const COPY = 'arn:aws:rds:eu-central-1:111122223333:cluster:orders-copy';

const ORDERS: GlobalCluster = {
  GlobalClusterIdentifier: 'orders-global',
  GlobalClusterArn: 'arn:aws:rds::111122223333:global-cluster:orders-global',
  GlobalClusterResourceId: 'cluster-1',
  Engine: 'aurora-postgresql',
  EngineVersion: '16.4',
  Status: 'available',
  StorageEncrypted: true,
  DeletionProtection: true,
  Endpoint: 'orders-global.global-abc.global.rds.amazonaws.com',
  GlobalClusterMembers: [
    { DBClusterArn: MEMBER, IsWriter: true, Readers: [COPY], SynchronizationStatus: 'connected' },
    { DBClusterArn: COPY, IsWriter: false, SynchronizationStatus: 'connected' },
  ],
  TagList: [{ Key: 'team', Value: 'orders' }],
};

test('maps a global database and its members', async () => {
  const found = await listAll(collector, stubContext({ DescribeGlobalClusters: { GlobalClusters: [ORDERS] } }));
  expect(found).toEqual([
    {
      id: 'orders-global',
      arn: 'arn:aws:rds::111122223333:global-cluster:orders-global',
      name: 'orders-global',
      tags: { team: 'orders' },
      properties: {
        DeletionProtection: true,
        Engine: 'aurora-postgresql',
        EngineVersion: '16.4',
        GlobalClusterMembers: [
          { DBClusterArn: COPY, IsWriter: false },
          { DBClusterArn: MEMBER, IsWriter: true },
        ],
        Status: 'available',
        StorageEncrypted: true,
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('is asked once for the account, all pages, without Neptune and DocumentDB', async () => {
  expect(collector.scope).toBe('global');
  const ctx = stubContext({
    DescribeGlobalClusters: [
      { Marker: 'two', GlobalClusters: [{ GlobalClusterIdentifier: 'graph', Engine: 'neptune' }] },
      { GlobalClusters: [ORDERS] },
    ],
  });
  expect((await listAll(collector, ctx)).map((cluster) => cluster.id)).toEqual(['orders-global']);
  expect(ctx.calls.map((call) => call.input)).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);
});

test('a denied page and an answer without its list throw', async () => {
  const refusal = denied('rds:DescribeGlobalClusters');
  const pages = [{ Marker: 'two', GlobalClusters: [ORDERS] }, refusal];
  await expect(listAll(collector, stubContext({ DescribeGlobalClusters: pages }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ DescribeGlobalClusters: {} }))).rejects.toThrow('no GlobalClusters');
});

test('in the simulator: the same answer from every region, pages and a denial', async () => {
  const world = await openWorld();
  const rds = new RDSClient(world.clients('us-east-1'));
  for (const GlobalClusterIdentifier of ['one', 'two', 'three']) {
    await rds.send(new CreateGlobalClusterCommand({ GlobalClusterIdentifier, Engine: 'aurora-postgresql' }));
  }
  await world.settings({ pageSize: 2 });
  const list = (region: string) => listAll(collector, liveContext(world.auditClients(region), { region }));

  const east = await list('us-east-1');
  expect(east.map((cluster) => cluster.id).sort()).toEqual(['one', 'three', 'two']);
  expect(await list('eu-central-1')).toEqual(east);
  expect(undocumented(collector, east)).toEqual([]);
  expect((await world.calls()).byAction['rds:us-east-1:DescribeGlobalClusters']).toBe(2);

  await world.faults([{ kind: 'deny', service: 'rds', action: 'DescribeGlobalClusters', page: 2 }]);
  await expect(list('us-east-1')).rejects.toMatchObject({ name: 'AccessDenied' });
});
