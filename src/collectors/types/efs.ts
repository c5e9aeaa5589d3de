/** What the EFS collectors share. */
import type { FileSystemDescription } from '@aws-sdk/client-efs';
import { allOf, given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

/** Every file system of the region, once. */
export function fileSystems(ctx: CollectorContext): Promise<readonly FileSystemDescription[]> {
  return ctx.once('elasticfilesystem:DescribeFileSystems', async () => {
    const { EFSClient, paginateDescribeFileSystems } = await import('@aws-sdk/client-efs');
    const pages = paginateDescribeFileSystems({ client: ctx.client(EFSClient), pageSize: 100 }, {});
    return allOf(pages, ({ FileSystems }) =>
      given(FileSystems, 'FileSystems', 'elasticfilesystem:DescribeFileSystems'),
    );
  });
}
