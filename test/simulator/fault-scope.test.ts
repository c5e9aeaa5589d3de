import { CreateKeyCommand, DescribeKeyCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { CreateBucketCommand, GetBucketEncryptionCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { read } from './reads.ts';
import { type FaultKind, openWorld } from './simulator.ts';

test('a fault is meant for its service, action, region, requests and resource only', async () => {
  const world = await openWorld();
  const kms = new KMSClient(world.auditClients('us-east-1'));
  const key = async () => (await new KMSClient(world.clients('us-east-1')).send(new CreateKeyCommand({}))).KeyMetadata;
  const [one, other] = [await key(), await key()];
  await world.faults([
    { kind: 'deny', service: 'kms', action: 'Describe*', region: 'us-*', arnContains: one?.KeyId ?? '-' },
  ]);
  await kms.send(new ListKeysCommand({}));
  await kms.send(new DescribeKeyCommand({ KeyId: other?.KeyId }));
  await expect(kms.send(new DescribeKeyCommand({ KeyId: one?.KeyId }))).rejects.toThrow('kms:DescribeKey');
  await expect(
    new KMSClient(world.auditClients('eu-central-1')).send(new DescribeKeyCommand({ KeyId: one?.KeyId })),
  ).rejects.toMatchObject({ name: 'NotFoundException' });
  await world.clearFaults();
  await world.faults([{ kind: 'deny', action: 'ListKeys', after: 1, times: 1 }]);
  await kms.send(new ListKeysCommand({}));
  await expect(kms.send(new ListKeysCommand({}))).rejects.toThrow('kms:ListKeys');
  await kms.send(new ListKeysCommand({}));
});

test('a fault for page two lets page one through', async () => {
  const world = await openWorld();
  const seed = new KMSClient(world.clients('us-east-1'));
  for (let i = 0; i < 5; i++) await seed.send(new CreateKeyCommand({}));
  await world.settings({ pageSize: 2 });
  await world.faults([{ kind: 'deny', page: 2 }]);
  const kms = new KMSClient(world.auditClients('us-east-1'));
  const { NextMarker } = await kms.send(new ListKeysCommand({}));
  await expect(kms.send(new ListKeysCommand({ Marker: NextMarker }))).rejects.toThrow('kms:ListKeys');
  await world.clearFaults();
  await world.faults([{ kind: 'deny', page: 3 }]);
  const second = await kms.send(new ListKeysCommand({ Marker: NextMarker }));
  await expect(kms.send(new ListKeysCommand({ Marker: second.NextMarker }))).rejects.toThrow('kms:ListKeys');
});

test('faults of one world do not reach another, nor its seeding', async () => {
  const [one, other] = [await openWorld(), await openWorld()];
  await one.faults([{ kind: 'deny' }]);
  await read('kms', other.auditClients('us-east-1'));
  await read('kms', one.clients('us-east-1'));
  await expect(read('kms', one.auditClients('us-east-1'))).rejects.toThrow('not authorized');
});

test('a policy lets through what it names, in the spelling of IAM, and nothing else', async () => {
  const world = await openWorld();
  await new S3Client(world.clients('us-east-1')).send(new CreateBucketCommand({ Bucket: 'policy-bucket' }));
  await world.settings({ policy: ['tag:GetResources', 's3:ListAllMyBuckets', 'ec2:Describe*'] });
  const config = world.auditClients('us-east-1');
  const s3 = new S3Client(config);
  await read('tagging', config);
  await read('ec2', config);
  await s3.send(new ListBucketsCommand({}));
  await new STSClient(config).send(new GetCallerIdentityCommand({}));
  const encryption = new GetBucketEncryptionCommand({ Bucket: 'policy-bucket' });
  await expect(s3.send(encryption)).rejects.toThrow('s3:GetEncryptionConfiguration');
  await expect(read('rds', config)).rejects.toThrow('rds:DescribeDBInstances');
  await world.settings({ policy: ['s3:GetEncryptionConfiguration'] });
  await s3.send(encryption);
  await expect(s3.send(new ListBucketsCommand({}))).rejects.toThrow('s3:ListAllMyBuckets');
});

test('a fault that nobody would obey is refused', async () => {
  const world = await openWorld();
  await expect(world.faults([{ kind: 'denied' as FaultKind }])).rejects.toThrow('unknown fault kind');
  await expect(world.faults([{ kind: 'deny', operation: 'x' } as never])).rejects.toThrow('unknown fault field');
  await expect(world.settings({ pagesize: 2 } as never)).rejects.toThrow('unknown setting');
});
