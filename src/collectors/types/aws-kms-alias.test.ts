import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, stubContext, undocumented } from '../testing.ts';
import collector from './aws-kms-alias.ts';
import keys from './aws-kms-key.ts';

const ARN = 'arn:aws:kms:us-east-1:111122223333:alias/orders';

test('maps an alias to its key, over all pages', async () => {
  const ctx = stubContext({
    ListAliases: [
      { Aliases: [{ AliasName: 'alias/aws/rds' }], Truncated: true, NextMarker: 'two' },
      { Aliases: [{ AliasName: 'alias/orders', AliasArn: ARN, TargetKeyId: 'one', CreationDate: new Date(0) }] },
    ],
  });
  const found = await listAll(collector, ctx);
  expect(found[1]).toEqual({ id: 'alias/orders', arn: ARN, name: 'alias/orders', properties: { TargetKeyId: 'one' } });
  expect(found.map((alias) => collector.isDefault?.(alias))).toEqual([true, false]);
  expect(undocumented(collector, found)).toEqual([]);
  expect(ctx.calls.map((call) => call.input)).toEqual([{ Limit: 100 }, { Limit: 100, Marker: 'two' }]);
});

test('shares its call with the keys', async () => {
  const ctx = stubContext({ ListKeys: { Keys: [] }, ListAliases: { Aliases: [] } });
  await Promise.all([listAll(collector, ctx), listAll(keys, ctx)]);
  expect(ctx.calls.map((call) => call.operation).sort()).toEqual(['ListAliases', 'ListKeys']);
});

test('a denied call throws', async () => {
  const refusal = denied('kms:ListAliases');
  await expect(listAll(collector, stubContext({ ListAliases: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ListAliases: {} }))).rejects.toThrow('no Aliases');
});

test('in the simulator: pages and a denial', async () => {
  const world = await openWorld();
  const kms = new KMSClient(world.clients('us-east-1'));
  const TargetKeyId = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId;
  for (const name of ['one', 'two', 'three']) {
    await kms.send(new CreateAliasCommand({ AliasName: `alias/${name}`, TargetKeyId }));
  }
  await world.settings({ pageSize: 2 });
  const ctx = () => liveContext(world.auditClients('us-east-1'));

  const own = (await listAll(collector, ctx())).filter((alias) => !collector.isDefault?.(alias));
  expect(own.map((alias) => alias.id).sort()).toEqual(['alias/one', 'alias/three', 'alias/two']);
  expect(own.map((alias) => alias.properties.TargetKeyId)).toEqual([TargetKeyId, TargetKeyId, TargetKeyId]);
  expect((await world.calls()).byAction['kms:us-east-1:ListAliases']).toBeGreaterThan(1);

  await world.faults([{ kind: 'deny', service: 'kms', action: 'ListAliases', page: 2 }]);
  await expect(listAll(collector, ctx())).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
