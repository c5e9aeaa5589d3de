import { APIGatewayClient, CreateDomainNameCommand } from '@aws-sdk/client-api-gateway';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-apigateway-domainname.ts';

const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/c1';
const ONE = {
  domainName: 'api.example.com',
  regionalCertificateArn: CERTIFICATE,
  regionalDomainName: 'd-1.execute-api.us-east-1.amazonaws.com',
  regionalHostedZoneId: 'Z1',
  endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'ipv4' },
  domainNameStatus: 'AVAILABLE',
  securityPolicy: 'TLS_1_2',
  mutualTlsAuthentication: { truststoreUri: 's3://trust/store.pem', truststoreVersion: 'v1', truststoreWarnings: [] },
  tags: {},
};
const MAPPING = { basePath: '(none)', restApiId: 'a1', stage: 'prod' };

test('maps to the CloudFormation properties, with the paths that lead to stages', async () => {
  const ctx = stubContext({ GetDomainNames: { items: [ONE] }, GetBasePathMappings: { items: [MAPPING] } });
  const found = await readAll(collector, ctx);
  expect(found).toEqual([
    {
      id: 'api.example.com',
      arn: 'arn:aws:apigateway:us-east-1::/domainnames/api.example.com',
      name: 'api.example.com',
      tags: {},
      properties: {
        BasePathMappings: [{ BasePath: '(none)', RestApiId: 'a1', Stage: 'prod' }],
        EndpointConfiguration: { IpAddressType: 'ipv4', Types: ['REGIONAL'] },
        LiveState: { DomainNameStatus: 'AVAILABLE' },
        MutualTlsAuthentication: { TruststoreUri: 's3://trust/store.pem', TruststoreVersion: 'v1' },
        RegionalCertificateArn: CERTIFICATE,
        SecurityPolicy: 'TLS_1_2',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('a domain that leads nowhere is answered without a list', async () => {
  const [found] = await readAll(collector, stubContext({ GetDomainNames: { items: [ONE] }, GetBasePathMappings: {} }));
  expect(found?.properties).not.toHaveProperty('BasePathMappings');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ items: [ONE], position: 'two' }, { items: [ONE] }] as const;
  const check = { operation: 'GetDomainNames', action: 'apigateway:GET', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ limit: 500 }, { limit: 500, position: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no items');
});

test('a denied part throws', async () => {
  const listed = { id: 'api.example.com', arn: null, name: null, properties: {} };
  const refusal = denied('apigateway:GET');
  const ctx = stubContext({ GetBasePathMappings: refusal });
  await expect(readPart(collector, 'apigateway:GET', ctx, listed)).rejects.toBe(refusal);
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'apigateway', action: 'GetDomainNames' },
    async seed(world) {
      const client = new APIGatewayClient(world.clients('us-east-1'));
      const names = ['one.example.com', 'two.example.com', 'three.example.com'];
      for (const domainName of names) {
        const given = { domainName, regionalCertificateArn: CERTIFICATE, securityPolicy: 'TLS_1_2' as const };
        await client.send(new CreateDomainNameCommand({ ...given, endpointConfiguration: { types: ['REGIONAL'] } }));
      }
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.found[0]?.properties).toMatchObject({
    RegionalCertificateArn: CERTIFICATE,
    SecurityPolicy: 'TLS_1_2',
  });
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
