import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-rds-dbclusterparametergroup.ts';

const ANSWERS = {
  DescribeDBClusterParameterGroups: {
    DBClusterParameterGroups: [
      {
        DBClusterParameterGroupName: 'orders',
        DBClusterParameterGroupArn: 'arn:aws:rds:us-east-1:111122223333:cluster-pg:orders',
        DBParameterGroupFamily: 'aurora-postgresql16',
        Description: 'orders',
      },
    ],
  },
  DescribeDBClusterParameters: {
    Parameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '1' }, { ParameterName: 'unset' }],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'orders',
      arn: 'arn:aws:rds:us-east-1:111122223333:cluster-pg:orders',
      name: 'orders',
      properties: { Description: 'orders', Family: 'aurora-postgresql16', Parameters: { 'rds.force_ssl': '1' } },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('free text is a digest, for it may name a password', async () => {
  const DescribeDBClusterParameters = {
    Parameters: [
      { ParameterName: 'init_connect', ParameterValue: "SET @key = 'hunter2'", DataType: 'string' },
      { ParameterName: 'binlog_format', ParameterValue: 'ROW', DataType: 'string', AllowedValues: 'ROW,STATEMENT' },
    ],
  };
  const [found] = await readAll(collector, stubContext({ ...ANSWERS, DescribeDBClusterParameters }));
  if (found === undefined) throw new Error('nothing is listed');
  const { init_connect, binlog_format } = found.properties.Parameters as Record<string, string>;
  expect(init_connect).toBe('digest:20');
  expect(binlog_format).toBe('ROW');
});

test("groups of Neptune are not RDS's, and those that come with an engine are AWS's own", async () => {
  const DBClusterParameterGroups = [{ DBClusterParameterGroupName: 'graph', DBParameterGroupFamily: 'neptune1' }];
  expect(
    await listAll(collector, stubContext({ DescribeDBClusterParameterGroups: { DBClusterParameterGroups } })),
  ).toEqual([]);
  const isDefault = (id: string) => collector.isDefault?.({ id, arn: null, name: id, properties: {} });
  expect(['default.aurora-postgresql16', 'orders'].map(isDefault)).toEqual([true, false]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { DBClusterParameterGroupName: 'orders', DBParameterGroupFamily: 'aurora-postgresql16' };
  const pages = [{ DBClusterParameterGroups: [one], Marker: 'two' }, { DBClusterParameterGroups: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'DescribeDBClusterParameterGroups',
    action: 'rds:DescribeDBClusterParameterGroups',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxRecords: 100 }, { MaxRecords: 100, Marker: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no DBClusterParameterGroups');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('rds:DescribeDBClusterParameterGroups');
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeDBClusterParameterGroups: refusal }))).rejects.toBe(
    refusal,
  );
  await expect(listAll(collector, stubContext({ ...ANSWERS, DescribeDBClusterParameterGroups: {} }))).rejects.toThrow(
    'no DBClusterParameterGroups',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['rds:DescribeDBClusterParameters']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['rds:DescribeDBClusterParameters']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
