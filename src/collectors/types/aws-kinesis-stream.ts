/** The collector of `AWS::Kinesis::Stream`. */
import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given, sorted } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';

const DESCRIBED = [
  'DesiredShardLevelMetrics',
  'MaxRecordSizeInKiB',
  'RetentionPeriodHours',
  'ShardCount',
  'StreamEncryption',
  'StreamModeDetails',
];

export default defineCollector({
  type: 'AWS::Kinesis::Stream',
  summary: 'Data streams: mode, shards, retention, encryption, metrics of the shards.',
  scope: 'regional',
  uniqueName: true,
  actions: ['kinesis:ListStreams'],
  async *list(ctx) {
    const { KinesisClient, paginateListStreams } = await import('@aws-sdk/client-kinesis');
    for await (const page of paginateListStreams({ client: ctx.client(KinesisClient), pageSize: 100 }, {})) {
      for (const id of given(page.StreamNames, 'StreamNames')) {
        const arn = `arn:${ctx.partition}:kinesis:${ctx.region}:${ctx.account}:stream/${id}`;
        yield { id, arn, name: id, properties: {} };
      }
    }
  },
  parts: [
    {
      action: 'kinesis:DescribeStreamSummary',
      properties: DESCRIBED,
      async read(ctx, { id }) {
        const { DescribeStreamSummaryCommand, KinesisClient } = await import('@aws-sdk/client-kinesis');
        const answer = await ctx.client(KinesisClient).send(new DescribeStreamSummaryCommand({ StreamName: id }));
        if (answer.StreamDescriptionSummary === undefined)
          throw new Error('the answer carries no StreamDescriptionSummary');
        return described(answer.StreamDescriptionSummary);
      },
    },
  ],
  tags: 'tagging-api',
  comparators: {
    DesiredShardLevelMetrics: 'same',
    MaxRecordSizeInKiB: { compare: 'same', worse: 'smaller' },
    RetentionPeriodHours: { compare: 'same', severity: 'high', worse: 'smaller' },
    ShardCount: {
      compare: 'same',
      severity: 'high',
      worse: 'smaller',
      why: 'Of a provisioned stream. One on demand has as many as its load asks for.',
    },
    'StreamEncryption.EncryptionType': { compare: 'same', severity: 'high', worse: 'absent' },
    'StreamEncryption.KeyId': { compare: 'same', severity: 'high', worse: 'absent' },
    'StreamModeDetails.StreamMode': { compare: 'same', severity: 'high' },
  },
  sets: ['DesiredShardLevelMetrics'],
  // The mode says it: on demand the shards are Kinesis's own affair.
  untold: ({ StreamModeDetails: mode }) =>
    (mode as JsonObject | undefined)?.StreamMode === 'ON_DEMAND' ? ['ShardCount'] : [],
  notRead: {
    Name: 'it is the name',
    WarmThroughputMiBps: 'it grows with the load',
  },
  cannotSee: ['Who reads the stream (consumers), how far they are, and its resource policy.'],
});

function described(summary: StreamDescriptionSummary): JsonObject {
  // Without a mode it is an older answer, of a time when all streams were provisioned.
  const mode = summary.StreamModeDetails?.StreamMode ?? 'PROVISIONED';
  const { EncryptionType, KeyId } = summary;
  const metrics = summary.EnhancedMonitoring?.flatMap(({ ShardLevelMetrics }) => ShardLevelMetrics ?? []);
  return mapped(
    {
      ...summary,
      DesiredShardLevelMetrics: sorted(metrics),
      ShardCount: mode === 'PROVISIONED' ? summary.OpenShardCount : undefined,
      StreamEncryption: EncryptionType === 'KMS' ? { EncryptionType, KeyId } : undefined,
      StreamModeDetails: { StreamMode: mode },
    },
    { take: DESCRIBED },
  );
}
