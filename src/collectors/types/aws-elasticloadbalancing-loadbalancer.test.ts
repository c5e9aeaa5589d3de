import { CreateLoadBalancerCommand, ElasticLoadBalancingClient } from '@aws-sdk/client-elastic-load-balancing';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-elasticloadbalancing-loadbalancer.ts';

const ONE = {
  LoadBalancerName: 'web',
  DNSName: 'web-1.us-east-1.elb.amazonaws.com',
  CanonicalHostedZoneNameID: 'Z35SXDOTRQ7X7K',
  CreatedTime: new Date(0),
  Scheme: 'internal',
  VPCId: 'vpc-1',
  AvailabilityZones: ['us-east-1a'],
  Subnets: ['subnet-2', 'subnet-1'],
  SecurityGroups: ['sg-1'],
  Instances: [{ InstanceId: 'i-1' }],
  SourceSecurityGroup: { GroupName: 'default' },
  ListenerDescriptions: [
    {
      Listener: {
        Protocol: 'HTTPS',
        LoadBalancerPort: 443,
        InstanceProtocol: 'HTTP',
        InstancePort: 80,
        SSLCertificateId: 'arn:aws:acm:us-east-1:111122223333:certificate/c',
      },
      PolicyNames: ['tls'],
    },
  ],
  Policies: {
    AppCookieStickinessPolicies: [{ PolicyName: 'app', CookieName: 'SID' }],
    LBCookieStickinessPolicies: [],
    OtherPolicies: ['tls'],
  },
  BackendServerDescriptions: [],
  HealthCheck: { Target: 'HTTP:80/', Interval: 30, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 10 },
};
const OTHERS = {
  DescribeLoadBalancerAttributes: {
    LoadBalancerAttributes: {
      CrossZoneLoadBalancing: { Enabled: true },
      AccessLog: { Enabled: true, S3BucketName: 'logs' },
      ConnectionDraining: { Enabled: true, Timeout: 300 },
      ConnectionSettings: { IdleTimeout: 60 },
      AdditionalAttributes: [{ Key: 'elb.http.desyncmitigationmode', Value: 'defensive' }],
    },
  },
  DescribeLoadBalancerPolicies: {
    PolicyDescriptions: [
      {
        PolicyName: 'tls',
        PolicyTypeName: 'SSLNegotiationPolicyType',
        PolicyAttributeDescriptions: [{ AttributeName: 'Protocol-TLSv1.2', AttributeValue: 'true' }],
      },
      { PolicyName: 'app', PolicyTypeName: 'AppCookieStickinessPolicyType' },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(
    collector,
    stubContext({ ...OTHERS, DescribeLoadBalancers: { LoadBalancerDescriptions: [ONE] } }),
  );
  const expected = {
    id: 'web',
    arn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/web',
    name: 'web',
    properties: {
      AccessLoggingPolicy: { Enabled: true, S3BucketName: 'logs' },
      AppCookieStickinessPolicy: [{ PolicyName: 'app', CookieName: 'SID' }],
      AvailabilityZones: ['us-east-1a'],
      ConnectionDrainingPolicy: { Enabled: true, Timeout: 300 },
      ConnectionSettings: { IdleTimeout: 60 },
      CrossZone: true,
      DesyncMode: 'defensive',
      HealthCheck: { Target: 'HTTP:80/', Interval: 30, Timeout: 5, UnhealthyThreshold: 2, HealthyThreshold: 10 },
      Listeners: [
        {
          Protocol: 'HTTPS',
          LoadBalancerPort: 443,
          InstanceProtocol: 'HTTP',
          InstancePort: 80,
          SSLCertificateId: 'arn:aws:acm:us-east-1:111122223333:certificate/c',
          PolicyNames: ['tls'],
        },
      ],
      Policies: [
        {
          PolicyName: 'tls',
          PolicyType: 'SSLNegotiationPolicyType',
          Attributes: [{ Name: 'Protocol-TLSv1.2', Value: 'true' }],
        },
      ],
      Scheme: 'internal',
      SecurityGroups: ['sg-1'],
      Subnets: ['subnet-1', 'subnet-2'],
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ LoadBalancerDescriptions: [ONE], NextMarker: 'two' }, { LoadBalancerDescriptions: [ONE] }] as const;
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
  expect(outcome.noList).toBe('the answer carries no LoadBalancerDescriptions');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'elasticloadbalancing', action: 'DescribeLoadBalancers' },
    async seed(world) {
      const client = new ElasticLoadBalancingClient(world.clients('us-east-1'));
      const names = ['one', 'three', 'two'];
      for (const LoadBalancerName of names) {
        const Listeners = [{ Protocol: 'HTTP', LoadBalancerPort: 80, InstancePort: 80 }];
        const input = { LoadBalancerName, Listeners, AvailabilityZones: ['us-east-1a'] };
        await client.send(new CreateLoadBalancerCommand(input));
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
