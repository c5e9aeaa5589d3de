/** The collector of `AWS::EC2::Volume`. */
import { given } from '../aws/answer.ts';
import { defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { ec2Listed } from './ec2.ts';

export default defineCollector({
  type: 'AWS::EC2::Volume',
  summary: 'EBS volumes that stand on their own: size, type, performance, encryption.',
  scope: 'regional',
  idPattern: /^vol-(?:[0-9a-f]{17}|[0-9a-f]{8})$/,
  actions: ['ec2:DescribeVolumes'],
  async *list(ctx) {
    const { EC2Client, paginateDescribeVolumes } = await import('@aws-sdk/client-ec2');
    for await (const page of paginateDescribeVolumes({ client: ctx.client(EC2Client), pageSize: 1000 }, {})) {
      for (const volume of given(page.Volumes, 'Volumes')) {
        if (volume.State === 'deleting' || volume.State === 'deleted') continue;
        const madeWithInstance = volume.Attachments?.some(({ DeleteOnTermination }) => DeleteOnTermination);
        yield {
          ...ec2Listed(
            ctx,
            'volume',
            { id: volume.VolumeId, tags: volume.Tags },
            mapped(volume, {
              take: [
                'AvailabilityZone',
                'Encrypted',
                'Iops',
                'KmsKeyId',
                'MultiAttachEnabled',
                'OutpostArn',
                'Size',
                'SnapshotId',
                'Throughput',
                'VolumeType',
              ],
            }),
          ),
          // What comes and goes with an instance is a part of it.
          ...(madeWithInstance && { context: true as const }),
        };
      }
    }
  },
  tags: 'listed',
  comparators: {
    AvailabilityZone: {
      compare: 'ignored',
      why: 'The letters are dealt out for each account, and regions do not have the same ones.',
    },
    Encrypted: { compare: 'same', severity: 'high', worse: 'false' },
    Iops: { compare: 'same', worse: 'smaller' },
    KmsKeyId: 'same',
    MultiAttachEnabled: 'same',
    OutpostArn: 'same',
    Size: { compare: 'same', worse: 'smaller' },
    SnapshotId: { compare: 'all-or-none', why: 'A snapshot has another id in every region, also a copy.' },
    Throughput: { compare: 'same', worse: 'smaller' },
    VolumeType: 'same',
  },
  notRead: {
    AvailabilityZoneId: 'the zone once more, by its id',
    AutoEnableIO: 'a call for each volume tells it, and it matters after an I/O error only',
    SourceVolumeId: 'what it was copied from; EC2 does not return it',
    VolumeInitializationRate: 'how fast it was filled when it was made',
  },
  cannotSee: ['What is on it; whether snapshots are taken.'],
});
