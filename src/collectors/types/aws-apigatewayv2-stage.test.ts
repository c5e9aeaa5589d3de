import { expect, test } from 'vitest';
import { denied, listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-apigatewayv2-stage.ts';

const ANSWERS = {
  GetApis: { Items: [{ ApiId: 'h1', Name: 'shop' }] },
  GetStages: {
    Items: [
      {
        StageName: '$default',
        AutoDeploy: true,
        DeploymentId: 'd',
        StageVariables: { key: 'hush' },
        DefaultRouteSettings: { ThrottlingBurstLimit: 7 },
        Tags: {},
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'h1|$default',
      arn: 'arn:aws:apigateway:us-east-1::/apis/h1/stages/$default',
      name: 'shop/$default',
      tags: {},
      properties: {
        ApiId: 'h1',
        AutoDeploy: true,
        DefaultRouteSettings: { ThrottlingBurstLimit: 7 },
        StageName: '$default',
        StageVariables: { key: expect.stringMatching(/^digest:/) },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { StageName: '$default' };
  const pages = [{ Items: [one], NextToken: 'two' }, { Items: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'GetStages',
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
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetStages: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetStages: {} }))).rejects.toThrow('no Items');
});
