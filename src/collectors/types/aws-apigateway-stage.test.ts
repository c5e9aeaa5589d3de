import { expect, test } from 'vitest';
import { denied, listAll, readAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-apigateway-stage.ts';

const ANSWERS = {
  GetRestApis: { items: [{ id: 'a1b2', name: 'shop' }] },
  GetStages: {
    item: [
      {
        stageName: 'prod',
        deploymentId: 'd1',
        cacheClusterEnabled: false,
        methodSettings: { '~1orders/GET': { throttlingBurstLimit: 7 } },
        variables: { key: 'hush' },
        accessLogSettings: { destinationArn: 'arn:aws:logs:us-east-1:111122223333:log-group:shop', format: '$context' },
        canarySettings: { percentTraffic: 10, deploymentId: 'd2' },
        tracingEnabled: true,
        tags: { app: 'shop' },
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'a1b2|prod',
      arn: 'arn:aws:apigateway:us-east-1::/restapis/a1b2/stages/prod',
      name: 'shop/prod',
      tags: { app: 'shop' },
      properties: {
        AccessLogSetting: { DestinationArn: 'arn:aws:logs:us-east-1:111122223333:log-group:shop', Format: '$context' },
        CacheClusterEnabled: false,
        CanarySetting: { PercentTraffic: 10 },
        MethodSettings: { '/orders/GET': { ThrottlingBurstLimit: 7 } },
        RestApiId: 'a1b2',
        StageName: 'prod',
        TracingEnabled: true,
        Variables: { key: expect.stringMatching(/^digest:/) },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('a denied list throws, and is never nothing', async () => {
  const refusal = denied('apigateway:GET');
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetStages: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, GetStages: {} }))).rejects.toThrow('no item');
});
