/** The collector of `AWS::CloudFront::OriginAccessControl`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::CloudFront::OriginAccessControl',
  summary: 'Origin access controls: whether and how CloudFront signs what it asks of an origin.',
  scope: 'global',
  uniqueName: true,
  actions: ['cloudfront:ListOriginAccessControls'],
  async *list(ctx) {
    const { CloudFrontClient, paginateListOriginAccessControls } = await import('@aws-sdk/client-cloudfront');
    const config = { client: ctx.client(CloudFrontClient), pageSize: 100 };
    for await (const page of paginateListOriginAccessControls(config, {})) {
      const list = page.OriginAccessControlList;
      if (list === undefined) throw new Error('the answer carries no OriginAccessControlList');
      // CloudFront leaves the items out where there is none, and says so by the quantity.
      const items = list.Quantity === 0 ? [] : given(list.Items, 'Items');
      for (const control of items) {
        const { Id = '', Name } = control;
        const arn = `arn:${ctx.partition}:cloudfront::${ctx.account}:origin-access-control/${Id}`;
        const take = ['Description', 'OriginAccessControlOriginType', 'SigningBehavior', 'SigningProtocol'];
        const properties = { OriginAccessControlConfig: mapped(control, { take }) };
        yield { id: Id, arn, name: Name ?? null, properties };
      }
    }
  },
  tags: 'none',
  comparators: {
    'OriginAccessControlConfig.Description': { compare: 'same', severity: 'low' },
    'OriginAccessControlConfig.OriginAccessControlOriginType': { compare: 'same', severity: 'high' },
    'OriginAccessControlConfig.SigningBehavior': { compare: 'same', severity: 'high', best: 'always' },
    'OriginAccessControlConfig.SigningProtocol': { compare: 'same', severity: 'high' },
  },
  wordsForPeople: ['OriginAccessControlConfig.Description'],
  notRead: { 'OriginAccessControlConfig.Name': 'it is the name' },
  cannotSee: ['Which origins use it: that is compared with the distributions.'],
});
