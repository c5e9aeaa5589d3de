import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateAliasCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-lambda-alias.ts';

const ONE = {
  AliasArn: 'arn:aws:lambda:us-east-1:111122223333:function:orders:live',
  Name: 'live',
  FunctionVersion: '3',
  Description: 'what is called',
  RevisionId: 'r',
  RoutingConfig: { AdditionalVersionWeights: { 4: 0.1 } },
};
const OTHERS = {
  ListFunctions: { Functions: [{ FunctionName: 'orders' }] },
  GetFunctionConfiguration: { CodeSha256: 'c2hh', Environment: { Variables: { PASSWORD: 'hush' } } },
  GetPolicy: { Policy: '{"Statement":[{"Sid":"a","Effect":"Deny"}]}' },
  GetProvisionedConcurrencyConfig: {
    RequestedProvisionedConcurrentExecutions: 10,
    AllocatedProvisionedConcurrentExecutions: 4,
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, ListAliases: { Aliases: [ONE] } }));
  const expected = {
    id: 'arn:aws:lambda:us-east-1:111122223333:function:orders:live',
    arn: 'arn:aws:lambda:us-east-1:111122223333:function:orders:live',
    name: 'live',
    properties: {
      CodeSha256: 'c2hh',
      Description: 'what is called',
      FunctionName: 'orders',
      FunctionVersion: '3',
      Name: 'live',
      Policy: { Statement: [{ Effect: 'Deny' }] },
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 10 },
      RoutingConfig: { AdditionalVersionWeights: [0.1] },
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks about the alias, and not about the function', async () => {
  const ctx = stubContext({ ...OTHERS, ListAliases: { Aliases: [ONE] } });
  await readAll(collector, ctx);
  const asked = ctx.calls.filter(({ operation }) => operation.startsWith('Get')).map(({ input }) => input);
  expect(asked).toEqual([1, 2, 3].map(() => ({ FunctionName: 'orders', Qualifier: 'live' })));
});

test('without a policy and without provisioned concurrency it has none', async () => {
  const none = (name: string) => Object.assign(new Error('none'), { name });
  const answers = {
    ...OTHERS,
    GetPolicy: none('ResourceNotFoundException'),
    GetProvisionedConcurrencyConfig: none('ProvisionedConcurrencyConfigNotFoundException'),
  };
  const [found] = await readAll(collector, stubContext({ ...answers, ListAliases: { Aliases: [ONE] } }));
  expect(Object.keys(found?.properties ?? {})).not.toEqual(expect.arrayContaining(['Policy']));
  expect(found?.properties).not.toHaveProperty('ProvisionedConcurrencyConfig');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ Aliases: [ONE], NextMarker: 'two' }, { Aliases: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListAliases',
    action: 'lambda:ListAliases',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { FunctionName: 'orders', MaxItems: 50 },
    { FunctionName: 'orders', MaxItems: 50, Marker: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Aliases');
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
      const made: string[] = [];
      for (const FunctionName of names) {
        const input = { FunctionName, Name: 'live', FunctionVersion: '1' };
        made.push((await client.send(new CreateAliasCommand(input))).AliasArn ?? '');
      }
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
