/** The collector of `AWS::ApiGateway::RestApi`. */
import type { Method, Resource, RestApi } from '@aws-sdk/client-api-gateway';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { capitalisedJson, mapped, opened } from '../mapping.ts';
import { withoutSecretsIn } from '../secret-values.ts';
import { restApis } from './apigateway.ts';

const TYPE = 'AWS::ApiGateway::RestApi';
/** Members of a method whose own members somebody named. */
const MAPS = [
  'integrationResponses',
  'methodResponses',
  'requestModels',
  'requestParameters',
  'requestTemplates',
  'responseModels',
  'responseParameters',
  'responseTemplates',
];
/** What is not known before it was made, and differs by itself. */
const OWN_IDS = ['authorizerId', 'cacheNamespace', 'requestValidatorId'];

export default defineCollector({
  type: TYPE,
  summary: 'REST APIs: endpoint, policy, and every path with its methods and what they lead to.',
  scope: 'regional',
  actions: ['apigateway:GET'],
  async *list(ctx) {
    for (const api of await restApis(ctx)) {
      const id = api.id ?? '';
      const arn = `arn:${ctx.partition}:apigateway:${ctx.region}::/restapis/${id}`;
      yield { id, arn, name: api.name ?? null, tags: api.tags ?? {}, properties: propertiesOf(api) };
    }
  },
  parts: [
    {
      action: 'apigateway:GET',
      properties: ['Resources'],
      async read(ctx, { id }) {
        const { APIGatewayClient, paginateGetResources } = await import('@aws-sdk/client-api-gateway');
        const config = { client: ctx.client(APIGatewayClient), pageSize: 500 };
        const paths: { [path: string]: Json } = {};
        for await (const page of paginateGetResources(config, { restApiId: id, embed: ['methods'] })) {
          for (const resource of given(page.items, 'items')) {
            const methods = methodsOf(resource, ctx);
            if (methods !== null) paths[resource.path ?? ''] = methods;
          }
        }
        return { Resources: paths };
      },
    },
  ],
  tags: 'listed',
  absorbs: ['AWS::ApiGateway::Resource', 'AWS::ApiGateway::Method', 'AWS::ApiGateway::Deployment'],
  comparators: {
    ApiKeySourceType: 'same',
    BinaryMediaTypes: 'same',
    Description: { compare: 'same', severity: 'low' },
    DisableExecuteApiEndpoint: 'same',
    EndpointAccessMode: 'same',
    'EndpointConfiguration.IpAddressType': 'same',
    'EndpointConfiguration.Types': { compare: 'same', severity: 'high' },
    'EndpointConfiguration.VpcEndpointIds': 'same',
    MinimumCompressionSize: 'same',
    Policy: { compare: 'same', severity: 'high', why: 'It decides who may call the API.' },
    SecurityPolicy: { compare: 'same', severity: 'high' },
    Version: { compare: 'same', severity: 'low' },
    // The resources are left to their members, so that a finding names path and method: `Resources./orders.GET.Integration.Uri`.
  },
  policies: ['Policy'],
  sets: ['BinaryMediaTypes', 'EndpointConfiguration.Types', 'EndpointConfiguration.VpcEndpointIds'],
  wordsForPeople: ['Description'],
  notRead: {
    Body: 'it shows as the resources that were made of it',
    BodyS3Location: 'where the body came from; the resources tell what it is',
    CloneFrom: 'how it was made',
    FailOnWarnings: 'how it was made',
    Mode: 'how it was made',
    Name: 'it is the name',
    Parameters: 'how it was made',
  },
  cannotSee: [
    'Whether what was changed last is deployed: a stage serves its deployment, and the resources are those of the API.',
    'Which authorizer, request validator and cache a method has: they are named by ids of their own.',
    'Models, gateway responses and documentation.',
  ],
});

function propertiesOf(api: RestApi): JsonObject {
  const { endpointConfiguration: endpoint } = api;
  const EndpointConfiguration = endpoint && {
    IpAddressType: endpoint.ipAddressType,
    Types: endpoint.types,
    VpcEndpointIds: endpoint.vpcEndpointIds,
  };
  // API Gateway escapes the quotes of the policy once more.
  const policy = api.policy?.replaceAll('\\"', '"').replaceAll('\\/', '/');
  const taken = mapped(
    { ...api, EndpointConfiguration },
    {
      take: ['EndpointConfiguration'],
      rename: {
        ApiKeySourceType: 'apiKeySource',
        BinaryMediaTypes: 'binaryMediaTypes',
        Description: 'description',
        DisableExecuteApiEndpoint: 'disableExecuteApiEndpoint',
        EndpointAccessMode: 'endpointAccessMode',
        MinimumCompressionSize: 'minimumCompressionSize',
        SecurityPolicy: 'securityPolicy',
        Version: 'version',
      },
      sets: ['BinaryMediaTypes'],
    },
  );
  return compact({ ...taken, Policy: opened(policy) });
}

/** The methods of a path by verb; null for a path that has none and only leads to others. */
function methodsOf({ resourceMethods }: Resource, ctx: CollectorContext): JsonObject | null {
  const methods = Object.entries(resourceMethods ?? {}).map(([verb, method]) => [verb, methodOf(method, ctx)] as const);
  return methods.length === 0 ? null : Object.fromEntries(methods);
}

function methodOf(method: Method, ctx: CollectorContext): Json {
  const { methodIntegration, ...rest } = without(method, OWN_IDS) as Method;
  const { cacheKeyParameters: _keys, ...integration } = without(methodIntegration ?? {}, OWN_IDS) as JsonObject;
  const shown = compact({
    ...capitalisedJson(rest, MAPS),
    Integration: methodIntegration === undefined ? undefined : capitalisedJson(integration, MAPS),
  });
  return withoutSecretsIn(TYPE, shown, ctx);
}

function without(structure: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(structure).filter(([name]) => !names.includes(name)));
}
