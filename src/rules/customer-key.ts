/** The rule `customer-key`: a customer-managed key cannot be used, is about to be deleted, or does not rotate. */
import { z } from 'zod';
import { propertyGaps, unreadGap } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import { lacking, REQUIRED } from '../findings/required.ts';
import type { Json, Resource } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

const KEY = 'AWS::KMS::Key';
const TYPES = [KEY, 'AWS::KMS::ReplicaKey'];
type Message = 'deleting' | 'unusable' | 'still';

const key = (properties: { readonly [name: string]: string | boolean }) => [
  { type: KEY, name: 'app-data', logicalId: 'DataKey', stack: 'app', id: '0a1b', properties },
];
const GOOD = { KeyState: 'Enabled', Enabled: true, EnableKeyRotation: true, KeySpec: 'SYMMETRIC_DEFAULT' } as const;

/** A template says only `Enabled`; KMS also says why a key cannot be used. */
function stateOf({ properties }: Resource): string {
  if (typeof properties?.KeyState === 'string') return properties.KeyState;
  return properties?.Enabled === false ? 'Disabled' : 'Enabled';
}

function isCustomers({ properties }: Resource): boolean {
  return properties?.KeyManager !== 'AWS';
}

/** Rotation is for symmetric encryption keys whose material KMS made; a replica follows its primary (KMS GetKeyRotationStatus). */
function rotates({ type, properties }: Resource): boolean {
  const is = (value: Json | undefined, wanted: string) => value === undefined || value === wanted;
  const usual = is(properties?.KeySpec, 'SYMMETRIC_DEFAULT') && is(properties?.KeyUsage, 'ENCRYPT_DECRYPT');
  return type === KEY && usual && is(properties?.Origin, 'AWS_KMS');
}

function stateFaults(resource: Resource): Fault<Message>[] {
  if (unreadGap(resource, 'KeyState') || unreadGap(resource, 'Enabled')) return [];
  const state = stateOf(resource);
  if (state === 'Enabled' || state === 'Creating' || state === 'Updating') return [];
  const message = state.endsWith('Deletion') ? 'deleting' : 'unusable';
  return [{ message, property: 'KeyState', value: state, data: { state } }];
}

function rotationFaults(resource: Resource): Fault<Message>[] {
  if (!rotates(resource) || unreadGap(resource, 'EnableKeyRotation')) return [];
  const value = resource.properties?.EnableKeyRotation ?? null;
  return value === true ? [] : [{ message: 'still', property: 'EnableKeyRotation', value }];
}

export default defineRule({
  meta: {
    id: 'customer-key',
    family: 'baseline',
    severity: 'high',
    builtIn: true,
    answers: ['CIS AWS Foundations 3.0 3.6'],
    summary: 'A customer-managed key cannot be used, is about to be deleted, or does not rotate',
    why: 'What a key encrypts is lost with it: after the waiting period a deleted key does not come back. A disabled key stops everything that reads with it. Rotation limits what one version of the key gives away.',
    fix: 'Cancel the deletion, enable the key, or switch on its rotation (on the primary, for a multi-region key).',
    cannotSee:
      'Who may use the key (its policy is compared by `property-drift`), and rotation of asymmetric, HMAC, imported and custom-store keys, which KMS does not rotate by itself.',
    types: TYPES,
    messages: {
      deleting: '{counterpart} is about to be deleted ({state}) in {regions}',
      unusable: '{counterpart} cannot be used ({state}) in {regions}',
      still: '{counterpart} does not rotate in {regions}',
      none: 'No usable customer-managed key is there in {regions}, and one is required',
    },
    examples: [
      {
        name: 'About to be deleted in one region',
        regions: { 'us-east-1': key(GOOD), 'eu-central-1': key({ ...GOOD, KeyState: 'PendingDeletion' }) },
        reports: ['deleting'],
      },
      {
        name: 'Disabled in one region',
        regions: { 'us-east-1': key(GOOD), 'eu-central-1': key({ ...GOOD, KeyState: 'Disabled' }) },
        reports: ['unusable'],
      },
      {
        name: 'Without rotation in both',
        regions: {
          'us-east-1': key({ ...GOOD, EnableKeyRotation: false }),
          'eu-central-1': key({ ...GOOD, EnableKeyRotation: false }),
        },
        reports: ['still'],
      },
      {
        name: 'Required, and not there in one region',
        regions: { 'us-east-1': key(GOOD), 'eu-central-1': [] },
        baseline: 'rules: {customer-key: {options: {required: true}}}',
        reports: ['none'],
      },
      { name: 'Enabled and rotating', regions: { 'us-east-1': key(GOOD), 'eu-central-1': key(GOOD) }, reports: [] },
      {
        name: 'An asymmetric key, which cannot rotate',
        regions: { 'us-east-1': key({ KeyState: 'Enabled', KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }) },
        reports: [],
      },
    ],
  },
  options: z.strictObject({
    required: REQUIRED.describe('Each region must have an enabled customer-managed key.'),
    rotation: z.boolean().default(true).describe('Keys must rotate, where KMS can rotate them.'),
  }),
  *check(seen, { required, rotation }) {
    yield* judge<Message>(seen, TYPES, (resource) => {
      if (!isCustomers(resource)) return [];
      const faults = stateFaults(resource);
      // KMS answers "no rotation" for a key that waits to be deleted: the state says it all.
      return faults.length > 0 || !rotation ? faults : rotationFaults(resource);
    });
    if (!required) return;
    const willDo = (one: Resource) =>
      isCustomers(one) && (Boolean(unreadGap(one, 'KeyState')) || stateFaults(one).length === 0);
    const regions = lacking(seen, TYPES, willDo);
    if (regions.length > 0) yield { message: 'none', type: KEY, counterpart: 'customer-managed key', regions };
  },
  gaps: (seen, { rotation }) =>
    propertyGaps(seen, TYPES, ['KeyState', 'Enabled', 'KeyManager', ...(rotation ? ['EnableKeyRotation'] : [])]),
});
