import { CreateVolumeCommand, EC2Client } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { listAll, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-ec2-volume.ts';

const ONE = {
  VolumeId: 'vol-1',
  Size: 100,
  VolumeType: 'gp3',
  Iops: 3000,
  Throughput: 125,
  Encrypted: true,
  KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
  AvailabilityZone: 'us-east-1a',
  MultiAttachEnabled: false,
  SnapshotId: '',
  State: 'available',
  Attachments: [],
};

test('maps to the CloudFormation properties', async () => {
  const found = await listAll(collector, stubContext({ DescribeVolumes: { Volumes: [ONE] } }));
  expect(found).toMatchObject([
    {
      id: 'vol-1',
      arn: 'arn:aws:ec2:us-east-1:111122223333:volume/vol-1',
      properties: {
        AvailabilityZone: 'us-east-1a',
        Encrypted: true,
        Iops: 3000,
        KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
        MultiAttachEnabled: false,
        Size: 100,
        Throughput: 125,
        VolumeType: 'gp3',
      },
    },
  ]);
  expect(Object.keys(found[0]?.properties ?? {}).sort()).toEqual(
    Object.keys(
      {
        id: 'vol-1',
        arn: 'arn:aws:ec2:us-east-1:111122223333:volume/vol-1',
        properties: {
          AvailabilityZone: 'us-east-1a',
          Encrypted: true,
          Iops: 3000,
          KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/k',
          MultiAttachEnabled: false,
          Size: 100,
          Throughput: 125,
          VolumeType: 'gp3',
        },
      }.properties,
    ).sort(),
  );
  expect(undocumented(collector, found)).toEqual([]);
});

test('what goes with its instance is a part of that', async () => {
  const root = { ...ONE, Attachments: [{ InstanceId: 'i-1', DeleteOnTermination: true }] };
  const [found] = await listAll(collector, stubContext({ DescribeVolumes: { Volumes: [root] } }));
  expect(found?.context).toBe(true);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ Volumes: [ONE], NextToken: 'two' }, { Volumes: [ONE] }] as const;
  const outcome = await runListing(collector, { operation: 'DescribeVolumes', action: 'ec2:DescribeVolumes', pages });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no Volumes');
});

test('in the simulator: pages and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'ec2', action: 'DescribeVolumes' },
    async seed(world) {
      const ec2 = new EC2Client(world.clients('us-east-1'));
      const ids: string[] = [];
      for (const n of [1, 2, 3])
        ids.push((await ec2.send(new CreateVolumeCommand({ AvailabilityZone: 'us-east-1a', Size: n }))).VolumeId ?? '');
      return ids;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.made).toHaveLength(3);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toBe('UnauthorizedOperation');
});
