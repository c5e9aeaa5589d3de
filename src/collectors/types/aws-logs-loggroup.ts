/** The collector of `AWS::Logs::LogGroup`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::Logs::LogGroup',
  summary: 'Log groups: how long they keep, the key, the class, whether data protection is on.',
  scope: 'regional',
  actions: ['logs:DescribeLogGroups'],
  async *list(ctx) {
    const { CloudWatchLogsClient, paginateDescribeLogGroups } = await import('@aws-sdk/client-cloudwatch-logs');
    for await (const page of paginateDescribeLogGroups(
      { client: ctx.client(CloudWatchLogsClient), pageSize: 50 },
      {},
    )) {
      for (const group of given(page.logGroups, 'logGroups')) {
        const id = group.logGroupName ?? '';
        const properties = mapped(group, {
          rename: {
            BearerTokenAuthenticationEnabled: 'bearerTokenAuthenticationEnabled',
            DataProtectionStatus: 'dataProtectionStatus',
            DeletionProtectionEnabled: 'deletionProtectionEnabled',
            KmsKeyId: 'kmsKeyId',
            LogGroupClass: 'logGroupClass',
            RetentionInDays: 'retentionInDays',
          },
        });
        // `arn` ends in `:*`, by which IAM means the streams; CloudFormation's and the tagging API's has none.
        const arn = group.logGroupArn ?? group.arn?.replace(/:\*$/, '') ?? null;
        yield { id, arn, name: id, properties };
      }
    }
  },
  tags: 'tagging-api',
  comparators: {
    BearerTokenAuthenticationEnabled: 'same',
    DataProtectionStatus: { compare: 'same', why: 'DISABLED or DELETED: secrets in the logs are shown.' },
    DeletionProtectionEnabled: { compare: 'same', worse: 'false' },
    KmsKeyId: { compare: 'same', severity: 'high', worse: 'absent' },
    LogGroupClass: 'same',
    RetentionInDays: {
      compare: 'same',
      why: 'Not set is for ever. What the shorter one has thrown away is missed when it is needed.',
    },
  },
  notRead: {
    DataProtectionPolicy: 'a call for each group tells it; whether it is on is read',
    FieldIndexPolicies: 'a call for each group tells them, and they speed queries up only',
    LogGroupName: 'it is the name',
    ResourcePolicyDocument: 'a policy of the account, not of the group',
  },
  cannotSee: ['What is written to it, and whether anything is.', 'Groups that Lambda makes by itself have no design.'],
});
