import {
  CreateAliasCommand,
  CreateKeyCommand,
  type CreateKeyCommandInput,
  EnableKeyRotationCommand,
  KMSClient,
  ReplicateKeyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import type { Listed } from '../collector.ts';
import { denied, listAll, liveContext, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-kms-key.ts';
import replica from './aws-kms-replicakey.ts';

const arn = (id: string) => `arn:aws:kms:us-east-1:111122223333:key/${id}`;
const entry = (KeyId: string) => ({ KeyId, KeyArn: arn(KeyId) });
const METADATA = {
  KeyId: 'one',
  KeyState: 'Enabled',
  Enabled: true,
  KeyManager: 'CUSTOMER',
  KeySpec: 'SYMMETRIC_DEFAULT',
  KeyUsage: 'ENCRYPT_DECRYPT',
  Origin: 'AWS_KMS',
  MultiRegion: false,
  Description: 'orders',
  CreationDate: new Date(0),
  DeletionDate: new Date(1),
};
const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }] };
const ANSWERS = {
  ListKeys: { Keys: [entry('one')] },
  ListAliases: { Aliases: [{ AliasName: 'alias/orders', TargetKeyId: 'one' }] },
  DescribeKey: { KeyMetadata: METADATA },
  GetKeyPolicy: { Policy: JSON.stringify(POLICY) },
  GetKeyRotationStatus: { KeyRotationEnabled: true, RotationPeriodInDays: 365, NextRotationDate: new Date(0) },
};
const key = (properties: Listed['properties'], id = 'one'): Listed => ({ id, arn: arn(id), name: null, properties });

test('maps a key with its aliases, policy and rotation, and without dates', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'one',
      arn: arn('one'),
      name: 'orders',
      properties: {
        Aliases: ['alias/orders'],
        Description: 'orders',
        EnableKeyRotation: true,
        Enabled: true,
        KeyManager: 'CUSTOMER',
        KeyPolicy: POLICY,
        KeySpec: 'SYMMETRIC_DEFAULT',
        KeyState: 'Enabled',
        KeyUsage: 'ENCRYPT_DECRYPT',
        MultiRegion: false,
        Origin: 'AWS_KMS',
        RotationPeriodInDays: 365,
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages of keys and aliases, and takes all of them', async () => {
  const ctx = stubContext({
    ListKeys: [{ Keys: [entry('one')], Truncated: true, NextMarker: 'k2' }, { Keys: [entry('two')] }],
    ListAliases: [
      { Aliases: [{ AliasName: 'alias/b', TargetKeyId: 'two' }], Truncated: true, NextMarker: 'a2' },
      { Aliases: [{ AliasName: 'alias/a', TargetKeyId: 'two' }, { AliasName: 'alias/aws/unused' }] },
    ],
  });
  const found = await listAll(collector, ctx);
  expect(found.map(({ id, name, properties }) => [id, name, properties.Aliases])).toEqual([
    ['one', null, []],
    ['two', 'a', ['alias/a', 'alias/b']],
  ]);
  const inputs = (operation: string) =>
    ctx.calls.filter((call) => call.operation === operation).map((call) => call.input);
  expect(inputs('ListKeys')).toEqual([{ Limit: 1000 }, { Limit: 1000, Marker: 'k2' }]);
  expect(inputs('ListAliases')).toEqual([{ Limit: 100 }, { Limit: 100, Marker: 'a2' }]);
});

test('a key that AWS manages is known by its alias and never asked about', async () => {
  const ctx = stubContext({
    ListKeys: { Keys: [entry('rds')] },
    ListAliases: { Aliases: [{ AliasName: 'alias/aws/rds', TargetKeyId: 'rds' }] },
  });
  const [found] = await readAll(collector, ctx);
  expect(found).toMatchObject({ id: 'rds', name: 'alias/aws/rds' });
  expect(found && collector.isDefault?.(found)).toBe(true);
  expect(ctx.calls.map((call) => call.operation).sort()).toEqual(['ListAliases', 'ListKeys']);
  expect(collector.isDefault?.(key({ Aliases: [], KeyManager: 'AWS' }))).toBe(true);
  expect(collector.isDefault?.(key({ Aliases: ['alias/orders'], KeyManager: 'CUSTOMER' }))).toBe(false);
});

const { CreationDate: _created, DeletionDate: _deleted, ...ROTATABLE } = METADATA;
test.each([
  ['a symmetric key of our own', {}, true],
  ['a key that could not be described', { KeyState: undefined }, true],
  ['a disabled key', { KeyState: 'Disabled' }, true],
  ['a key that waits for its deletion', { KeyState: 'PendingDeletion' }, false],
  ['a primary that waits for its replicas', { KeyState: 'PendingReplicaDeletion' }, false],
  ['an asymmetric key', { KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }, false],
  ['an HMAC key', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }, false],
  ['imported material', { Origin: 'EXTERNAL' }, false],
  ['a key of a custom store', { Origin: 'AWS_CLOUDHSM' }, false],
  ['a key that AWS manages', { KeyManager: 'AWS' }, false],
])('the rotation of %s is asked for: %s', (_, change, asked) => {
  const part = collector.parts?.find((candidate) => candidate.action === 'kms:GetKeyRotationStatus');
  expect(part?.after).toBe(true);
  expect(part?.applies?.(key(JSON.parse(JSON.stringify({ Aliases: [], ...ROTATABLE, ...change }))))).toBe(asked);
});

