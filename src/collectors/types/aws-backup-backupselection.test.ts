import { BackupClient, CreateBackupPlanCommand, CreateBackupSelectionCommand } from '@aws-sdk/client-backup';
import { expect, test } from 'vitest';
import { runLive } from '../../../test/simulator/collector-check.ts';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-backup-backupselection.ts';

const PLANS = { ListBackupPlans: { BackupPlansList: [{ BackupPlanId: 'p1', BackupPlanName: 'daily' }] } };
const ONE = { BackupPlanId: 'p1', SelectionId: 's1', SelectionName: 'all', CreationDate: new Date(0) };
const ROLE = 'arn:aws:iam::111122223333:role/backup';
const tag = (ConditionKey: string) => ({ ConditionType: 'STRINGEQUALS', ConditionKey, ConditionValue: 'yes' });
const FULL = {
  BackupPlanId: 'p1',
  SelectionId: 's1',
  BackupSelection: {
    SelectionName: 'all',
    IamRoleArn: ROLE,
    Resources: ['arn:aws:rds:*:*:db:*', 'arn:aws:dynamodb:*:*:table/*'],
    ListOfTags: [tag('save'), tag('keep')],
    NotResources: [],
    Conditions: {
      StringEquals: [
        { ConditionKey: 'aws:ResourceTag/b', ConditionValue: '1' },
        { ConditionKey: 'aws:ResourceTag/a', ConditionValue: '1' },
      ],
      StringLike: [],
    },
  },
};
const ANSWERS = { ...PLANS, ListBackupSelections: { BackupSelectionsList: [ONE] }, GetBackupSelection: FULL };
const ACTION = 'backup:GetBackupSelection';

test('maps to the CloudFormation properties; what has no order is in one', async () => {
  const ctx = stubContext(ANSWERS);
  const found = await readAll(collector, ctx);
  expect(found).toEqual([
    {
      id: 's1_p1',
      arn: null,
      name: 'daily/all',
      properties: {
        BackupPlanId: 'p1',
        BackupSelection: {
          Conditions: {
            StringEquals: [
              { ConditionKey: 'aws:ResourceTag/a', ConditionValue: '1' },
              { ConditionKey: 'aws:ResourceTag/b', ConditionValue: '1' },
            ],
          },
          IamRoleArn: ROLE,
          ListOfTags: [tag('keep'), tag('save')],
          Resources: ['arn:aws:dynamodb:*:*:table/*', 'arn:aws:rds:*:*:db:*'],
          SelectionName: 'all',
        },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
  expect(ctx.calls.at(-1)?.input).toEqual({ BackupPlanId: 'p1', SelectionId: 's1' });
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const pages = [{ BackupSelectionsList: [ONE], NextToken: 'two' }, { BackupSelectionsList: [ONE] }] as const;
  const check = { operation: 'ListBackupSelections', action: 'backup:ListBackupSelections', pages, others: PLANS };
  const outcome = await runListing(collector, check);
  expect(outcome.ids).toHaveLength(2);
  const first = { BackupPlanId: 'p1', MaxResults: 1000 };
  expect(outcome.inputs).toEqual([first, { ...first, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no BackupSelectionsList');
  const refusal = denied('backup:ListBackupPlans');
  await expect(listAll(collector, stubContext({ ListBackupPlans: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ListBackupPlans: {} }))).rejects.toThrow('carries no BackupPlansList');
});

test('a denied part throws, and so does an answer that says nothing', async () => {
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  const read = (GetBackupSelection: object) => readPart(collector, ACTION, stubContext({ GetBackupSelection }), listed);
  const refusal = denied(ACTION);
  await expect(read(refusal)).rejects.toBe(refusal);
  await expect(read({})).rejects.toThrow('carries no BackupSelection');
});

test('in the simulator: three of one plan, and a denial', async () => {
  const outcome = await runLive(collector, {
    call: { service: 'backup', action: 'ListBackupSelections' },
    async seed(world) {
      const client = new BackupClient(world.clients('us-east-1'));
      const Rules = [{ RuleName: 'daily', TargetBackupVaultName: 'Default' }];
      const BackupPlan = { BackupPlanName: 'daily', Rules };
      const { BackupPlanId } = await client.send(new CreateBackupPlanCommand({ BackupPlan }));
      const made: string[] = [];
      for (const SelectionName of ['one', 'two', 'three']) {
        const BackupSelection = { SelectionName, IamRoleArn: ROLE, Resources: ['*'] };
        const { SelectionId } = await client.send(new CreateBackupSelectionCommand({ BackupPlanId, BackupSelection }));
        made.push(`${SelectionId}_${BackupPlanId}`);
      }
      return made;
    },
  });
  expect(outcome.found.map(({ id }) => id)).toEqual(outcome.made);
  expect(outcome.found.map(({ name }) => name).sort()).toEqual(['daily/one', 'daily/three', 'daily/two']);
  expect(undocumented(collector, outcome.found)).toEqual([]);
  expect(outcome.pages).toBeGreaterThan(1);
  expect(outcome.deniedPage).toMatch(/Denied|Unauthorized/);
});
