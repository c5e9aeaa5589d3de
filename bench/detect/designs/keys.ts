/** Designs around KMS keys. */
import type { Design } from '../design.ts';
import * as kit from './kit.ts';

const { att, ref, resource, sub } = kit;
const ROOT = { AWS: sub('arn:aws:iam::${AWS::AccountId}:root') };
const administration = kit.allowed('kms:*', '*', { Sid: 'Administration', Principal: ROOT });

const keyOf = (more: kit.Block, ...statements: readonly kit.Block[]) =>
  resource('AWS::KMS::Key', {
    EnableKeyRotation: true,
    KeyPolicy: kit.policy(administration, ...statements),
    ...more,
  });

/** A multi-region key: the primary in the first region, replicas in the others, each with a policy and an alias of its own. */
export const multiRegionKey: Design = {
  name: 'multi-region-key',
  regions: ['us-east-1', 'eu-west-1', 'ap-northeast-1'],
  stackPrefixes: ['vault'],
  after: async (world, { index, region, regions }) => {
    if (index > 0) return;
    const { KMSClient, ListAliasesCommand } = await import('@aws-sdk/client-kms');
    const kms = new KMSClient(world.clients(region));
    const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
    const id = Aliases.find(({ AliasName }) => AliasName === 'alias/vault')?.TargetKeyId;
    const arn = `arn:aws:kms:${region}:${world.account}:key/${id}`;
    for (const other of regions.slice(1)) await world.deploy(other, 'vault', vault(arn));
  },
  stacks: ({ index }) => (index === 0 ? [{ name: 'vault', template: vault(null) }] : []),
};

function vault(primary: string | null): kit.Block {
  const reader = kit.allowed(['kms:Decrypt', 'kms:DescribeKey'], '*', {
    Sid: 'Readers',
    Principal: { AWS: att('Reader', 'Arn') },
  });
  const KeyPolicy = kit.policy(administration, reader);
  const key = { Description: 'Vault', KeyPolicy };
  return kit.template({
    Reader: kit.role('lambda.amazonaws.com', { RoleName: sub('vault-reader-${AWS::Region}') }),
    VaultKey:
      primary === null
        ? resource('AWS::KMS::Key', { ...key, MultiRegion: true, EnableKeyRotation: true })
        : resource('AWS::KMS::ReplicaKey', { ...key, PrimaryKeyArn: primary }),
    VaultAlias: kit.alias('alias/vault', 'VaultKey'),
    Secrets: resource('AWS::SecretsManager::Secret', { KmsKeyId: ref('VaultKey') }),
  });
}

/** Keys of every kind, for encryption, signing and codes, as a security team keeps them. */
export const keyEstate: Design = {
  name: 'key-estate',
  regions: ['eu-central-1', 'eu-west-3'],
  stackPrefixes: ['keys'],
  stacks: () => [
    {
      name: 'keys',
      tags: { owner: 'security', classification: 'restricted' },
      template: kit.template({
        Logs: keyOf(
          { Description: 'Log groups', RotationPeriodInDays: 180 },
          kit.allowed(['kms:Encrypt*', 'kms:Decrypt*', 'kms:GenerateDataKey*'], '*', {
            Principal: { Service: sub('logs.${AWS::Region}.amazonaws.com') },
            Condition: {
              ArnLike: { 'kms:EncryptionContext:aws:logs:arn': sub('arn:aws:logs:${AWS::Region}:${AWS::AccountId}:*') },
            },
          }),
        ),
        Backups: keyOf(
          { Description: 'Backups' },
          kit.allowed('kms:CreateGrant', '*', {
            Principal: { AWS: att('Operator', 'Arn') },
            Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
          }),
        ),
        Signing: resource('AWS::KMS::Key', {
          Description: 'Signs releases',
          KeySpec: 'ECC_NIST_P256',
          KeyUsage: 'SIGN_VERIFY',
          KeyPolicy: kit.policy(administration),
        }),
        Codes: resource('AWS::KMS::Key', {
          Description: 'Codes of messages',
          KeySpec: 'HMAC_256',
          KeyUsage: 'GENERATE_VERIFY_MAC',
          KeyPolicy: kit.policy(administration),
        }),
        Tokens: resource('AWS::KMS::Key', {
          KeySpec: 'RSA_2048',
          KeyUsage: 'ENCRYPT_DECRYPT',
          KeyPolicy: kit.policy(administration),
          Tags: kit.tags({ purpose: 'tokens' }),
        }),
        LogsAlias: kit.alias('alias/security/logs', 'Logs'),
        LogsAliasToo: kit.alias('alias/logs-${AWS::Region}', 'Logs'),
        BackupsAlias: kit.alias('alias/security/backups', 'Backups'),
        SigningAlias: kit.alias('alias/security/signing', 'Signing'),
        CodesAlias: kit.alias('alias/security/codes', 'Codes'),
        Operator: kit.role('backup.amazonaws.com', {
          Path: '/security/',
          Description: 'Restores backups',
          Policies: [kit.inline('restore', kit.allowed('backup:StartRestoreJob', '*'))],
        }),
      }),
    },
  ],
};

export const keyDesigns = [multiRegionKey, keyEstate];
