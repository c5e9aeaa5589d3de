/** The collector of `AWS::KMS::Key`. */

import type { KeyListEntry, KeyMetadata } from '@aws-sdk/client-kms';
import { pushAll } from '../../common/lists.ts';
import type { Json, JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import { type CollectorContext, compact, defineCollector, type Listed } from '../collector.ts';
import { AWS_ALIAS, canRotate, KEY_ID, keyComparators, keyReplica, leaving, listAliases, untold } from './kms.ts';

export default defineCollector({
  type: 'AWS::KMS::Key',
  summary: 'KMS keys with state, manager, spec, multi-region relation, rotation, policy and aliases.',
  scope: 'regional',
  listing: 'at-once',
  uniqueName: true,
  sharedIdentity: ({ id }) => (id.startsWith('mrk-') ? id : null),
  actions: ['kms:ListKeys', 'kms:ListAliases'],
  tags: 'tagging-api',
  async *list(ctx) {
    const asked = [listKeys(ctx), listAliases(ctx)] as const;
    // Both to the end, so that of two denials it is always the same one that is told.
    await Promise.allSettled(asked);
    const [keys, aliases] = await Promise.all(asked);
    const namesOf = new Map<string, string[]>();
    for (const { TargetKeyId, AliasName } of aliases) {
      if (TargetKeyId === undefined || AliasName === undefined) continue;
      namesOf.set(TargetKeyId, [...(namesOf.get(TargetKeyId) ?? []), AliasName]);
    }
    for (const { KeyId, KeyArn } of keys) {
      const Aliases = (namesOf.get(KeyId ?? '') ?? []).sort();
      yield { id: KeyId ?? '', arn: KeyArn ?? null, name: nameOf(Aliases), properties: compact({ Aliases }) };
    }
  },
  parts: [
    {
      action: 'kms:DescribeKey',
      properties: [
        'CustomKeyStoreId',
        'Description',
        'Enabled',
        'ExpirationModel',
        'KeyManager',
        'KeySpec',
        'KeyState',
        'KeyUsage',
        'MultiRegion',
        'MultiRegionConfiguration',
        'Origin',
        'ValidTo',
        'XksKeyConfiguration',
      ],
      applies: (key) => !hasAwsAlias(key),
      async read(ctx, { id }) {
        const { DescribeKeyCommand, KMSClient } = await import('@aws-sdk/client-kms');
        const { KeyMetadata } = await ctx.client(KMSClient).send(new DescribeKeyCommand({ KeyId: id }));
        if (KeyMetadata === undefined) throw new Error('the answer carries no KeyMetadata');
        return described(KeyMetadata);
      },
    },
    {
      action: 'kms:GetKeyPolicy',
      properties: ['KeyPolicy'],
      applies: (key) => !hasAwsAlias(key),
      async read(ctx, { id }) {
        const { GetKeyPolicyCommand, KMSClient } = await import('@aws-sdk/client-kms');
        const input = { KeyId: id, PolicyName: 'default' };
        const { Policy } = await ctx.client(KMSClient).send(new GetKeyPolicyCommand(input));
        if (Policy === undefined) throw new Error('the answer carries no Policy');
        return { KeyPolicy: JSON.parse(Policy) as Json };
      },
    },
    {
      action: 'kms:GetKeyRotationStatus',
      properties: ['EnableKeyRotation', 'RotationPeriodInDays'],
      after: true,
      applies: (key) => !hasAwsAlias(key) && canRotate(key.properties),
      async read(ctx, { id }) {
        const { GetKeyRotationStatusCommand, KMSClient } = await import('@aws-sdk/client-kms');
        const status = await ctx.client(KMSClient).send(new GetKeyRotationStatusCommand({ KeyId: id }));
        if (status.KeyRotationEnabled === undefined) throw new Error('the answer carries no KeyRotationEnabled');
        return compact({
          EnableKeyRotation: status.KeyRotationEnabled,
          RotationPeriodInDays: status.KeyRotationEnabled ? status.RotationPeriodInDays : undefined,
        });
      },
    },
  ],
  defaultBy: ['KeyManager'],
  isDefault: (key) => hasAwsAlias(key) || key.properties.KeyManager === 'AWS',
  typeOf(key) {
    const relation = key.properties.MultiRegionConfiguration as JsonObject | undefined;
    return relation?.MultiRegionKeyType === 'REPLICA' ? 'AWS::KMS::ReplicaKey' : 'AWS::KMS::Key';
  },
  equivalent: 'AWS::KMS::ReplicaKey',
  leaving,
  comparators: keyComparators,
  policies: ['KeyPolicy'],
  sets: ['Aliases'],
  ownNames: ['Aliases'],
  idPattern: KEY_ID,
  alsoKnownAs: 'Aliases',
  wordsForPeople: ['Description'],
  replica: keyReplica,
  untold,
  notRead: {
    BypassPolicyLockoutSafetyCheck: 'a word to the deployment, which KMS does not keep',
    PendingWindowInDays: 'what is to happen at the deletion; KMS does not keep it',
  },
  cannotSee: [
    'Grants, which give the use of a key beside its policy.',
    'The date of a pending deletion (KeyState says that there is one), and the waiting period that a template declares.',
    'Key material: whether imported material is the same in two regions.',
    'The policy and rotation of keys that AWS manages: they cannot be changed, and are not asked for.',
    'Rotation of asymmetric, HMAC, imported and custom-store keys, and of a key that waits for its deletion: KMS has no answer or always says no.',
  ],
});

async function listKeys(ctx: CollectorContext): Promise<readonly KeyListEntry[]> {
  const { KMSClient, paginateListKeys } = await import('@aws-sdk/client-kms');
  const keys: KeyListEntry[] = [];
  for await (const page of paginateListKeys({ client: ctx.client(KMSClient), pageSize: 1000 }, {})) {
    pushAll(keys, given(page.Keys, 'Keys', 'kms:ListKeys'));
  }
  return keys;
}

/** The first alias that a person gave, without `alias/`; AWS's own alias whole, so that `alias/aws/rds` reads as what it is. */
function nameOf(aliases: readonly string[]): string | null {
  const own = aliases.find((alias) => !alias.startsWith(AWS_ALIAS));
  return own?.slice('alias/'.length) ?? aliases[0] ?? null;
}

/** AWS manages it: known from the alias alone, so it is never described (describing by alias may create the key). */
function hasAwsAlias(key: Listed): boolean {
  return ((key.properties.Aliases ?? []) as readonly string[]).some((alias) => alias.startsWith(AWS_ALIAS));
}

function described(metadata: KeyMetadata): JsonObject {
  const relation = metadata.MultiRegionConfiguration;
  return compact({
    CustomKeyStoreId: metadata.CustomKeyStoreId,
    Description: metadata.Description || undefined,
    Enabled: metadata.Enabled,
    ExpirationModel: metadata.ExpirationModel,
    KeyManager: metadata.KeyManager,
    // The older name of KeySpec, which is all that an older endpoint gives.
    KeySpec: metadata.KeySpec ?? metadata.CustomerMasterKeySpec,
    KeyState: metadata.KeyState,
    KeyUsage: metadata.KeyUsage,
    MultiRegion: metadata.MultiRegion,
    // Regions, not ARNs: related keys share their id, and that one of them lives elsewhere is their purpose.
    MultiRegionConfiguration: relation && {
      ...compact({ MultiRegionKeyType: relation.MultiRegionKeyType, PrimaryRegion: relation.PrimaryKey?.Region }),
      ReplicaRegions: (relation.ReplicaKeys ?? []).map((replica) => replica.Region ?? '').sort(),
    },
    Origin: metadata.Origin,
    ValidTo: metadata.ValidTo?.toISOString(),
    XksKeyConfiguration:
      metadata.XksKeyConfiguration?.Id === undefined ? undefined : { Id: metadata.XksKeyConfiguration.Id },
  });
}
