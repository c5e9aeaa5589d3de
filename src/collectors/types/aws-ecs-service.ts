/** The collector of `AWS::ECS::Service`. */
import type { Service } from '@aws-sdk/client-ecs';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { sorted } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { capitalisedJson, mapped } from '../mapping.ts';
import { withoutSecretsIn } from '../secret-values.ts';
import { targetsOf } from './application-autoscaling.ts';
import { ecsTags, services } from './ecs.ts';

export default defineCollector({
  type: 'AWS::ECS::Service',
  summary: 'ECS services: what they run and how much of it, network, balancers, deployment.',
  scope: 'regional',
  uniqueName: false,
  livesIn: { Cluster: 'AWS::ECS::Cluster' },
  actions: ['ecs:ListClusters', 'ecs:ListServices', 'ecs:DescribeServices'],
  async *list(ctx) {
    for (const one of await services(ctx)) {
      if (one.status === 'INACTIVE') continue;
      const id = one.serviceArn ?? '';
      const tags = ecsTags(one.tags);
      yield { id, arn: id, name: one.serviceName ?? null, tags, properties: propertiesOf(one, ctx) };
    }
  },
  parts: [
    {
      action: 'application-autoscaling:DescribeScalableTargets',
      properties: ['DesiredCount'],
      async read(ctx, { id }) {
        const [path] = id.split(':service/').slice(-1);
        const scaled = (await targetsOf(ctx, 'ecs')).some(({ ResourceId }) => ResourceId === `service/${path}`);
        // Where it is scaled, the count is load: the bounds are compared with the scalable target.
        if (scaled) return {};
        const one = (await services(ctx)).find(({ serviceArn }) => serviceArn === id);
        return compact({ DesiredCount: one?.desiredCount });
      },
    },
  ],
  tags: 'listed',
  needs: [
    ...['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet', 'AWS::ECS::Cluster', 'AWS::ECS::TaskDefinition'],
    'AWS::ElasticLoadBalancingV2::TargetGroup',
  ],
  references: {
    'CapacityProviderStrategy.CapacityProvider': 'AWS::ECS::CapacityProvider',
    'LoadBalancers.LoadBalancerName': 'AWS::ElasticLoadBalancing::LoadBalancer',
  },
  comparators: {
    AvailabilityZoneRebalancing: 'same',
    Cluster: 'same',
    DeploymentConfiguration: 'same',
    'DeploymentController.Type': 'same',
    DesiredCount: {
      compare: 'same',
      severity: 'high',
      worse: 'smaller',
      why: 'Only of a service that nothing scales; else it is load, and the bounds of the scalable target are compared.',
    },
    EnableECSManagedTags: 'same',
    EnableExecuteCommand: { compare: 'same', severity: 'high', worse: 'true', why: 'It lets people into containers.' },
    HealthCheckGracePeriodSeconds: 'same',
    ...liveMembers('DesiredCount', 'FailedTasks', 'PendingCount', 'RolloutState', 'RunningCount'),
    LaunchType: 'same',
    'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp': { compare: 'same', severity: 'high', best: 'DISABLED' },
    'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups': {
      compare: 'same',
      severity: 'high',
      why: 'They decide who reaches the tasks.',
    },
    'NetworkConfiguration.AwsvpcConfiguration.Subnets': {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    PlacementConstraints: 'same',
    PlacementStrategies: { compare: 'same', why: 'In their order, in which they are applied.' },
    PlatformVersion: 'same',
    PropagateTags: 'same',
    Role: 'same',
    SchedulingStrategy: 'same',
    ServiceConnectConfiguration: 'same',
    ServiceRegistries: 'same',
    TaskDefinition: {
      compare: 'same',
      severity: 'high',
      why: 'Compared by which family it is: revisions are counted up in each region, and what is in them is compared there.',
    },
    VolumeConfigurations: 'same',
    VpcLatticeConfigurations: 'same',
  },
  sets: [
    ...['NetworkConfiguration.AwsvpcConfiguration.SecurityGroups', 'NetworkConfiguration.AwsvpcConfiguration.Subnets'],
    ...['PlacementConstraints', 'ServiceRegistries', 'VpcLatticeConfigurations'],
  ],
  keyed: {
    CapacityProviderStrategy: ['CapacityProvider'],
    LoadBalancers: ['ContainerName', 'ContainerPort', 'TargetGroupArn'],
  },
  notRead: {
    ForceNewDeployment: 'a switch of the deployment, which no call gives',
    Monitoring: 'the calls of this version of the SDK do not tell it',
    ServiceName: 'it is the name',
  },
  cannotSee: [
    'Which tasks run and what their own health checks say: how many run, wait and failed is read.',
    'Services of a deployment controller other than ECS have their task definition in task sets, which are not read.',
  ],
});

function propertiesOf(one: Service, ctx: CollectorContext): JsonObject {
  // These stand in the deployment that is to stay only.
  const primary = one.deployments?.find(({ status }) => status === 'PRIMARY');
  const network = one.networkConfiguration?.awsvpcConfiguration;
  const given = {
    ...one,
    tags: undefined,
    events: undefined,
    deployments: undefined,
    propagateTags: one.propagateTags === 'NONE' ? undefined : one.propagateTags,
    networkConfiguration: network && {
      awsvpcConfiguration: {
        ...network,
        subnets: sorted(network.subnets),
        securityGroups: sorted(network.securityGroups),
      },
    },
    serviceConnectConfiguration: primary?.serviceConnectConfiguration,
    volumeConfigurations: primary?.volumeConfigurations,
    vpcLatticeConfigurations: primary?.vpcLatticeConfigurations,
  };
  const read = mapped(capitalisedJson(given, ['options']), {
    take: [
      ...['AvailabilityZoneRebalancing', 'CapacityProviderStrategy', 'DeploymentConfiguration'],
      ...['DeploymentController', 'EnableECSManagedTags', 'EnableExecuteCommand', 'HealthCheckGracePeriodSeconds'],
      ...['LaunchType', 'LoadBalancers', 'NetworkConfiguration', 'PlacementConstraints', 'PlatformVersion'],
      ...['PropagateTags', 'SchedulingStrategy', 'ServiceConnectConfiguration', 'ServiceRegistries'],
      ...['TaskDefinition', 'VolumeConfigurations', 'VpcLatticeConfigurations'],
    ],
    rename: { Cluster: 'ClusterArn', PlacementStrategies: 'PlacementStrategy', Role: 'RoleArn' },
    sets: ['LoadBalancers', 'PlacementConstraints', 'ServiceRegistries', 'VpcLatticeConfigurations'],
  });
  // What a log driver is given may hold a token.
  return { ...(withoutSecretsIn('AWS::ECS::Service', read, ctx) as JsonObject), ...runningOf(one) };
}

/** How much of it runs; of one that CodeDeploy deploys the task set that serves tells whether it has settled. */
function runningOf(one: Service): JsonObject {
  const primary = one.deployments?.find(({ status }) => status === 'PRIMARY');
  const serving = one.taskSets?.find(({ status }) => status === 'PRIMARY');
  const settled = serving?.stabilityStatus === 'STEADY_STATE' ? 'COMPLETED' : serving && 'IN_PROGRESS';
  return liveState({
    DesiredCount: one.desiredCount,
    RunningCount: one.runningCount,
    PendingCount: one.pendingCount,
    FailedTasks: primary?.failedTasks,
    RolloutState: primary?.rolloutState ?? settled,
  });
}
