/** What the KMS collectors share. */

import type { AliasListEntry } from '@aws-sdk/client-kms';
import { pushAll } from '../../common/lists.ts';
import type { JsonObject } from '../../snapshot/snapshot.ts';
import { given } from '../aws/answer.ts';
import type { CollectorContext } from '../collector.ts';
import type { Comparators } from '../comparator.ts';

/** The prefix that AWS keeps for the aliases of its own keys. */
export const AWS_ALIAS = 'alias/aws/';

/** All aliases of the region, read once whoever asks. */
export function listAliases(ctx: CollectorContext): Promise<readonly AliasListEntry[]> {
  return ctx.once('kms:ListAliases', async () => {
    const { KMSClient, paginateListAliases } = await import('@aws-sdk/client-kms');
    const aliases: AliasListEntry[] = [];
    for await (const page of paginateListAliases({ client: ctx.client(KMSClient), pageSize: 100 }, {})) {
      pushAll(aliases, given(page.Aliases, 'Aliases', 'kms:ListAliases'));
    }
    return aliases;
  });
}

/** A key's id: a UUID, or that of a multi-region key. */
export const KEY_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

/** Rotation is the primary's (KMS developer guide, multi-region keys). */
export const keyReplica = {
  link: ['PrimaryKeyArn', 'MultiRegionConfiguration'],
  source: [],
  own: ['EnableKeyRotation', 'RotationPeriodInDays'],
  sharesId: true,
} as const;

const MULTI_REGION_WHY =
  'One of the related keys is the primary and the others are replicas: the roles differ by design.';

/** A key and the replica of another are compared with each other, so they are compared alike. */
export const keyComparators: Comparators = {
  CustomKeyStoreId: { compare: 'all-or-none', why: 'A key store has an id of its own in each region.' },
  Aliases: { compare: 'same', why: 'Applications find a key by its alias.' },
  Description: { compare: 'same', severity: 'low' },
  EnableKeyRotation: { compare: 'same', severity: 'high', worse: 'false' },
  Enabled: { compare: 'ignored', why: 'KeyState says the same and more.' },
  ExpirationModel: 'same',
  KeyManager: 'same',
  KeyPolicy: { compare: 'same', severity: 'high', why: 'It decides who can use and who can delete the key.' },
  KeySpec: { compare: 'same', severity: 'high' },
  KeyState: {
    compare: 'same',
    severity: 'high',
    why: 'A key that is disabled or waits for its deletion is there, and nothing it encrypted can be read.',
  },
  KeyUsage: { compare: 'same', severity: 'high' },
  MultiRegion: {
    compare: 'same',
    severity: 'high',
    why: 'What a single-region key encrypted is lost with its region.',
  },
  MultiRegionConfiguration: { compare: 'ignored', why: MULTI_REGION_WHY },
  Origin: 'same',
  ValidTo: { compare: 'same', why: 'When imported material ends: what it encrypted cannot be read from then on.' },
  XksKeyConfiguration: { compare: 'all-or-none', why: 'The key outside AWS has an id of its own.' },
  RotationPeriodInDays: { compare: 'same', worse: 'larger' },
};

/**
 * Whether KMS has a true answer on rotation. A replica answers with what its primary has: rotation is a shared property.
 * A key that could not be described is asked too: what it answers is better than a silence that looks like "no rotation".
 */
export function canRotate(properties: JsonObject): boolean {
  // A member that the answer leaves out rules nothing out: better a call too many than "does not rotate" unread.
  const {
    KeyManager = 'CUSTOMER',
    KeySpec = 'SYMMETRIC_DEFAULT',
    KeyState,
    KeyUsage = 'ENCRYPT_DECRYPT',
    Origin = 'AWS_KMS',
  } = properties;
  if (KeyState === undefined) return true;
  const symmetric = KeySpec === 'SYMMETRIC_DEFAULT' && KeyUsage === 'ENCRYPT_DECRYPT';
  return KeyManager === 'CUSTOMER' && Origin === 'AWS_KMS' && symmetric && leaving(properties) === null;
}

/**
 * Of a key that cannot rotate, or that waits for its deletion, KMS tells nothing of rotation: its state or kind says it all. Of one
 * that does not rotate it tells no period.
 */
export function untold(properties: JsonObject): readonly string[] {
  if (!canRotate(properties)) return ['EnableKeyRotation', 'RotationPeriodInDays'];
  return properties.EnableKeyRotation === false ? ['RotationPeriodInDays'] : [];
}

/** A key that waits for its deletion. Until then it is judged: what it encrypted goes with it. */
export function leaving({ KeyState }: JsonObject): string | null {
  return KeyState === 'PendingDeletion' || KeyState === 'PendingReplicaDeletion' ? 'it waits for its deletion' : null;
}
