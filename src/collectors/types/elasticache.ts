/** What the ElastiCache collectors share. */
import type { CacheCluster, LogDeliveryConfiguration } from '@aws-sdk/client-elasticache';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';
import { mapped } from '../mapping.ts';

/** Every cache of the region with its nodes, once: those that stand alone, and the members of replication groups. */
export function cacheClusters(ctx: CollectorContext): Promise<readonly CacheCluster[]> {
  return ctx.once('elasticache:DescribeCacheClusters', async () => {
    const { ElastiCacheClient, paginateDescribeCacheClusters } = await import('@aws-sdk/client-elasticache');
    const config = { client: ctx.client(ElastiCacheClient), pageSize: 100 };
    const pages = paginateDescribeCacheClusters(config, { ShowCacheNodeInfo: true });
    return allOf(pages, ({ CacheClusters }) => given(CacheClusters, 'CacheClusters'));
  });
}

/** Where logs go, without the state of their delivery; undefined where none do. */
export function logsOf(logs: readonly LogDeliveryConfiguration[] | undefined): readonly JsonObject[] | undefined {
  const told = (logs ?? []).map((one) =>
    mapped(one, { take: ['DestinationDetails', 'DestinationType', 'LogFormat', 'LogType'] }),
  );
  return told.length === 0 ? undefined : told;
}
