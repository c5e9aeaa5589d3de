/** The collector of `AWS::AutoScaling::ScheduledAction`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::AutoScaling::ScheduledAction',
  summary: 'Scheduled actions of Auto Scaling groups: when the group gets which size.',
  scope: 'regional',
  uniqueName: false,
  livesIn: { AutoScalingGroupName: 'AWS::AutoScaling::AutoScalingGroup' },
  actions: ['autoscaling:DescribeScheduledActions'],
  async *list(ctx) {
    const { AutoScalingClient, paginateDescribeScheduledActions } = await import('@aws-sdk/client-auto-scaling');
    const config = { client: ctx.client(AutoScalingClient), pageSize: 100 };
    for await (const page of paginateDescribeScheduledActions(config, {})) {
      for (const one of given(page.ScheduledUpdateGroupActions, 'ScheduledUpdateGroupActions')) {
        const id = one.ScheduledActionName ?? '';
        // Where it recurs, AWS tells the next time as the start.
        const StartTime = one.Recurrence === undefined ? one.StartTime : undefined;
        const properties = mapped(
          { ...one, StartTime },
          {
            take: [
              ...['AutoScalingGroupName', 'DesiredCapacity', 'EndTime', 'MaxSize', 'MinSize', 'Recurrence'],
              ...['StartTime', 'TimeZone'],
            ],
          },
        );
        yield { id, arn: one.ScheduledActionARN ?? null, name: id, properties };
      }
    }
  },
  tags: 'none',
  needs: ['AWS::AutoScaling::AutoScalingGroup'],
  references: { AutoScalingGroupName: 'AWS::AutoScaling::AutoScalingGroup' },
  comparators: {
    AutoScalingGroupName: 'same',
    DesiredCapacity: { compare: 'same', worse: 'smaller' },
    EndTime: 'same',
    MaxSize: { compare: 'same', worse: 'smaller' },
    MinSize: { compare: 'same', worse: 'smaller' },
    Recurrence: {
      compare: 'same',
      why: 'Regions that follow the day of their own continent differ by design: declare that in the baseline.',
    },
    StartTime: 'same',
    TimeZone: 'same',
  },
  cannotSee: ['When an action that recurs starts for the first time: AWS tells the next time only.'],
});
