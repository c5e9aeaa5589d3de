import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
} from '@aws-sdk/client-auto-scaling';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-autoscaling-autoscalinggroup.ts';

const ONE = {
  AutoScalingGroupName: 'web',
  AutoScalingGroupARN: 'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:u:autoScalingGroupName/web',
  MinSize: 2,
  MaxSize: 6,
  DesiredCapacity: 3,
  DefaultCooldown: 300,
  LaunchTemplate: { LaunchTemplateId: 'lt-1', LaunchTemplateName: 'web', Version: '$Latest' },
  AvailabilityZones: ['us-east-1b', 'us-east-1a'],
  LoadBalancerNames: [],
  TargetGroupARNs: ['t-2', 't-1'],
  TrafficSources: [
    { Identifier: 't-1', Type: 'elbv2' },
    { Identifier: 'v', Type: 'vpc-lattice' },
  ],
  HealthCheckType: 'ELB',
  HealthCheckGracePeriod: 60,
  Instances: [],
  CreatedTime: new Date(0),
  SuspendedProcesses: [{ ProcessName: 'Launch', SuspensionReason: 'by a user' }],
  VPCZoneIdentifier: 'subnet-2,subnet-1',
  EnabledMetrics: [
    { Metric: 'GroupMaxSize', Granularity: '1Minute' },
    { Metric: 'GroupMinSize', Granularity: '1Minute' },
  ],
  Tags: [{ Key: 'app', Value: 'shop', PropagateAtLaunch: true, ResourceId: 'web', ResourceType: 'auto-scaling-group' }],
  TerminationPolicies: ['Default'],
  NewInstancesProtectedFromScaleIn: false,
  ServiceLinkedRoleARN:
    'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
  WarmPoolConfiguration: { MinSize: 1, PoolState: 'Stopped', Status: 'PendingDelete' },
  WarmPoolSize: 1,
};
const OTHERS = {
  DescribeLifecycleHooks: {
    LifecycleHooks: [
      {
        LifecycleHookName: 'drain',
        AutoScalingGroupName: 'web',
        LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
        HeartbeatTimeout: 60,
        DefaultResult: 'CONTINUE',
      },
    ],
  },
  DescribeNotificationConfigurations: {
    NotificationConfigurations: [
      {
        AutoScalingGroupName: 'web',
        TopicARN: 'arn:aws:sns:us-east-1:111122223333:ops',
        NotificationType: 'autoscaling:EC2_INSTANCE_TERMINATE',
      },
      {
        AutoScalingGroupName: 'web',
        TopicARN: 'arn:aws:sns:us-east-1:111122223333:ops',
        NotificationType: 'autoscaling:EC2_INSTANCE_LAUNCH',
      },
      { AutoScalingGroupName: 'other', TopicARN: 'x', NotificationType: 'y' },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({ ...OTHERS, DescribeAutoScalingGroups: { AutoScalingGroups: [ONE] } }),
  );
  const expected = {
    id: 'web',
    arn: 'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:u:autoScalingGroupName/web',
    name: 'web',
    tags: { app: 'shop' },
    properties: {
      AvailabilityZones: ['us-east-1a', 'us-east-1b'],
      Cooldown: 300,
      DesiredCapacity: 3,
      HealthCheckGracePeriod: 60,
      HealthCheckType: 'ELB',
      LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '$Latest' },
      LifecycleHookSpecificationList: [
        {
          LifecycleHookName: 'drain',
          LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
          HeartbeatTimeout: 60,
          DefaultResult: 'CONTINUE',
        },
      ],
      MaxSize: 6,
      MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupMaxSize', 'GroupMinSize'] }],
      MinSize: 2,
      NewInstancesProtectedFromScaleIn: false,
      NotificationConfigurations: [
        {
          TopicARN: 'arn:aws:sns:us-east-1:111122223333:ops',
          NotificationTypes: ['autoscaling:EC2_INSTANCE_LAUNCH', 'autoscaling:EC2_INSTANCE_TERMINATE'],
        },
      ],
      ServiceLinkedRoleARN:
        'arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
      SuspendedProcesses: ['Launch'],
      TargetGroupARNs: ['t-1', 't-2'],
      TerminationPolicies: ['Default'],
      TrafficSources: [{ Identifier: 'v', Type: 'vpc-lattice' }],
      VPCZoneIdentifier: ['subnet-1', 'subnet-2'],
      WarmPool: { MinSize: 1, PoolState: 'Stopped' },
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('the groups of a managed node group are of EKS; notifications of all groups are one call', async () => {
  const eks = { ...ONE, AutoScalingGroupName: 'eks-1', Tags: [{ Key: 'eks:nodegroup-name', Value: 'main' }] };
  const ctx = stubContext({ ...OTHERS, DescribeAutoScalingGroups: { AutoScalingGroups: [ONE, eks] } });
  const found = await readAll(collector, ctx);
  expect(found.map((one) => collector.isDefault?.(one))).toEqual([false, true]);
  expect(found[1]?.properties).not.toHaveProperty('NotificationConfigurations');
  expect(ctx.calls.filter(({ operation }) => operation === 'DescribeNotificationConfigurations')).toHaveLength(1);
});

test('templates within a mixed policy are told by their id', async () => {
  const LaunchTemplate = {
    LaunchTemplateSpecification: { LaunchTemplateId: 'lt-1', LaunchTemplateName: 'web', Version: '3' },
    Overrides: [{ InstanceType: 'm6i.large' }, { InstanceType: 'm5.large' }],
  };
  const mixed = { ...ONE, LaunchTemplate: undefined, MixedInstancesPolicy: { LaunchTemplate } };
  const [found] = await readAll(
    collector,
    stubContext({ ...OTHERS, DescribeAutoScalingGroups: { AutoScalingGroups: [mixed] } }),
  );
  expect(found?.properties.MixedInstancesPolicy).toEqual({
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId: 'lt-1', Version: '3' },
      Overrides: LaunchTemplate.Overrides,
    },
  });
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ AutoScalingGroups: [ONE], NextToken: 'two' }, { AutoScalingGroups: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeAutoScalingGroups',
    action: 'autoscaling:DescribeAutoScalingGroups',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { IncludeInstances: false, MaxRecords: 100 },
    { IncludeInstances: false, MaxRecords: 100, NextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no AutoScalingGroups');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'autoscaling', action: 'DescribeAutoScalingGroups' },
    async seed(world) {
      const client = new AutoScalingClient(world.clients('us-east-1'));
      const image = { ImageId: 'ami-12c6146b', InstanceType: 't3.micro' };
      await client.send(new CreateLaunchConfigurationCommand({ LaunchConfigurationName: 'lc', ...image }));
      const size = { MinSize: 0, MaxSize: 1, AvailabilityZones: ['us-east-1a'] };
      const make = (AutoScalingGroupName: string) =>
        client.send(
          new CreateAutoScalingGroupCommand({ AutoScalingGroupName, LaunchConfigurationName: 'lc', ...size }),
        );
      const names = ['one', 'three', 'two'];
      for (const name of names) await make(name);
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
