/** The collector of `AWS::S3::AccountPublicAccessBlock`, a setting of the account. */
import { plain, unlessNotSet } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';

export default defineCollector({
  type: 'AWS::S3::AccountPublicAccessBlock',
  summary: 'What S3 refuses to make public in the whole account; not there where nobody set it.',
  scope: 'global',
  listing: 'asked',
  setting: true,
  actions: ['s3:GetAccountPublicAccessBlock'],
  async *list(ctx) {
    const { S3ControlClient, GetPublicAccessBlockCommand } = await import('@aws-sdk/client-s3-control');
    const client = ctx.client(S3ControlClient);
    const AccountId = ctx.account;
    // An empty number would be refused by the SDK, with words that say nothing of why.
    if (AccountId === '') throw new Error('it is not known whose account it is');
    const call = client.send(new GetPublicAccessBlockCommand({ AccountId }));
    const answer = await unlessNotSet(call, 'NoSuchPublicAccessBlockConfiguration');
    if (answer === undefined) return;
    const { PublicAccessBlockConfiguration } = answer;
    if (PublicAccessBlockConfiguration === undefined)
      throw new Error('the answer carries no PublicAccessBlockConfiguration');
    const arn = `arn:${ctx.partition}:s3::${ctx.account}:account-public-access-block`;
    yield {
      id: 'public-access-block',
      arn,
      name: 'public-access-block',
      properties: plain(PublicAccessBlockConfiguration) ?? {},
    };
  },
  tags: 'none',
  uniqueName: true,
  comparators: {
    BlockPublicAcls: { compare: 'same', severity: 'high', worse: 'false' },
    BlockPublicPolicy: { compare: 'same', severity: 'high', worse: 'false' },
    IgnorePublicAcls: { compare: 'same', severity: 'high', worse: 'false' },
    RestrictPublicBuckets: { compare: 'same', severity: 'high', worse: 'false' },
  },
  cannotSee: ['What access points and single buckets allow beside it; it stands above all of them.'],
});
