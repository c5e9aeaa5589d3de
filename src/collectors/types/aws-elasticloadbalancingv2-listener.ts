/** The collector of `AWS::ElasticLoadBalancingV2::Listener`. */
import { allOf, given, sorted } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { actions, attributes, keyedActions, listeners } from './elbv2.ts';

export default defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  summary: 'Listeners: port, protocol, certificates, security policy, where requests lead.',
  scope: 'regional',
  livesIn: { LoadBalancerArn: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
  actions: ['elasticloadbalancing:DescribeLoadBalancers', 'elasticloadbalancing:DescribeListeners'],
  async *list(ctx) {
    for (const one of await listeners(ctx)) {
      const id = one.ListenerArn ?? '';
      const properties = mapped(
        {
          ...one,
          DefaultActions: actions(one.DefaultActions),
          // Off is what it is without one.
          MutualAuthentication: one.MutualAuthentication?.Mode === 'off' ? undefined : one.MutualAuthentication,
        },
        {
          take: [
            ...['AlpnPolicy', 'Certificates', 'DefaultActions', 'LoadBalancerArn', 'MutualAuthentication', 'Port'],
            ...['Protocol', 'SslPolicy'],
          ],
        },
      );
      yield { id, arn: id, name: null, properties };
    }
  },
  parts: [
    {
      action: 'elasticloadbalancing:DescribeListenerAttributes',
      properties: ['ListenerAttributes'],
      async read(ctx, { id }) {
        const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
        const command = new sdk.DescribeListenerAttributesCommand({ ListenerArn: id });
        const { Attributes } = await ctx.client(sdk.ElasticLoadBalancingV2Client).send(command);
        return { ListenerAttributes: attributes(Attributes) };
      },
    },
    {
      action: 'elasticloadbalancing:DescribeListenerCertificates',
      properties: ['ListenerCertificates'],
      applies: ({ properties }) => properties.Protocol === 'HTTPS' || properties.Protocol === 'TLS',
      async read(ctx, { id }) {
        const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
        const config = { client: ctx.client(sdk.ElasticLoadBalancingV2Client) };
        const pages = sdk.paginateDescribeListenerCertificates(config, { PageSize: 400, ListenerArn: id });
        const all = await allOf(pages, ({ Certificates }) => given(Certificates, 'Certificates'));
        // The default one is among them, and stands in `Certificates`.
        const others = sorted(all.filter(({ IsDefault }) => !IsDefault).map((one) => one.CertificateArn));
        return others === undefined ? {} : { ListenerCertificates: others };
      },
    },
  ],
  tags: 'tagging-api',
  absorbs: ['AWS::ElasticLoadBalancingV2::ListenerCertificate'],
  needs: ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
  comparators: {
    AlpnPolicy: 'same',
    Certificates: {
      compare: 'same',
      severity: 'high',
      why: 'Compared by which certificates they are, as each region has its own of a name.',
    },
    ListenerCertificates: {
      compare: 'same',
      severity: 'high',
      why: 'A name that has no certificate in one region is refused there.',
    },
    LoadBalancerArn: 'same',
    MutualAuthentication: { compare: 'same', severity: 'high', worse: 'absent' },
    Port: 'same',
    Protocol: { compare: 'same', severity: 'high' },
    SslPolicy: { compare: 'same', severity: 'high', why: 'It decides which old protocols and ciphers are let in.' },
  },
  sets: ['AlpnPolicy', 'ListenerCertificates'],
  keyed: { ListenerAttributes: ['Key'], ...keyedActions('DefaultActions') },
  cannotSee: ['The client secret of an identity provider: the API does not tell it.'],
});
