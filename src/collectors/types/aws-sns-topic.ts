/** The collector of `AWS::SNS::Topic`. */
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped, opened } from '../mapping.ts';

const NUMBERS = ['MaximumMessageSize'];
const SWITCHES = ['ContentBasedDeduplication', 'FifoTopic'];
const TEXTS = ['DisplayName', 'FifoThroughputScope', 'KmsMasterKeyId', 'SignatureVersion', 'TracingConfig'];
const DOCUMENTS = ['ArchivePolicy', 'DeliveryPolicy', 'Policy'];
/** Where deliveries are logged, protocol by protocol. */
const FEEDBACK = ['Application', 'Firehose', 'HTTP', 'Lambda', 'SQS'].flatMap((protocol) => [
  `${protocol}FailureFeedbackRoleArn`,
  `${protocol}SuccessFeedbackRoleArn`,
  `${protocol}SuccessFeedbackSampleRate`,
]);
const READ = [...NUMBERS, ...SWITCHES, ...TEXTS, ...DOCUMENTS, ...FEEDBACK];

export default defineCollector({
  type: 'AWS::SNS::Topic',
  summary: 'Topics: policy, encryption, ordering, logging of deliveries.',
  scope: 'regional',
  actions: ['sns:ListTopics'],
  async *list(ctx) {
    const { paginateListTopics, SNSClient } = await import('@aws-sdk/client-sns');
    for await (const page of paginateListTopics({ client: ctx.client(SNSClient) }, {})) {
      for (const { TopicArn = '' } of given(page.Topics, 'Topics'))
        yield { id: TopicArn, arn: TopicArn, name: TopicArn.split(':').at(-1) ?? null, properties: {} };
    }
  },
  parts: [
    {
      action: 'sns:GetTopicAttributes',
      properties: READ,
      async read(ctx, { id }) {
        const { GetTopicAttributesCommand, SNSClient } = await import('@aws-sdk/client-sns');
        const answer = await ctx.client(SNSClient).send(new GetTopicAttributesCommand({ TopicArn: id }));
        return propertiesOf(answer.Attributes ?? {});
      },
    },
  ],
  tags: 'tagging-api',
  absorbs: ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'],
  comparators: {
    ...Object.fromEntries(FEEDBACK.map((name) => [name, 'same' as const])),
    ArchivePolicy: 'same',
    ContentBasedDeduplication: 'same',
    DeliveryPolicy: 'same',
    DisplayName: { compare: 'same', severity: 'low' },
    FifoThroughputScope: 'same',
    FifoTopic: { compare: 'same', severity: 'high' },
    KmsMasterKeyId: { compare: 'same', severity: 'high', worse: 'absent' },
    Policy: { compare: 'same', severity: 'high', why: 'Who may publish to it and subscribe.' },
    MaximumMessageSize: { compare: 'same', worse: 'smaller' },
    SignatureVersion: 'same',
    TracingConfig: 'same',
  },
  policies: ['Policy'],
  notRead: {
    DataProtectionPolicy: 'a call for each topic tells it',
    DeliveryStatusLogging: 'read as the attributes that SNS has for it, protocol by protocol',
    Subscription: 'subscriptions are resources of their own',
    TopicName: 'it is the name',
  },
  cannotSee: ['Whether messages arrive.'],
});

/** SNS gives every value as text. */
function propertiesOf(attributes: { readonly [name: string]: string | undefined }): JsonObject {
  const value = (name: string): unknown => {
    const text = attributes[name];
    if (text === undefined || text === '') return undefined;
    if (SWITCHES.includes(name)) return text === 'true';
    if (NUMBERS.includes(name)) return Number(text);
    return DOCUMENTS.includes(name) ? opened(text) : text;
  };
  return mapped(Object.fromEntries(READ.map((name) => [name, value(name)])), { take: READ });
}
