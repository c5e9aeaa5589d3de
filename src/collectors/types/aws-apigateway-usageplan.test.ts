import {
  APIGatewayClient,
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
} from '@aws-sdk/client-api-gateway';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-apigateway-usageplan.ts';

const ONE = {
  id: 'p1',
  name: 'gold',
  description: 'partners',
  apiStages: [{ apiId: 'a1', stage: 'prod', throttle: { '/orders/GET': { burstLimit: 5, rateLimit: 2 } } }],
  throttle: { burstLimit: 20, rateLimit: 10 },
  quota: { limit: 1000, offset: 0, period: 'DAY' },
  tags: { team: 'shop' },
};

test('maps to the CloudFormation properties; keys are counted and not kept', async () => {
  const items = [{ id: 'k1', value: 'the secret key', name: 'partner', type: 'API_KEY' }];
  const found = await readAll(collector, stubContext({ GetUsagePlans: { items: [ONE] }, GetUsagePlanKeys: { items } }));
  expect(found).toEqual([
    {
      id: 'p1',
      arn: 'arn:aws:apigateway:us-east-1::/usageplans/p1',
      name: 'gold',
      tags: { team: 'shop' },
      properties: {
        ApiKeyCount: 1,
        ApiStages: [{ ApiId: 'a1', Stage: 'prod', Throttle: { '/orders/GET': { BurstLimit: 5, RateLimit: 2 } } }],
        Description: 'partners',
        Quota: { Limit: 1000, Offset: 0, Period: 'DAY' },
        Throttle: { BurstLimit: 20, RateLimit: 10 },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  expect(JSON.stringify(found)).not.toContain('secret');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ items: [ONE], position: 'two' }, { items: [ONE] }] as const;
  const check = { operation: 'GetUsagePlans', action: 'apigateway:GET', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ limit: 500 }, { limit: 500, position: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no items');
});

test('a denied part throws, and so does an answer that says nothing', async () => {
  const listed = { id: 'p1', arn: null, name: null, properties: {} };
  const read = (GetUsagePlanKeys: object) =>
    readPart(collector, 'apigateway:GET', stubContext({ GetUsagePlanKeys }), listed);
  const refusal = denied('apigateway:GET');
  await expect(read(refusal)).rejects.toBe(refusal);
  await expect(read({})).rejects.toThrow('carries no items');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'apigateway', action: 'GetUsagePlans' },
    async seed(world) {
      const client = new APIGatewayClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const name of ['one', 'two', 'three']) {
        const throttle = { burstLimit: 20, rateLimit: 10 };
        made.push((await client.send(new CreateUsagePlanCommand({ name, throttle }))).id ?? '');
      }
      const key = await client.send(new CreateApiKeyCommand({ name: 'partner' }));
      const given = { usagePlanId: [...made].sort()[0], keyId: key.id, keyType: 'API_KEY' };
      await client.send(new CreateUsagePlanKeyCommand(given));
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.found.map(({ properties }) => properties.ApiKeyCount)).toEqual([1, 0, 0]);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
