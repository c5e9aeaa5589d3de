/** The collector of `AWS::ApiGatewayV2::Route`. */
import { given } from '../aws/answer.ts';
import { byToken } from '../aws/by-token.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { full, httpApis } from './apigateway.ts';
import { integrations } from './aws-apigatewayv2-integration.ts';

const TAKEN = [
  'ApiKeyRequired',
  'AuthorizationScopes',
  'AuthorizationType',
  'ModelSelectionExpression',
  'OperationName',
  'RequestModels',
  'RequestParameters',
  'RouteKey',
  'RouteResponseSelectionExpression',
];

export default defineCollector({
  type: 'AWS::ApiGatewayV2::Route',
  summary: 'Routes of HTTP and WebSocket APIs: who may call them, what they lead to.',
  scope: 'regional',
  actions: ['apigateway:GET'],
  async *list(ctx) {
    const { ApiGatewayV2Client, GetRoutesCommand } = await import('@aws-sdk/client-apigatewayv2');
    const client = ctx.client(ApiGatewayV2Client);
    for (const { ApiId = '', Name = '' } of await httpApis(ctx)) {
      const pages = byToken((token) => client.send(new GetRoutesCommand({ ApiId, ...full(token) })));
      for await (const { Items } of pages) {
        for (const route of given(Items, 'Items', 'apigateway:GetRoutes')) {
          const { AuthorizerId, RouteId = '', RouteKey = '', Target } = route;
          const properties = compact({
            ApiId,
            ...mapped(route, { take: TAKEN, sets: ['AuthorizationScopes'] }),
            HasAuthorizer: AuthorizerId !== undefined,
            IntegrationId: Target?.split('/')[1],
          });
          // A template knows it by its id alone.
          const arn = `arn:${ctx.partition}:apigateway:${ctx.region}::/apis/${ApiId}/routes/${RouteId}`;
          yield { id: RouteId, arn, name: `${Name} ${RouteKey}`, properties };
        }
      }
    }
  },
  parts: [
    {
      action: 'apigateway:GET',
      properties: ['TargetUri'],
      applies: ({ properties }) => properties.IntegrationId !== undefined,
      async read(ctx, { properties }) {
        const all = await integrations(ctx, String(properties.ApiId));
        const target = all.find(({ IntegrationId }) => IntegrationId === properties.IntegrationId);
        if (target === undefined) throw new Error('the answer carries no integration that the route leads to');
        return compact({ TargetUri: target.IntegrationUri });
      },
    },
  ],
  tags: 'none',
  needs: ['AWS::ApiGatewayV2::Api'],
  livesIn: { ApiId: 'AWS::ApiGatewayV2::Api' },
  comparators: {
    ApiId: 'same',
    ApiKeyRequired: { compare: 'same', severity: 'high', worse: 'false' },
    AuthorizationScopes: { compare: 'same', severity: 'high' },
    AuthorizationType: { compare: 'same', severity: 'high', why: 'NONE lets everyone in.' },
    HasAuthorizer: { compare: 'same', severity: 'high', worse: 'false' },
    IntegrationId: {
      compare: 'all-or-none',
      why: 'It has an id of its own in every region; what answers is compared as TargetUri.',
    },
    ModelSelectionExpression: 'same',
    OperationName: 'same',
    RequestModels: 'same',
    RequestParameters: 'same',
    RouteKey: { compare: 'same', severity: 'high' },
    RouteResponseSelectionExpression: 'same',
    TargetUri: { compare: 'same', severity: 'high', why: 'What answers the calls.' },
  },
  sets: ['AuthorizationScopes'],
  notRead: {
    AuthorizerId: 'an id of its own in every region; HasAuthorizer tells whether there is one',
    Target: 'it names an integration by an id of its own; TargetUri tells what answers',
  },
  cannotSee: ['Which authorizer it is; route responses.'],
});
