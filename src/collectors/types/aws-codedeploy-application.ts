/** The collector of `AWS::CodeDeploy::Application`. */
import { given, inBatches } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { applicationNames } from './codedeploy.ts';

export default defineCollector({
  type: 'AWS::CodeDeploy::Application',
  summary: 'CodeDeploy applications and what they deploy to: servers, Lambda functions or ECS services.',
  scope: 'regional',
  uniqueName: true,
  actions: ['codedeploy:ListApplications', 'codedeploy:BatchGetApplications'],
  async *list(ctx) {
    const { BatchGetApplicationsCommand, CodeDeployClient } = await import('@aws-sdk/client-codedeploy');
    const client = ctx.client(CodeDeployClient);
    for (const names of inBatches(await applicationNames(ctx), 100)) {
      const answer = await client.send(new BatchGetApplicationsCommand({ applicationNames: [...names] }));
      for (const one of given(answer.applicationsInfo, 'applicationsInfo', 'codedeploy:BatchGetApplications')) {
        const id = one.applicationName ?? '';
        const arn = `arn:${ctx.partition}:codedeploy:${ctx.region}:${ctx.account}:application:${id}`;
        yield { id, arn, name: id, properties: compact({ ComputePlatform: one.computePlatform }) };
      }
    }
  },
  tags: 'tagging-api',
  comparators: { ComputePlatform: { compare: 'same', severity: 'high' } },
  notRead: { ApplicationName: 'it is the name' },
  cannotSee: ['Revisions that were registered, and deployments: they are runs, not design.'],
});
