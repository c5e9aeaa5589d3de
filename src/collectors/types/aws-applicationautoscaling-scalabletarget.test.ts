import { ApplicationAutoScalingClient, RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-applicationautoscaling-scalabletarget.ts';

const ONE = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/shop/web',
  ScalableDimension: 'ecs:service:DesiredCount',
  MinCapacity: 0,
  MaxCapacity: 10,
  RoleARN: 'arn:aws:iam::111122223333:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/r',
  CreationTime: new Date(0),
  SuspendedState: {
    DynamicScalingInSuspended: false,
    DynamicScalingOutSuspended: true,
    ScheduledScalingSuspended: false,
  },
  ScalableTargetARN: 'arn:aws:application-autoscaling:us-east-1:111122223333:scalable-target/0a1b',
};
const OTHERS = {
  ListTagsForResource: { Tags: { app: 'shop' } },
  DescribeScheduledActions: {
    ScheduledActions: [
      {
        ScheduledActionName: 'night',
        ScheduledActionARN: 'arn',
        ServiceNamespace: 'ecs',
        Schedule: 'cron(0 22 * * ? *)',
        ResourceId: 'service/shop/web',
        ScalableDimension: 'ecs:service:DesiredCount',
        ScalableTargetAction: { MinCapacity: 0 },
        CreationTime: new Date(0),
      },
      {
        ScheduledActionName: 'x',
        ServiceNamespace: 'ecs',
        ResourceId: 'service/shop/other',
        ScalableDimension: 'ecs:service:DesiredCount',
        Schedule: 'x',
        CreationTime: new Date(0),
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, DescribeScalableTargets: onlyEcs([ONE]) }));
  const expected = {
    id: 'service/shop/web|ecs:service:DesiredCount|ecs',
    arn: 'arn:aws:application-autoscaling:us-east-1:111122223333:scalable-target/0a1b',
    name: 'service/shop/web|ecs:service:DesiredCount|ecs',
    properties: {
      MaxCapacity: 10,
      MinCapacity: 0,
      ResourceId: 'service/shop/web',
      RoleARN: 'arn:aws:iam::111122223333:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/r',
      ScalableDimension: 'ecs:service:DesiredCount',
      ScheduledActions: [
        { ScalableTargetAction: { MinCapacity: 0 }, Schedule: 'cron(0 22 * * ? *)', ScheduledActionName: 'night' },
      ],
      ServiceNamespace: 'ecs',
      SuspendedState: {
        DynamicScalingInSuspended: false,
        DynamicScalingOutSuspended: true,
        ScheduledScalingSuspended: false,
      },
      Tags: { app: 'shop' },
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

function onlyEcs(targets: readonly object[]) {
  return (input: Readonly<Record<string, unknown>>) => ({
    ScalableTargets: input.ServiceNamespace === 'ecs' ? targets : [],
  });
}

test('a region that does not know a service has none of its targets; another refusal is one', async () => {
  const refusing = (message: string) => (input: Readonly<Record<string, unknown>>) =>
    input.ServiceNamespace === 'workspaces'
      ? Object.assign(new Error(message), { name: 'ValidationException' })
      : onlyEcs([ONE])(input);
  const unknown =
    "1 validation error detected: Value 'workspaces' at 'serviceNamespace' failed to satisfy constraint: Member must satisfy enum value set: [ecs]";
  expect(await listAll(collector, stubContext({ DescribeScalableTargets: refusing(unknown) }))).toHaveLength(1);
  await expect(listAll(collector, stubContext({ DescribeScalableTargets: refusing('no') }))).rejects.toThrow('no');
});

test('each service is asked once for its targets, and for its actions where it has a target', async () => {
  const ctx = stubContext({
    ...OTHERS,
    DescribeScalableTargets: onlyEcs([ONE, { ...ONE, ResourceId: 'service/shop/other' }]),
  });
  expect(await readAll(collector, ctx)).toHaveLength(2);
  const asked = (name: string) =>
    ctx.calls.filter(({ operation }) => operation === name).map(({ input }) => input.ServiceNamespace);
  expect(new Set(asked('DescribeScalableTargets')).size).toBe(asked('DescribeScalableTargets').length);
  expect(asked('DescribeScalableTargets')).toEqual(
    expect.arrayContaining(['ecs', 'dynamodb', 'lambda', 'rds', 'elasticache']),
  );
  expect(asked('DescribeScheduledActions')).toEqual(['ecs']);
});

test('takes all pages; a denied page and an answer without its list throw', async () => {
  const paged = (input: Readonly<Record<string, unknown>>) => {
    if (input.ServiceNamespace !== 'ecs') return { ScalableTargets: [] };
    return input.NextToken
      ? { ScalableTargets: [{ ...ONE, ResourceId: 'service/shop/two' }] }
      : { ScalableTargets: [ONE], NextToken: 'two' };
  };
  const ctx = stubContext({ DescribeScalableTargets: paged });
  expect(await listAll(collector, ctx)).toHaveLength(2);
  const ecs = ctx.calls.filter(({ input }) => input.ServiceNamespace === 'ecs').map(({ input }) => input);
  expect(ecs).toEqual([
    { ServiceNamespace: 'ecs', MaxResults: 50 },
    { ServiceNamespace: 'ecs', MaxResults: 50, NextToken: 'two' },
  ]);
  const refused = (input: Readonly<Record<string, unknown>>) =>
    input.ServiceNamespace === 'rds'
      ? denied('application-autoscaling:DescribeScalableTargets')
      : { ScalableTargets: [] };
  await expect(listAll(collector, stubContext({ DescribeScalableTargets: refused }))).rejects.toThrow('not authorized');
  await expect(listAll(collector, stubContext({ DescribeScalableTargets: {} }))).rejects.toThrow(
    'the answer carries no ScalableTargets',
  );
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'application-autoscaling', action: 'DescribeScalableTargets' },
    async seed(world) {
      const dynamodb = new DynamoDBClient(world.clients('us-east-1'));
      const client = new ApplicationAutoScalingClient(world.clients('us-east-1'));
      const ServiceNamespace = 'dynamodb';
      const ScalableDimension = 'dynamodb:table:ReadCapacityUnits';
      const names = ['one', 'three', 'two'];
      for (const TableName of names) {
        const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' as const }];
        const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' as const }];
        const table = { TableName, AttributeDefinitions, KeySchema, BillingMode: 'PAY_PER_REQUEST' as const };
        await dynamodb.send(new CreateTableCommand(table));
        const bounds = { ResourceId: `table/${TableName}`, MinCapacity: 1, MaxCapacity: 5 };
        await client.send(new RegisterScalableTargetCommand({ ServiceNamespace, ScalableDimension, ...bounds }));
      }
      return names.map((name) => `table/${name}|${ScalableDimension}|${ServiceNamespace}`);
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
