/** The collector of `AWS::KinesisFirehose::DeliveryStream`. */
import type { DeliveryStreamDescription } from '@aws-sdk/client-firehose';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector } from '../collector.ts';
import { plainJson } from '../mapping.ts';
import { withoutSecretsIn } from '../secret-values.ts';

const TYPE = 'AWS::KinesisFirehose::DeliveryStream';
/** Property to the member of a destination that holds it. */
const DESTINATIONS = {
  AmazonOpenSearchServerlessDestinationConfiguration: 'AmazonOpenSearchServerlessDestinationDescription',
  AmazonopensearchserviceDestinationConfiguration: 'AmazonopensearchserviceDestinationDescription',
  ElasticsearchDestinationConfiguration: 'ElasticsearchDestinationDescription',
  ExtendedS3DestinationConfiguration: 'ExtendedS3DestinationDescription',
  HttpEndpointDestinationConfiguration: 'HttpEndpointDestinationDescription',
  IcebergDestinationConfiguration: 'IcebergDestinationDescription',
  RedshiftDestinationConfiguration: 'RedshiftDestinationDescription',
  SnowflakeDestinationConfiguration: 'SnowflakeDestinationDescription',
  SplunkDestinationConfiguration: 'SplunkDestinationDescription',
} as const;
/** Members that hold a secret, a person or an address that may hold a password, wherever they stand. */
const SECRET = [
  'AccessKey',
  'AttributeValue',
  'ClusterJDBCURL',
  'HECToken',
  'Password',
  'PrivateKey',
  'Url',
  'User',
  'Username',
];
const PARTS = [
  ...Object.keys(DESTINATIONS),
  'DeliveryStreamEncryptionConfigurationInput',
  'DeliveryStreamType',
  'Sources',
];

export default defineCollector({
  type: TYPE,
  summary:
    'Delivery streams: where from, where to, how it is buffered, changed and encrypted. Tokens and URLs as digests.',
  scope: 'regional',
  uniqueName: true,
  actions: ['firehose:ListDeliveryStreams'],
  async *list(ctx) {
    for await (const id of namesOf(ctx)) {
      const arn = `arn:${ctx.partition}:firehose:${ctx.region}:${ctx.account}:deliverystream/${id}`;
      yield { id, arn, name: id, properties: {} };
    }
  },
  parts: [
    {
      action: 'firehose:DescribeDeliveryStream',
      properties: PARTS,
      async read(ctx, { id }) {
        const { DescribeDeliveryStreamCommand, FirehoseClient } = await import('@aws-sdk/client-firehose');
        const command = new DescribeDeliveryStreamCommand({ DeliveryStreamName: id });
        const { DeliveryStreamDescription } = await ctx.client(FirehoseClient).send(command);
        if (DeliveryStreamDescription === undefined) throw new Error('the answer carries no DeliveryStreamDescription');
        return described(DeliveryStreamDescription, ctx);
      },
    },
  ],
  tags: 'tagging-api',
  needs: ['AWS::IAM::Role', 'AWS::S3::Bucket', 'AWS::Kinesis::Stream'],
  comparators: {
    'DeliveryStreamEncryptionConfigurationInput.KeyARN': { compare: 'same', severity: 'high', worse: 'absent' },
    'DeliveryStreamEncryptionConfigurationInput.KeyType': { compare: 'same', severity: 'high', worse: 'absent' },
    DeliveryStreamType: { compare: 'same', severity: 'high' },
    'ExtendedS3DestinationConfiguration.BucketARN': { compare: 'same', severity: 'high' },
    'Sources.KinesisStreamSourceDescription.DeliveryStartTimestamp': {
      compare: 'ignored',
      why: 'When it was made.',
    },
  },
  notRead: {
    DatabaseSourceConfiguration: 'with the source, under `Sources`',
    DeliveryStreamName: 'it is the name',
    DirectPutSourceConfiguration: 'with the source, under `Sources`',
    KinesisStreamSourceConfiguration: 'with the source, under `Sources`',
    MSKSourceConfiguration: 'with the source, under `Sources`',
    S3DestinationConfiguration: 'Firehose tells it as ExtendedS3DestinationConfiguration',
  },
  cannotSee: ['What tokens and URLs are: they are kept as digests.', 'Passwords, which Firehose does not tell.'],
});

async function* namesOf(ctx: CollectorContext): AsyncIterable<string> {
  const { FirehoseClient, ListDeliveryStreamsCommand } = await import('@aws-sdk/client-firehose');
  let last: string | undefined;
  do {
    // Without a limit it answers ten.
    const after = last === undefined ? {} : { ExclusiveStartDeliveryStreamName: last };
    const command = new ListDeliveryStreamsCommand({ Limit: 10000, ...after });
    const page = await ctx.client(FirehoseClient).send(command);
    const names = given(page.DeliveryStreamNames, 'DeliveryStreamNames');
    yield* names;
    last = page.HasMoreDeliveryStreams ? names.at(-1) : undefined;
  } while (last !== undefined);
}

function described(stream: DeliveryStreamDescription, ctx: CollectorContext): JsonObject {
  const [destination] = given(stream.Destinations, 'Destinations');
  const encryption = stream.DeliveryStreamEncryptionConfiguration;
  const isEncrypted = encryption?.Status === 'ENABLED' || encryption?.Status === 'ENABLING';
  const destinations = Object.entries(DESTINATIONS).map(([property, member]) => [property, destination?.[member]]);
  const properties = plainJson({
    ...Object.fromEntries(destinations),
    DeliveryStreamEncryptionConfigurationInput: isEncrypted
      ? { KeyARN: encryption.KeyARN, KeyType: encryption.KeyType }
      : undefined,
    DeliveryStreamType: stream.DeliveryStreamType,
    Sources: stream.Source,
  });
  return withoutSecretsIn(TYPE, digested(properties ?? {}, ctx), ctx) as JsonObject;
}

/** With digests for what is named in {@link SECRET}. */
function digested(value: Json, ctx: CollectorContext): Json {
  if (Array.isArray(value)) return value.map((item: Json) => digested(item, ctx));
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    SECRET.includes(name) && typeof member === 'string' ? ctx.digest(member) : digested(member as Json, ctx),
  ]);
  return compact(Object.fromEntries(members));
}
