/** The collector of `AWS::ElasticLoadBalancingV2::ListenerRule`. */
import type { Rule, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped, plainJson, sortedWithin } from '../mapping.ts';
import { actions, keyedActions, listeners } from './elbv2.ts';

export default defineCollector({
  type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  summary: 'Rules of listeners: priority, conditions, where what fits is sent.',
  scope: 'regional',
  livesIn: { ListenerArn: 'AWS::ElasticLoadBalancingV2::Listener' },
  actions: [
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeListeners',
    'elasticloadbalancing:DescribeRules',
  ],
  async *list(ctx) {
    const sdk = await import('@aws-sdk/client-elastic-load-balancing-v2');
    const config = { client: ctx.client(sdk.ElasticLoadBalancingV2Client) };
    // The listeners of Network and Gateway Load Balancers have no rules.
    const withRules = (await listeners(ctx)).filter(({ Protocol }) => /^HTTPS?$/.test(Protocol ?? ''));
    const found = await Promise.all(
      withRules.map(async ({ ListenerArn }) => {
        const pages = sdk.paginateDescribeRules(config, { PageSize: 400, ListenerArn });
        const rules = await allOf(pages, ({ Rules }) => given(Rules, 'Rules', 'elasticloadbalancing:DescribeRules'));
        return rules.map((rule) => ({ rule, ListenerArn }));
      }),
    );
    for (const { rule, ListenerArn } of found.flat()) {
      // The default rule is the listener's default actions once more.
      if (rule.IsDefault) continue;
      const id = rule.RuleArn ?? '';
      yield { id, arn: id, name: null, properties: propertiesOf(rule, ListenerArn) };
    }
  },
  tags: 'tagging-api',
  needs: ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
  comparators: {
    ListenerArn: 'same',
    Priority: { compare: 'same', why: 'Rules are tried in its order.' },
    Transforms: 'same',
  },
  sets: ['Transforms'],
  keyed: { Conditions: ['Field'], ...keyedActions('Actions') },
  cannotSee: ['The client secret of an identity provider: the API does not tell it.'],
});

function propertiesOf(rule: Rule, ListenerArn: string | undefined): JsonObject {
  return mapped(
    {
      ...rule,
      ListenerArn,
      Actions: actions(rule.Actions),
      Conditions: rule.Conditions?.map(conditionOf),
      Priority: Number(rule.Priority),
    },
    { take: ['Actions', 'Conditions', 'ListenerArn', 'Priority', 'Transforms'], sets: ['Conditions', 'Transforms'] },
  );
}

/** Values stand in the answer twice, of the old form and of the new one; they are sets. */
function conditionOf({ Values, RegexValues, ...condition }: RuleCondition): object {
  const isNew = Object.keys(condition).some((name) => name.endsWith('Config'));
  const one = sortedWithin(plainJson(isNew ? condition : { ...condition, Values, RegexValues }) ?? {}) as JsonObject;
  if (isNew) return one;
  // As the new form has it.
  const name = { 'host-header': 'HostHeaderConfig', 'path-pattern': 'PathPatternConfig' }[String(one.Field)];
  if (name === undefined) return one;
  const { Field, ...values } = one;
  return { Field, [name]: values };
}
