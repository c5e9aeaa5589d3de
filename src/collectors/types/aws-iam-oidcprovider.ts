/** The collector of `AWS::IAM::OIDCProvider`. */
import { given } from '../aws/answer.ts';
import { compact, defineCollector, tagRecord } from '../collector.ts';
import { mapped } from '../mapping.ts';

/** The issuer of an EKS cluster: AWS gives each cluster an id of its own. */
const OF_EKS = /^(oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id)\/[0-9A-F]+$/;

export default defineCollector({
  type: 'AWS::IAM::OIDCProvider',
  summary: 'Identity providers: whose tokens are trusted, for which clients.',
  scope: 'global',
  actions: ['iam:ListOpenIDConnectProviders'],
  async *list(ctx) {
    const { IAMClient, ListOpenIDConnectProvidersCommand } = await import('@aws-sdk/client-iam');
    const answer = await ctx.client(IAMClient).send(new ListOpenIDConnectProvidersCommand({}));
    for (const { Arn = '' } of given(answer.OpenIDConnectProviderList, 'OpenIDConnectProviderList')) {
      const issuer = Arn.split(':oidc-provider/')[1] ?? '';
      yield { id: Arn, arn: Arn, name: OF_EKS.test(issuer) ? null : issuer, properties: {} };
    }
  },
  parts: [
    {
      action: 'iam:GetOpenIDConnectProvider',
      properties: ['ClientIdList', 'Tags', 'ThumbprintList', 'Url'],
      async read(ctx, { id }) {
        const { GetOpenIDConnectProviderCommand, IAMClient } = await import('@aws-sdk/client-iam');
        const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: id });
        const answer = await ctx.client(IAMClient).send(command);
        if (answer.Url === undefined) throw new Error('the answer carries no Url');
        const Url = answer.Url.replace(OF_EKS, '$1');
        const rename = { ClientIdList: 'ClientIDList' };
        const take = ['ThumbprintList', 'Url'];
        const properties = mapped({ ...answer, Url }, { take, rename, sets: ['ClientIdList', 'ThumbprintList'] });
        return compact({ ...properties, Tags: tagRecord(answer.Tags) });
      },
    },
  ],
  tags: 'part',
  comparators: {
    ClientIdList: { compare: 'same', severity: 'high', why: 'They decide for whom a token must be made.' },
    ThumbprintList: {
      compare: 'same',
      severity: 'low',
      why: 'IAM trusts the well-known authorities whatever it says.',
    },
    Url: { compare: 'same', severity: 'high', why: 'Of an EKS issuer without the id that AWS gave the cluster.' },
  },
  sets: ['ClientIdList', 'ThumbprintList'],
  cannotSee: ['Which cluster an EKS issuer belongs to; which roles trust it is compared with the roles.'],
});
