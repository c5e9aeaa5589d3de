/** The collector of `AWS::CloudWatch::Dashboard`. */
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { opened } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::CloudWatch::Dashboard',
  summary: 'Dashboards and what they show.',
  // Its ARN names no region: an account has it once.
  scope: 'global',
  uniqueName: true,
  actions: ['cloudwatch:ListDashboards'],
  async *list(ctx) {
    const { CloudWatchClient, paginateListDashboards } = await import('@aws-sdk/client-cloudwatch');
    for await (const page of paginateListDashboards({ client: ctx.client(CloudWatchClient) }, {})) {
      for (const { DashboardName: id = '', DashboardArn } of given(page.DashboardEntries, 'DashboardEntries'))
        yield { id, arn: DashboardArn ?? null, name: id, properties: {} };
    }
  },
  parts: [
    {
      action: 'cloudwatch:GetDashboard',
      properties: ['DashboardBody'],
      async read(ctx, { id }) {
        const { CloudWatchClient, GetDashboardCommand } = await import('@aws-sdk/client-cloudwatch');
        const answer = await ctx.client(CloudWatchClient).send(new GetDashboardCommand({ DashboardName: id }));
        if (answer.DashboardBody === undefined) throw new Error('the answer carries no DashboardBody');
        return compact({ DashboardBody: opened(answer.DashboardBody) });
      },
    },
  ],
  tags: 'none',
  comparators: {
    DashboardBody: { compare: 'same', severity: 'low', why: 'It is looked at by people; nothing runs by it.' },
  },
  notRead: { DashboardName: 'it is the name' },
  cannotSee: ['With whom it is shared; its tags.'],
});
