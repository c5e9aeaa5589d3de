/** The collector of `AWS::CloudFront::Distribution`. */
import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, defineCollector, tagRecord } from '../collector.ts';
import { plainJson } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::CloudFront::Distribution',
  summary: 'Distributions: aliases, origins, behaviours, certificate, logging. Headers for the origins as digests.',
  scope: 'global',
  actions: ['cloudfront:ListDistributions'],
  async *list(ctx) {
    const { CloudFrontClient, paginateListDistributions } = await import('@aws-sdk/client-cloudfront');
    for await (const page of paginateListDistributions({ client: ctx.client(CloudFrontClient), pageSize: 100 }, {})) {
      const list = page.DistributionList;
      if (list === undefined) throw new Error('the answer carries no DistributionList');
      // CloudFront leaves the items out where there is none, and says so by the quantity.
      const items = list.Quantity === 0 ? [] : given(list.Items, 'Items');
      for (const { Id = '', ARN, Aliases } of items)
        yield { id: Id, arn: ARN ?? null, name: [...(Aliases?.Items ?? [])].sort()[0] ?? null, properties: {} };
    }
  },
  parts: [
    {
      action: 'cloudfront:GetDistributionConfig',
      properties: ['DistributionConfig'],
      async read(ctx, { id }) {
        const { CloudFrontClient, GetDistributionConfigCommand } = await import('@aws-sdk/client-cloudfront');
        const answer = await ctx.client(CloudFrontClient).send(new GetDistributionConfigCommand({ Id: id }));
        if (answer.DistributionConfig === undefined) throw new Error('the answer carries no DistributionConfig');
        return { DistributionConfig: configOf(answer.DistributionConfig, ctx) };
      },
    },
    {
      action: 'cloudfront:ListTagsForResource',
      properties: ['Tags'],
      async read(ctx, { arn }) {
        const { CloudFrontClient, ListTagsForResourceCommand } = await import('@aws-sdk/client-cloudfront');
        const command = new ListTagsForResourceCommand({ Resource: arn ?? '' });
        const { Tags } = await ctx.client(CloudFrontClient).send(command);
        if (Tags === undefined) throw new Error('the answer carries no Tags');
        return { Tags: tagRecord(Tags.Items) };
      },
    },
  ],
  tags: 'part',
  comparators: {
    'DistributionConfig.Comment': { compare: 'same', severity: 'low' },
    'DistributionConfig.Enabled': { compare: 'same', severity: 'high', worse: 'false' },
    'DistributionConfig.WebACLId': { compare: 'same', severity: 'high', worse: 'absent' },
  },
  sets: [
    'DistributionConfig.Aliases',
    'DistributionConfig.CacheBehaviors.AllowedMethods.Cached',
    'DistributionConfig.CacheBehaviors.AllowedMethods.Items',
    'DistributionConfig.DefaultCacheBehavior.AllowedMethods.Cached',
    'DistributionConfig.DefaultCacheBehavior.AllowedMethods.Items',
    'DistributionConfig.Restrictions.GeoRestriction.Items',
  ],
  keyed: {
    'DistributionConfig.CacheBehaviors': ['PathPattern'],
    'DistributionConfig.CustomErrorResponses': ['ErrorCode'],
    'DistributionConfig.OriginGroups': ['Id'],
    'DistributionConfig.Origins': ['Id'],
    'DistributionConfig.Origins.CustomHeaders': ['HeaderName'],
  },
  wordsForPeople: ['DistributionConfig.Comment'],
  cannotSee: [
    'The policies for caches, origin requests and response headers behind their ids; functions and their code.',
    'The order of the behaviours among themselves: they are compared by their path.',
  ],
});

/** The configuration without the caller's reference, and with each `{ Quantity, Items }` as the list that it is. */
function configOf({ CallerReference: _, ...config }: DistributionConfig, ctx: CollectorContext): JsonObject {
  return unpacked(plainJson(config) ?? {}, ctx) as JsonObject;
}

function unpacked(value: Json, ctx: CollectorContext): Json {
  if (Array.isArray(value)) return value.map((item: Json) => unpacked(item, ctx));
  if (value === null || typeof value !== 'object') return value;
  const { Quantity, ...rest } = value as JsonObject;
  const names = Object.keys(rest);
  if (typeof Quantity === 'number' && names.every((name) => name === 'Items' || name === 'CachedMethods')) {
    // Methods carry those that are cached beside them.
    const items = unpacked(rest.Items ?? [], ctx);
    return rest.CachedMethods === undefined ? items : { Cached: unpacked(rest.CachedMethods, ctx), Items: items };
  }
  // A header that CloudFront sends to the origin is often the password that lets it in.
  const hidden = 'HeaderName' in rest && typeof rest.HeaderValue === 'string';
  const shown: JsonObject = hidden ? { ...rest, HeaderValue: ctx.digest(String(rest.HeaderValue)) } : rest;
  return Object.fromEntries(Object.entries(shown).map(([name, member]) => [name, unpacked(member as Json, ctx)]));
}
