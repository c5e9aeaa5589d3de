/** The collector of `AWS::ApiGateway::UsagePlan`. */
import type { UsagePlan } from '@aws-sdk/client-api-gateway';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { capitalisedJson } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::ApiGateway::UsagePlan',
  summary: 'Usage plans: which stages, how fast, how much, how many keys. Never the keys.',
  scope: 'regional',
  actions: ['apigateway:GET'],
  async *list(ctx) {
    const { APIGatewayClient, paginateGetUsagePlans } = await import('@aws-sdk/client-api-gateway');
    for await (const page of paginateGetUsagePlans({ client: ctx.client(APIGatewayClient), pageSize: 500 }, {})) {
      for (const plan of given(page.items, 'items')) {
        const id = plan.id ?? '';
        const arn = `arn:${ctx.partition}:apigateway:${ctx.region}::/usageplans/${id}`;
        yield { id, arn, name: plan.name ?? null, tags: plan.tags ?? {}, properties: propertiesOf(plan) };
      }
    }
  },
  parts: [
    {
      action: 'apigateway:GET',
      properties: ['ApiKeyCount'],
      async read(ctx, { id }) {
        const { APIGatewayClient, paginateGetUsagePlanKeys } = await import('@aws-sdk/client-api-gateway');
        const config = { client: ctx.client(APIGatewayClient), pageSize: 500 };
        const pages = paginateGetUsagePlanKeys(config, { usagePlanId: id });
        return { ApiKeyCount: (await allOf(pages, ({ items }) => given(items, 'items'))).length };
      },
    },
  ],
  tags: 'listed',
  uniqueName: false,
  absorbs: ['AWS::ApiGateway::UsagePlanKey'],
  needs: ['AWS::ApiGateway::RestApi'],
  references: { 'ApiStages.ApiId': 'AWS::ApiGateway::RestApi' },
  comparators: {
    ApiKeyCount: { compare: 'same', why: 'How many may call by it. Who they are is a secret of each region.' },
    ApiStages: { compare: 'same', severity: 'high', why: 'Where its limits hold.' },
    Description: { compare: 'same', severity: 'low' },
    'Quota.Limit': { compare: 'same', worse: 'smaller' },
    'Quota.Offset': 'same',
    'Quota.Period': 'same',
    'Throttle.BurstLimit': { compare: 'same', worse: 'smaller' },
    'Throttle.RateLimit': { compare: 'same', worse: 'smaller' },
  },
  sets: ['ApiStages'],
  wordsForPeople: ['Description'],
  notRead: { UsagePlanName: 'it is the name' },
  cannotSee: ['Keys and what they are: they are counted. How much of a quota is used.'],
});

function propertiesOf(plan: UsagePlan): JsonObject {
  const { apiStages, description, quota, throttle } = plan;
  const stages = apiStages?.map(({ throttle: methods = {}, ...stage }) =>
    compact({
      ...capitalisedJson(stage),
      // By the path and verb of a method: `/orders/GET`.
      Throttle: Object.keys(methods).length === 0 ? undefined : throttles(methods),
    }),
  );
  return compact({
    ApiStages: stages?.length ? stages : undefined,
    Description: description || undefined,
    ...capitalisedJson({ quota, throttle }),
  });
}

function throttles(methods: { readonly [method: string]: object }): JsonObject {
  return Object.fromEntries(Object.entries(methods).map(([method, limits]) => [method, capitalisedJson(limits)]));
}
