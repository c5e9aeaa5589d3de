import { APIGatewayClient, CreateRestApiCommand } from '@aws-sdk/client-api-gateway';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-apigateway-restapi.ts';

const ANSWERS = {
  GetRestApis: {
    items: [
      {
        id: 'a1b2',
        name: 'shop',
        description: 'orders',
        createdDate: new Date(0),
        rootResourceId: 'r',
        apiKeySource: 'HEADER',
        endpointConfiguration: { types: ['REGIONAL'], vpcEndpointIds: [] },
        policy: '{\\"Version\\":\\"2012-10-17\\"}',
        disableExecuteApiEndpoint: false,
        tags: { app: 'shop' },
      },
    ],
  },
  GetResources: [
    {
      position: 'two',
      items: [
        { id: 'r', path: '/' },
        {
          id: 'x',
          parentId: 'r',
          path: '/orders',
          resourceMethods: {
            GET: {
              httpMethod: 'GET',
              authorizationType: 'CUSTOM',
              authorizerId: 'q9',
              apiKeyRequired: false,
              requestParameters: { 'method.request.header.a': true },
              methodIntegration: {
                type: 'AWS_PROXY',
                httpMethod: 'POST',
                uri: 'arn:aws:apigateway:us-east-1:lambda:path/f',
                cacheNamespace: 'x',
                cacheKeyParameters: [],
                timeoutInMillis: 29000,
                integrationResponses: { '200': { statusCode: '200' } },
              },
            },
          },
        },
      ],
    },
    {
      items: [
        { id: 'y', path: '/items', resourceMethods: { POST: { httpMethod: 'POST', authorizationType: 'AWS_IAM' } } },
      ],
    },
  ],
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'a1b2',
      arn: 'arn:aws:apigateway:us-east-1::/restapis/a1b2',
      name: 'shop',
      tags: { app: 'shop' },
      properties: {
        ApiKeySourceType: 'HEADER',
        Description: 'orders',
        DisableExecuteApiEndpoint: false,
        EndpointConfiguration: { Types: ['REGIONAL'] },
        Policy: { Version: '2012-10-17' },
        Resources: {
          '/items': { POST: { AuthorizationType: 'AWS_IAM', HttpMethod: 'POST' } },
          '/orders': {
            GET: {
              ApiKeyRequired: false,
              AuthorizationType: 'CUSTOM',
              HttpMethod: 'GET',
              Integration: {
                HttpMethod: 'POST',
                IntegrationResponses: { '200': { statusCode: '200' } },
                TimeoutInMillis: 29000,
                Type: 'AWS_PROXY',
                Uri: 'arn:aws:apigateway:us-east-1:lambda:path/f',
              },
              RequestParameters: { 'method.request.header.a': true },
            },
          },
        },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { id: 'a1b2' };
  const pages = [{ items: [one], position: 'two' }, { items: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'GetRestApis',
    action: 'apigateway:GET',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ limit: 500 }, { limit: 500, position: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no items');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('apigateway:GET');
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetRestApis: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetRestApis: {} }))).rejects.toThrow('no items');
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  {
    const ctx = stubContext({ ...ANSWERS, GetResources: refusal });
    await expect(readPart(collector, 'apigateway:GET', ctx, listed)).rejects.toBe(refusal);
  }
  {
    const ctx = stubContext({ ...ANSWERS, GetResources: {} });
    await expect(readPart(collector, 'apigateway:GET', ctx, listed)).rejects.toThrow(/carries no|does not/);
  }
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'apigateway', action: 'GetRestApis' },
    async seed(world) {
      const client = new APIGatewayClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const name of ['one', 'two', 'three'])
        made.push((await client.send(new CreateRestApiCommand({ name }))).id ?? '');
      return made.sort();
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
});
