import { expect, test } from 'vitest';
import { denied, listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-apigatewayv2-api.ts';

const ANSWERS = {
  GetApis: {
    Items: [
      {
        ApiId: 'h1',
        Name: 'shop',
        ProtocolType: 'HTTP',
        RouteSelectionExpression: '$request.method $request.path',
        ApiEndpoint: 'https://h1',
        CreatedDate: new Date(0),
        CorsConfiguration: { AllowOrigins: ['*'] },
        DisableExecuteApiEndpoint: false,
        Tags: { app: 'shop' },
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'h1',
      arn: 'arn:aws:apigateway:us-east-1::/apis/h1',
      name: 'shop',
      tags: { app: 'shop' },
      properties: {
        CorsConfiguration: { AllowOrigins: ['*'] },
        DisableExecuteApiEndpoint: false,
        ProtocolType: 'HTTP',
        RouteSelectionExpression: '$request.method $request.path',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { ApiId: 'h1', Name: 'shop', ProtocolType: 'HTTP' as const, RouteSelectionExpression: '' };
  const pages = [{ Items: [one], NextToken: 'two' }, { Items: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'GetApis',
    action: 'apigateway:GET',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: '500' }, { MaxResults: '500', NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Items');
});

test('a denied list throws, and is never nothing', async () => {
  const refusal = denied('apigateway:GET');
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetApis: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetApis: {} }))).rejects.toThrow('no Items');
});
