import { expect, test } from 'vitest';
import { denied, listAll, readAll, stubContext, undocumented } from '../testing.ts';
import collector from './aws-config-deliverychannel.ts';

const ANSWERS = {
  DescribeDeliveryChannels: {
    DeliveryChannels: [
      {
        name: 'default',
        s3BucketName: 'config',
        s3KeyPrefix: 'p',
        snsTopicARN: 'arn:aws:sns:us-east-1:111122223333:config',
        configSnapshotDeliveryProperties: { deliveryFrequency: 'One_Hour' },
      },
    ],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'default',
      arn: null,
      name: 'default',
      properties: {
        ConfigSnapshotDeliveryProperties: { DeliveryFrequency: 'One_Hour' },
        S3BucketName: 'config',
        S3KeyPrefix: 'p',
        SnsTopicARN: 'arn:aws:sns:us-east-1:111122223333:config',
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('a denied list throws, and is never nothing', async () => {
  const refusal = denied('config:DescribeDeliveryChannels');
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeDeliveryChannels: refusal }))).rejects.toBe(
    refusal,
  );
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeDeliveryChannels: {} }))).rejects.toThrow(
    'no DeliveryChannels',
  );
});
