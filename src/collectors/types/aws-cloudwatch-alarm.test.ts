import { CloudWatchClient, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-cloudwatch-alarm.ts';

const ONE = {
  AlarmName: 'errors',
  AlarmArn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:errors',
  ActionsEnabled: true,
  AlarmActions: ['arn:aws:sns:us-east-1:111122223333:ops'],
  OKActions: [],
  MetricName: 'Errors',
  Namespace: 'AWS/Lambda',
  Statistic: 'Sum',
  Dimensions: [{ Name: 'FunctionName', Value: 'orders' }],
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
  StateValue: 'OK',
  StateUpdatedTimestamp: new Date(0),
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeAlarms: { MetricAlarms: [ONE] } }));
  const expected = {
    id: 'errors',
    arn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:errors',
    name: 'errors',
    properties: {
      ActionsEnabled: true,
      AlarmActions: ['arn:aws:sns:us-east-1:111122223333:ops'],
      AlarmName: 'errors',
      ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: [{ Name: 'FunctionName', Value: 'orders' }],
      EvaluationPeriods: 3,
      LiveState: { StateValue: 'OK' },
      MetricName: 'Errors',
      Namespace: 'AWS/Lambda',
      Period: 60,
      Statistic: 'Sum',
      Threshold: 0,
    },
  };
  expect(found).toMatchObject([expected]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(Object.keys(expected.properties).sort());
  expect(undocumented(collector, found)).toEqual([]);
});

test('what target tracking makes for itself is context', async () => {
  const own = { ...ONE, AlarmName: 'TargetTracking-service/shop/web-AlarmHigh-1' };
  const [found] = await listAll(collector, stubContext({ DescribeAlarms: { MetricAlarms: [own] } }));
  expect(found?.context).toBe(true);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ MetricAlarms: [ONE], NextToken: 'two' }, { MetricAlarms: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeAlarms',
    action: 'cloudwatch:DescribeAlarms',
    pages,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { AlarmTypes: ['MetricAlarm'], MaxRecords: 100 },
    { AlarmTypes: ['MetricAlarm'], MaxRecords: 100, NextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no MetricAlarms');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'monitoring', action: 'DescribeAlarms' },
    async seed(world) {
      const client = new CloudWatchClient(world.clients('us-east-1'));
      const names = ['one', 'two', 'three'];
      for (const AlarmName of names) {
        const metric = { MetricName: 'Errors', Namespace: 'AWS/Lambda', Statistic: 'Sum', Period: 60 } as const;
        const when = { EvaluationPeriods: 1, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' } as const;
        await client.send(new PutMetricAlarmCommand({ AlarmName, ...metric, ...when }));
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
