/** What the AWS Backup collectors share. */
import type { BackupPlansListMember } from '@aws-sdk/client-backup';
import { allOf, given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

/** Every backup plan of the region, once. */
export function backupPlans(ctx: CollectorContext): Promise<readonly BackupPlansListMember[]> {
  return ctx.once('backup:ListBackupPlans', async () => {
    const { BackupClient, paginateListBackupPlans } = await import('@aws-sdk/client-backup');
    const pages = paginateListBackupPlans({ client: ctx.client(BackupClient), pageSize: 1000 }, {});
    return allOf(pages, ({ BackupPlansList }) => given(BackupPlansList, 'BackupPlansList', 'backup:ListBackupPlans'));
  });
}
