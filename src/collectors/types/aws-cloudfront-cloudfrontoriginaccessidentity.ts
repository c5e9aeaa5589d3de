/** The collector of `AWS::CloudFront::CloudFrontOriginAccessIdentity`. */
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';

export default defineCollector({
  type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
  summary: 'Access identities, as whom CloudFront reads from buckets.',
  scope: 'global',
  actions: ['cloudfront:ListCloudFrontOriginAccessIdentities'],
  async *list(ctx) {
    const { CloudFrontClient, paginateListCloudFrontOriginAccessIdentities } = await import(
      '@aws-sdk/client-cloudfront'
    );
    const config = { client: ctx.client(CloudFrontClient), pageSize: 100 };
    for await (const page of paginateListCloudFrontOriginAccessIdentities(config, {})) {
      const list = page.CloudFrontOriginAccessIdentityList;
      if (list === undefined) throw new Error('the answer carries no CloudFrontOriginAccessIdentityList');
      // CloudFront leaves the items out where there is none, and says so by the quantity.
      const items = list.Quantity === 0 ? [] : given(list.Items, 'Items');
      for (const { Comment, Id = '' } of items) {
        const arn = `arn:${ctx.partition}:cloudfront::${ctx.account}:origin-access-identity/${Id}`;
        const properties = { CloudFrontOriginAccessIdentityConfig: compact({ Comment: Comment || undefined }) };
        yield { id: Id, arn, name: null, properties };
      }
    }
  },
  tags: 'none',
  comparators: {
    'CloudFrontOriginAccessIdentityConfig.Comment': { compare: 'same', severity: 'low' },
  },
  wordsForPeople: ['CloudFrontOriginAccessIdentityConfig.Comment'],
  cannotSee: ['Which buckets let it in: that is in their policies, and compared with them.'],
});
