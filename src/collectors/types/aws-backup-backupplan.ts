/** The collector of `AWS::Backup::BackupPlan`. */
import type { BackupRule } from '@aws-sdk/client-backup';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped, plainJson } from '../mapping.ts';
import { backupPlans } from './backup.ts';

export default defineCollector({
  type: 'AWS::Backup::BackupPlan',
  summary: 'Backup plans: when, for how long, into which vault, copied where to.',
  scope: 'regional',
  actions: ['backup:ListBackupPlans'],
  async *list(ctx) {
    for (const plan of await backupPlans(ctx)) {
      const arn = plan.BackupPlanArn ?? null;
      yield { id: plan.BackupPlanId ?? '', arn, name: plan.BackupPlanName ?? null, properties: {} };
    }
  },
  parts: [
    {
      action: 'backup:GetBackupPlan',
      properties: ['BackupPlan'],
      async read(ctx, { id }) {
        const { BackupClient, GetBackupPlanCommand } = await import('@aws-sdk/client-backup');
        const { BackupPlan } = await ctx.client(BackupClient).send(new GetBackupPlanCommand({ BackupPlanId: id }));
        if (BackupPlan === undefined) throw new Error('the answer carries no BackupPlan');
        const rules = given(BackupPlan.Rules, 'Rules').map(ruleOf);
        const rest = mapped(BackupPlan, { take: ['AdvancedBackupSettings', 'BackupPlanName'] });
        return { BackupPlan: { ...rest, BackupPlanRule: rules } };
      },
    },
  ],
  tags: 'tagging-api',
  needs: ['AWS::Backup::BackupVault'],
  references: { 'BackupPlan.BackupPlanRule.TargetBackupVault': 'AWS::Backup::BackupVault' },
  comparators: {
    'BackupPlan.BackupPlanName': 'same',
    'BackupPlan.BackupPlanRule.CopyActions': {
      compare: 'all-or-none',
      why: 'Each region copies to the other: where to is a mirror, and no difference.',
    },
  },
  keyed: { 'BackupPlan.AdvancedBackupSettings': ['ResourceType'], 'BackupPlan.BackupPlanRule': ['RuleName'] },
  notRead: { BackupPlanTags: 'compared as tags' },
  cannotSee: ['What the plan saves (AWS::Backup::BackupSelection), and whether it did.'],
});

/** A rule as the template has it, without the id that AWS Backup gives it. */
function ruleOf({ RuleId: _, TargetBackupVaultName, ...rule }: BackupRule): JsonObject {
  return compact({ ...(plainJson(rule) as JsonObject | undefined), TargetBackupVault: TargetBackupVaultName });
}
