import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-apigatewayv2-route.ts';

const ANSWERS = {
  GetApis: { Items: [{ ApiId: 'h1', Name: 'shop' }] },
  GetRoutes: {
    Items: [
      {
        RouteId: 'r1',
        RouteKey: 'GET /orders',
        AuthorizationType: 'JWT',
        AuthorizerId: 'z',
        AuthorizationScopes: ['b', 'a'],
        ApiKeyRequired: false,
        Target: 'integrations/i1',
      },
    ],
  },
  GetIntegrations: {
    Items: [{ IntegrationId: 'i1', IntegrationUri: 'arn:aws:lambda:us-east-1:111122223333:function:f' }],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'r1',
      arn: 'arn:aws:apigateway:us-east-1::/apis/h1/routes/r1',
      name: 'shop GET /orders',
      properties: {
        ApiId: 'h1',
        ApiKeyRequired: false,
        AuthorizationScopes: ['a', 'b'],
        AuthorizationType: 'JWT',
        HasAuthorizer: true,
        IntegrationId: 'i1',
        RouteKey: 'GET /orders',
        TargetUri: 'arn:aws:lambda:us-east-1:111122223333:function:f',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('a route to an integration that is not told is not read', async () => {
  const ctx = stubContext({ ...ANSWERS, GetIntegrations: { Items: [] } });
  await expect(readAll(collector, ctx)).rejects.toThrow('carries no integration');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { RouteKey: 'GET /orders' };
  const pages = [{ Items: [one], NextToken: 'two' }, { Items: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'GetRoutes',
    action: 'apigateway:GET',
    pages,
    others: { GetApis: ANSWERS.GetApis },
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { ApiId: 'h1', MaxResults: '500' },
    { ApiId: 'h1', MaxResults: '500', NextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Items');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('apigateway:GET');
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetRoutes: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetRoutes: {} }))).rejects.toThrow('no Items');
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  {
    const ctx = stubContext({ ...ANSWERS, GetIntegrations: refusal });
    await expect(readPart(collector, 'apigateway:GET', ctx, listed)).rejects.toBe(refusal);
  }
  {
    const ctx = stubContext({ ...ANSWERS, GetIntegrations: {} });
    await expect(readPart(collector, 'apigateway:GET', ctx, listed)).rejects.toThrow(/carries no|does not/);
  }
});
