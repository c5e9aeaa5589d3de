import { expect, test } from 'vitest';
import { denied, listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-apigatewayv2-integration.ts';

const ANSWERS = {
  GetApis: { Items: [{ ApiId: 'h1', Name: 'shop' }] },
  GetIntegrations: {
    Items: [
      {
        IntegrationId: 'i1',
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: 'arn:aws:lambda:us-east-1:111122223333:function:f',
        PayloadFormatVersion: '2.0',
        TimeoutInMillis: 30000,
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'i1',
      arn: 'arn:aws:apigateway:us-east-1::/apis/h1/integrations/i1',
      name: null,
      properties: {
        ApiId: 'h1',
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: 'arn:aws:lambda:us-east-1:111122223333:function:f',
        PayloadFormatVersion: '2.0',
        TimeoutInMillis: 30000,
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { IntegrationId: 'i1' };
  const pages = [{ Items: [one], NextToken: 'two' }, { Items: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'GetIntegrations',
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

test('a denied list throws, and is never nothing', async () => {
  const refusal = denied('apigateway:GET');
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetIntegrations: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetIntegrations: {} }))).rejects.toThrow('no Items');
});
