import {
  ApplicationAutoScalingClient,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-applicationautoscaling-scalingpolicy.ts';

const ONE = {
  PolicyARN: 'arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:u:resource/ecs/service/shop/web:policyName/cpu',
  PolicyName: 'cpu',
  ServiceNamespace: 'ecs',
  ResourceId: 'service/shop/web',
  ScalableDimension: 'ecs:service:DesiredCount',
  PolicyType: 'TargetTrackingScaling',
  Alarms: [{ AlarmName: 'a', AlarmARN: 'b' }],
  CreationTime: new Date(0),
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 50,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    ScaleInCooldown: 0,
  },
};
const OTHERS = {
  DescribeScalableTargets: (input: Readonly<Record<string, unknown>>) => ({
    ScalableTargets: input.ServiceNamespace === 'ecs' ? [{ ServiceNamespace: 'ecs' }] : [],
  }),
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({ ...OTHERS, DescribeScalingPolicies: { ScalingPolicies: [ONE] } }),
  );
  const expected = {
    id: 'arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:u:resource/ecs/service/shop/web:policyName/cpu',
    arn: 'arn:aws:autoscaling:us-east-1:111122223333:scalingPolicy:u:resource/ecs/service/shop/web:policyName/cpu',
    name: 'cpu',
    properties: {
      PolicyType: 'TargetTrackingScaling',
      ResourceId: 'service/shop/web',
      ScalableDimension: 'ecs:service:DesiredCount',
      ServiceNamespace: 'ecs',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 50,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        ScaleInCooldown: 0,
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
    operation: 'DescribeScalingPolicies',
    action: 'application-autoscaling:DescribeScalingPolicies',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { ServiceNamespace: 'ecs', MaxResults: 10 },
    { ServiceNamespace: 'ecs', MaxResults: 10, NextToken: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no ScalingPolicies');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'application-autoscaling', action: 'DescribeScalingPolicies' },
    async seed(world) {
      const dynamodb = new DynamoDBClient(world.clients('us-east-1'));
      const client = new ApplicationAutoScalingClient(world.clients('us-east-1'));
      const ServiceNamespace = 'dynamodb';
      const ScalableDimension = 'dynamodb:table:ReadCapacityUnits';
      const names = ['one', 'three', 'two'];
      for (const TableName of names) {
        const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' as const }];
        const KeySchema = [{ AttributeName: 'id', KeyType: 'HASH' as const }];
        const table = { TableName, AttributeDefinitions, KeySchema, BillingMode: 'PAY_PER_REQUEST' as const };
        await dynamodb.send(new CreateTableCommand(table));
        const bounds = { ResourceId: `table/${TableName}`, MinCapacity: 1, MaxCapacity: 5 };
        await client.send(new RegisterScalableTargetCommand({ ServiceNamespace, ScalableDimension, ...bounds }));
      }
      const made: string[] = [];
      for (const name of names) {
        const who = { PolicyName: 'reads', PolicyType: 'TargetTrackingScaling', ResourceId: `table/${name}` } as const;
        const PredefinedMetricSpecification = { PredefinedMetricType: 'DynamoDBReadCapacityUtilization' } as const;
        const TargetTrackingScalingPolicyConfiguration = { TargetValue: 50, PredefinedMetricSpecification };
        const policy = {
          ...who,
          ServiceNamespace,
          ScalableDimension,
          TargetTrackingScalingPolicyConfiguration,
        } as const;
        made.push((await client.send(new PutScalingPolicyCommand(policy))).PolicyARN ?? '');
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
