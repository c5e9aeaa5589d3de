import { CreateSubnetCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-elasticloadbalancingv2-listener.ts';

const ONE = {
  ListenerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
  LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188',
  Port: 443,
  Protocol: 'HTTPS',
  SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  MutualAuthentication: { Mode: 'off' },
  Certificates: [{ CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/c' }],
  DefaultActions: [
    {
      Type: 'forward',
      Order: 2,
      TargetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/73e2d6bc24d8a067',
      ForwardConfig: {
        TargetGroups: [
          {
            TargetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/73e2d6bc24d8a067',
            Weight: 1,
          },
        ],
        TargetGroupStickinessConfig: { Enabled: false },
      },
    },
    {
      Type: 'authenticate-oidc',
      Order: 1,
      AuthenticateOidcConfig: {
        Issuer: 'https://login.example.com',
        ClientId: 'c',
        UserInfoEndpoint: 'https://login.example.com/u',
      },
    },
  ],
};
const OTHERS = {
  DescribeLoadBalancers: {
    LoadBalancers: [
      { LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188' },
    ],
  },
  DescribeListenerAttributes: { Attributes: [{ Key: 'routing.http.response.server.enabled', Value: 'true' }] },
  DescribeListenerCertificates: {
    Certificates: [
      { CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/c', IsDefault: true },
      { CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/d', IsDefault: false },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, DescribeListeners: { Listeners: [ONE] } }));
  const expected = {
    id: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
    arn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
    name: null,
    properties: {
      Certificates: [{ CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/c' }],
      DefaultActions: [
        {
          Type: 'authenticate-oidc',
          Order: 1,
          AuthenticateOidcConfig: {
            Issuer: 'https://login.example.com',
            ClientId: 'c',
            UserInfoEndpoint: 'https://login.example.com/u',
          },
        },
        {
          Type: 'forward',
          Order: 2,
          ForwardConfig: {
            TargetGroups: [
              {
                TargetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/73e2d6bc24d8a067',
                Weight: 1,
              },
            ],
          },
        },
      ],
      ListenerAttributes: [{ Key: 'routing.http.response.server.enabled', Value: 'true' }],
      ListenerCertificates: ['arn:aws:acm:us-east-1:111122223333:certificate/d'],
      LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188',
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('one without TLS has no certificates to ask for; one target group is told in one way', async () => {
  const plain = {
    ListenerArn: 'l',
    LoadBalancerArn: 'b',
    Port: 80,
    Protocol: 'HTTP',
    DefaultActions: [{ Type: 'forward', TargetGroupArn: 't' }],
  };
  const ctx = stubContext({ ...OTHERS, DescribeListeners: { Listeners: [plain] } });
  const [found] = await readAll(collector, ctx);
  expect(found?.properties.DefaultActions).toEqual([
    { Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: 't', Weight: 1 }] } },
  ]);
  expect(ctx.calls.map(({ operation }) => operation)).not.toContain('DescribeListenerCertificates');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ Listeners: [ONE], NextMarker: 'two' }, { Listeners: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeListeners',
    action: 'elasticloadbalancing:DescribeListeners',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    {
      LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188',
      PageSize: 400,
    },
    {
      LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188',
      PageSize: 400,
      Marker: 'two',
    },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Listeners');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'elasticloadbalancing', action: 'DescribeListeners' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const VpcId = (await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))).Vpc?.VpcId;
      const Subnets: string[] = [];
      for (const [index, AvailabilityZone] of ['us-east-1a', 'us-east-1b'].entries()) {
        const input = { VpcId, AvailabilityZone, CidrBlock: `10.0.${index}.0/24` };
        Subnets.push((await ec2.send(new CreateSubnetCommand(input))).Subnet?.SubnetId ?? '');
      }
      const client = new ElasticLoadBalancingV2Client(world.clients('us-east-1'));
      const created = await client.send(new CreateLoadBalancerCommand({ Name: 'web', Subnets }));
      const LoadBalancerArn = created.LoadBalancers?.[0]?.LoadBalancerArn;
      const made: string[] = [];
      for (const Port of [80, 81, 82]) {
        const refuse = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } } as const;
        const listen = { LoadBalancerArn, Port, Protocol: 'HTTP' } as const;
        const answer = await client.send(new CreateListenerCommand({ ...listen, DefaultActions: [refuse] }));
        made.push(answer.Listeners?.[0]?.ListenerArn ?? '');
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
