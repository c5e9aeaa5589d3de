/** The collector of `AWS::SecurityHub::Hub`. */
import type { DescribeHubCommandOutput } from '@aws-sdk/client-securityhub';
import { allOf, given, sorted } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::SecurityHub::Hub',
  summary: 'Security Hub in the region: whether it is on, how it counts findings, which standards it checks.',
  scope: 'regional',
  uniqueName: true,
  actions: ['securityhub:DescribeHub'],
  async *list(ctx) {
    const answer = await hub(ctx);
    if (answer === undefined) return;
    if (answer.HubArn === undefined) throw new Error('the answer carries no HubArn');
    const properties = mapped(answer, { take: ['AutoEnableControls', 'ControlFindingGenerator'] });
    yield { id: answer.HubArn, arn: answer.HubArn, name: answer.HubArn.split('/').at(-1) ?? null, properties };
  },
  parts: [
    {
      action: 'securityhub:GetEnabledStandards',
      properties: ['EnabledStandards'],
      async read(ctx) {
        const { paginateGetEnabledStandards, SecurityHubClient } = await import('@aws-sdk/client-securityhub');
        const config = { client: ctx.client(SecurityHubClient), pageSize: 100 };
        const pages = paginateGetEnabledStandards(config, {});
        const found = await allOf(pages, (page) => given(page.StandardsSubscriptions, 'StandardsSubscriptions'));
        // One that is being switched off checks nothing any more.
        const on = found.filter(({ StandardsStatus }) => StandardsStatus !== 'DELETING');
        return compact({ EnabledStandards: sorted(on.map(({ StandardsArn }) => StandardsArn)) });
      },
    },
  ],
  tags: 'tagging-api',
  comparators: {
    AutoEnableControls: {
      compare: 'same',
      worse: 'false',
      why: 'Whether controls that AWS adds to a standard are checked.',
    },
    ControlFindingGenerator: 'same',
    EnabledStandards: { compare: 'same', severity: 'high', why: 'What is not checked is not found.' },
  },
  sets: ['EnabledStandards'],
  notRead: { EnableDefaultStandards: 'write-only; EnabledStandards tells which there are' },
  cannotSee: [
    'Controls that were switched off one by one; findings.',
    'Which region gathers the findings of the others.',
  ],
});

/** undefined where Security Hub is not on: that it says in the words of a refusal, and of a refusal it says so too. */
async function hub(ctx: CollectorContext): Promise<DescribeHubCommandOutput | undefined> {
  const { DescribeHubCommand, SecurityHubClient } = await import('@aws-sdk/client-securityhub');
  try {
    return await ctx.client(SecurityHubClient).send(new DescribeHubCommand({}));
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidAccessException' && /not subscribed/i.test(error.message))
      return undefined;
    throw error;
  }
}
