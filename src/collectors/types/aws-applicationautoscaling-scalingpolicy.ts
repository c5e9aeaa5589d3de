/** The collector of `AWS::ApplicationAutoScaling::ScalingPolicy`. */
import { allOf, given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { namespaces } from './application-autoscaling.ts';

export default defineCollector({
  type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  summary: 'Scaling policies of scalable targets: by what they grow and shrink.',
  scope: 'regional',
  uniqueName: false,
  actions: ['application-autoscaling:DescribeScalableTargets', 'application-autoscaling:DescribeScalingPolicies'],
  async *list(ctx) {
    const sdk = await import('@aws-sdk/client-application-auto-scaling');
    const config = { client: ctx.client(sdk.ApplicationAutoScalingClient), pageSize: 10 };
    const found = await Promise.all(
      (await namespaces(ctx)).map((namespace) =>
        allOf(sdk.paginateDescribeScalingPolicies(config, { ServiceNamespace: namespace }), (page) =>
          given(page.ScalingPolicies, 'ScalingPolicies', 'application-autoscaling:DescribeScalingPolicies'),
        ),
      ),
    );
    for (const one of found.flat()) {
      const id = one.PolicyARN ?? '';
      const properties = mapped(one, {
        take: [
          ...['PolicyType', 'PredictiveScalingPolicyConfiguration', 'ResourceId', 'ScalableDimension'],
          ...['ServiceNamespace', 'StepScalingPolicyConfiguration', 'TargetTrackingScalingPolicyConfiguration'],
        ],
      });
      yield { id, arn: id, name: one.PolicyName ?? null, properties };
    }
  },
  tags: 'none',
  needs: ['AWS::ApplicationAutoScaling::ScalableTarget'],
  comparators: {
    PolicyType: 'same',
    PredictiveScalingPolicyConfiguration: 'same',
    ResourceId: 'same',
    ScalableDimension: 'same',
    ServiceNamespace: 'same',
    'StepScalingPolicyConfiguration.AdjustmentType': 'same',
    'StepScalingPolicyConfiguration.Cooldown': 'same',
    'StepScalingPolicyConfiguration.MetricAggregationType': 'same',
    'StepScalingPolicyConfiguration.MinAdjustmentMagnitude': 'same',
    'StepScalingPolicyConfiguration.StepAdjustments': 'same',
    'TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification': 'same',
    'TargetTrackingScalingPolicyConfiguration.DisableScaleIn': 'same',
    'TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.PredefinedMetricType': 'same',
    'TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.ResourceLabel': {
      compare: 'all-or-none',
      why: 'Made of the names and ids of the balancer and the target group of the region.',
    },
    'TargetTrackingScalingPolicyConfiguration.ScaleInCooldown': 'same',
    'TargetTrackingScalingPolicyConfiguration.ScaleOutCooldown': 'same',
    'TargetTrackingScalingPolicyConfiguration.TargetValue': 'same',
  },
  sets: ['StepScalingPolicyConfiguration.StepAdjustments'],
  notRead: {
    PolicyName: 'it is the name',
    ScalingTargetId: 'the target as its three other properties name it',
  },
  cannotSee: ['The alarms of target tracking, which AWS makes.', 'Which target group a request count is of.'],
});
