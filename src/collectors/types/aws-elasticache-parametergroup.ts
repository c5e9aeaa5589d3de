/** The collector of `AWS::ElastiCache::ParameterGroup`. */
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { FREE_TEXT, setParameters } from './rds-parameters.ts';

export default defineCollector({
  type: 'AWS::ElastiCache::ParameterGroup',
  summary: 'Parameter groups of caches with the parameters that were set, not those that the engine defaults.',
  scope: 'regional',
  foldsCase: true,
  uniqueName: true,
  actions: ['elasticache:DescribeCacheParameterGroups'],
  async *list(ctx) {
    const { ElastiCacheClient, paginateDescribeCacheParameterGroups } = await import('@aws-sdk/client-elasticache');
    const config = { client: ctx.client(ElastiCacheClient), pageSize: 100 };
    for await (const page of paginateDescribeCacheParameterGroups(config, {})) {
      for (const group of given(page.CacheParameterGroups, 'CacheParameterGroups')) {
        const id = group.CacheParameterGroupName ?? '';
        const properties = compact({
          CacheParameterGroupFamily: group.CacheParameterGroupFamily,
          Description: group.Description?.trim() || undefined,
        });
        yield { id, arn: group.ARN ?? null, name: id, properties };
      }
    }
  },
  parts: [
    {
      action: 'elasticache:DescribeCacheParameters',
      properties: ['Properties'],
      async read(ctx, { id }) {
        const { ElastiCacheClient, paginateDescribeCacheParameters } = await import('@aws-sdk/client-elasticache');
        const input = { CacheParameterGroupName: id, Source: 'user' };
        const config = { client: ctx.client(ElastiCacheClient), pageSize: 100 };
        const { Parameters = {} } = await setParameters(paginateDescribeCacheParameters(config, input), ctx);
        return { Properties: Parameters };
      },
    },
  ],
  tags: 'tagging-api',
  // `default.redis7`, and `global-datastore-…` of a global data store.
  isDefault: ({ id }) => /^(?:default\.|global-datastore-)/.test(id),
  comparators: {
    CacheParameterGroupFamily: { compare: 'same', severity: 'high' },
    Description: { compare: 'same', severity: 'low' },
    // Properties is left to its members, so that a finding names the one: `Properties.maxmemory-policy`.
  },
  wordsForPeople: ['Description'],
  cannotSee: [
    FREE_TEXT,
    "The engine's own defaults: they follow from the family. Values by node type.",
    'Whether a cache has taken the values up: some wait for a reboot.',
  ],
});
