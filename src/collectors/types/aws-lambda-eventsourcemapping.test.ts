import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateEventSourceMappingCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-lambda-eventsourcemapping.ts';

const ONE = {
  UUID: 'u-1',
  BatchSize: 10,
  MaximumBatchingWindowInSeconds: 0,
  EventSourceArn: 'arn:aws:sqs:us-east-1:111122223333:orders',
  FunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:orders',
  LastModified: new Date(0),
  LastProcessingResult: 'OK',
  State: 'Enabled',
  StateTransitionReason: 'USER_INITIATED',
  FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["order"]}}' }] },
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  DestinationConfig: { OnFailure: {} },
  SourceAccessConfigurations: [
    { Type: 'VPC_SUBNET', URI: 'subnet-2' },
    { Type: 'BASIC_AUTH', URI: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:x' },
  ],
};
const OTHERS = {};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({ ...OTHERS, ListEventSourceMappings: { EventSourceMappings: [ONE] } }),
  );
  const expected = {
    id: 'u-1',
    arn: 'arn:aws:lambda:us-east-1:111122223333:event-source-mapping:u-1',
    name: null,
    properties: {
      BatchSize: 10,
      Enabled: true,
      EventSourceArn: 'arn:aws:sqs:us-east-1:111122223333:orders',
      FilterCriteria: { Filters: [{ Pattern: { body: { kind: ['order'] } } }] },
      FunctionName: 'arn:aws:lambda:us-east-1:111122223333:function:orders',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumBatchingWindowInSeconds: 0,
      SourceAccessConfigurations: [
        { Type: 'BASIC_AUTH', URI: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:x' },
        { Type: 'VPC_SUBNET', URI: 'subnet-2' },
      ],
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test.each([
  ['Enabled', true],
  ['Enabling', true],
  ['Creating', true],
  ['Updating', true],
  ['Disabled', false],
  ['Disabling', false],
])('%s is enabled: %s', async (State, Enabled) => {
  const [found] = await readAll(
    collector,
    stubContext({ ListEventSourceMappings: { EventSourceMappings: [{ ...ONE, State }] } }),
  );
  expect(found?.properties.Enabled).toBe(Enabled);
});

test('one that is being deleted is none', async () => {
  const gone = { ...ONE, State: 'Deleting' };
  expect(await readAll(collector, stubContext({ ListEventSourceMappings: { EventSourceMappings: [gone] } }))).toEqual(
    [],
  );
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ EventSourceMappings: [ONE], NextMarker: 'two' }, { EventSourceMappings: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListEventSourceMappings',
    action: 'lambda:ListEventSourceMappings',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxItems: 100 }, { MaxItems: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no EventSourceMappings');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'lambda', action: 'ListEventSourceMappings' },
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
      const sqs = new SQSClient(world.clients('us-east-1'));
      const made: string[] = [];
      for (const FunctionName of names) {
        await sqs.send(new CreateQueueCommand({ QueueName: FunctionName }));
        const EventSourceArn = `arn:aws:sqs:us-east-1:${world.account}:${FunctionName}`;
        const answer = await client.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn }));
        made.push(answer.UUID ?? '');
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
