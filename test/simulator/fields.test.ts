/** Stacks of the types that applications are made of stand for real things, and go away again. */
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Boto, boto } from './boto.ts';
import { FIELDS } from './field-templates.ts';
import { openWorld, type World } from './simulator.ts';

const US = 'us-east-1';
/** Of some the ids that AWS's handlers give. */
const IDS: Readonly<Record<string, RegExp>> = {
  'traffic Acl': /^Acl-[A-Za-z0-9]{12}\|[0-9a-f-]{36}\|REGIONAL$/,
  'code Alias': /^arn:aws:lambda:us-east-1:\d{12}:function:code-Function-[A-Za-z0-9]{12}:live$/,
  'code Policy':
    /^arn:aws:autoscaling:us-east-1:\d{12}:scalingPolicy:[0-9a-f-]{36}:autoScalingGroupName\/code-Asg-.*:policyName\/code-Policy-/,
  'data Cache': /^data-cache-[a-z0-9]{12}$/,
  'data Warehouse': /^warehouse-[a-z0-9]{12}$/,
  'operations Identities': /^us-east-1:[0-9a-f-]{36}$/,
};

/** What the tagging API finds by the stack's tag, beside what it found before there were these types. */
const BY_TAG: Readonly<Record<string, readonly string[]>> = {
  network: [
    'ec2:transit-gateway-attachment',
    'ec2:transit-gateway-route-table',
    'ec2:vpn-connection',
    'ec2:customer-gateway',
  ],
  code: ['ecr:repository', 'eks:cluster', 'ecs:cluster', 'lambda:function'],
  traffic: [
    'apigateway:restapis',
    'cloudfront:distribution',
    'route53:hostedzone',
    'wafv2:regional',
    'elasticloadbalancing:listener',
  ],
  data: [
    'es:domain',
    'firehose:deliverystream',
    'kafka:cluster',
    'redshift:cluster',
    'kinesis:stream',
    'dynamodb:table',
  ],
  operations: [
    'codebuild:project',
    'codepipeline:operations-Pipeline',
    'cognito-idp:userpool',
    'guardduty:detector',
    'events:rule',
  ],
};

/** Service and kind of every ARN that has the field's stack among its tags; none may come twice. */
async function kindsByTag(stack: string): Promise<string[]> {
  const { ResourceTagMappingList: found } = await aws.ask(
    world.clients(US),
    'resourcegroupstaggingapi',
    'GetResources',
    {
      TagFilters: [{ Key: 'aws:cloudformation:stack-name', Values: [stack] }],
    },
  );
  const arns = (found as { ResourceARN: string }[]).map((one) => one.ResourceARN);
  expect(new Set(arns).size).toBe(arns.length);
  return arns.map((arn) => {
    const [, , service, , , ...rest] = arn.split(':');
    return `${service}:${rest
      .join(':')
      .replace(/^\//, '')
      .split(/[/:]/)[0]
      ?.replace(/-[A-Za-z0-9]{12}$/, '')}`;
  });
}

let aws: Boto;
let world: World;
beforeAll(async () => {
  aws = await boto();
  world = await openWorld();
});
afterAll(() => aws.stop());

describe.each(Object.entries(FIELDS))('%s', (field, template) => {
  test('is made, and deleted', async () => {
    const before = (await world.pretended()).length;
    await world.deploy(US, field, template, {}, { team: 'a' });
    const pretended = (await world.pretended()).slice(before).map((row) => row.type);
    expect(pretended).toEqual([]);
    const client = new CloudFormationClient(world.clients(US));
    const { StackResourceSummaries: rows = [] } = await client.send(
      new ListStackResourcesCommand({ StackName: field }),
    );
    expect(rows.filter((row) => !row.PhysicalResourceId)).toEqual([]);
    const ids = rows.filter((row) => `${field} ${row.LogicalResourceId}` in IDS);
    for (const row of ids) expect(row.PhysicalResourceId).toMatch(IDS[`${field} ${row.LogicalResourceId}`] ?? /^$/);
    await probe[field]?.();
    expect(await kindsByTag(field)).toEqual(expect.arrayContaining([...(BY_TAG[field] ?? [])]));
    await world.deleteStack(US, field);
  }, 60_000);
});

