import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-kinesis-stream.ts';

const ANSWERS = {
  ListStreams: { StreamNames: ['clicks'], HasMoreStreams: false },
  DescribeStreamSummary: {
    StreamDescriptionSummary: {
      StreamName: 'clicks',
      StreamStatus: 'ACTIVE',
      StreamModeDetails: { StreamMode: 'PROVISIONED' },
      RetentionPeriodHours: 48,
      EnhancedMonitoring: [{ ShardLevelMetrics: ['OutgoingBytes', 'IncomingBytes'] }],
      EncryptionType: 'KMS',
      KeyId: 'alias/app',
      OpenShardCount: 2,
      ConsumerCount: 3,
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'clicks',
      arn: 'arn:aws:kinesis:us-east-1:111122223333:stream/clicks',
      name: 'clicks',
      properties: {
        DesiredShardLevelMetrics: ['IncomingBytes', 'OutgoingBytes'],
        RetentionPeriodHours: 48,
        ShardCount: 2,
        StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/app' },
        StreamModeDetails: { StreamMode: 'PROVISIONED' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('on demand the shards are its load', async () => {
  const StreamDescriptionSummary = {
    StreamModeDetails: { StreamMode: 'ON_DEMAND' },
    OpenShardCount: 4,
    EncryptionType: 'NONE',
  };
  const ctx = stubContext({ ...ANSWERS, DescribeStreamSummary: { StreamDescriptionSummary } });
  expect((await readAll(collector, ctx))[0]?.properties).toEqual({ StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = 'clicks';
  const pages = [{ StreamNames: [one], HasMoreStreams: true, NextToken: 'two' }, { StreamNames: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListStreams',
    action: 'kinesis:ListStreams',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ Limit: 100 }, { Limit: 100, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no StreamNames');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('kinesis:ListStreams');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListStreams: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListStreams: {} }))).rejects.toThrow('no StreamNames');
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['kinesis:DescribeStreamSummary']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['kinesis:DescribeStreamSummary']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});

test('on demand there is no number of shards to compare: the mode is the difference', () => {
  expect(collector.untold?.({ StreamModeDetails: { StreamMode: 'ON_DEMAND' } })).toEqual(['ShardCount']);
  expect(collector.untold?.({ StreamModeDetails: { StreamMode: 'PROVISIONED' }, ShardCount: 2 })).toEqual([]);
});
