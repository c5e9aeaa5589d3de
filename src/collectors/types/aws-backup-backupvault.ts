/** The collector of `AWS::Backup::BackupVault`. */
import { given, unlessNotSet } from '../aws/answer.ts';
import { compact, defineCollector } from '../collector.ts';
import { mapped, opened } from '../mapping.ts';

/** What AWS Backup says where nothing is set. */
const NOT_SET = 'ResourceNotFoundException';

export default defineCollector({
  type: 'AWS::Backup::BackupVault',
  summary: 'Backup vaults: key, lock, policy, whom they tell.',
  scope: 'regional',
  uniqueName: true,
  actions: ['backup:ListBackupVaults'],
  async *list(ctx) {
    const { BackupClient, paginateListBackupVaults } = await import('@aws-sdk/client-backup');
    for await (const page of paginateListBackupVaults({ client: ctx.client(BackupClient), pageSize: 1000 }, {})) {
      for (const vault of given(page.BackupVaultList, 'BackupVaultList')) {
        const id = vault.BackupVaultName ?? '';
        const lock = compact({ MaxRetentionDays: vault.MaxRetentionDays, MinRetentionDays: vault.MinRetentionDays });
        const properties = compact({
          EncryptionKeyArn: vault.EncryptionKeyArn,
          LockConfiguration: vault.Locked ? lock : undefined,
          Locked: vault.Locked ?? false,
        });
        yield { id, arn: vault.BackupVaultArn ?? null, name: id, properties };
      }
    }
  },
  parts: [
    {
      action: 'backup:GetBackupVaultAccessPolicy',
      properties: ['AccessPolicy'],
      async read(ctx, { id }) {
        const { BackupClient, GetBackupVaultAccessPolicyCommand } = await import('@aws-sdk/client-backup');
        const call = ctx.client(BackupClient).send(new GetBackupVaultAccessPolicyCommand({ BackupVaultName: id }));
        const answer = await unlessNotSet(call, NOT_SET);
        if (answer !== undefined && answer.Policy === undefined) throw new Error('the answer carries no Policy');
        return compact({ AccessPolicy: opened(answer?.Policy) });
      },
    },
    {
      action: 'backup:GetBackupVaultNotifications',
      properties: ['Notifications'],
      async read(ctx, { id }) {
        const { BackupClient, GetBackupVaultNotificationsCommand } = await import('@aws-sdk/client-backup');
        const call = ctx.client(BackupClient).send(new GetBackupVaultNotificationsCommand({ BackupVaultName: id }));
        const answer = await unlessNotSet(call, NOT_SET);
        if (answer === undefined) return {};
        if (answer.SNSTopicArn === undefined) throw new Error('the answer carries no SNSTopicArn');
        const Notifications = mapped(answer, {
          take: ['BackupVaultEvents', 'SNSTopicArn'],
          sets: ['BackupVaultEvents'],
        });
        return { Notifications };
      },
    },
  ],
  tags: 'tagging-api',
  isDefault: ({ id }) => id === 'Default' || id.startsWith('aws/'),
  comparators: {
    AccessPolicy: { compare: 'same', severity: 'high', why: 'It decides who may delete backups.' },
    EncryptionKeyArn: { compare: 'same', severity: 'high' },
    'LockConfiguration.MaxRetentionDays': 'same',
    'LockConfiguration.MinRetentionDays': { compare: 'same', severity: 'high', worse: 'smaller' },
    Locked: { compare: 'same', severity: 'high', worse: 'false', why: 'Without it backups can be deleted early.' },
    'Notifications.BackupVaultEvents': 'same',
    'Notifications.SNSTopicArn': { compare: 'same', worse: 'absent' },
  },
  policies: ['AccessPolicy'],
  sets: ['Notifications.BackupVaultEvents'],
  notRead: { BackupVaultName: 'it is the name', BackupVaultTags: 'compared as tags' },
  cannotSee: ['What is in the vault.', 'Until when the lock can still be taken away.'],
});
