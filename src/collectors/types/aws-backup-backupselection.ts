/** The collector of `AWS::Backup::BackupSelection`. */
import type { BackupSelection, BackupSelectionsListMember } from '@aws-sdk/client-backup';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { allOf, given, plainList } from '../aws/answer.ts';
import { type CollectorContext, defineCollector } from '../collector.ts';
import { mapped } from '../mapping.ts';
import { backupPlans } from './backup.ts';

export default defineCollector({
  type: 'AWS::Backup::BackupSelection',
  summary: 'Selections of backup plans: what is saved, by name or by tag, and as whom.',
  scope: 'regional',
  actions: ['backup:ListBackupPlans', 'backup:ListBackupSelections'],
  async *list(ctx) {
    const plans = await backupPlans(ctx);
    const found = await Promise.all(plans.map((plan) => selectionsOf(ctx, plan.BackupPlanId ?? '')));
    for (const [at, selections] of found.entries()) {
      for (const { BackupPlanId = '', SelectionId = '', SelectionName = '' } of selections) {
        // Many plans have a selection `all`: told apart by the plan's name.
        const name = `${plans[at]?.BackupPlanName ?? ''}/${SelectionName}`;
        yield { id: `${SelectionId}_${BackupPlanId}`, arn: null, name, properties: { BackupPlanId } };
      }
    }
  },
  parts: [
    {
      action: 'backup:GetBackupSelection',
      properties: ['BackupSelection'],
      async read(ctx, { id }) {
        const { BackupClient, GetBackupSelectionCommand } = await import('@aws-sdk/client-backup');
        const [SelectionId, BackupPlanId] = id.split('_');
        const command = new GetBackupSelectionCommand({ BackupPlanId, SelectionId });
        const { BackupSelection: selection } = await ctx.client(BackupClient).send(command);
        if (selection === undefined) throw new Error('the answer carries no BackupSelection');
        return { BackupSelection: described(selection) };
      },
    },
  ],
  tags: 'none',
  uniqueName: false,
  needs: ['AWS::Backup::BackupPlan', 'AWS::IAM::Role'],
  livesIn: { BackupPlanId: 'AWS::Backup::BackupPlan' },
  comparators: {
    BackupPlanId: { compare: 'same', severity: 'high', why: 'Compared by which plan it is.' },
    'BackupSelection.Conditions': { compare: 'same', severity: 'high' },
    'BackupSelection.IamRoleArn': {
      compare: 'same',
      severity: 'high',
      why: 'It decides what can be saved and restored.',
    },
    'BackupSelection.ListOfTags': { compare: 'same', severity: 'high', why: 'What is not selected is not saved.' },
    'BackupSelection.NotResources': { compare: 'same', severity: 'high' },
    'BackupSelection.Resources': { compare: 'same', severity: 'high', why: 'What is not selected is not saved.' },
    'BackupSelection.SelectionName': 'same',
  },
  sets: ['BackupSelection.ListOfTags', 'BackupSelection.NotResources', 'BackupSelection.Resources'],
  cannotSee: ['Whether what is selected was saved.'],
});

async function selectionsOf(ctx: CollectorContext, id: string): Promise<readonly BackupSelectionsListMember[]> {
  const { BackupClient, paginateListBackupSelections } = await import('@aws-sdk/client-backup');
  const config = { client: ctx.client(BackupClient), pageSize: 1000 };
  const pages = paginateListBackupSelections(config, { BackupPlanId: id });
  return allOf(pages, ({ BackupSelectionsList }) =>
    given(BackupSelectionsList, 'BackupSelectionsList', 'backup:ListBackupSelections'),
  );
}

function described(selection: BackupSelection): JsonObject {
  const conditions = Object.entries(selection.Conditions ?? {}).flatMap(([name, list]) => {
    const sorted = plainList(list);
    return sorted === undefined ? [] : [[name, sorted] as const];
  });
  return mapped(
    { ...selection, Conditions: Object.fromEntries(conditions) },
    {
      take: ['Conditions', 'IamRoleArn', 'ListOfTags', 'NotResources', 'Resources', 'SelectionName'],
      sets: ['ListOfTags', 'NotResources', 'Resources'],
    },
  );
}
