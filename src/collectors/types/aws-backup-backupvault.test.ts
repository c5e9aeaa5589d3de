import { expect, test } from 'vitest';
import { denied, listAll, readAll, readPart, runListing, stubContext, undocumented } from '../testing.ts';
import collector from './aws-backup-backupvault.ts';

const ANSWERS = {
  ListBackupVaults: {
    BackupVaultList: [
      {
        BackupVaultName: 'orders',
        BackupVaultArn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:orders',
        EncryptionKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
        Locked: true,
        MinRetentionDays: 7,
        NumberOfRecoveryPoints: 3,
      },
    ],
  },
  GetBackupVaultAccessPolicy: { Policy: '{"Version":"2012-10-17"}' },
  GetBackupVaultNotifications: {
    SNSTopicArn: 'arn:aws:sns:us-east-1:111122223333:ops',
    BackupVaultEvents: ['RESTORE_JOB_FAILED', 'BACKUP_JOB_FAILED'],
  },
};

test('maps to the CloudFormation properties', async () => {
  const found = await readAll(collector, stubContext(ANSWERS));
  expect(found).toEqual([
    {
      id: 'orders',
      arn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:orders',
      name: 'orders',
      properties: {
        AccessPolicy: { Version: '2012-10-17' },
        EncryptionKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
        LockConfiguration: { MinRetentionDays: 7 },
        Locked: true,
        Notifications: {
          BackupVaultEvents: ['BACKUP_JOB_FAILED', 'RESTORE_JOB_FAILED'],
          SNSTopicArn: 'arn:aws:sns:us-east-1:111122223333:ops',
        },
      },
    },
  ]);
  expect(undocumented(collector, found)).toEqual([]);
});

test("without policy and notifications it has none; AWS's own vaults are told", async () => {
  const none = Object.assign(new Error('none'), { name: 'ResourceNotFoundException' });
  const ctx = stubContext({ ...ANSWERS, GetBackupVaultAccessPolicy: none, GetBackupVaultNotifications: none });
  const [found] = await readAll(collector, ctx);
  expect(Object.keys(found?.properties ?? {}).sort()).toEqual(['EncryptionKeyArn', 'LockConfiguration', 'Locked']);
  const isDefault = (id: string) => collector.isDefault?.({ id, arn: null, name: id, properties: {} });
  expect(['Default', 'aws/efs/automatic-backup-vault', 'orders'].map(isDefault)).toEqual([true, true, false]);
});

test('asks for full pages and takes all of them; a denied page and an answer without its list throw', async () => {
  const one = { BackupVaultName: 'orders' };
  const pages = [{ BackupVaultList: [one], NextToken: 'two' }, { BackupVaultList: [one] }] as const;
  const outcome = await runListing(collector, {
    operation: 'ListBackupVaults',
    action: 'backup:ListBackupVaults',
    pages,
    others: {},
  });
  expect(outcome.ids).toHaveLength(2);
  expect(outcome.inputs).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  expect(outcome.deniedPage).toMatch('not authorized');
  expect(outcome.noList).toBe('the answer carries no BackupVaultList');
});

test('a denied list and a denied part throws, and is never nothing', async () => {
  const refusal = denied('backup:ListBackupVaults');
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListBackupVaults: refusal }))).rejects.toBe(refusal);
  await expect(listAll(collector, stubContext({ ...ANSWERS, ListBackupVaults: {} }))).rejects.toThrow(
    'no BackupVaultList',
  );
  const [listed] = await listAll(collector, stubContext(ANSWERS));
  if (listed === undefined) throw new Error('nothing is listed');
  for (const action of ['backup:GetBackupVaultAccessPolicy', 'backup:GetBackupVaultNotifications']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: refusal });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toBe(refusal);
  }
  for (const action of ['backup:GetBackupVaultAccessPolicy', 'backup:GetBackupVaultNotifications']) {
    const ctx = stubContext({ ...ANSWERS, [action.split(':')[1] ?? '']: {} });
    await expect(readPart(collector, action, ctx, listed), action).rejects.toThrow(/carries no|does not/);
  }
});
