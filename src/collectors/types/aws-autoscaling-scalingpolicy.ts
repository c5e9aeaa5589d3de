/** The collector of `AWS::AutoScaling::ScalingPolicy`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::AutoScaling::ScalingPolicy',
  summary: 'Scaling policies of Auto Scaling groups: by what they grow and shrink.',
  scope: 'regional',
  uniqueName: false,
  livesIn: { AutoScalingGroupName: 'AWS::AutoScaling::AutoScalingGroup' },
  actions: ['autoscaling:DescribePolicies'],
  async *list(ctx) {
    const { AutoScalingClient, paginateDescribePolicies } = await import('@aws-sdk/client-auto-scaling');
    for await (const page of paginateDescribePolicies({ client: ctx.client(AutoScalingClient), pageSize: 100 }, {})) {
      for (const one of given(page.ScalingPolicies, 'ScalingPolicies')) {
        const id = one.PolicyARN ?? '';
        const properties = mapped(one, {
          take: [
            ...['AdjustmentType', 'AutoScalingGroupName', 'Cooldown', 'Enabled', 'EstimatedInstanceWarmup'],
            ...['MetricAggregationType', 'MinAdjustmentMagnitude', 'PolicyType', 'PredictiveScalingConfiguration'],
            ...['ScalingAdjustment', 'StepAdjustments', 'TargetTrackingConfiguration'],
          ],
          sets: ['StepAdjustments'],
        });
        yield { id, arn: id, name: one.PolicyName ?? null, properties };
      }
    }
  },
  tags: 'none',
  needs: ['AWS::AutoScaling::AutoScalingGroup'],
  references: { AutoScalingGroupName: 'AWS::AutoScaling::AutoScalingGroup' },
  comparators: {
    AdjustmentType: 'same',
    AutoScalingGroupName: 'same',
    Cooldown: 'same',
    Enabled: { compare: 'same', severity: 'high', worse: 'false' },
    EstimatedInstanceWarmup: 'same',
    MetricAggregationType: 'same',
    MinAdjustmentMagnitude: 'same',
    PolicyType: 'same',
    PredictiveScalingConfiguration: 'same',
    ScalingAdjustment: 'same',
    StepAdjustments: 'same',
    'TargetTrackingConfiguration.CustomizedMetricSpecification': 'same',
    'TargetTrackingConfiguration.DisableScaleIn': 'same',
    'TargetTrackingConfiguration.PredefinedMetricSpecification.PredefinedMetricType': 'same',
    'TargetTrackingConfiguration.PredefinedMetricSpecification.ResourceLabel': {
      compare: 'all-or-none',
      why: 'Made of the names and ids of the balancer and the target group of the region.',
    },
    'TargetTrackingConfiguration.TargetValue': 'same',
  },
  sets: ['StepAdjustments'],
  cannotSee: ['The alarms of target tracking, which AWS makes.', 'Which target group a request count is of.'],
});
