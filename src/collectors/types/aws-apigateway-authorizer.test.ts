import { APIGatewayClient, CreateAuthorizerCommand, CreateRestApiCommand } from '@aws-sdk/client-api-gateway';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-apigateway-authorizer.ts';

const GetRestApis = { items: [{ id: 'a1', name: 'orders' }] };
const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:auth';
const ONE = {
  id: 'z1',
  name: 'jwt',
  type: 'TOKEN',
  authType: 'custom',
  authorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
  authorizerCredentials: 'arn:aws:iam::111122223333:role/auth',
  authorizerResultTtlInSeconds: 0,
  identitySource: 'method.request.header.Authorization',
};

test('maps to the CloudFormation properties; 0 seconds are a value', async () => {
  const found = await listAll(collector, stubContext({ GetRestApis, GetAuthorizers: { items: [ONE] } }));
  expect(found).toEqual([
    {
      id: 'z1',
      arn: 'arn:aws:apigateway:us-east-1::/restapis/a1/authorizers/z1',
      name: 'orders/jwt',
      properties: {
        AuthorizerCredentials: ONE.authorizerCredentials,
        AuthorizerResultTtlInSeconds: 0,
        AuthorizerUri: ONE.authorizerUri,
        AuthType: 'custom',
        IdentitySource: ONE.identitySource,
        RestApiId: 'a1',
        Type: 'TOKEN',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('user pools are a set', async () => {
  const items = [{ id: 'z1', name: 'pool', type: 'COGNITO_USER_POOLS', providerARNs: ['arn:b', 'arn:a'] }];
  const [found] = await listAll(collector, stubContext({ GetRestApis, GetAuthorizers: { items } }));
  expect(found?.properties.ProviderARNs).toEqual(['arn:a', 'arn:b']);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ items: [ONE], position: 'two' }, { items: [ONE] }] as const;
  const check = { operation: 'GetAuthorizers', action: 'apigateway:GET', pages, others: { GetRestApis } };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  const first = { restApiId: 'a1', limit: 500 };
  expect(outcome.inputs).toEqual([first, { ...first, position: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no items');
  const refusal = denied('apigateway:GET');
  await expect(listAll(collector, stubContext({ GetRestApis: refusal }))).rejects.toBe(refusal);
});

test('in the simulator: of two APIs, and a denial', async () => {
  const world = await openWorld();
  const client = new APIGatewayClient(world.clients('us-east-1'));
  for (const name of ['orders', 'stock']) {
    const { id: restApiId } = await client.send(new CreateRestApiCommand({ name }));
    const { authorizerUri, identitySource } = ONE;
    const given = { restApiId, name: 'jwt', type: 'TOKEN' as const, authorizerUri, identitySource };
    await client.send(new CreateAuthorizerCommand(given));
  }
  const ctx = () => liveContext(world.auditClients('us-east-1'));
  const found = await listAll(collector, ctx());
  expect(found.map(({ name }) => name).sort()).toEqual(['orders/jwt', 'stock/jwt']);
  expect(undocumented(collector, found)).toEqual([]);
  await world.faults([{ kind: 'deny', service: 'apigateway', action: 'GetAuthorizers' }]);
  await expect(listAll(collector, ctx())).rejects.toMatchObject({ name: expect.stringMatching(/Denied/) });
});
