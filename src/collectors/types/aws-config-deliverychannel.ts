/** The collector of `AWS::Config::DeliveryChannel`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';

export default defineCollector({
  type: 'AWS::Config::DeliveryChannel',
  summary: 'Where AWS Config delivers to: bucket, topic, key, how often.',
  scope: 'regional',
  actions: ['config:DescribeDeliveryChannels'],
  async *list(ctx) {
    const { ConfigServiceClient, DescribeDeliveryChannelsCommand } = await import('@aws-sdk/client-config-service');
    const answer = await ctx.client(ConfigServiceClient).send(new DescribeDeliveryChannelsCommand({}));
    for (const channel of given(answer.DeliveryChannels, 'DeliveryChannels')) {
      const id = channel.name ?? '';
      const properties = mapped(channel, {
        rename: {
          S3BucketName: 's3BucketName',
          S3KeyPrefix: 's3KeyPrefix',
          S3KmsKeyArn: 's3KmsKeyArn',
          SnsTopicARN: 'snsTopicARN',
        },
      });
      const frequency = channel.configSnapshotDeliveryProperties?.deliveryFrequency;
      const snapshots = frequency && { ConfigSnapshotDeliveryProperties: { DeliveryFrequency: frequency } };
      yield { id, arn: null, name: id, properties: { ...properties, ...snapshots } };
    }
  },
  tags: 'none',
  references: { S3BucketName: 'AWS::S3::Bucket' },
  comparators: {
    'ConfigSnapshotDeliveryProperties.DeliveryFrequency': 'same',
    S3BucketName: { compare: 'same', severity: 'high', why: 'One bucket for all regions, or one in each.' },
    S3KeyPrefix: 'same',
    S3KmsKeyArn: { compare: 'same', severity: 'high', worse: 'absent' },
    SnsTopicARN: 'same',
  },
  notRead: { Name: 'a region has one, and it is the name' },
  cannotSee: ['Whether the last delivery went well.'],
});
