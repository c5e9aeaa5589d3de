/** The collector of `AWS::ElasticLoadBalancingV2::LoadBalancer`. */
import type { LoadBalancer } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { sorted } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { mapped } from '../mapping.ts';
import { attributes, loadBalancers } from './elbv2.ts';

export default defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  summary: 'Application, Network and Gateway Load Balancers: scheme, network, attributes, reserved capacity.',
  scope: 'regional',
  uniqueName: true,
  actions: ['elasticloadbalancing:DescribeLoadBalancers'],
  async *list(ctx) {
    for (const one of await loadBalancers(ctx)) {
      const id = one.LoadBalancerArn ?? '';
      yield {
        id,
        arn: id,
        name: one.LoadBalancerName ?? null,
        properties: { ...propertiesOf(one), ...liveState({ State: one.State?.Code }) },
      };
    }
  },
  parts: [
    {
      action: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
      properties: ['LoadBalancerAttributes'],
      async read(ctx, { id }) {
        const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
        const command = new sdk.DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: id });
        const { Attributes } = await ctx.client(sdk.ElasticLoadBalancingV2Client).send(command);
        return { LoadBalancerAttributes: attributes(Attributes) };
      },
    },
    {
      action: 'elasticloadbalancing:DescribeCapacityReservation',
      properties: ['MinimumLoadBalancerCapacity'],
      applies: ({ properties }) => properties.Type !== 'gateway',
      async read(ctx, { id }) {
        const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
        const command = new sdk.DescribeCapacityReservationCommand({ LoadBalancerArn: id });
        const { MinimumLoadBalancerCapacity } = await ctx.client(sdk.ElasticLoadBalancingV2Client).send(command);
        const CapacityUnits = MinimumLoadBalancerCapacity?.CapacityUnits;
        return CapacityUnits === undefined ? {} : { MinimumLoadBalancerCapacity: { CapacityUnits } };
      },
    },
  ],
  tags: 'tagging-api',
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet'],
  references: { 'LoadBalancerAttributes.Value': 'AWS::S3::Bucket' },
  comparators: {
    EnablePrefixForIpv6SourceNat: 'same',
    EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic: { compare: 'same', worse: 'absent' },
    IpAddressType: 'same',
    Ipv4IpamPoolId: 'same',
    ...liveMembers('State'),
    'LoadBalancerAttributes[access_logs.s3.enabled].Value': { compare: 'same', worse: 'false' },
    'LoadBalancerAttributes[deletion_protection.enabled].Value': { compare: 'same', worse: 'false' },
    'LoadBalancerAttributes[routing.http.drop_invalid_header_fields.enabled].Value': {
      compare: 'same',
      worse: 'false',
    },
    'MinimumLoadBalancerCapacity.CapacityUnits': {
      compare: 'within',
      percent: 20,
      why: 'What is reserved for a failover must be about the same; AWS counts in steps.',
    },
    Scheme: { compare: 'same', severity: 'high', why: 'It decides whether the internet reaches the balancer.' },
    SecurityGroups: { compare: 'same', severity: 'high', why: 'They decide who reaches the balancer.' },
    SubnetMappings: {
      compare: 'same',
      why: 'Only where a subnet has an address of its own; subnets without are in `Subnets`.',
    },
    Subnets: {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
    Type: 'same',
  },
  sets: ['SecurityGroups', 'Subnets'],
  keyed: { LoadBalancerAttributes: ['Key'], SubnetMappings: ['SubnetId'] },
  notRead: {
    EnableCapacityReservationProvisionStabilize: 'a switch of the deployment, which no call gives',
    Name: 'it is the name',
  },
  cannotSee: ['Whether targets behind it are healthy.', 'Its DNS name, which AWS makes, and who points to it.'],
});

function propertiesOf(one: LoadBalancer): JsonObject {
  const zones = one.AvailabilityZones ?? [];
  const mappings = zones.flatMap(({ SubnetId, LoadBalancerAddresses }) =>
    (LoadBalancerAddresses ?? [])
      // Addresses that AWS chose say nothing of the design.
      .filter((address) => address.AllocationId !== undefined)
      .map(({ AllocationId }) => compact({ SubnetId, AllocationId })),
  );
  return mapped(
    {
      ...one,
      SecurityGroups: sorted(one.SecurityGroups),
      Subnets: sorted(zones.map(({ SubnetId }) => SubnetId)),
      SubnetMappings: mappings,
      EnablePrefixForIpv6SourceNat: zones.some((zone) => zone.SourceNatIpv6Prefixes?.length) ? 'on' : undefined,
    },
    {
      take: [
        ...['EnablePrefixForIpv6SourceNat', 'EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic', 'IpAddressType'],
        ...['Scheme', 'SecurityGroups', 'SubnetMappings', 'Subnets', 'Type'],
      ],
      rename: { Ipv4IpamPoolId: 'IpamPools.Ipv4IpamPoolId' },
      sets: ['SubnetMappings'],
    },
  );
}
