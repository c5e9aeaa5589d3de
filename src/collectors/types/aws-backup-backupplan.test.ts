import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-backup-backupplan.ts';

const ANSWERS = {
  ListBackupPlans: {
    BackupPlansList: [
      {
        BackupPlanId: 'p1',
        BackupPlanArn: 'arn:aws:backup:us-east-1:111122223333:backup-plan:p1',
        BackupPlanName: 'daily',
        VersionId: 'v',
      },
    ],
  },
  GetBackupPlan: {
    BackupPlan: {
      BackupPlanName: 'daily',
      Rules: [
        {
          RuleName: 'night',
          RuleId: 'r',
          TargetBackupVaultName: 'orders',
          ScheduleExpression: 'cron(0 1 * * ? *)',
          Lifecycle: { DeleteAfterDays: 35 },
        },
      ],
    },
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'p1',
      arn: 'arn:aws:backup:us-east-1:111122223333:backup-plan:p1',
      name: 'daily',
      properties: {
        BackupPlan: {
          BackupPlanName: 'daily',
          BackupPlanRule: [
            {
              Lifecycle: { DeleteAfterDays: 35 },
              RuleName: 'night',
              ScheduleExpression: 'cron(0 1 * * ? *)',
              TargetBackupVault: 'orders',
            },
          ],
        },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { BackupPlanId: 'p1' };
  const pages = [{ BackupPlansList: [one], NextToken: 'two' }, { BackupPlansList: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListBackupPlans',
    action: 'backup:ListBackupPlans',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no BackupPlansList');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('backup:ListBackupPlans');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListBackupPlans: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListBackupPlans: {} }))).rejects.toThrow(
    'no BackupPlansList',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['backup:GetBackupPlan']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['backup:GetBackupPlan']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
