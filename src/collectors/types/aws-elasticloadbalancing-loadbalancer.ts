/** The collector of `AWS::ElasticLoadBalancing::LoadBalancer`. */
import type { LoadBalancerDescription, PolicyDescription } from '@aws-sdk/client-elastic-load-balancing';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped, plainJson } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::ElasticLoadBalancing::LoadBalancer',
  summary: 'Classic Load Balancers: listeners with their policies, health check, network, attributes.',
  scope: 'regional',
  uniqueName: true,
  actions: ['elasticloadbalancing:DescribeLoadBalancers'],
  async *list(ctx) {
    const sdk = await import('@aws-sdk/client-elastic-load-balancing');
    const config = { client: ctx.client(sdk.ElasticLoadBalancingClient) };
    for await (const page of sdk.paginateDescribeLoadBalancers(config, { PageSize: 400 })) {
      for (const one of given(page.LoadBalancerDescriptions, 'LoadBalancerDescriptions')) {
        const id = one.LoadBalancerName ?? '';
        const arn = `arn:${ctx.partition}:elasticloadbalancing:${ctx.region}:${ctx.account}:loadbalancer/${id}`;
        yield { id, arn, name: id, properties: propertiesOf(one) };
      }
    }
  },
  parts: [
    {
      action: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
      properties: ['AccessLoggingPolicy', 'ConnectionDrainingPolicy', 'ConnectionSettings', 'CrossZone', 'DesyncMode'],
      async read(ctx, { id }) {
        const sdk = await import('@aws-sdk/client-elastic-load-balancing');
        const command = new sdk.DescribeLoadBalancerAttributesCommand({ LoadBalancerName: id });
        const { LoadBalancerAttributes = {} } = await ctx.client(sdk.ElasticLoadBalancingClient).send(command);
        const desync = LoadBalancerAttributes.AdditionalAttributes?.find(
          ({ Key }) => Key === 'elb.http.desyncmitigationmode',
        );
        return mapped(
          { ...LoadBalancerAttributes, DesyncMode: desync?.Value },
          {
            take: ['ConnectionSettings', 'DesyncMode'],
            rename: {
              AccessLoggingPolicy: 'AccessLog',
              ConnectionDrainingPolicy: 'ConnectionDraining',
              CrossZone: 'CrossZoneLoadBalancing.Enabled',
            },
          },
        );
      },
    },
    {
      action: 'elasticloadbalancing:DescribeLoadBalancerPolicies',
      properties: ['Policies'],
      async read(ctx, { id }) {
        const sdk = await import('@aws-sdk/client-elastic-load-balancing');
        const command = new sdk.DescribeLoadBalancerPoliciesCommand({ LoadBalancerName: id });
        const { PolicyDescriptions } = await ctx.client(sdk.ElasticLoadBalancingClient).send(command);
        const policies = given(PolicyDescriptions, 'PolicyDescriptions').flatMap(policyOf);
        return policies.length === 0 ? {} : { Policies: policies };
      },
    },
  ],
  tags: 'tagging-api',
  needs: ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet'],
  references: { 'AccessLoggingPolicy.S3BucketName': 'AWS::S3::Bucket' },
  comparators: {
    'AccessLoggingPolicy.EmitInterval': 'same',
    'AccessLoggingPolicy.Enabled': { compare: 'same', worse: 'false' },
    'AccessLoggingPolicy.S3BucketName': 'same',
    'AccessLoggingPolicy.S3BucketPrefix': 'same',
    AvailabilityZones: { compare: 'ignored', why: 'Regions do not have the same zones; subnets are compared.' },
    'ConnectionDrainingPolicy.Enabled': { compare: 'same', worse: 'false' },
    'ConnectionDrainingPolicy.Timeout': 'same',
    'ConnectionSettings.IdleTimeout': 'same',
    CrossZone: { compare: 'same', worse: 'false' },
    DesyncMode: 'same',
    'HealthCheck.HealthyThreshold': 'same',
    'HealthCheck.Interval': 'same',
    'HealthCheck.Target': {
      compare: 'same',
      severity: 'high',
      why: 'A path that is not there takes every target out.',
    },
    'HealthCheck.Timeout': 'same',
    'HealthCheck.UnhealthyThreshold': 'same',
    Scheme: { compare: 'same', severity: 'high', why: 'It decides whether the internet reaches the balancer.' },
    SecurityGroups: { compare: 'same', severity: 'high', why: 'They decide who reaches the balancer.' },
    Subnets: {
      compare: 'same',
      why: 'Compared by which subnets they are. A region with fewer zones has fewer: declare that in the baseline.',
    },
  },
  sets: ['SecurityGroups', 'Subnets', 'Listeners.PolicyNames'],
  keyed: {
    AppCookieStickinessPolicy: ['PolicyName'],
    LBCookieStickinessPolicy: ['PolicyName'],
    Listeners: ['LoadBalancerPort'],
    Policies: ['PolicyName'],
    'Policies.Attributes': ['Name'],
  },
  notRead: { Instances: 'they come and go at run time', LoadBalancerName: 'it is the name' },
  cannotSee: ['Which instances are registered, and whether they are healthy.'],
});

function propertiesOf(one: LoadBalancerDescription): JsonObject {
  return mapped(
    {
      ...one,
      SecurityGroups: sorted(one.SecurityGroups),
      Subnets: sorted(one.Subnets),
      Listeners: one.ListenerDescriptions?.map(({ Listener, PolicyNames }) => {
        const { SSLCertificateId, ...listener } = Listener ?? {};
        return { ...listener, SSLCertificateId, PolicyNames: sorted(PolicyNames) };
      }),
    },
    {
      take: ['AvailabilityZones', 'HealthCheck', 'Listeners', 'Scheme', 'SecurityGroups', 'Subnets'],
      rename: {
        AppCookieStickinessPolicy: 'Policies.AppCookieStickinessPolicies',
        LBCookieStickinessPolicy: 'Policies.LBCookieStickinessPolicies',
      },
      sets: ['AppCookieStickinessPolicy', 'AvailabilityZones', 'LBCookieStickinessPolicy', 'Listeners'],
    },
  );
}

/** Policies of cookies are told by the list. */
function policyOf({ PolicyName, PolicyTypeName, PolicyAttributeDescriptions }: PolicyDescription): readonly Json[] {
  if (/CookieStickinessPolicyType$/.test(PolicyTypeName ?? '')) return [];
  const Attributes = PolicyAttributeDescriptions?.map(({ AttributeName, AttributeValue }) => ({
    Name: AttributeName,
    Value: AttributeValue,
  }));
  const policy = plainJson({ PolicyName, PolicyType: PolicyTypeName, Attributes });
  return policy === undefined ? [] : [policy];
}
