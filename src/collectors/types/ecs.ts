/** What the ECS collectors share. */
import type { Cluster, Failure, Service } from '@aws-sdk/client-ecs';
import { allOf, given, inBatches } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

/** ECS writes tags in small letters. */
export function ecsTags(tags: readonly { key?: string | undefined; value?: string | undefined }[] | undefined): {
  readonly [key: string]: string;
} {
  return Object.fromEntries((tags ?? []).map(({ key = '', value = '' }) => [key, value]));
}

/** What was deleted since it was listed is missing; any other failure is one. */
export function throwUnlessMissing(failures: readonly Failure[] | undefined): void {
  const other = failures?.find(({ reason }) => reason !== 'MISSING');
  if (other === undefined) return;
  const error = new Error(`${other.arn ?? ''}: ${other.detail ?? other.reason ?? 'failed'}`);
  throw Object.assign(error, { name: other.reason === 'ACCESS_DENIED' ? 'AccessDeniedException' : 'ClientException' });
}

function clusterArns(ctx: CollectorContext): Promise<readonly string[]> {
  return ctx.once('ecs:ListClusters', async () => {
    const { ECSClient, paginateListClusters } = await import('@aws-sdk/client-ecs');
    const pages = paginateListClusters({ client: ctx.client(ECSClient), pageSize: 100 }, {});
    return allOf(pages, (page) => given(page.clusterArns, 'clusterArns', 'ecs:ListClusters'));
  });
}

/** Every cluster of the region, with settings, configuration and tags. */
export async function clusters(ctx: CollectorContext): Promise<readonly Cluster[]> {
  const { DescribeClustersCommand, ECSClient } = await import('@aws-sdk/client-ecs');
  const client = ctx.client(ECSClient);
  const found = await Promise.all(
    inBatches(await clusterArns(ctx), 100).map(async (batch) => {
      const include = ['CONFIGURATIONS', 'SETTINGS', 'TAGS'] as const;
      const answer = await client.send(new DescribeClustersCommand({ clusters: [...batch], include: [...include] }));
      throwUnlessMissing(answer.failures);
      return given(answer.clusters, 'clusters', 'ecs:DescribeClusters');
    }),
  );
  return found.flat();
}

/** Every service of the region's clusters, once: ten a call. */
export function services(ctx: CollectorContext): Promise<readonly Service[]> {
  return ctx.once('ecs:DescribeServices', async () => {
    const found = await Promise.all((await clusterArns(ctx)).map((cluster) => servicesOf(ctx, cluster)));
    return found.flat();
  });
}

async function servicesOf(ctx: CollectorContext, cluster: string): Promise<readonly Service[]> {
  const { DescribeServicesCommand, ECSClient, paginateListServices } = await import('@aws-sdk/client-ecs');
  const client = ctx.client(ECSClient);
  const pages = paginateListServices({ client, pageSize: 100 }, { cluster });
  const arns = await allOf(pages, (page) => given(page.serviceArns, 'serviceArns', 'ecs:ListServices'));
  const found = await Promise.all(
    inBatches(arns, 10).map(async (batch) => {
      const input = { cluster, services: [...batch], include: ['TAGS' as const] };
      const answer = await client.send(new DescribeServicesCommand(input));
      throwUnlessMissing(answer.failures);
      return given(answer.services, 'services', 'ecs:DescribeServices');
    }),
  );
  return found.flat();
}
