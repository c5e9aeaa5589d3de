/** The collector of `AWS::SQS::Queue`. */
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { defineCollector } from '../collector.ts';
import { mapped, opened } from '../mapping.ts';

const NUMBERS = [
  'DelaySeconds',
  'KmsDataKeyReusePeriodSeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
];
const SWITCHES = ['ContentBasedDeduplication', 'FifoQueue', 'SqsManagedSseEnabled'];
const TEXTS = ['DeduplicationScope', 'FifoThroughputLimit', 'KmsMasterKeyId'];
const DOCUMENTS = ['Policy', 'RedriveAllowPolicy', 'RedrivePolicy'];

export default defineCollector({
  type: 'AWS::SQS::Queue',
  summary: 'Queues: times, size, encryption, policy, where what fails goes.',
  scope: 'regional',
  // At whatever endpoint: ENDPOINT/ACCOUNT/NAME.
  idPattern: /^https?:\/\/[\w.:-]+\/\d{12}\/[\w-]+(?:\.fifo)?$/,
  actions: ['sqs:ListQueues'],
  async *list(ctx) {
    const { paginateListQueues, SQSClient } = await import('@aws-sdk/client-sqs');
    // Without a page size SQS gives no token, and the rest is lost.
    for await (const page of paginateListQueues({ client: ctx.client(SQSClient), pageSize: 1000 }, {})) {
      // SQS leaves the list out where there is no queue: nothing tells that from an answer that is none.
      for (const url of page.QueueUrls ?? []) {
        const name = url.split('/').at(-1) ?? '';
        const arn = `arn:${ctx.partition}:sqs:${ctx.region}:${ctx.account}:${name}`;
        yield { id: url, arn, name, properties: {} };
      }
    }
  },
  parts: [
    {
      action: 'sqs:GetQueueAttributes',
      properties: [...NUMBERS, ...SWITCHES, ...TEXTS, ...DOCUMENTS],
      async read(ctx, { id }) {
        const { GetQueueAttributesCommand, SQSClient } = await import('@aws-sdk/client-sqs');
        const command = new GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: ['All'] });
        return propertiesOf((await ctx.client(SQSClient).send(command)).Attributes ?? {});
      },
    },
  ],
  tags: 'tagging-api',
  absorbs: ['AWS::SQS::QueuePolicy', 'AWS::SQS::QueueInlinePolicy'],
  comparators: {
    ContentBasedDeduplication: 'same',
    DeduplicationScope: 'same',
    DelaySeconds: 'same',
    FifoQueue: { compare: 'same', severity: 'high' },
    FifoThroughputLimit: 'same',
    KmsDataKeyReusePeriodSeconds: 'same',
    KmsMasterKeyId: { compare: 'same', severity: 'high', worse: 'absent' },
    MaximumMessageSize: 'same',
    MessageRetentionPeriod: { compare: 'same', worse: 'smaller' },
    Policy: { compare: 'same', severity: 'high' },
    ReceiveMessageWaitTimeSeconds: 'same',
    RedriveAllowPolicy: 'same',
    RedrivePolicy: {
      compare: 'same',
      severity: 'high',
      worse: 'absent',
      why: 'Without it what fails is tried until it is thrown away.',
    },
    SqsManagedSseEnabled: { compare: 'same', severity: 'high', worse: 'false' },
    VisibilityTimeout: 'same',
  },
  policies: ['Policy'],
  notRead: { QueueName: 'it is the name' },
  cannotSee: ['How many messages wait: that is load.'],
});

/** SQS gives every value as text. */
function propertiesOf(attributes: { readonly [name: string]: string | undefined }): JsonObject {
  const read = (names: readonly string[], as: (text: string) => unknown) =>
    names.map((name) => [name, attributes[name] === undefined ? undefined : as(attributes[name])] as const);
  const values = [
    ...read(NUMBERS, Number),
    ...read(SWITCHES, (text) => text === 'true'),
    ...read(TEXTS, (text) => text),
    ...read(DOCUMENTS, opened),
  ];
  return mapped(Object.fromEntries(values), { take: values.map(([name]) => name) });
}
