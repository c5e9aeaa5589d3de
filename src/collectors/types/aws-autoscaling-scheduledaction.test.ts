import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  PutScheduledUpdateGroupActionCommand,
} from '@aws-sdk/client-auto-scaling';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-autoscaling-scheduledaction.ts';

const ONE = {
  AutoScalingGroupName: 'web',
  ScheduledActionName: 'night',
  ScheduledActionARN:
    'arn:aws:autoscaling:us-east-1:111122223333:scheduledUpdateGroupAction:u:autoScalingGroupName/web:scheduledActionName/night',
  Time: new Date(0),
  StartTime: new Date(0),
  Recurrence: '0 22 * * *',
  MinSize: 0,
  MaxSize: 1,
  DesiredCapacity: 0,
  TimeZone: 'Etc/UTC',
};
const OTHERS = {};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({ ...OTHERS, DescribeScheduledActions: { ScheduledUpdateGroupActions: [ONE] } }),
  );
  const expected = {
    id: 'night',
    arn: 'arn:aws:autoscaling:us-east-1:111122223333:scheduledUpdateGroupAction:u:autoScalingGroupName/web:scheduledActionName/night',
    name: 'night',
    properties: {
      AutoScalingGroupName: 'web',
      DesiredCapacity: 0,
      MaxSize: 1,
      MinSize: 0,
      Recurrence: '0 22 * * *',
      TimeZone: 'Etc/UTC',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('what happens once has its time', async () => {
  const once = { ...ONE, Recurrence: undefined };
  const [found] = await readAll(
    collector,
    stubContext({ DescribeScheduledActions: { ScheduledUpdateGroupActions: [once] } }),
  );
  expect(found?.properties.StartTime).toBe('1970-01-01T00:00:00.000Z');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [
    { ScheduledUpdateGroupActions: [ONE], NextToken: 'two' },
    { ScheduledUpdateGroupActions: [ONE] },
  ] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeScheduledActions',
    action: 'autoscaling:DescribeScheduledActions',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no ScheduledUpdateGroupActions');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'autoscaling', action: 'DescribeScheduledActions' },
    async seed(world) {
      const client = new AutoScalingClient(world.clients('us-east-1'));
      const image = { ImageId: 'ami-12c6146b', InstanceType: 't3.micro' };
      await client.send(new CreateLaunchConfigurationCommand({ LaunchConfigurationName: 'lc', ...image }));
      const size = { MinSize: 0, MaxSize: 1, AvailabilityZones: ['us-east-1a'] };
      const make = (AutoScalingGroupName: string) =>
        client.send(
          new CreateAutoScalingGroupCommand({ AutoScalingGroupName, LaunchConfigurationName: 'lc', ...size }),
        );
      await make('web');
      const names = ['one', 'three', 'two'];
      for (const ScheduledActionName of names) {
        const action = { ScheduledActionName, AutoScalingGroupName: 'web', Recurrence: '0 22 * * *', MaxSize: 1 };
        await client.send(new PutScheduledUpdateGroupActionCommand(action));
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
