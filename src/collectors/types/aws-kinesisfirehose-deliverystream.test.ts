import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-kinesisfirehose-deliverystream.ts';

const ANSWERS = {
  ListDeliveryStreams: { DeliveryStreamNames: ['logs'], HasMoreDeliveryStreams: false },
  DescribeDeliveryStream: {
    DeliveryStreamDescription: {
      DeliveryStreamName: 'logs',
      DeliveryStreamStatus: 'ACTIVE',
      DeliveryStreamType: 'DirectPut',
      VersionId: '3',
      DeliveryStreamEncryptionConfiguration: { Status: 'ENABLED', KeyType: 'AWS_OWNED_CMK' },
      Destinations: [
        {
          DestinationId: 'd',
          SplunkDestinationDescription: { HECEndpoint: 'https://splunk', HECToken: 'hush', S3BackupMode: 'AllEvents' },
        },
      ],
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'logs',
      arn: 'arn:aws:firehose:us-east-1:111122223333:deliverystream/logs',
      name: 'logs',
      properties: {
        DeliveryStreamEncryptionConfigurationInput: { KeyType: 'AWS_OWNED_CMK' },
        DeliveryStreamType: 'DirectPut',
        SplunkDestinationConfiguration: {
          HECEndpoint: 'https://splunk',
          HECToken: expect.stringMatching(/^digest:/),
          S3BackupMode: 'AllEvents',
        },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('what may hold a password is a digest, wherever it stands', async () => {
  const HttpEndpointDestinationDescription = {
    EndpointConfiguration: { Name: 'sink', Url: 'https://sink/hush' },
    RequestConfiguration: { CommonAttributes: [{ AttributeName: 'key', AttributeValue: 'hush' }] },
  };
  const Destinations = [{ DestinationId: 'd', HttpEndpointDestinationDescription }];
  const ctx = stubContext({ ...ANSWERS, DescribeDeliveryStream: { DeliveryStreamDescription: { Destinations } } });
  const [found] = await readAll(collector, ctx);
  expect(found?.properties).toHaveProperty('HttpEndpointDestinationConfiguration.EndpointConfiguration.Name', 'sink');
  expect(JSON.stringify(found)).not.toContain('hush');
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = 'logs';
  const pages = [{ DeliveryStreamNames: [one], HasMoreDeliveryStreams: true }, { DeliveryStreamNames: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListDeliveryStreams',
    action: 'firehose:ListDeliveryStreams',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ Limit: 10000 }, { Limit: 10000, ExclusiveStartDeliveryStreamName: 'logs' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no DeliveryStreamNames');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('firehose:ListDeliveryStreams');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListDeliveryStreams: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListDeliveryStreams: {} }))).rejects.toThrow(
    'no DeliveryStreamNames',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['firehose:DescribeDeliveryStream']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['firehose:DescribeDeliveryStream']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
