/** The collector of `AWS::ApiGateway::Authorizer`. */

import type { Authorizer } from '@aws-sdk/client-api-gateway';
import { pushAll } from '../../common/lists.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { restApis } from './apigateway.ts';

export default defineCollector({
  type: 'AWS::ApiGateway::Authorizer',
  summary: 'Authorizers of REST APIs: who is asked, by what of the request, for how long the answer holds.',
  scope: 'regional',
  actions: ['apigateway:GET'],
  async *list(ctx) {
    for (const { id: restApiId = '', name: api = '' } of await restApis(ctx)) {
      for (const one of await authorizers(ctx, restApiId)) {
        const properties = mapped(
          { ...one, restApiId },
          {
            rename: {
              AuthorizerCredentials: 'authorizerCredentials',
              AuthorizerResultTtlInSeconds: 'authorizerResultTtlInSeconds',
              AuthorizerUri: 'authorizerUri',
              AuthType: 'authType',
              IdentitySource: 'identitySource',
              IdentityValidationExpression: 'identityValidationExpression',
              ProviderARNs: 'providerARNs',
              RestApiId: 'restApiId',
              Type: 'type',
            },
            sets: ['ProviderARNs'],
          },
        );
        const arn = `arn:${ctx.partition}:apigateway:${ctx.region}::/restapis/${restApiId}/authorizers/${one.id}`;
        // Many APIs have an authorizer `jwt`: told apart by the API's name.
        yield { id: one.id ?? '', arn, name: `${api}/${one.name ?? ''}`, properties };
      }
    }
  },
  tags: 'none',
  uniqueName: false,
  needs: ['AWS::ApiGateway::RestApi', 'AWS::Cognito::UserPool', 'AWS::Lambda::Function'],
  livesIn: { RestApiId: 'AWS::ApiGateway::RestApi' },
  references: { RestApiId: 'AWS::ApiGateway::RestApi' },
  comparators: {
    AuthorizerCredentials: { compare: 'same', severity: 'high' },
    AuthorizerResultTtlInSeconds: {
      compare: 'same',
      severity: 'high',
      why: 'For so long a caller who was shut out still comes in.',
    },
    AuthorizerUri: { compare: 'same', severity: 'high' },
    AuthType: { compare: 'same', severity: 'low', why: 'A word for tools outside: API Gateway does not go by it.' },
    IdentitySource: { compare: 'same', severity: 'high' },
    IdentityValidationExpression: { compare: 'same', severity: 'high' },
    ProviderARNs: { compare: 'same', severity: 'high' },
    RestApiId: 'same',
    Type: { compare: 'same', severity: 'high' },
  },
  sets: ['ProviderARNs'],
  notRead: { Name: 'it is the name' },
  cannotSee: ['Which methods ask it: that is compared with the API. What the function behind it decides.'],
});

/** API Gateway gives pages of them by position, for which the SDK has no paginator. */
async function authorizers(ctx: CollectorContext, restApiId: string): Promise<readonly Authorizer[]> {
  const { APIGatewayClient, GetAuthorizersCommand } = await import('@aws-sdk/client-api-gateway');
  const found: Authorizer[] = [];
  let position: string | undefined;
  do {
    const input = { restApiId, limit: 500, ...(position && { position }) };
    const page = await ctx.client(APIGatewayClient).send(new GetAuthorizersCommand(input));
    pushAll(found, given(page.items, 'items', 'apigateway:GET'));
    position = page.position;
  } while (position);
  return found;
}