const ask = (service: string, operation: string, params: object = {}) =>
  aws.ask(world.clients(US), service, operation, { ...params });

/** What each field's services say of what was made: properties reach them, and the stack's tags. */
const probe: Record<string, () => Promise<void>> = {
  network: async () => {
    const { TransitGatewayVpcAttachments } = await ask('ec2', 'DescribeTransitGatewayVpcAttachments');
    expect(TransitGatewayVpcAttachments).toMatchObject([
      { Tags: expect.arrayContaining([{ Key: 'team', Value: 'a' }]) },
    ]);
    const { CustomerGateways } = await ask('ec2', 'DescribeCustomerGateways');
    expect(CustomerGateways).toMatchObject([{ IpAddress: '198.51.100.1', BgpAsn: '65000' }]);
  },
  code: async () => {
    const { ScalingPolicies } = await ask('autoscaling', 'DescribePolicies');
    expect(ScalingPolicies).toMatchObject([{ TargetTrackingConfiguration: { TargetValue: 50 } }]);
    const { ScalableTargets } = await ask('application-autoscaling', 'DescribeScalableTargets', {
      ServiceNamespace: 'ecs',
    });
    expect(ScalableTargets).toMatchObject([{ MinCapacity: 1, MaxCapacity: 2 }]);
    const { clusters } = await ask('eks', 'ListClusters');
    expect(clusters).toMatchObject([expect.stringMatching(/^code-Eks-/)]);
  },
  traffic: async () => {
    const { items } = await ask('apigateway', 'get_rest_apis');
    const [{ id }] = items as [{ id: string }];
    const { item } = await ask('apigateway', 'get_stages', { restApiId: id });
    expect(item).toMatchObject([{ stageName: 'live', variables: { a: 'b' }, tags: { team: 'a' } }]);
    const { CloudFrontOriginAccessIdentityList } = await ask('cloudfront', 'ListCloudFrontOriginAccessIdentities');
    expect(CloudFrontOriginAccessIdentityList).toMatchObject({ Quantity: 1, Items: [{ Comment: 'c' }] });
    const { DistributionList } = await ask('cloudfront', 'ListDistributions');
    expect(DistributionList).toMatchObject({
      Quantity: 1,
      Items: [{ Origins: { Quantity: 1, Items: [{ Id: 'o' }] } }],
    });
  },
  data: async () => {
    const { ReplicationGroups } = await ask('elasticache', 'DescribeReplicationGroups');
    expect(ReplicationGroups).toMatchObject([{ Description: 'd' }]);
    const { BackupPlansList } = await ask('backup', 'ListBackupPlans');
    const [{ BackupPlanId }] = BackupPlansList as [{ BackupPlanId: string }];
    const { BackupSelectionsList } = await ask('backup', 'ListBackupSelections', { BackupPlanId });
    expect(BackupSelectionsList).toMatchObject([{ SelectionName: 's' }]);
    expect(await ask('backup', 'GetBackupPlan', { BackupPlanId })).toMatchObject({
      BackupPlan: { Rules: [{ RuleName: 'r', TargetBackupVaultName: 'v' }] },
    });
  },
  operations: async () => {
    expect(await ask('config', 'DescribeConfigurationRecorders')).toMatchObject({
      ConfigurationRecorders: [{ recordingGroup: { allSupported: true } }],
    });
    const { metricFilters } = await ask('logs', 'DescribeMetricFilters');
    expect(metricFilters).toMatchObject([{ filterPattern: 'ERROR', metricTransformations: [{ metricValue: '1' }] }]);
    const { CompositeAlarms, MetricAlarms } = await ask('cloudwatch', 'DescribeAlarms', {
      AlarmTypes: ['CompositeAlarm'],
    });
    expect(CompositeAlarms).toMatchObject([
      { AlarmName: 'c', AlarmRule: expect.stringMatching(/^ALARM\(operations-Alarm-/) },
    ]);
    expect(MetricAlarms).toEqual([]);
    const { UserPools } = await ask('cognito-idp', 'ListUserPools', { MaxResults: 10 });
    expect(UserPools).toMatchObject([{ Name: 'p' }]);
  },
};
