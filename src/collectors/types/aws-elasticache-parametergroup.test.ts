import {
  CreateCacheParameterGroupCommand,
  ElastiCacheClient,
  ModifyCacheParameterGroupCommand,
} from '@aws-sdk/client-elasticache';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-elasticache-parametergroup.ts';

const ARN = 'arn:aws:elasticache:us-east-1:111122223333:parametergroup:sessions';
const ONE = {
  CacheParameterGroupName: 'sessions',
  CacheParameterGroupFamily: 'redis7',
  Description: 'evicts',
  IsGlobal: false,
  ARN,
};
const PARAMETERS = [
  {
    ParameterName: 'maxmemory-policy',
    ParameterValue: 'allkeys-lru',
    DataType: 'string',
    AllowedValues: 'allkeys-lru',
  },
  { ParameterName: 'timeout', ParameterValue: '300', DataType: 'integer' },
  { ParameterName: 'notify-keyspace-events', ParameterValue: 'any text', DataType: 'string' },
];
const ACTION = 'elasticache:DescribeCacheParameters';

test('maps to the CloudFormation properties, with what was set and nothing else', async () => {
  const DescribeCacheParameterGroups = { CacheParameterGroups: [ONE] };
  const ctx = stubContext({ DescribeCacheParameterGroups, DescribeCacheParameters: { Parameters: PARAMETERS } });
  const found = await readAll(collector, ctx);
  expect(found).toEqual([
    {
      id: 'sessions',
      arn: ARN,
      name: 'sessions',
      properties: {
        CacheParameterGroupFamily: 'redis7',
        Description: 'evicts',
        Properties: { 'maxmemory-policy': 'allkeys-lru', 'notify-keyspace-events': 'digest:8', timeout: '300' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  const input = { CacheParameterGroupName: 'sessions', MaxRecords: 100, Source: 'user' };
  expect(ctx.calls.at(-1)).toEqual({ operation: 'DescribeCacheParameters', input });
});

test("AWS's own are defaults", () => {
  const isDefault = (id: string) => collector.isDefault?.({ id, arn: null, name: id, properties: {} });
  expect(['default.redis7', 'global-datastore-abc-redis7', 'sessions'].map(isDefault)).toEqual([true, true, false]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ CacheParameterGroups: [ONE], Marker: 'two' }, { CacheParameterGroups: [ONE] }] as const;
  const action = 'elasticache:DescribeCacheParameterGroups';
  const outcome = await runListing(collector, { operation: 'DescribeCacheParameterGroups', action, pages });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no CacheParameterGroups');
});

test('a denied part throws, and so does an answer that says nothing', async () => {
  const listed = { id: 'sessions', arn: ARN, name: 'sessions', properties: {} };
  const read = (DescribeCacheParameters: object) =>
    readPart(collector, ACTION, stubContext({ DescribeCacheParameters }), listed);
  const refusal = denied(ACTION);
  await expect(read(refusal)).rejects.toBe(refusal);
  await expect(read({})).rejects.toThrow('carries no Parameters');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'elasticache', action: 'DescribeCacheParameterGroups' },
    async seed(world) {
      const client = new ElastiCacheClient(world.clients('us-east-1'));
      const names = ['one', 'two', 'three'];
      for (const CacheParameterGroupName of names) {
        const given = { CacheParameterGroupName, CacheParameterGroupFamily: 'redis7', Description: 'x' };
        await client.send(new CreateCacheParameterGroupCommand(given));
      }
      const ParameterNameValues = [{ ParameterName: 'timeout', ParameterValue: '300' }];
      const change = { CacheParameterGroupName: 'one', ParameterNameValues };
      await client.send(new ModifyCacheParameterGroupCommand(change));
      return names;
    },
  });
  expect(outcome.found.map(({ id, properties }) => [id, properties.Properties])).toEqual([
    ['one', { timeout: '300' }],
    ['three', {}],
    ['two', {}],
  ]);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
