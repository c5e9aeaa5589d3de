/** The collector of `AWS::ApiGatewayV2::Api`. */
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { httpApis } from './apigateway.ts';

const TAKEN = [
  'ApiKeySelectionExpression',
  'CorsConfiguration',
  'Description',
  'DisableExecuteApiEndpoint',
  'DisableSchemaValidation',
  'IpAddressType',
  'ProtocolType',
  'RouteSelectionExpression',
  'Version',
];

export default defineCollector({
  type: 'AWS::ApiGatewayV2::Api',
  summary: 'HTTP and WebSocket APIs: protocol, CORS, endpoint.',
  scope: 'regional',
  actions: ['apigateway:GET'],
  async *list(ctx) {
    for (const api of await httpApis(ctx)) {
      const id = api.ApiId ?? '';
      const arn = `arn:${ctx.partition}:apigateway:${ctx.region}::/apis/${id}`;
      yield { id, arn, name: api.Name ?? null, tags: api.Tags ?? {}, properties: mapped(api, { take: TAKEN }) };
    }
  },
  tags: 'listed',
  comparators: {
    ApiKeySelectionExpression: 'same',
    'CorsConfiguration.AllowCredentials': { compare: 'same', severity: 'high' },
    'CorsConfiguration.AllowHeaders': 'same',
    'CorsConfiguration.AllowMethods': 'same',
    'CorsConfiguration.AllowOrigins': { compare: 'same', severity: 'high' },
    'CorsConfiguration.ExposeHeaders': 'same',
    'CorsConfiguration.MaxAge': 'same',
    Description: { compare: 'same', severity: 'low' },
    DisableExecuteApiEndpoint: 'same',
    DisableSchemaValidation: 'same',
    IpAddressType: 'same',
    ProtocolType: { compare: 'same', severity: 'high' },
    RouteSelectionExpression: 'same',
    Version: { compare: 'same', severity: 'low' },
  },
  sets: [
    'CorsConfiguration.AllowHeaders',
    'CorsConfiguration.AllowMethods',
    'CorsConfiguration.AllowOrigins',
    'CorsConfiguration.ExposeHeaders',
  ],
  wordsForPeople: ['Description'],
  notRead: {
    BasePath: 'how it was made',
    Body: 'it shows as the routes and integrations that were made of it',
    BodyS3Location: 'where the body came from; routes and integrations tell what it is',
    CredentialsArn: 'it shows with the integration that was made of it',
    FailOnWarnings: 'how it was made',
    Name: 'it is the name',
    RouteKey: 'it shows as the route that was made of it',
    Target: 'it shows as the integration that was made of it',
  },
  cannotSee: ['Authorizers and models; domain names and what they lead to.'],
});
