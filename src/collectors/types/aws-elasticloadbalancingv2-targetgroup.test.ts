import { CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateTargetGroupCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-elasticloadbalancingv2-targetgroup.ts';

const ONE = {
  TargetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/73e2d6bc24d8a067',
  TargetGroupName: 'web',
  Protocol: 'HTTP',
  Port: 80,
  VpcId: 'vpc-1',
  HealthCheckProtocol: 'HTTP',
  HealthCheckPort: 'traffic-port',
  HealthCheckEnabled: true,
  HealthCheckIntervalSeconds: 30,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 5,
  UnhealthyThresholdCount: 2,
  HealthCheckPath: '/health',
  Matcher: { HttpCode: '200' },
  LoadBalancerArns: ['arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188'],
  TargetType: 'ip',
  ProtocolVersion: 'HTTP1',
  IpAddressType: 'ipv4',
};
const OTHERS = {
  DescribeTargetGroupAttributes: { Attributes: [{ Key: 'stickiness.enabled', Value: 'false' }] },
  DescribeTargetHealth: {
    TargetHealthDescriptions: ['healthy', 'healthy', 'unhealthy', 'draining'].map((State) => ({
      TargetHealth: { State },
    })),
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, DescribeTargetGroups: { TargetGroups: [ONE] } }));
  const expected = {
    id: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/73e2d6bc24d8a067',
    arn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/73e2d6bc24d8a067',
    name: 'web',
    properties: {
      HealthCheckEnabled: true,
      HealthCheckIntervalSeconds: 30,
      HealthCheckPath: '/health',
      HealthCheckPort: 'traffic-port',
      HealthCheckProtocol: 'HTTP',
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 5,
      IpAddressType: 'ipv4',
      LiveState: { Targets: 4, HealthyTargets: 2, UnhealthyTargets: 1 },
      Matcher: { HttpCode: '200' },
      Port: 80,
      Protocol: 'HTTP',
      ProtocolVersion: 'HTTP1',
      TargetGroupAttributes: [{ Key: 'stickiness.enabled', Value: 'false' }],
      TargetType: 'ip',
      UnhealthyThresholdCount: 2,
      VpcId: 'vpc-1',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ TargetGroups: [ONE], NextMarker: 'two' }, { TargetGroups: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeTargetGroups',
    action: 'elasticloadbalancing:DescribeTargetGroups',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { PageSize: 400, Marker: undefined },
    { PageSize: 400, Marker: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no TargetGroups');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'elasticloadbalancing', action: 'DescribeTargetGroups' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId;
      const client = new ElasticLoadBalancingV2Client(world.clients('us-east-1'));
      const made: string[] = [];
      for (const Name of ['one', 'two', 'three']) {
        const answer = await client.send(new CreateTargetGroupCommand({ Name, Protocol: 'HTTP', Port: 80, VpcId }));
        made.push(answer.TargetGroups?.[0]?.TargetGroupArn ?? '');
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
