/** The collector of `AWS::ApiGateway::DomainName`. */
import type { BasePathMapping, DomainName } from '@aws-sdk/client-api-gateway';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { capitalisedJson } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::ApiGateway::DomainName',
  summary: 'Custom domain names of REST APIs: certificate, TLS, mutual TLS, which path leads to which stage.',
  scope: 'regional',
  actions: ['apigateway:GET'],
  async *list(ctx) {
    const { APIGatewayClient, paginateGetDomainNames } = await import('@aws-sdk/client-api-gateway');
    for await (const page of paginateGetDomainNames({ client: ctx.client(APIGatewayClient), pageSize: 500 }, {})) {
      for (const domain of given(page.items, 'items')) {
        const id = domain.domainName ?? '';
        const arn = domain.domainNameArn ?? `arn:${ctx.partition}:apigateway:${ctx.region}::/domainnames/${id}`;
        yield { id, arn, name: id, tags: domain.tags ?? {}, properties: propertiesOf(domain) };
      }
    }
  },
  parts: [
    {
      action: 'apigateway:GET',
      properties: ['BasePathMappings'],
      async read(ctx, { id }) {
        const { APIGatewayClient, paginateGetBasePathMappings } = await import('@aws-sdk/client-api-gateway');
        const config = { client: ctx.client(APIGatewayClient), pageSize: 500 };
        const pages = paginateGetBasePathMappings(config, { domainName: id });
        // API Gateway leaves the list out where there is no mapping, and with it everything.
        const found = await allOf(pages, ({ items }) => items ?? []);
        return found.length === 0 ? {} : { BasePathMappings: found.map(mappingOf) };
      },
    },
  ],
  tags: 'listed',
  foldsCase: true,
  // A domain may have one name for all regions, with a record for each, or one name a region.
  uniqueName: false,
  absorbs: ['AWS::ApiGateway::BasePathMapping'],
  needs: ['AWS::ApiGateway::RestApi', 'AWS::CertificateManager::Certificate'],
  references: { 'BasePathMappings.RestApiId': 'AWS::ApiGateway::RestApi' },
  comparators: {
    CertificateArn: { compare: 'same', severity: 'high' },
    'EndpointConfiguration.IpAddressType': 'same',
    'EndpointConfiguration.Types': { compare: 'same', severity: 'high' },
    EndpointAccessMode: 'same',
    ...liveMembers('DomainNameStatus'),
    'MutualTlsAuthentication.TruststoreUri': { compare: 'same', severity: 'high', worse: 'absent' },
    'MutualTlsAuthentication.TruststoreVersion': {
      compare: 'advisory',
      why: 'S3 makes up a version for each object; which one is used is told all the same.',
    },
    OwnershipVerificationCertificateArn: 'same',
    RegionalCertificateArn: { compare: 'same', severity: 'high' },
    RoutingMode: 'same',
    SecurityPolicy: { compare: 'same', severity: 'high', why: 'Which TLS a caller may speak.' },
  },
  keyed: { BasePathMappings: ['BasePath'] },
  notRead: { DomainName: 'it is the name' },
  cannotSee: ['Whether the records of the domain lead here. Routing rules, and private names that others share.'],
});

function propertiesOf(domain: DomainName): JsonObject {
  const { certificateArn, endpointAccessMode, endpointConfiguration, mutualTlsAuthentication: mutual } = domain;
  const { ownershipVerificationCertificateArn, regionalCertificateArn, routingMode, securityPolicy } = domain;
  const { types, ipAddressType } = endpointConfiguration ?? {};
  const { truststoreUri, truststoreVersion } = mutual ?? {};
  return {
    ...capitalisedJson({
      ...{ certificateArn, endpointAccessMode, ownershipVerificationCertificateArn, regionalCertificateArn },
      ...{ routingMode, securityPolicy },
      endpointConfiguration: { types, ipAddressType },
      mutualTlsAuthentication: { truststoreUri, truststoreVersion },
    }),
    ...liveState({ DomainNameStatus: domain.domainNameStatus }),
  };
}

/** `(none)` is API Gateway's word for the root. */
function mappingOf({ basePath, restApiId, stage }: BasePathMapping): JsonObject {
  return compact({ BasePath: basePath, RestApiId: restApiId, Stage: stage });
}
