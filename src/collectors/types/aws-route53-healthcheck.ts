/** The collector of `AWS::Route53::HealthCheck`. */
import type { HealthCheck } from '@aws-sdk/client-route-53';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { defineCollector, tagRecord } from '../collector.ts';
import { liveMembers, liveState } from '../live-state.ts';
import { plainJson } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::Route53::HealthCheck',
  summary: 'Health checks: what they ask, how often, when they take it for ill.',
  scope: 'global',
  actions: ['route53:ListHealthChecks'],
  async *list(ctx) {
    const { paginateListHealthChecks, Route53Client } = await import('@aws-sdk/client-route-53');
    for await (const page of paginateListHealthChecks({ client: ctx.client(Route53Client), pageSize: 100 }, {})) {
      for (const check of given(page.HealthChecks, 'HealthChecks')) {
        const id = check.Id ?? '';
        const arn = `arn:${ctx.partition}:route53:::healthcheck/${id}`;
        // Cloud Map and others make checks for themselves.
        const context = check.LinkedService === undefined ? {} : { context: true as const };
        yield { id, arn, name: null, properties: propertiesOf(check), ...context };
      }
    }
  },
  parts: [
    {
      action: 'route53:GetHealthCheckStatus',
      properties: ['LiveState'],
      // Of a calculated check, and of one that follows an alarm, no checker tells anything.
      applies: ({ properties }) => {
        const { Type, Disabled } = (properties.HealthCheckConfig ?? {}) as JsonObject;
        return Disabled !== true && /^(HTTPS?(_STR_MATCH)?|TCP)$/.test(String(Type));
      },
      async read(ctx, { id }) {
        const { GetHealthCheckStatusCommand, Route53Client } = await import('@aws-sdk/client-route-53');
        const answer = await ctx.client(Route53Client).send(new GetHealthCheckStatusCommand({ HealthCheckId: id }));
        const told = given(answer.HealthCheckObservations, 'HealthCheckObservations');
        const fails = told.filter(({ StatusReport }) => !/^Success/.test(StatusReport?.Status ?? 'Success'));
        return liveState({ Checkers: told.length, FailingCheckers: fails.length });
      },
    },
    {
      action: 'route53:ListTagsForResource',
      properties: ['Tags'],
      async read(ctx, { id }) {
        const { ListTagsForResourceCommand, Route53Client } = await import('@aws-sdk/client-route-53');
        const command = new ListTagsForResourceCommand({ ResourceType: 'healthcheck', ResourceId: id });
        const { ResourceTagSet } = await ctx.client(Route53Client).send(command);
        return { Tags: tagRecord(given(ResourceTagSet?.Tags, 'Tags')) };
      },
    },
  ],
  tags: 'part',
  comparators: {
    'HealthCheckConfig.AlarmIdentifier': 'same',
    'HealthCheckConfig.ChildHealthChecks': 'same',
    'HealthCheckConfig.Disabled': { compare: 'same', severity: 'high', worse: 'true' },
    'HealthCheckConfig.EnableSNI': 'same',
    'HealthCheckConfig.FailureThreshold': 'same',
    'HealthCheckConfig.FullyQualifiedDomainName': 'same',
    'HealthCheckConfig.HealthThreshold': 'same',
    'HealthCheckConfig.IPAddress': 'same',
    'HealthCheckConfig.InsufficientDataHealthStatus': 'same',
    'HealthCheckConfig.Inverted': { compare: 'same', severity: 'high' },
    'HealthCheckConfig.MeasureLatency': 'same',
    'HealthCheckConfig.Port': 'same',
    ...liveMembers('Checkers', 'FailingCheckers'),
    'HealthCheckConfig.Regions': 'same',
    'HealthCheckConfig.RequestInterval': 'same',
    'HealthCheckConfig.ResourcePath': 'same',
    'HealthCheckConfig.RoutingControlArn': 'same',
    'HealthCheckConfig.SearchString': 'same',
    'HealthCheckConfig.Type': { compare: 'same', severity: 'high' },
  },
  sets: ['HealthCheckConfig.ChildHealthChecks', 'HealthCheckConfig.Regions'],
  notRead: { HealthCheckTags: 'compared as tags' },
  cannotSee: ['Whether what it asks is well now: that changes by the minute.'],
});

function propertiesOf({ HealthCheckConfig }: HealthCheck): JsonObject {
  return { HealthCheckConfig: plainJson(HealthCheckConfig) ?? {} };
}
