/** The collector of `AWS::ApiGatewayV2::Integration`. */
import type { Integration } from '@aws-sdk/client-apigatewayv2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given } from '../aws/answer.ts';
import { byToken } from '../aws/by-token.ts';
import { type CollectorContext, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { withoutSecretsIn } from '../secret-values.ts';
import { full, httpApis } from './apigateway.ts';

const TYPE = 'AWS::ApiGatewayV2::Integration';
const TAKEN = [
  'ConnectionId',
  'ConnectionType',
  'ContentHandlingStrategy',
  'CredentialsArn',
  'Description',
  'IntegrationMethod',
  'IntegrationSubtype',
  'IntegrationType',
  'IntegrationUri',
  'PassthroughBehavior',
  'PayloadFormatVersion',
  'RequestParameters',
  'RequestTemplates',
  'ResponseParameters',
  'TemplateSelectionExpression',
  'TimeoutInMillis',
  'TlsConfig',
];

/** The integrations of an API: once for those that are listed and for the routes that lead to them. */
export function integrations(ctx: CollectorContext, ApiId: string): Promise<readonly Integration[]> {
  return ctx.once(`apigateway:GetIntegrations ${ApiId}`, async () => {
    const { ApiGatewayV2Client, GetIntegrationsCommand } = await import('@aws-sdk/client-apigatewayv2');
    const client = ctx.client(ApiGatewayV2Client);
    const pages = byToken((token) => client.send(new GetIntegrationsCommand({ ApiId, ...full(token) })));
    return allOf(pages, ({ Items }) => given(Items, 'Items', 'apigateway:GetIntegrations'));
  });
}

export default defineCollector({
  type: TYPE,
  summary: 'Integrations of HTTP and WebSocket APIs: what they lead to, and how.',
  scope: 'regional',
  actions: ['apigateway:GET'],
  async *list(ctx) {
    for (const { ApiId = '' } of await httpApis(ctx)) {
      for (const one of await integrations(ctx, ApiId)) {
        const shown = withoutSecretsIn(TYPE, mapped(one, { take: TAKEN }), ctx) as JsonObject;
        const id = one.IntegrationId ?? '';
        // A template knows it by its id alone.
        const arn = `arn:${ctx.partition}:apigateway:${ctx.region}::/apis/${ApiId}/integrations/${id}`;
        yield { id, arn, name: null, properties: { ApiId, ...shown } };
      }
    }
  },
  tags: 'none',
  needs: ['AWS::ApiGatewayV2::Api'],
  livesIn: { ApiId: 'AWS::ApiGatewayV2::Api' },
  comparators: {
    ApiId: 'same',
    ConnectionId: 'same',
    ConnectionType: { compare: 'same', severity: 'high' },
    ContentHandlingStrategy: 'same',
    CredentialsArn: 'same',
    Description: { compare: 'same', severity: 'low' },
    IntegrationMethod: 'same',
    IntegrationSubtype: 'same',
    IntegrationType: { compare: 'same', severity: 'high' },
    IntegrationUri: { compare: 'same', severity: 'high', why: 'What answers the calls.' },
    PassthroughBehavior: 'same',
    PayloadFormatVersion: { compare: 'same', severity: 'high' },
    RequestParameters: 'same',
    RequestTemplates: 'same',
    ResponseParameters: 'same',
    TemplateSelectionExpression: 'same',
    TimeoutInMillis: { compare: 'same', worse: 'smaller' },
    'TlsConfig.ServerNameToVerify': { compare: 'same', severity: 'high', worse: 'absent' },
  },
  wordsForPeople: ['Description'],
  cannotSee: ['Integration responses of WebSocket APIs; whether what it leads to answers.'],
});
