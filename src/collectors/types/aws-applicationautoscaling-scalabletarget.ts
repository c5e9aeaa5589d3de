/** The collector of `AWS::ApplicationAutoScaling::ScalableTarget`. */
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { scalableTargets, scheduledActions } from './application-autoscaling.ts';

export default defineCollector({
  type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  summary: 'Scalable targets: what scales between which bounds, and by which schedule.',
  scope: 'regional',
  uniqueName: false,
  actions: ['application-autoscaling:DescribeScalableTargets'],
  async *list(ctx) {
    for (const one of await scalableTargets(ctx)) {
      const id = `${one.ResourceId}|${one.ScalableDimension}|${one.ServiceNamespace}`;
      const properties = mapped(one, {
        take: [
          ...['MaxCapacity', 'MinCapacity', 'ResourceId', 'RoleARN', 'ScalableDimension', 'ServiceNamespace'],
          'SuspendedState',
        ],
      });
      yield { id, arn: one.ScalableTargetARN ?? null, name: id, properties };
    }
  },
  parts: [
    {
      action: 'application-autoscaling:DescribeScheduledActions',
      properties: ['ScheduledActions'],
      async read(ctx, { properties }) {
        const all = await scheduledActions(ctx, String(properties.ServiceNamespace));
        const own = all.filter(
          (action) =>
            action.ResourceId === properties.ResourceId && action.ScalableDimension === properties.ScalableDimension,
        );
        const actions = own.map((action) =>
          mapped(action, {
            take: ['EndTime', 'ScalableTargetAction', 'Schedule', 'ScheduledActionName', 'StartTime', 'Timezone'],
          }),
        );
        return actions.length === 0 ? {} : { ScheduledActions: actions };
      },
    },
    {
      action: 'application-autoscaling:ListTagsForResource',
      properties: ['Tags'],
      applies: ({ arn }) => arn !== null,
      async read(ctx, { arn }) {
        const sdk = await import('@aws-sdk/client-application-auto-scaling');
        const command = new sdk.ListTagsForResourceCommand({ ResourceARN: arn ?? '' });
        const { Tags } = await ctx.client(sdk.ApplicationAutoScalingClient).send(command);
        return { Tags: Tags ?? {} };
      },
    },
  ],
  tags: 'part',
  comparators: {
    MaxCapacity: { compare: 'same', severity: 'high', worse: 'smaller', why: 'After a failover it must carry all.' },
    MinCapacity: { compare: 'same', worse: 'smaller' },
    ResourceId: 'same',
    RoleARN: 'same',
    ScalableDimension: 'same',
    ServiceNamespace: 'same',
    'SuspendedState.DynamicScalingInSuspended': 'same',
    'SuspendedState.DynamicScalingOutSuspended': {
      compare: 'same',
      severity: 'high',
      worse: 'true',
      why: 'What is suspended does not grow when it is needed.',
    },
    'SuspendedState.ScheduledScalingSuspended': 'same',
  },
  keyed: { ScheduledActions: ['ScheduledActionName'] },
  cannotSee: ['What it is scaled to right now: that is load.'],
});
