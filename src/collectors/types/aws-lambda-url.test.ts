import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, CreateFunctionUrlConfigCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-lambda-url.ts';

const ONE = {
  FunctionUrl: 'https://x.lambda-url.us-east-1.on.aws/',
  FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:orders:live',
  CreationTime: '1',
  LastModifiedTime: '1',
  AuthType: 'AWS_IAM',
  InvokeMode: 'BUFFERED',
  Cors: { AllowOrigins: ['*'], MaxAge: 0 },
};
const OTHERS = { ListFunctions: { Functions: [{ FunctionName: 'orders' }] } };

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({ ...OTHERS, ListFunctionUrlConfigs: { FunctionUrlConfigs: [ONE] } }),
  );
  const expected = {
    id: 'orders:live',
    arn: null,
    name: null,
    properties: {
      AuthType: 'AWS_IAM',
      Cors: { AllowOrigins: ['*'], MaxAge: 0 },
      InvokeMode: 'BUFFERED',
      Qualifier: 'live',
      TargetFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:orders',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('without a qualifier it is the URL of the function', async () => {
  const one = { ...ONE, FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:orders' };
  const [found] = await listAll(
    collector,
    stubContext({ ...OTHERS, ListFunctionUrlConfigs: { FunctionUrlConfigs: [one] } }),
  );
  expect(found).toMatchObject({ id: 'orders', properties: { TargetFunctionArn: one.FunctionArn } });
  expect(found?.properties).not.toHaveProperty('Qualifier');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ FunctionUrlConfigs: [ONE], NextMarker: 'two' }, { FunctionUrlConfigs: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListFunctionUrlConfigs',
    action: 'lambda:ListFunctionUrlConfigs',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { FunctionName: 'orders', MaxItems: 50 },
    { FunctionName: 'orders', MaxItems: 50, Marker: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no FunctionUrlConfigs');
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
      for (const FunctionName of names)
        await client.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: 'AWS_IAM' }));
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
