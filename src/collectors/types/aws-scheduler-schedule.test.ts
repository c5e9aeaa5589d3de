import { CreateScheduleCommand, CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-scheduler-schedule.ts';

const ARN = 'arn:aws:scheduler:us-east-1:111122223333:schedule/ops/nightly';
const ONE = { Arn: ARN, GroupName: 'ops', Name: 'nightly', State: 'ENABLED', Target: { Arn: 'arn:aws:sqs:x' } };
const AWSVPC = { Subnets: ['subnet-1'], SecurityGroups: ['sg-1'], AssignPublicIp: 'DISABLED' };
const FULL = {
  ...ONE,
  ScheduleExpression: 'cron(0 3 * * ? *)',
  ScheduleExpressionTimezone: 'UTC',
  StartDate: new Date('2026-01-01T00:00:00Z'),
  CreationDate: new Date(0),
  ActionAfterCompletion: 'NONE',
  FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
  Target: {
    Arn: 'arn:aws:ecs:us-east-1:111122223333:cluster/jobs',
    RoleArn: 'arn:aws:iam::111122223333:role/scheduler',
    Input: '{"level":"info","password":"hunter2"}',
    RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
    EcsParameters: {
      TaskDefinitionArn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/job',
      NetworkConfiguration: { awsvpcConfiguration: AWSVPC },
      CapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
    },
  },
};

test('maps to the CloudFormation properties, names of ECS too, without what looks like a secret', async () => {
  const found = await readAll(collector, stubContext({ ListSchedules: { Schedules: [ONE] }, GetSchedule: FULL }));
  expect(found).toMatchObject([{ id: 'nightly', arn: ARN, name: 'nightly', within: 'ops' }]);
  expect(found[0]?.properties).toEqual({
    FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
    GroupName: 'ops',
    ScheduleExpression: 'cron(0 3 * * ? *)',
    ScheduleExpressionTimezone: 'UTC',
    StartDate: '2026-01-01T00:00:00.000Z',
    State: 'ENABLED',
    Target: {
      ...FULL.Target,
      Input: { level: 'info', password: 'digest:7' },
      EcsParameters: {
        ...FULL.Target.EcsParameters,
        NetworkConfiguration: { AwsvpcConfiguration: AWSVPC },
        CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
      },
    },
  });
  expect(undocumented(collector, found)).toEqual([]);
});

test('an input that is no JSON is a digest; each schedule is asked for with its group', async () => {
  const Target = { ...FULL.Target, Input: 'token abc' };
  const ctx = stubContext({ ListSchedules: { Schedules: [ONE] }, GetSchedule: { ...FULL, Target } });
  const [found] = await readAll(collector, ctx);
  expect(found?.properties.Target).toMatchObject({ Input: 'digest:9' });
  expect(ctx.calls.at(-1)).toEqual({ operation: 'GetSchedule', input: { Name: 'nightly', GroupName: 'ops' } });
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ Schedules: [ONE], NextToken: 'two' }, { Schedules: [ONE] }] as const;
  const check = { operation: 'ListSchedules', action: 'scheduler:ListSchedules', pages };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 100 }, { MaxResults: 100, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Schedules');
});

test('a denied part throws, and so does an answer that says nothing', async () => {
  const [listed] = await listAll(collector, stubContext({ ListSchedules: { Schedules: [ONE] } }));
  if (listed === undefined) throw new Error('nothing is listed');
  const read = (GetSchedule: object) =>
    readPart(collector, 'scheduler:GetSchedule', stubContext({ GetSchedule }), listed);
  const refusal = denied('scheduler:GetSchedule');
  await expect(read(refusal)).rejects.toBe(refusal);
  await expect(read({})).rejects.toThrow('carries no ScheduleExpression');
});

test('in the simulator: pages and a denial, of two groups', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'scheduler', action: 'ListSchedules' },
    async seed(world) {
      const client = new SchedulerClient(world.clients('us-east-1'));
      await client.send(new CreateScheduleGroupCommand({ Name: 'ops' }));
      const Target = { Arn: FULL.Target.Arn, RoleArn: FULL.Target.RoleArn };
      for (const [Name, GroupName] of [['one'], ['two'], ['three', 'ops']]) {
        const given = { Name, GroupName, ScheduleExpression: 'rate(1 hour)', Target };
        await client.send(new CreateScheduleCommand({ ...given, FlexibleTimeWindow: { Mode: 'OFF' } }));
      }
      return ['one', 'two', 'three'];
    },
  });
  expect(outcome.found.map(({ id, properties }) => [id, properties.GroupName])).toEqual([
    ['one', 'default'],
    ['three', 'ops'],
    ['two', 'default'],
  ]);
  expect(outcome.found[0]?.properties).toMatchObject({ ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' });
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
