/** The collector of `AWS::AutoScaling::AutoScalingGroup`. */
import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { defineCollector, tagRecord } from '../collector.ts';
import { mapped, plainJson } from '../mapping.ts';
import { byTopic, notifications } from './autoscaling.ts';

const VERSION_WHY =
  'Versions are counted up in each region: what the default one launches is compared with the template.';

export default defineCollector({
  type: 'AWS::AutoScaling::AutoScalingGroup',
  summary: 'Auto Scaling groups: size, what they launch and where, health checks, hooks, notifications, warm pool.',
  scope: 'regional',
  uniqueName: true,
  actions: ['autoscaling:DescribeAutoScalingGroups'],
  async *list(ctx) {
    const sdk = await import('@aws-sdk/client-auto-scaling');
    const config = { client: ctx.client(sdk.AutoScalingClient), pageSize: 100 };
    // Instances are load, and AWS throttles answers that carry them.
    for await (const page of sdk.paginateDescribeAutoScalingGroups(config, { IncludeInstances: false })) {
      for (const one of given(page.AutoScalingGroups, 'AutoScalingGroups')) {
        const id = one.AutoScalingGroupName ?? '';
        const tags = tagRecord(one.Tags);
        yield { id, arn: one.AutoScalingGroupARN ?? null, name: id, tags, properties: propertiesOf(one) };
      }
    }
  },
  parts: [
    {
      action: 'autoscaling:DescribeLifecycleHooks',
      properties: ['LifecycleHookSpecificationList'],
      async read(ctx, { id }) {
        const { AutoScalingClient, DescribeLifecycleHooksCommand } = await import('@aws-sdk/client-auto-scaling');
        const command = new DescribeLifecycleHooksCommand({ AutoScalingGroupName: id });
        const { LifecycleHooks } = await ctx.client(AutoScalingClient).send(command);
        const hooks = given(LifecycleHooks, 'LifecycleHooks').map(({ AutoScalingGroupName: _, ...hook }) => hook);
        return mapped({ hooks }, { rename: { LifecycleHookSpecificationList: 'hooks' } });
      },
    },
    {
      action: 'autoscaling:DescribeNotificationConfigurations',
      properties: ['NotificationConfigurations'],
      async read(ctx, { id }) {
        const own = (await notifications(ctx)).filter(({ AutoScalingGroupName }) => AutoScalingGroupName === id);
        return own.length === 0 ? {} : { NotificationConfigurations: byTopic(own) };
      },
    },
  ],
  tags: 'listed',
  // The groups behind a managed node group: EKS makes and changes them.
  isDefault: ({ tags }) => tags?.['eks:nodegroup-name'] !== undefined,
  absorbs: ['AWS::AutoScaling::LifecycleHook', 'AWS::AutoScaling::WarmPool'],
  needs: ['AWS::EC2::Subnet', 'AWS::EC2::LaunchTemplate', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
  references: {
    LaunchConfigurationName: 'AWS::AutoScaling::LaunchConfiguration',
    LoadBalancerNames: 'AWS::ElasticLoadBalancing::LoadBalancer',
  },
  comparators: {
    AvailabilityZoneDistribution: 'same',
    AvailabilityZoneIds: { compare: 'ignored', why: 'Regions do not have the same zones; subnets are compared.' },
    AvailabilityZoneImpairmentPolicy: 'same',
    AvailabilityZones: { compare: 'ignored', why: 'Regions do not have the same zones; subnets are compared.' },
    CapacityRebalance: 'same',
    CapacityReservationSpecification: 'same',
    Context: 'same',
    Cooldown: 'same',
    DefaultInstanceWarmup: 'same',
    DeletionProtection: 'same',
    DesiredCapacity: { compare: 'advisory', why: 'Scaling moves it: it is load as much as design.' },
    DesiredCapacityType: 'same',
    HealthCheckGracePeriod: 'same',
    HealthCheckType: {
      compare: 'same',
      severity: 'high',
      why: 'With EC2 alone an instance whose application does not answer stays.',
    },
    InstanceLifecyclePolicy: 'same',
    InstanceMaintenancePolicy: 'same',
    LaunchConfigurationName: { compare: 'same', why: 'Compared by which launch configuration it is.' },
    'LaunchTemplate.LaunchTemplateId': { compare: 'same', why: 'Compared by which template it is.' },
    'LaunchTemplate.Version': { compare: 'advisory', why: VERSION_WHY },
    LoadBalancerNames: { compare: 'same', severity: 'high' },
    MaxInstanceLifetime: 'same',
    MaxSize: { compare: 'same', severity: 'high', worse: 'smaller', why: 'After a failover it must carry all.' },
    MinSize: { compare: 'same', worse: 'smaller' },
    'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId': 'same',
    'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.Version': {
      compare: 'advisory',
      why: VERSION_WHY,
    },
    'MixedInstancesPolicy.LaunchTemplate.Overrides': {
      compare: 'same',
      why: 'In their order, which may be the order in which they are tried.',
    },
    NewInstancesProtectedFromScaleIn: 'same',
    PlacementGroup: 'same',
    ServiceLinkedRoleARN: 'same',
    SuspendedProcesses: {
      compare: 'same',
      severity: 'high',
      why: 'A group whose Launch is suspended does not grow when it is needed.',
    },
    TargetGroupARNs: { compare: 'same', severity: 'high', why: 'Compared by which target groups they are.' },
    TerminationPolicies: 'same',
    TrafficSources: 'same',
    VPCZoneIdentifier: {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    'WarmPool.InstanceReusePolicy': 'same',
    'WarmPool.MaxGroupPreparedCapacity': 'same',
    'WarmPool.MinSize': 'same',
    'WarmPool.PoolState': 'same',
  },
  sets: ['SuspendedProcesses', 'TargetGroupARNs', 'TrafficSources', 'VPCZoneIdentifier'],
  keyed: {
    LifecycleHookSpecificationList: ['LifecycleHookName'],
    MetricsCollection: ['Granularity'],
    NotificationConfigurations: ['TopicARN'],
  },
  notRead: {
    AutoScalingGroupName: 'it is the name',
    InstanceId: 'what the group was made from, which no call gives',
    NotificationConfiguration: 'the old form of `NotificationConfigurations`',
    SkipZonalShiftValidation: 'a switch of the deployment, which no call gives',
  },
  cannotSee: ['Instances, their health, what they run: that is load.', 'Which tags are given on to instances.'],
});

function propertiesOf(one: AutoScalingGroup): JsonObject {
  const { Status: _, ...warmPool } = one.WarmPoolConfiguration ?? {};
  const metrics = one.EnabledMetrics ?? [];
  const granularities = sorted([...new Set(metrics.map(({ Granularity }) => Granularity))]);
  return mapped(
    {
      ...one,
      LaunchTemplate: withoutTemplateNames(plainJson(one.LaunchTemplate)),
      MixedInstancesPolicy: withoutTemplateNames(plainJson(one.MixedInstancesPolicy)),
      LoadBalancerNames: sorted(one.LoadBalancerNames),
      MetricsCollection: granularities?.map((Granularity) => ({
        Granularity,
        Metrics: sorted(metrics.filter((metric) => metric.Granularity === Granularity).map(({ Metric }) => Metric)),
      })),
      SuspendedProcesses: sorted(one.SuspendedProcesses?.map(({ ProcessName }) => ProcessName)),
      TargetGroupARNs: sorted(one.TargetGroupARNs),
      // Balancers and target groups are told in lists of their own.
      TrafficSources: one.TrafficSources?.filter(({ Type }) => Type !== 'elb' && Type !== 'elbv2'),
      VPCZoneIdentifier: sorted(one.VPCZoneIdentifier?.split(',').filter((subnet) => subnet !== '')),
      WarmPool: warmPool,
    },
    {
      take: [
        ...['AvailabilityZoneDistribution', 'AvailabilityZoneIds', 'AvailabilityZoneImpairmentPolicy'],
        ...['AvailabilityZones', 'CapacityRebalance', 'CapacityReservationSpecification', 'Context'],
        ...['DefaultInstanceWarmup', 'DeletionProtection', 'DesiredCapacity', 'DesiredCapacityType'],
        ...['HealthCheckGracePeriod', 'HealthCheckType', 'InstanceLifecyclePolicy', 'InstanceMaintenancePolicy'],
        ...['LaunchConfigurationName', 'LaunchTemplate', 'LoadBalancerNames', 'MaxInstanceLifetime', 'MaxSize'],
        ...['MetricsCollection', 'MinSize', 'MixedInstancesPolicy', 'NewInstancesProtectedFromScaleIn'],
        ...['PlacementGroup', 'ServiceLinkedRoleARN', 'SuspendedProcesses', 'TargetGroupARNs', 'TerminationPolicies'],
        ...['TrafficSources', 'VPCZoneIdentifier', 'WarmPool'],
      ],
      rename: { Cooldown: 'DefaultCooldown' },
      sets: ['AvailabilityZoneIds', 'AvailabilityZones', 'TrafficSources'],
    },
  );
}

/** A template is told by its id; AWS adds the name. */
function withoutTemplateNames(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item: Json) => withoutTemplateNames(item) as Json);
  if (value === undefined || value === null || typeof value !== 'object') return value;
  const isTold = 'LaunchTemplateId' in value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !(isTold && name === 'LaunchTemplateName'))
      .map(([name, member]) => [name, withoutTemplateNames(member as Json) as Json]),
  );
}
