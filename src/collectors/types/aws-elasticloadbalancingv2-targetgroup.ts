/** The collector of `AWS::ElasticLoadBalancingV2::TargetGroup`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped } from '../mapping.ts';
import { attributes } from './elbv2.ts';

export default defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  summary: 'Target groups: protocol, port, health check, attributes.',
  scope: 'regional',
  uniqueName: true,
  livesIn: { VpcId: 'AWS::EC2::VPC' },
  actions: ['elasticloadbalancing:DescribeTargetGroups'],
  async *list(ctx) {
    const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
    const config = { client: ctx.client(sdk.ElasticLoadBalancingV2Client) };
    for await (const page of sdk.paginateDescribeTargetGroups(config, { PageSize: 400 })) {
      for (const one of given(page.TargetGroups, 'TargetGroups')) {
        const id = one.TargetGroupArn ?? '';
        const properties = mapped(one, {
          take: [
            ...['HealthCheckEnabled', 'HealthCheckIntervalSeconds', 'HealthCheckPath', 'HealthCheckPort'],
            ...[
              'HealthCheckProtocol',
              'HealthCheckTimeoutSeconds',
              'HealthyThresholdCount',
              'IpAddressType',
              'Matcher',
            ],
            ...['Port', 'Protocol', 'ProtocolVersion', 'TargetControlPort', 'TargetType', 'UnhealthyThresholdCount'],
            'VpcId',
          ],
        });
        yield { id, arn: id, name: one.TargetGroupName ?? null, properties };
      }
    }
  },
  parts: [
    {
      action: 'elasticloadbalancing:DescribeTargetGroupAttributes',
      properties: ['TargetGroupAttributes'],
      async read(ctx, { id }) {
        const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
        const command = new sdk.DescribeTargetGroupAttributesCommand({ TargetGroupArn: id });
        const { Attributes } = await ctx.client(sdk.ElasticLoadBalancingV2Client).send(command);
        return { TargetGroupAttributes: attributes(Attributes) };
      },
    },
    {
      action: 'elasticloadbalancing:DescribeTargetHealth',
      properties: ['LiveState'],
      async read(ctx, { id }) {
        const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
        const command = new sdk.DescribeTargetHealthCommand({ TargetGroupArn: id });
        const answer = await ctx.client(sdk.ElasticLoadBalancingV2Client).send(command);
        const states = given(answer.TargetHealthDescriptions, 'TargetHealthDescriptions').map(
          ({ TargetHealth }) => TargetHealth?.State,
        );
        const count = (...wanted: readonly string[]) => states.filter((state) => wanted.includes(state ?? '')).length;
        // A target that no balancer asks yet (`unused`, `initial`) or that is on its way out (`draining`) is neither.
        return liveState({
          Targets: states.length,
          HealthyTargets: count('healthy'),
          UnhealthyTargets: count('unhealthy', 'unhealthy.draining', 'unavailable'),
        });
      },
    },
  ],
  tags: 'tagging-api',
  needs: ['AWS::EC2::VPC'],
  comparators: {
    HealthCheckEnabled: { compare: 'same', severity: 'high', worse: 'false' },
    HealthCheckIntervalSeconds: 'same',
    HealthCheckPath: { compare: 'same', severity: 'high', why: 'A path that is not there takes every target out.' },
    HealthCheckPort: 'same',
    HealthCheckProtocol: 'same',
    HealthCheckTimeoutSeconds: 'same',
    HealthyThresholdCount: 'same',
    ...liveMembers('HealthyTargets', 'Targets', 'UnhealthyTargets'),
    IpAddressType: 'same',
    'Matcher.GrpcCode': 'same',
    'Matcher.HttpCode': 'same',
    Port: 'same',
    Protocol: { compare: 'same', severity: 'high' },
    ProtocolVersion: 'same',
    TargetControlPort: 'same',
    TargetType: 'same',
    UnhealthyThresholdCount: 'same',
    VpcId: 'same',
  },
  keyed: { TargetGroupAttributes: ['Key'] },
  notRead: { Name: 'it is the name', Targets: 'they come and go at run time' },
  cannotSee: ['Which targets are registered: how many are, and how many of them are healthy, is read.'],
});
