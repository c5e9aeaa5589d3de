import { CreateSubnetCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateLoadBalancerCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-elasticloadbalancingv2-loadbalancer.ts';

const ONE = {
  LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188',
  DNSName: 'web-1.us-east-1.elb.amazonaws.com',
  CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
  CreatedTime: new Date(0),
  LoadBalancerName: 'web',
  Scheme: 'internet-facing',
  VpcId: 'vpc-1',
  State: { Code: 'active' },
  Type: 'application',
  IpAddressType: 'ipv4',
  SecurityGroups: ['sg-2', 'sg-1'],
  AvailabilityZones: [
    { ZoneName: 'us-east-1b', SubnetId: 'subnet-2', LoadBalancerAddresses: [] },
    {
      ZoneName: 'us-east-1a',
      SubnetId: 'subnet-1',
      LoadBalancerAddresses: [{ IpAddress: '198.51.100.1', AllocationId: 'eipalloc-1' }],
    },
  ],
};
const OTHERS = {
  DescribeLoadBalancerAttributes: {
    Attributes: [
      { Key: 'idle_timeout.timeout_seconds', Value: '60' },
      { Key: 'access_logs.s3.enabled', Value: 'false' },
      { Key: 'access_logs.s3.bucket', Value: '' },
    ],
  },
  DescribeCapacityReservation: { MinimumLoadBalancerCapacity: { CapacityUnits: 100 } },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, DescribeLoadBalancers: { LoadBalancers: [ONE] } }));
  const expected = {
    id: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188',
    arn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188',
    name: 'web',
    properties: {
      IpAddressType: 'ipv4',
      LiveState: { State: 'active' },
      LoadBalancerAttributes: [
        { Key: 'access_logs.s3.enabled', Value: 'false' },
        { Key: 'idle_timeout.timeout_seconds', Value: '60' },
      ],
      MinimumLoadBalancerCapacity: { CapacityUnits: 100 },
      Scheme: 'internet-facing',
      SecurityGroups: ['sg-1', 'sg-2'],
      SubnetMappings: [{ SubnetId: 'subnet-1', AllocationId: 'eipalloc-1' }],
      Subnets: ['subnet-1', 'subnet-2'],
      Type: 'application',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('without reserved capacity it has none; a Gateway Load Balancer is not asked; attributes that are not told are unknown', async () => {
  const ctx = stubContext({
    ...OTHERS,
    DescribeCapacityReservation: {},
    DescribeLoadBalancers: { LoadBalancers: [ONE, { ...ONE, LoadBalancerArn: 'g', Type: 'gateway' }] },
  });
  const [found] = await readAll(collector, ctx);
  expect(found?.properties).not.toHaveProperty('MinimumLoadBalancerCapacity');
  expect(ctx.calls.filter(({ operation }) => operation === 'DescribeCapacityReservation')).toHaveLength(1);
  const part = readPart(
    collector,
    'elasticloadbalancing:DescribeLoadBalancerAttributes',
    stubContext({ DescribeLoadBalancerAttributes: {} }),
    found as never,
  );
  await expect(part).rejects.toThrow('the answer carries no Attributes');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ LoadBalancers: [ONE], NextMarker: 'two' }, { LoadBalancers: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeLoadBalancers',
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    { PageSize: 400, Marker: undefined },
    { PageSize: 400, Marker: 'two' },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no LoadBalancers');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'elasticloadbalancing', action: 'DescribeLoadBalancers' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId;
      const Subnets: string[] = [];
      for (const [index, AvailabilityZone] of ['us-east-1a', 'us-east-1b'].entries()) {
        const input = { VpcId, AvailabilityZone, CidrBlock: `10.0.${index}.0/24` };
        Subnets.push((await ec2.send(new CreateSubnetCommand(input))).Subnet?.SubnetId ?? '');
      }
      const client = new ElasticLoadBalancingV2Client(world.clients('us-east-1'));
      const made: string[] = [];
      for (const Name of ['one', 'two', 'three']) {
        const answer = await client.send(new CreateLoadBalancerCommand({ Name, Subnets }));
        made.push(answer.LoadBalancers?.[0]?.LoadBalancerArn ?? '');
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
