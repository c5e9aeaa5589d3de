/** What the EKS collectors share. */
import { allOf, given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

/** The names of the region's clusters, once. */
export function clusterNames(ctx: CollectorContext): Promise<readonly string[]> {
  return ctx.once('eks:ListClusters', async () => {
    const { EKSClient, paginateListClusters } = await import('@aws-sdk/client-eks');
    const pages = paginateListClusters({ client: ctx.client(EKSClient), pageSize: 100 }, {});
    return allOf(pages, ({ clusters }) => given(clusters, 'clusters', 'eks:ListClusters'));
  });
}

/** What each cluster has of a kind: the names by `list`, each then read by `describe`, as only that tells its ARN. */
export async function ofEachCluster<T>(
  ctx: CollectorContext,
  list: (clusterName: string) => Promise<readonly string[]>,
  describe: (clusterName: string, name: string) => Promise<T | undefined>,
): Promise<readonly T[]> {
  const found = await Promise.all(
    (await clusterNames(ctx)).map(async (clusterName) => {
      const names = await list(clusterName);
      // One that was deleted since it was listed is none.
      return Promise.all(names.map((name) => describe(clusterName, name).catch(noneIfGone)));
    }),
  );
  return found.flat().flatMap((one) => (one === undefined ? [] : [one]));
}

function noneIfGone(error: unknown): undefined {
  if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
  throw error;
}
