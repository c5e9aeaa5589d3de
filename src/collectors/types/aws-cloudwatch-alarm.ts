/** The collector of `AWS::CloudWatch::Alarm`. */
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped } from '../mapping.ts';

const TAKEN = [
  'ActionsEnabled',
  'AlarmActions',
  'AlarmDescription',
  'AlarmName',
  'ComparisonOperator',
  'DatapointsToAlarm',
  'Dimensions',
  'EvaluateLowSampleCountPercentile',
  'EvaluationPeriods',
  'EvaluationWindow',
  'ExtendedStatistic',
  'InsufficientDataActions',
  'MetricName',
  'Metrics',
  'Namespace',
  'OKActions',
  'Period',
  'Statistic',
  'Threshold',
  'ThresholdMetricId',
  'TreatMissingData',
  'Unit',
  'WarmUpConfiguration',
];

export default defineCollector({
  type: 'AWS::CloudWatch::Alarm',
  summary: 'Metric alarms: what they watch, when they go off, whom they tell.',
  scope: 'regional',
  actions: ['cloudwatch:DescribeAlarms'],
  async *list(ctx) {
    const { CloudWatchClient, paginateDescribeAlarms } = await import('@aws-sdk/client-cloudwatch');
    const config = { client: ctx.client(CloudWatchClient), pageSize: 100 };
    for await (const page of paginateDescribeAlarms(config, { AlarmTypes: ['MetricAlarm'] })) {
      for (const alarm of given(page.MetricAlarms, 'MetricAlarms')) {
        const id = alarm.AlarmName ?? '';
        const properties = propertiesOf(alarm);
        // Target tracking makes its own, and throws them away: the scaling policy tells of them.
        const context = id.startsWith('TargetTracking-') ? { context: true as const } : {};
        yield { id, arn: alarm.AlarmArn ?? null, name: id, properties, ...context };
      }
    }
  },
  tags: 'tagging-api',
  comparators: {
    ActionsEnabled: { compare: 'same', severity: 'high', worse: 'false', why: 'Without it the alarm tells nobody.' },
    AlarmActions: { compare: 'same', severity: 'high', why: 'Whom it tells.' },
    AlarmDescription: { compare: 'same', severity: 'low' },
    AlarmName: 'same',
    ComparisonOperator: 'same',
    DatapointsToAlarm: 'same',
    EvaluateLowSampleCountPercentile: 'same',
    EvaluationPeriods: 'same',
    EvaluationWindow: 'same',
    ExtendedStatistic: 'same',
    InsufficientDataActions: 'same',
    MetricName: 'same',
    ...liveMembers('StateValue'),
    Namespace: 'same',
    OKActions: 'same',
    Period: 'same',
    Statistic: 'same',
    Threshold: 'same',
    ThresholdMetricId: 'same',
    TreatMissingData: 'same',
    Unit: 'same',
    WarmUpConfiguration: 'same',
  },
  sets: ['AlarmActions', 'InsufficientDataActions', 'OKActions'],
  keyed: { Dimensions: ['Name'], Metrics: ['Id'], 'Metrics.MetricStat.Metric.Dimensions': ['Name'] },
  notRead: {
    EvaluationCriteria: 'CloudWatch does not return it in every region',
    EvaluationInterval: 'CloudWatch does not return it in every region',
  },
  cannotSee: ['Who is subscribed to the topic that it tells.'],
});

function propertiesOf(alarm: MetricAlarm): JsonObject {
  const sets = ['AlarmActions', 'Dimensions', 'InsufficientDataActions', 'OKActions'];
  return { ...mapped(alarm, { take: TAKEN, sets }), ...liveState({ StateValue: alarm.StateValue }) };
}
