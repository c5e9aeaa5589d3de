/** The collector of `AWS::CloudWatch::CompositeAlarm`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::CloudWatch::CompositeAlarm',
  summary: 'Composite alarms: the rule over other alarms, and whom they tell.',
  scope: 'regional',
  actions: ['cloudwatch:DescribeAlarms'],
  async *list(ctx) {
    const { CloudWatchClient, paginateDescribeAlarms } = await import('@aws-sdk/client-cloudwatch');
    const config = { client: ctx.client(CloudWatchClient), pageSize: 100 };
    for await (const page of paginateDescribeAlarms(config, { AlarmTypes: ['CompositeAlarm'] })) {
      for (const alarm of given(page.CompositeAlarms, 'CompositeAlarms')) {
        const id = alarm.AlarmName ?? '';
        const properties = mapped(alarm, {
          take: [
            'ActionsEnabled',
            'ActionsSuppressor',
            'ActionsSuppressorExtensionPeriod',
            'ActionsSuppressorWaitPeriod',
            'AlarmActions',
            'AlarmDescription',
            'AlarmName',
            'AlarmRule',
            'InsufficientDataActions',
            'OKActions',
          ],
        });
        yield { id, arn: alarm.AlarmArn ?? null, name: id, properties };
      }
    }
  },
  tags: 'tagging-api',
  references: { ActionsSuppressor: 'AWS::CloudWatch::Alarm' },
  comparators: {
    ActionsEnabled: { compare: 'same', severity: 'high', worse: 'false', why: 'Without it the alarm tells nobody.' },
    ActionsSuppressor: 'same',
    ActionsSuppressorExtensionPeriod: 'same',
    ActionsSuppressorWaitPeriod: 'same',
    AlarmActions: { compare: 'same', severity: 'high', why: 'Whom it tells.' },
    AlarmDescription: { compare: 'same', severity: 'low' },
    AlarmName: 'same',
    AlarmRule: 'same',
    InsufficientDataActions: 'same',
    OKActions: 'same',
  },
  sets: ['AlarmActions', 'InsufficientDataActions', 'OKActions'],
  cannotSee: ['Whether it is in alarm now: that changes by the minute.'],
});
