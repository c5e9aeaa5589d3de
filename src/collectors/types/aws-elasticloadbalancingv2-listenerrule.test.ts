import { CreateSubnetCommand, CreateVpcCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, readAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-elasticloadbalancingv2-listenerrule.ts';

const ONE = {
  RuleArn:
    'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee',
  Priority: '10',
  IsDefault: false,
  Conditions: [
    { Field: 'path-pattern', Values: ['/b', '/a'], PathPatternConfig: { Values: ['/b', '/a'] } },
    { Field: 'host-header', Values: ['a.example.com'] },
  ],
  Actions: [{ Type: 'redirect', Order: 1, RedirectConfig: { StatusCode: 'HTTP_301', Host: 'b.example.com' } }],
};
const OTHERS = {
  DescribeLoadBalancers: {
    LoadBalancers: [
      { LoadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188' },
    ],
  },
  DescribeListeners: {
    Listeners: [
      {
        ListenerArn:
          'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
        Protocol: 'HTTPS',
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext({ ...OTHERS, DescribeRules: { Rules: [ONE] } }));
  const expected = {
    id: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee',
    arn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener-rule/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2/9683b2d02a6cabee',
    name: null,
    properties: {
      Actions: [{ Type: 'redirect', Order: 1, RedirectConfig: { StatusCode: 'HTTP_301', Host: 'b.example.com' } }],
      Conditions: [
        { Field: 'host-header', HostHeaderConfig: { Values: ['a.example.com'] } },
        { Field: 'path-pattern', PathPatternConfig: { Values: ['/a', '/b'] } },
      ],
      ListenerArn:
        'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      Priority: 10,
    },
  };
  expect(found).toMatchObject([expected]);
  expect(found[0]?.properties).toEqual(expected.properties);
  expect(undocumented(collector, found)).toEqual([]);
});

test('the default rule is told by the listener, and a listener of TCP has no rules', async () => {
  const rule = { RuleArn: 'r', Priority: 'default', IsDefault: true, Conditions: [], Actions: [] };
  expect(await listAll(collector, stubContext({ ...OTHERS, DescribeRules: { Rules: [rule] } }))).toEqual([]);
  const ctx = stubContext({ ...OTHERS, DescribeListeners: { Listeners: [{ ListenerArn: 'l', Protocol: 'TCP' }] } });
  expect(await listAll(collector, ctx)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throws', async () => {
  const pages = [{ Rules: [ONE], NextMarker: 'two' }, { Rules: [ONE] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeRules',
    action: 'elasticloadbalancing:DescribeRules',
    pages,
    others: OTHERS,
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([
    {
      ListenerArn:
        'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      PageSize: 400,
    },
    {
      ListenerArn:
        'arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
      PageSize: 400,
      Marker: 'two',
    },
  ]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Rules');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'elasticloadbalancing', action: 'DescribeRules' },
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
      const refuse = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } } as const;
      const listen = { LoadBalancerArn, Port: 80, Protocol: 'HTTP' } as const;
      const listener = await client.send(new CreateListenerCommand({ ...listen, DefaultActions: [refuse] }));
      const ListenerArn = listener.Listeners?.[0]?.ListenerArn;
      const made: string[] = [];
      for (const Priority of [1, 2, 3]) {
        const Conditions = [{ Field: 'path-pattern', Values: [`/${Priority}`] }];
        const answer = await client.send(
          new CreateRuleCommand({ ListenerArn, Priority, Conditions, Actions: [refuse] }),
        );
        made.push(answer.Rules?.[0]?.RuleArn ?? '');
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
