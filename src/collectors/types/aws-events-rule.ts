/** The collector of `AWS::Events::Rule`. */

import type { Rule, Target } from '@aws-sdk/client-eventbridge';
import { pushAll } from '../../common/lists.ts';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { byToken } from '../aws/by-token.ts';
import { type CollectorContext, compact, defineCollector, type Listed } from '../collector.ts';
import { mapped, opened, plainJson } from '../mapping.ts';
import { textDigest, variables } from '../secret-values.ts';
import { eventBuses } from './events.ts';

export default defineCollector({
  type: 'AWS::Events::Rule',
  summary: 'Rules of every event bus: pattern or schedule, state, targets. Inputs of the targets as digests.',
  scope: 'regional',
  actions: ['events:ListEventBuses', 'events:ListRules'],
  async *list(ctx) {
    for (const { Name: bus = '' } of await eventBuses(ctx)) {
      for await (const rule of rulesOf(ctx, bus)) yield listed(rule, bus);
    }
  },
  parts: [
    {
      action: 'events:ListTargetsByRule',
      properties: ['Targets'],
      async read(ctx, { name, properties }) {
        const { EventBridgeClient, ListTargetsByRuleCommand } = await import('@aws-sdk/client-eventbridge');
        const client = ctx.client(EventBridgeClient);
        const rule = { Rule: name ?? '', EventBusName: String(properties.EventBusName), Limit: 100 };
        const targets: JsonObject[] = [];
        for await (const page of byToken((NextToken) =>
          client.send(new ListTargetsByRuleCommand({ ...rule, ...(NextToken && { NextToken }) })),
        ))
          pushAll(
            targets,
            given(page.Targets, 'Targets').map((target) => targetOf(target, ctx)),
          );
        return { Targets: targets };
      },
    },
  ],
  tags: 'tagging-api',
  needs: ['AWS::Events::EventBus'],
  references: { EventBusName: 'AWS::Events::EventBus' },
  livesIn: { EventBusName: 'AWS::Events::EventBus' },
  comparators: {
    Description: { compare: 'same', severity: 'low' },
    EventBusName: 'same',
    EventPattern: { compare: 'same', severity: 'high', why: 'It decides what the rule acts on.' },
    RoleArn: 'same',
    ScheduleExpression: { compare: 'same', severity: 'high' },
    State: { compare: 'same', severity: 'high', why: 'A rule that is switched off acts on nothing.' },
  },
  keyed: {
    Targets: ['Id'],
    'Targets.EcsParameters.CapacityProviderStrategy': ['CapacityProvider'],
    'Targets.RunCommandParameters.RunCommandTargets': ['Key'],
  },
  sets: [
    'Targets.EcsParameters.NetworkConfiguration.awsvpcConfiguration.SecurityGroups',
    'Targets.EcsParameters.NetworkConfiguration.awsvpcConfiguration.Subnets',
  ],
  wordsForPeople: ['Description'],
  notRead: { Name: 'it is the name' },
  cannotSee: ['What the inputs of the targets say: they are kept as digests.', 'Schedules of EventBridge Scheduler.'],
});

async function* rulesOf(ctx: CollectorContext, EventBusName: string): AsyncIterable<Rule> {
  const { EventBridgeClient, ListRulesCommand } = await import('@aws-sdk/client-eventbridge');
  const client = ctx.client(EventBridgeClient);
  for await (const page of byToken((NextToken) =>
    client.send(new ListRulesCommand({ EventBusName, Limit: 100, ...(NextToken && { NextToken }) })),
  ))
    yield* given(page.Rules, 'Rules', 'events:ListRules');
}

function listed(rule: Rule, bus: string): Listed {
  const name = rule.Name ?? '';
  return {
    // As Ref gives it: the name alone on the default bus.
    id: bus === 'default' ? name : `${bus}|${name}`,
    arn: rule.Arn ?? null,
    name,
    properties: compact({
      ...mapped(rule, { take: ['Description', 'RoleArn', 'ScheduleExpression', 'State'] }),
      EventBusName: bus,
      // As it stands: an empty text and a null mean something in a pattern.
      EventPattern: opened(rule.EventPattern),
    }),
    // Services of AWS make rules for themselves.
    ...(rule.ManagedBy === undefined ? {} : { context: true as const }),
  };
}

/** A target; what is said to it may hold a secret. */
function targetOf(
  { Input, InputTransformer, HttpParameters: http, ...target }: Target,
  ctx: CollectorContext,
): JsonObject {
  return compact({
    ...(plainJson(target) as JsonObject | undefined),
    Input: Input === undefined ? undefined : textDigest(Input, ctx),
    InputTransformer: InputTransformer && {
      ...compact({ InputPathsMap: plainJson(InputTransformer.InputPathsMap) }),
      InputTemplate: textDigest(InputTransformer.InputTemplate ?? '', ctx),
    },
    HttpParameters: http && {
      ...compact({ PathParameterValues: plainJson(http.PathParameterValues) }),
      HeaderParameters: variables(http.HeaderParameters ?? {}, ctx),
      QueryStringParameters: variables(http.QueryStringParameters ?? {}, ctx),
    },
  });
}
