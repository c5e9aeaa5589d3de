/** The collector of `AWS::SNS::Subscription`. */
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped, opened } from '../mapping.ts';

/** Protocols whose endpoint is an ARN: it leads to a resource. Others are people's addresses, or URLs that may hold a password. */
const BY_ARN = ['sqs', 'lambda', 'firehose', 'application'];
const DOCUMENTS = ['DeliveryPolicy', 'FilterPolicy', 'RedrivePolicy', 'ReplayPolicy'];
const READ = [...DOCUMENTS, 'FilterPolicyScope', 'RawMessageDelivery', 'SubscriptionRoleArn'];

export default defineCollector({
  type: 'AWS::SNS::Subscription',
  summary: 'Subscriptions: the topic, the protocol, where it leads, filter and redrive. Addresses and URLs as digests.',
  scope: 'regional',
  actions: ['sns:ListSubscriptions'],
  async *list(ctx) {
    const { paginateListSubscriptions, SNSClient } = await import('@aws-sdk/client-sns');
    for await (const page of paginateListSubscriptions({ client: ctx.client(SNSClient) }, {})) {
      for (const one of given(page.Subscriptions, 'Subscriptions')) {
        const { Endpoint = '', Protocol = '', SubscriptionArn = '', TopicArn = '' } = one;
        const isPending = !SubscriptionArn.startsWith('arn:');
        const shown = BY_ARN.includes(Protocol) ? Endpoint : ctx.digest(Endpoint);
        yield {
          id: isPending ? `${TopicArn}|${Protocol}|${shown}` : SubscriptionArn,
          arn: isPending ? null : SubscriptionArn,
          name: null,
          properties: mapped(
            { Endpoint: shown, Protocol, State: isPending ? SubscriptionArn : 'Confirmed', TopicArn },
            { take: ['Endpoint', 'Protocol', 'State', 'TopicArn'] },
          ),
        };
      }
    }
  },
  parts: [
    {
      action: 'sns:GetSubscriptionAttributes',
      properties: READ,
      applies: ({ arn }) => arn !== null,
      async read(ctx, { id }) {
        const { GetSubscriptionAttributesCommand, SNSClient } = await import('@aws-sdk/client-sns');
        const answer = await ctx.client(SNSClient).send(new GetSubscriptionAttributesCommand({ SubscriptionArn: id }));
        return propertiesOf(answer.Attributes ?? {});
      },
    },
  ],
  tags: 'none',
  needs: ['AWS::SNS::Topic'],
  comparators: {
    DeliveryPolicy: 'same',
    Endpoint: { compare: 'same', severity: 'high' },
    FilterPolicy: 'same',
    FilterPolicyScope: 'same',
    Protocol: 'same',
    RawMessageDelivery: 'same',
    RedrivePolicy: 'same',
    ReplayPolicy: 'same',
    State: { compare: 'same', severity: 'high', why: 'Nothing is delivered until the other side has confirmed.' },
    SubscriptionRoleArn: 'same',
    TopicArn: 'same',
  },
  notRead: { Region: 'write-only: where the topic is, which its ARN says' },
  cannotSee: ['Addresses and URLs themselves: they are kept as digests.'],
});

/** SNS gives every value as text. */
function propertiesOf(attributes: { readonly [name: string]: string | undefined }): JsonObject {
  const value = (name: string): unknown => {
    const text = attributes[name];
    if (text === undefined || text === '') return undefined;
    if (name === 'RawMessageDelivery') return text === 'true';
    return DOCUMENTS.includes(name) ? opened(text) : text;
  };
  return mapped(Object.fromEntries(READ.map((name) => [name, value(name)])), { take: READ });
}
