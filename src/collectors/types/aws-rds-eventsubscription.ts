/** The collector of `AWS::RDS::EventSubscription`. */
import type { EventSubscription } from '@aws-sdk/client-rds';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';

/** How ARNs call what a subscription calls otherwise. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['blue-green-deployment', 'deployment'],
  ['db-cluster', 'cluster'],
  ['db-cluster-snapshot', 'cluster-snapshot'],
  ['db-instance', 'db'],
  ['db-parameter-group', 'pg'],
  ['db-security-group', 'secgrp'],
  ['db-snapshot', 'snapshot'],
]);

export default defineCollector({
  type: 'AWS::RDS::EventSubscription',
  summary: 'Subscriptions to events of RDS: which events of which sources, and the topic that they go to.',
  scope: 'regional',
  foldsCase: true,
  uniqueName: true,
  actions: ['rds:DescribeEventSubscriptions'],
  async *list(ctx) {
    const { paginateDescribeEventSubscriptions, RDSClient } = await import('@aws-sdk/client-rds');
    const pages = paginateDescribeEventSubscriptions({ client: ctx.client(RDSClient), pageSize: 100 }, {});
    for await (const page of pages) {
      for (const one of given(page.EventSubscriptionsList, 'EventSubscriptionsList')) {
        const id = one.CustSubscriptionId ?? '';
        yield { id, arn: one.EventSubscriptionArn ?? null, name: id, properties: propertiesOf(one, ctx) };
      }
    }
  },
  tags: 'tagging-api',
  needs: ['AWS::SNS::Topic'],
  comparators: {
    Enabled: { compare: 'same', severity: 'high', worse: 'false', why: 'Switched off, nobody hears of a failover.' },
    EventCategories: { compare: 'same', why: 'None given is all of them.' },
    SnsTopicArn: { compare: 'same', severity: 'high' },
    SourceIds: {
      compare: 'same',
      why: 'As ARNs, so that they are compared by which databases they are. None given is all of the type.',
    },
    SourceType: 'same',
    Status: {
      compare: 'same',
      severity: 'high',
      best: 'active',
      why: '`no-permission` and `topic-not-exist` reach nobody.',
    },
  },
  sets: ['EventCategories', 'SourceIds'],
  notRead: { SubscriptionName: 'it is the name' },
  cannotSee: [
    'Who hears of the events: that is in the subscriptions of the topic.',
    'Which service it was made for: Neptune and DocumentDB share the call and cannot be told apart.',
  ],
});

function propertiesOf(one: EventSubscription, ctx: CollectorContext): JsonObject {
  const kind = KINDS.get(one.SourceType ?? '');
  const arnOf = (id: string) => `arn:${ctx.partition}:rds:${ctx.region}:${ctx.account}:${kind}:${id}`;
  const sources = one.SourceIdsList?.map((id) => (kind === undefined ? id : arnOf(id)));
  return compact({
    Enabled: one.Enabled,
    EventCategories: sorted(one.EventCategoriesList),
    SnsTopicArn: one.SnsTopicArn,
    SourceIds: sorted(sources),
    SourceType: one.SourceType || undefined,
    Status: one.Status,
  });
}
