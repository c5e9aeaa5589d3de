/** What the CodeDeploy collectors share. */
import { allOf, given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';

/** The names of the region's applications, once. */
export function applicationNames(ctx: CollectorContext): Promise<readonly string[]> {
  return ctx.once('codedeploy:ListApplications', async () => {
    const { CodeDeployClient, paginateListApplications } = await import('@aws-sdk/client-codedeploy');
    const pages = paginateListApplications({ client: ctx.client(CodeDeployClient) }, {});
    return allOf(pages, (page) => given(page.applications, 'applications', 'codedeploy:ListApplications'));
  });
}
