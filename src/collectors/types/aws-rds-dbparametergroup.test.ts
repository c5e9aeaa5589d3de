import { CreateDBParameterGroupCommand, ModifyDBParameterGroupCommand, RDSClient } from '@aws-sdk/client-rds';
import { expect, test } from 'vitest';
import { openWorld } from '../../../test/simulator/simulator.ts';
import { denied, listAll, liveContext, readAll, readPart, stubContext, undocumented } from '../testing.ts';
import collector from './aws-rds-dbparametergroup.ts';

const ORDERS = {
  DBParameterGroupName: 'orders',
  DBParameterGroupArn: 'arn:aws:rds:us-east-1:111122223333:pg:orders',
  DBParameterGroupFamily: 'postgres16',
  Description: 'orders',
};
const LISTED = { id: 'orders', arn: ORDERS.DBParameterGroupArn, name: 'orders', properties: {} };

test('maps a group to the parameters that were set in it, all pages of both calls', async () => {
  const ctx = stubContext({
    DescribeDBParameterGroups: [
      { Marker: 'two', DBParameterGroups: [ORDERS] },
      { DBParameterGroups: [{ DBParameterGroupName: 'graph', DBParameterGroupFamily: 'neptune1' }] },
    ],
    DescribeDBParameters: [
      { Marker: 'two', Parameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '1', Source: 'user' }] },
      { Parameters: [{ ParameterName: 'log_statement', ParameterValue: 'ddl' }, { ParameterName: 'unset' }] },
    ],
  });
  const found = await readAll(collector, ctx);
  expect(found).toEqual([
    {
      ...LISTED,
      properties: {
        Description: 'orders',
        Family: 'postgres16',
        Parameters: { 'rds.force_ssl': '1', log_statement: 'ddl' },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  const parameters = { DBParameterGroupName: 'orders', Source: 'user', MaxRecords: 100 };
  expect(ctx.calls.map((call) => call.input)).toEqual([
    { MaxRecords: 100 },
    { MaxRecords: 100, Marker: 'two' },
    parameters,
    { ...parameters, Marker: 'two' },
  ]);
});

test("the groups that come with every engine are AWS's own", () => {
  const isDefault = (id: string) => collector.isDefault?.({ id, arn: null, name: id, properties: {} });
  expect(['default.postgres16', 'default-orders', 'orders'].map(isDefault)).toEqual([true, false, false]);
});

test('a denied list and a denied part throw, and so do answers without their list', async () => {
  const refusal = denied('rds:DescribeDBParameters');
  const list = (answer: object | Error) => listAll(collector, stubContext({ DescribeDBParameterGroups: answer }));
  await expect(list(refusal)).rejects.toBe(refusal);
  await expect(list({})).rejects.toThrow('no DBParameterGroups');
  const part = (answer: object | Error) =>
    readPart(collector, 'rds:DescribeDBParameters', stubContext({ DescribeDBParameters: answer }), LISTED);
  await expect(part(refusal)).rejects.toBe(refusal);
  await expect(part({})).rejects.toThrow('no Parameters');
});

test('in the simulator: pages and a denied part', async () => {
  const world = await openWorld();
  const rds = new RDSClient(world.clients('us-east-1'));
  for (const DBParameterGroupName of ['one', 'two', 'three']) {
    const input = { DBParameterGroupName, DBParameterGroupFamily: 'postgres16', Description: 'orders' };
    await rds.send(new CreateDBParameterGroupCommand(input));
  }
  const Parameters = ['rds.force_ssl', 'log_connections', 'log_disconnections'].map((ParameterName) => ({
    ParameterName,
    ParameterValue: '1',
    ApplyMethod: 'immediate' as const,
  }));
  await rds.send(new ModifyDBParameterGroupCommand({ DBParameterGroupName: 'one', Parameters }));
  await world.settings({ pageSize: 2 });
  const ctx = () => liveContext(world.auditClients('us-east-1'));

  const found = await readAll(collector, ctx());
  const own = found.filter((group) => !collector.isDefault?.(group));
  expect(own.map((group) => group.id).sort()).toEqual(['one', 'three', 'two']);
  expect(own.find((group) => group.id === 'one')?.properties.Parameters).toEqual({
    'rds.force_ssl': '1',
    log_connections: '1',
    log_disconnections: '1',
  });
  expect(own.find((group) => group.id === 'two')?.properties.Parameters).toEqual({});

  await world.faults([{ kind: 'deny', service: 'rds', action: 'DescribeDBParameters' }]);
  expect((await listAll(collector, ctx())).length).toBe(found.length);
  await expect(readAll(collector, ctx())).rejects.toMatchObject({ name: 'AccessDenied' });
});
