import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-lambda-version.ts';

const ONE = {
  FunctionName: 'orders',
  FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:orders:3',
  Version: '3',
  CodeSha256: 'c2hh',
  Description: '',
  Environment: { Variables: { PASSWORD: 'hush' } },
};
const OTHERS = { GetProvisionedConcurrencyConfig: { RequestedProvisionedConcurrentExecutions: 10 } };

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, ListFunctions: { Functions: [ONE] } }));
  const expected = {
    id: 'arn:aws:lambda:us-east-1:111122223333:function:orders:3',
    arn: 'arn:aws:lambda:us-east-1:111122223333:function:orders:3',
    name: null,
    properties: {
      CodeSha256: 'c2hh',
      FunctionName: 'orders',
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 10 },
      Version: '3',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('what was not published is no version', async () => {
  const latest = { ...ONE, Version: '$LATEST' };
  expect(await readAll(collector, stubContext({ ListFunctions: { Functions: [latest] } }))).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ Functions: [ONE], NextMarker: 'two' }, { Functions: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListFunctions',
    action: 'lambda:ListFunctions',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { FunctionVersion: 'ALL', MaxItems: 50 },
    { FunctionVersion: 'ALL', MaxItems: 50, Marker: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Functions');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'lambda', action: 'ListFunctions' },
    async seed(world) {
      const iam = new IAMClient(world.clients('us-east-1'));
      const role = await iam.send(new CreateRoleCommand({ RoleName: 'run', AssumeRolePolicyDocument: '{}' }));
      const client = new LambdaClient(world.clients('us-east-1'));
      const names = ['one', 'three', 'two'];
      for (const FunctionName of names) {
        const code = {
          Code: { ZipFile: Buffer.from('code') },
          Handler: 'index.handler',
          Runtime: 'nodejs22.x',
        } as const;
        await client.send(new CreateFunctionCommand({ FunctionName, Role: role.Role?.Arn, Publish: true, ...code }));
      }
      return names.map((name) => `arn:aws:lambda:us-east-1:${world.account}:function:${name}:1`);
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