test('a replica is told from a key, with the regions of its relatives and not their ARNs', async () => {
  const relation = {
    MultiRegionKeyType: 'REPLICA',
    PrimaryKey: { Arn: arn('mrk-1'), Region: 'us-east-1' },
    ReplicaKeys: [{ Region: 'us-west-2' }, { Region: 'eu-central-1' }],
  };
  const KeyMetadata = { ...METADATA, MultiRegion: true, MultiRegionConfiguration: relation };
  const [found] = await readAll(collector, stubContext({ ...ANSWERS, DescribeKey: { KeyMetadata } }));
  expect(found?.properties.MultiRegionConfiguration).toEqual({
    MultiRegionKeyType: 'REPLICA',
    PrimaryRegion: 'us-east-1',
    ReplicaRegions: ['eu-central-1', 'us-west-2'],
  });
  expect(found && collector.typeOf?.(found)).toBe(replica.type);
  expect(collector.typeOf?.(key({}))).toBe('AWS::KMS::Key');
});

test('a denied list throws, whichever of the two it is, and so does each denied part', async () => {
  const refusal = denied('kms');
  for (const operation of ['ListKeys', 'ListAliases']) {
    await expect(listAll(collector, stubContext({ ...ANSWERS, [operation]: refusal }))).rejects.toBe(refusal);
    await expect(listAll(collector, stubContext({ ...ANSWERS, [operation]: {} }))).rejects.toThrow('carries no');
  }
  for (const operation of ['DescribeKey', 'GetKeyPolicy', 'GetKeyRotationStatus']) {
    const read = (answer: object | Error) =>
      readPart(collector, `kms:${operation}`, stubContext({ [operation]: answer }), key({ Aliases: [] }));
    await expect(read(refusal)).rejects.toBe(refusal);
    await expect(read({})).rejects.toThrow('carries no');
  }
});

test('in the simulator: pages, rotation, a replica, a pending deletion and a denial', async () => {
  const world = await openWorld();
  const east = new KMSClient(world.clients('us-east-1'));
  const create = async (input: CreateKeyCommandInput) =>
    (await east.send(new CreateKeyCommand(input))).KeyMetadata?.KeyId ?? '';
  const shared = await create({ MultiRegion: true, Description: 'shared' });
  const doomed = await create({ Description: 'doomed' });
  const signer = await create({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
  await east.send(new EnableKeyRotationCommand({ KeyId: shared, RotationPeriodInDays: 180 }));
  await east.send(new CreateAliasCommand({ AliasName: 'alias/shared', TargetKeyId: shared }));
  await east.send(new ScheduleKeyDeletionCommand({ KeyId: doomed, PendingWindowInDays: 7 }));
  await east.send(new ReplicateKeyCommand({ KeyId: shared, ReplicaRegion: 'eu-central-1' }));
  await world.settings({ pageSize: 2 });
  const read = async (region: string) => {
    const found = await readAll(collector, liveContext(world.auditClients(region), { region }));
    return new Map(found.filter((candidate) => !collector.isDefault?.(candidate)).map((found) => [found.id, found]));
  };

  const keys = await read('us-east-1');
  expect([...keys.keys()].sort()).toEqual([shared, doomed, signer].sort());
  expect(keys.get(shared)).toMatchObject({
    name: 'shared',
    properties: { EnableKeyRotation: true, RotationPeriodInDays: 180, MultiRegion: true, KeyState: 'Enabled' },
  });
  expect(keys.get(doomed)?.properties).toMatchObject({ KeyState: 'PendingDeletion' });
  expect(keys.get(doomed)?.properties).not.toHaveProperty('EnableKeyRotation');
  expect(keys.get(signer)?.properties).not.toHaveProperty('EnableKeyRotation');
  expect(undocumented(collector, [...keys.values()])).toEqual([]);
  const copy = (await read('eu-central-1')).get(shared);
  expect(copy && collector.typeOf?.(copy)).toBe('AWS::KMS::ReplicaKey');
  expect(copy?.properties).toMatchObject({ EnableKeyRotation: true, RotationPeriodInDays: 180 });
  expect((await world.calls()).byAction['kms:us-east-1:ListKeys']).toBe(2);

  await world.faults([{ kind: 'deny', service: 'kms', action: 'ListKeys', region: 'us-east-1', page: 2 }]);
  await expect(read('us-east-1')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  expect((await read('eu-central-1')).size).toBe(1);
});

test('a key that does not rotate has no period: that follows from the one word, and is no difference of its own', () => {
  expect(collector.untold?.({ EnableKeyRotation: false })).toEqual(['RotationPeriodInDays']);
  expect(collector.untold?.({ EnableKeyRotation: true, RotationPeriodInDays: 90 })).toEqual([]);
  expect(collector.untold?.({ KeyState: 'PendingDeletion', EnableKeyRotation: false })).toContain('EnableKeyRotation');
});
