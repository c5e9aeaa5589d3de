import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
  PutScalingPolicyCommand,
} from '@aws-sdk/client-auto-scaling';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-autoscaling-scalingpolicy.ts';

const ONE = {
  AutoScalingGroupName: 'web',
  PolicyName: 'cpu',
  PolicyARN: 'arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:u:autoScalingGroupName/web:policyName/cpu',
  PolicyType: 'TargetTrackingScaling',
  StepAdjustments: [],
  Alarms: [{ AlarmName: 'TargetTracking-web-AlarmHigh-1' }],
  Enabled: true,
  TargetTrackingConfiguration: {
    PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
    TargetValue: 50,
    DisableScaleIn: false,
  },
};
const OTHERS = {};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, DescribePolicies: { ScalingPolicies: [ONE] } }));
  const expected = {
    id: 'arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:u:autoScalingGroupName/web:policyName/cpu',
    arn: 'arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:u:autoScalingGroupName/web:policyName/cpu',
    name: 'cpu',
    properties: {
      AutoScalingGroupName: 'web',
      Enabled: true,
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
        TargetValue: 50,
        DisableScaleIn: false,
      },
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ ScalingPolicies: [ONE], NextToken: 'two' }, { ScalingPolicies: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribePolicies',
    action: 'autoscaling:DescribePolicies',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no ScalingPolicies');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'autoscaling', action: 'DescribePolicies' },
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
      const made: string[] = [];
      for (const PolicyName of ['one', 'two', 'three']) {
        const policy = { PolicyName, AutoScalingGroupName: 'web', AdjustmentType: 'ChangeInCapacity' };
        const answer = await client.send(new PutScalingPolicyCommand({ ...policy, ScalingAdjustment: 1 }));
        made.push(answer.PolicyARN ?? '');
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
