import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-cloudwatch-dashboard.ts';

const ANSWERS = {
  ListDashboards: {
    DashboardEntries: [
      { DashboardName: 'shop', DashboardArn: 'arn:aws:cloudwatch::111122223333:dashboard/shop', Size: 7 },
    ],
  },
  GetDashboard: { DashboardBody: '{"widgets":[{"type":"metric"}]}' },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'shop',
      arn: 'arn:aws:cloudwatch::111122223333:dashboard/shop',
      name: 'shop',
      properties: { DashboardBody: { widgets: [{ type: 'metric' }] } },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { DashboardName: 'shop' };
  const pages = [{ DashboardEntries: [one], NextToken: 'two' }, { DashboardEntries: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListDashboards',
    action: 'cloudwatch:ListDashboards',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{}, { NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no DashboardEntries');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('cloudwatch:ListDashboards');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListDashboards: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListDashboards: {} }))).rejects.toThrow(
    'no DashboardEntries',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['cloudwatch:GetDashboard']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['cloudwatch:GetDashboard']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
