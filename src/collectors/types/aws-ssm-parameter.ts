/** The collector of `AWS::SSM::Parameter`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::SSM::Parameter',
  summary: 'Parameters of Systems Manager: that they are there, kind, tier, key, policies. Never what they hold.',
  scope: 'regional',
  actions: ['ssm:DescribeParameters'],
  async *list(ctx) {
    const { paginateDescribeParameters, SSMClient } = await import('@aws-sdk/client-ssm');
    for await (const page of paginateDescribeParameters({ client: ctx.client(SSMClient), pageSize: 50 }, {})) {
      for (const parameter of given(page.Parameters, 'Parameters')) {
        const id = parameter.Name ?? '';
        // The name's own slash is the one after `parameter`.
        const arn = `arn:${ctx.partition}:ssm:${ctx.region}:${ctx.account}:parameter/${id.replace(/^\//, '')}`;
        const properties = mapped(parameter, {
          take: ['AllowedPattern', 'DataType', 'Description', 'KeyId', 'Policies', 'Tier', 'Type'],
        });
        yield { id, arn: parameter.ARN ?? arn, name: id, properties };
      }
    }
  },
  tags: 'tagging-api',
  comparators: {
    AllowedPattern: 'same',
    DataType: 'same',
    Description: { compare: 'same', severity: 'low' },
    KeyId: { compare: 'same', severity: 'high' },
    Policies: 'same',
    Tier: 'same',
    Type: { compare: 'same', severity: 'high', why: 'A String shows to whoever may list what a SecureString hides.' },
  },
  notRead: {
    Name: 'it is the name',
    Value: 'what it holds may be a secret, and is not asked for',
  },
  cannotSee: ['What it holds, and whether the regions hold the same.'],
});
