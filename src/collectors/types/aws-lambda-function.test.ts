import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-lambda-function.ts';

const ONE = {
  FunctionName: 'orders',
  FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:orders',
  Runtime: 'nodejs22.x',
  Role: 'arn:aws:iam::111122223333:role/orders',
  Handler: 'index.handler',
  CodeSize: 300,
  CodeSha256: 'c2hh',
  Description: '',
  Timeout: 30,
  MemorySize: 512,
  LastModified: '2026-01-01T00:00:00.000+0000',
  Version: '$LATEST',
  RevisionId: 'r',
  VpcConfig: {
    SubnetIds: ['subnet-2', 'subnet-1'],
    SecurityGroupIds: ['sg-1'],
    VpcId: 'vpc-1',
    Ipv6AllowedForDualStack: false,
  },
  DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:111122223333:dead' },
  Environment: { Variables: { LEVEL: 'info', TOPIC: 'arn:aws:sns:us-east-1:111122223333:ops', PASSWORD: 'hush' } },
  TracingConfig: { Mode: 'PassThrough' },
  Layers: [
    { Arn: 'arn:aws:lambda:us-east-1:111122223333:layer:b:2', CodeSize: 1 },
    { Arn: 'arn:aws:lambda:us-east-1:111122223333:layer:a:1', CodeSize: 1 },
  ],
  PackageType: 'Zip',
  Architectures: ['arm64'],
  EphemeralStorage: { Size: 512 },
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  RuntimeVersionConfig: { RuntimeVersionArn: 'arn:aws:lambda:us-east-1::runtime:x' },
  LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/orders' },
  State: 'Active',
  LastUpdateStatus: 'Successful',
  KMSKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
  ImageConfigResponse: {},
};
const OTHERS = {
  GetFunctionConcurrency: { ReservedConcurrentExecutions: 5 },
  GetPolicy: { Policy: '{"Statement":[{"Sid":"a","Effect":"Allow"}]}' },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, ListFunctions: { Functions: [ONE] } }));
  const expected = {
    id: 'orders',
    arn: 'arn:aws:lambda:us-east-1:111122223333:function:orders',
    name: 'orders',
    properties: {
      Architectures: ['arm64'],
      CodeSha256: 'c2hh',
      CodeSize: 300,
      DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:111122223333:dead' },
      Environment: {
        Variables: { LEVEL: 'digest:4', TOPIC: 'arn:aws:sns:us-east-1:111122223333:ops', PASSWORD: 'digest:4' },
      },
      EphemeralStorage: { Size: 512 },
      Handler: 'index.handler',
      KmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
      Layers: ['arn:aws:lambda:us-east-1:111122223333:layer:b:2', 'arn:aws:lambda:us-east-1:111122223333:layer:a:1'],
      LoggingConfig: { LogFormat: 'Text' },
      MemorySize: 512,
      PackageType: 'Zip',
      Policy: { Statement: [{ Effect: 'Allow' }] },
      ReservedConcurrentExecutions: 5,
      Role: 'arn:aws:iam::111122223333:role/orders',
      Runtime: 'nodejs22.x',
      SnapStart: { ApplyOn: 'None' },
      Timeout: 30,
      TracingConfig: { Mode: 'PassThrough' },
      VpcConfig: { SecurityGroupIds: ['sg-1'], SubnetIds: ['subnet-1', 'subnet-2'] },
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

const notFound = Object.assign(new Error('The resource you requested does not exist.'), {
  name: 'ResourceNotFoundException',
});

test('a function that nobody may call has no policy, one without a limit no limit; a policy that may not be read is unknown', async () => {
  const [found] = await readAll(
    collector,
    stubContext({ ListFunctions: { Functions: [ONE] }, GetFunctionConcurrency: {}, GetPolicy: notFound }),
  );
  expect(found?.properties).not.toHaveProperty('Policy');
  expect(found?.properties).not.toHaveProperty('ReservedConcurrentExecutions');
  const ctx = stubContext({ ListFunctions: { Functions: [ONE] }, GetPolicy: denied('lambda:GetPolicy') });
  const [listed] = await listAll(collector, ctx);
  await expect(readPart(collector, 'lambda:GetPolicy', ctx, listed as never)).rejects.toThrow('not authorized');
});

test('0 is a limit, and no call of no function', async () => {
  const answers = {
    ListFunctions: { Functions: [ONE] },
    GetFunctionConcurrency: { ReservedConcurrentExecutions: 0 },
    GetPolicy: notFound,
  };
  const [found] = await readAll(collector, stubContext(answers));
  expect(found?.properties.ReservedConcurrentExecutions).toBe(0);
});

test('variables that may not be decrypted are unknown, and not none', async () => {
  const Environment = { Error: { ErrorCode: 'AccessDeniedException', Message: 'Lambda was unable to decrypt' } };
  const ctx = stubContext({ ListFunctions: { Functions: [{ ...ONE, Environment }] } });
  const [listed] = await listAll(collector, ctx);
  await expect(readPart(collector, 'lambda:ListFunctions', ctx, listed as never)).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
});

test('variables cost no call of their own, and GetFunction is never sent', async () => {
  const ctx = stubContext({ ...OTHERS, ListFunctions: { Functions: [ONE, { ...ONE, FunctionName: 'items' }] } });
  await readAll(collector, ctx);
  const operations = ctx.calls.map(({ operation }) => operation).sort();
  expect(operations).toEqual([
    'GetFunctionConcurrency',
    'GetFunctionConcurrency',
    'GetPolicy',
    'GetPolicy',
    'ListFunctions',
  ]);
});

test('a token of an event source is a digest', async () => {
  const Policy = '{"Statement":[{"Condition":{"StringEquals":{"lambda:EventSourceToken":"hush"}}}]}';
  const [found] = await readAll(
    collector,
    stubContext({ ...OTHERS, ListFunctions: { Functions: [ONE] }, GetPolicy: { Policy } }),
  );
  expect(JSON.stringify(found?.properties.Policy)).toContain('"lambda:EventSourceToken":"digest:4"');
});

test('an image is told by its digest', async () => {
  const image = { ...ONE, PackageType: 'Image', CodeSize: 0 };
  const [found] = await readAll(collector, stubContext({ ...OTHERS, ListFunctions: { Functions: [image] } }));
  expect(found?.properties).toMatchObject({ ImageDigest: 'c2hh', PackageType: 'Image' });
  expect(found?.properties).not.toHaveProperty('CodeSha256');
});

test('a log group of its own choice is kept, and an image has its settings', async () => {
  const one = {
    ...ONE,
    LoggingConfig: { LogFormat: 'JSON', LogGroup: '/app' },
    ImageConfigResponse: { ImageConfig: { Command: ['run'] } },
  };
  const [found] = await readAll(collector, stubContext({ ...OTHERS, ListFunctions: { Functions: [one] } }));
  expect(found?.properties).toMatchObject({
    LoggingConfig: { LogFormat: 'JSON', LogGroup: '/app' },
    ImageConfig: { Command: ['run'] },
  });
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
  expect(outcome.inputs).toEqual([{ MaxItems: 50 }, { MaxItems: 50, Marker: 'two' }]);
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
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
