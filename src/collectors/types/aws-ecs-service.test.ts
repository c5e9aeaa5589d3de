import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ecs-service.ts';

const ONE = 'arn:aws:ecs:us-east-1:111122223333:service/shop/web';
const SERVICE = {
  serviceName: 'web',
  clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/shop',
  loadBalancers: [
    {
      targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/1',
      containerName: 'web',
      containerPort: 80,
    },
  ],
  serviceRegistries: [],
  status: 'ACTIVE',
  desiredCount: 0,
  runningCount: 3,
  pendingCount: 0,
  capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
  platformVersion: '1.4.0',
  taskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/web:7',
  deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 100 },
  roleArn: 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
  deployments: [
    { status: 'ACTIVE', serviceConnectConfiguration: { enabled: false } },
    {
      status: 'PRIMARY',
      failedTasks: 1,
      rolloutState: 'COMPLETED',
      serviceConnectConfiguration: {
        enabled: true,
        logConfiguration: { logDriver: 'splunk', options: { 'splunk-token': 'hush', 'splunk-url': 'https://x' } },
      },
    },
  ],
  events: [{ id: 'e', message: 'has reached a steady state' }],
  createdAt: new Date(0),
  placementConstraints: [],
  placementStrategy: [],
  networkConfiguration: {
    awsvpcConfiguration: { subnets: ['subnet-2', 'subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED' },
  },
  healthCheckGracePeriodSeconds: 0,
  schedulingStrategy: 'REPLICA',
  tags: [{ key: 'app', value: 'shop' }],
  enableECSManagedTags: true,
  propagateTags: 'NONE',
  enableExecuteCommand: false,
};
const OTHERS = {
  ListClusters: { clusterArns: ['arn:aws:ecs:us-east-1:111122223333:cluster/shop'] },
  DescribeScalableTargets: { ScalableTargets: [] },
  DescribeServices: ({ services }: Readonly<Record<string, unknown>>) => ({
    services: (services as string[]).map((serviceArn) => ({ ...SERVICE, serviceArn })),
  }),
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, ListServices: { serviceArns: [ONE] } }));
  const expected = {
    id: 'arn:aws:ecs:us-east-1:111122223333:service/shop/web',
    arn: 'arn:aws:ecs:us-east-1:111122223333:service/shop/web',
    name: 'web',
    tags: { app: 'shop' },
    properties: {
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
      Cluster: 'arn:aws:ecs:us-east-1:111122223333:cluster/shop',
      DeploymentConfiguration: { MaximumPercent: 200, MinimumHealthyPercent: 100 },
      DesiredCount: 0,
      EnableECSManagedTags: true,
      EnableExecuteCommand: false,
      HealthCheckGracePeriodSeconds: 0,
      LoadBalancers: [
        {
          TargetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/1',
          ContainerName: 'web',
          ContainerPort: 80,
        },
      ],
      LiveState: { DesiredCount: 0, RunningCount: 3, PendingCount: 0, FailedTasks: 1, RolloutState: 'COMPLETED' },
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          Subnets: ['subnet-1', 'subnet-2'],
          SecurityGroups: ['sg-1'],
          AssignPublicIp: 'DISABLED',
        },
      },
      PlatformVersion: '1.4.0',
      Role: 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS',
      SchedulingStrategy: 'REPLICA',
      ServiceConnectConfiguration: {
        Enabled: true,
        LogConfiguration: { LogDriver: 'splunk', Options: { 'splunk-token': 'digest:4', 'splunk-url': 'https://x' } },
      },
      TaskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/web:7',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('the count of a service that is scaled is load, and of any other design', async () => {
  const targets = (ResourceId: string) => ({ DescribeScalableTargets: { ScalableTargets: [{ ResourceId }] } });
  const counted = async (ResourceId: string) =>
    (
      await readAll(collector, stubContext({ ...OTHERS, ListServices: { serviceArns: [ONE] }, ...targets(ResourceId) }))
    )[0]?.properties.DesiredCount;
  expect([await counted('service/shop/web'), await counted('service/shop/other')]).toEqual([undefined, 0]);
});

test('asks for ten services a call, and whether they are scaled once', async () => {
  const serviceArns = Array.from({ length: 11 }, (_, index) => `${ONE}${index}`);
  const ctx = stubContext({ ...OTHERS, ListServices: { serviceArns } });
  expect(await readAll(collector, ctx)).toHaveLength(11);
  const count = (name: string) => ctx.calls.filter(({ operation }) => operation === name).length;
  expect([count('DescribeServices'), count('DescribeScalableTargets')]).toEqual([2, 1]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ serviceArns: [ONE], nextToken: 'two' }, { serviceArns: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListServices',
    action: 'ecs:ListServices',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { cluster: 'arn:aws:ecs:us-east-1:111122223333:cluster/shop', maxResults: 100 },
    { cluster: 'arn:aws:ecs:us-east-1:111122223333:cluster/shop', maxResults: 100, nextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no serviceArns');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ecs', action: 'ListServices' },
    async seed(world) {
      const client = new ECSClient(world.clients('us-east-1'));
      const container = { name: 'web', image: 'nginx', memory: 128 };
      const register = (family: string) =>
        client.send(new RegisterTaskDefinitionCommand({ family, containerDefinitions: [container] }));
      await client.send(new CreateClusterCommand({ clusterName: 'shop' }));
      await register('web');
      const made: string[] = [];
      for (const serviceName of ['one', 'two', 'three']) {
        const input = { cluster: 'shop', serviceName, taskDefinition: 'web', desiredCount: 1 };
        made.push((await client.send(new CreateServiceCommand(input))).service?.serviceArn ?? '');
      }
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
