import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateKeyCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { expect, test } from 'vitest';
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
