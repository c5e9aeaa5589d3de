import { DescribeIpamsCommand, DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateKeyCommand, DescribeKeyCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { launch } from './launch.ts';
import { openWorld } from './simulator.ts';

test('worlds do not see each other', async () => {
  const [one, other] = await Promise.all([openWorld(), openWorld()]);
  await new KMSClient(one.clients('us-east-1')).send(new CreateKeyCommand({}));
  const keys = async (world: typeof one) =>
    (await new KMSClient(world.auditClients('us-east-1')).send(new ListKeysCommand({}))).Keys;
  expect(await keys(one)).toHaveLength(1);
  expect(await keys(other)).toHaveLength(0);
  expect((await one.calls()).byAction).toEqual({ 'kms:us-east-1:ListKeys': 1 });
});

test('a region that is not enabled is listed so, and answers as AWS does', async () => {
  const world = await openWorld();
  await world.settings({ enabledRegions: ['us-east-1'] });
  const regions = await new EC2Client(world.auditClients('us-east-1')).send(
    new DescribeRegionsCommand({ AllRegions: true }),
  );
  const status = Object.fromEntries((regions.Regions ?? []).map((r) => [r.RegionName, r.OptInStatus]));
  expect(status['us-east-1']).toBe('opt-in-not-required');
  expect(status['eu-central-1']).toBe('not-opted-in');
  const kms = new KMSClient(world.auditClients('eu-central-1'));
  await expect(kms.send(new ListKeysCommand({}))).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
});

test('what is asked is counted: actions, writes, duplicates, errors, the most at one time', async () => {
  const world = await openWorld();
  const kms = new KMSClient(world.auditClients('us-east-1'));
  await world.faults([{ kind: 'latency', ms: 300 }]);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const describe = () => kms.send(new DescribeKeyCommand({ KeyId: KeyMetadata?.KeyId }));
  await Promise.all([describe(), describe(), kms.send(new ListKeysCommand({}))]);
  await expect(kms.send(new DescribeKeyCommand({ KeyId: 'none' }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
  const calls = await world.calls();
  expect(calls.byAction).toEqual({
    'kms:us-east-1:CreateKey': 1,
    'kms:us-east-1:DescribeKey': 3,
    'kms:us-east-1:ListKeys': 1,
  });
  expect(calls.total).toBe(5);
  expect(calls.writes).toEqual(['kms:us-east-1:CreateKey']);
  expect(calls.duplicates).toMatchObject([{ action: 'kms:us-east-1:DescribeKey', times: 2 }]);
  expect(calls.errors).toMatchObject([{ action: 'kms:us-east-1:DescribeKey', status: 400, fault: null }]);
  expect(calls.peak).toBe(3);
  await world.clearCalls();
  expect((await world.calls()).total).toBe(0);
});

test('a retry of a faulted request is no duplicate', async () => {
  const world = await openWorld();
  await world.faults([{ kind: 'throttle', times: 1 }]);
  const kms = new KMSClient({ ...world.auditClients('us-east-1'), maxAttempts: 2 });
  await kms.send(new ListKeysCommand({}));
  const { total, duplicates } = await world.calls();
  expect({ total, duplicates }).toEqual({ total: 2, duplicates: [] });
});

test('the credentials of a world lead to its account', async () => {
  const world = await openWorld();
  const identity = await new STSClient(world.auditClients('us-east-1')).send(new GetCallerIdentityCommand({}));
  expect(identity.Account).toBe(world.account);
  expect(identity.Arn).toBe(`arn:aws:sts::${world.account}:assumed-role/audit/audit`);
  expect(world.env).toMatchObject({ AWS_ENDPOINT_URL: world.endpoint, AWS_EC2_METADATA_DISABLED: 'true' });
});

test('a launched simulator answers, and is gone when it is stopped', async () => {
  const { endpoint, stop } = await launch();
  expect((await fetch(`${endpoint}/simulator/health`)).status).toBe(200);
  await stop();
  await expect(fetch(`${endpoint}/simulator/health`)).rejects.toThrow('fetch failed');
});

test('an operation that nobody implements is an error that the SDK can read', async () => {
  const world = await openWorld();
  const ec2 = new EC2Client(world.auditClients('us-east-1'));
  await expect(ec2.send(new DescribeIpamsCommand({}))).rejects.toMatchObject({ name: 'InvalidAction' });
});
