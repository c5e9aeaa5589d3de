import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  DescribeAutoScalingGroupsCommand,
} from '@aws-sdk/client-auto-scaling';
import { CreateCapacityProviderCommand, ECSClient } from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ecs-capacityprovider.ts';

const ONE = {
  capacityProviderArn: 'arn:aws:ecs:us-east-1:111122223333:capacity-provider/ec2',
  name: 'ec2',
  status: 'ACTIVE',
  tags: [{ key: 'app', value: 'shop' }],
  updateStatus: 'UPDATE_COMPLETE',
  autoScalingGroupProvider: {
    autoScalingGroupArn: 'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:u:autoScalingGroupName/web',
    managedScaling: { status: 'ENABLED', targetCapacity: 100 },
    managedTerminationProtection: 'DISABLED',
    managedDraining: 'ENABLED',
  },
};
const OTHERS = {};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({ ...OTHERS, DescribeCapacityProviders: { capacityProviders: [ONE] } }),
  );
  const expected = {
    id: 'ec2',
    arn: 'arn:aws:ecs:us-east-1:111122223333:capacity-provider/ec2',
    name: 'ec2',
    tags: { app: 'shop' },
    properties: {
      AutoScalingGroupProvider: {
        AutoScalingGroupArn: 'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:u:autoScalingGroupName/web',
        ManagedScaling: { Status: 'ENABLED', TargetCapacity: 100 },
        ManagedTerminationProtection: 'DISABLED',
        ManagedDraining: 'ENABLED',
      },
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test("Fargate's are of AWS", () => {
  const one = (id: string) => collector.isDefault?.({ id, arn: null, name: id, properties: {} });
  expect(['FARGATE', 'FARGATE_SPOT', 'ec2'].map(one)).toEqual([true, true, false]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ capacityProviders: [ONE], nextToken: 'two' }, { capacityProviders: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeCapacityProviders',
    action: 'ecs:DescribeCapacityProviders',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { include: ['TAGS'], maxResults: 10 },
    { include: ['TAGS'], maxResults: 10, nextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no capacityProviders');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ecs', action: 'DescribeCapacityProviders' },
    async seed(world) {
      const client = new ECSClient(world.clients('us-east-1'));
      const scaling = new AutoScalingClient(world.clients('us-east-1'));
      const image = { ImageId: 'ami-12c6146b', InstanceType: 't3.micro' };
      await scaling.send(new CreateLaunchConfigurationCommand({ LaunchConfigurationName: 'lc', ...image }));
      const size = { MinSize: 0, MaxSize: 1, AvailabilityZones: ['us-east-1a'], LaunchConfigurationName: 'lc' };
      await scaling.send(new CreateAutoScalingGroupCommand({ AutoScalingGroupName: 'web', ...size }));
      const group = (await scaling.send(new DescribeAutoScalingGroupsCommand({}))).AutoScalingGroups?.[0];
      const names = ['one', 'three', 'two'];
      for (const name of names) {
        const autoScalingGroupProvider = { autoScalingGroupArn: group?.AutoScalingGroupARN };
        await client.send(new CreateCapacityProviderCommand({ name, autoScalingGroupProvider }));
      }
      return names;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized|AuthorizationError/);
});
