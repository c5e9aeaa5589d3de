/** The rule `database-encryption`: a database is not encrypted at rest. */
import { z } from 'zod';
import { propertyGaps, unreadGap } from '../findings/gaps.ts';
import { judge } from '../findings/judge-resources.ts';
import { lacking, REQUIRED } from '../findings/required.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

const TYPES = ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'];
const database = (StorageEncrypted: boolean) => [
  {
    type: 'AWS::RDS::DBInstance',
    name: 'orders',
    logicalId: 'Database',
    stack: 'app',
    properties: { StorageEncrypted },
  },
];

function isOpen({ properties }: Resource): boolean {
  if (properties?.StorageEncrypted === true) return false;
  // In a template an instance of a cluster says nothing: its storage is the cluster's.
  return !(properties?.StorageEncrypted === undefined && properties?.DBClusterIdentifier !== undefined);
}

export default defineRule({
  meta: {
    id: 'database-encryption',
    family: 'baseline',
    severity: 'high',
    builtIn: true,
    answers: ['CIS AWS Foundations 3.0 2.3.1', 'NIST 800-53 CP-9'],
    summary: 'A database is not encrypted at rest',
    why: 'Its storage, its snapshots and its replicas can be read by whoever gets at them. An encrypted source cannot have an unencrypted replica, so the regions grow apart for good.',
    fix: 'Encryption cannot be switched on in place: copy a snapshot with a key, restore from the copy and move over.',
    cannotSee: 'Encryption of connections, and whose key it is (`expected-property` with `KmsKeyId` can tell).',
    types: TYPES,
    messages: {
      unencrypted: '{counterpart} is not encrypted in {regions}',
      none: 'No database is there in {regions}, and one is required',
    },
    examples: [
      {
        name: 'Encrypted in one region, not in the other',
        regions: { 'us-east-1': database(true), 'eu-central-1': database(false) },
        reports: ['unencrypted'],
      },
      {
        name: 'Encrypted in both',
        regions: { 'us-east-1': database(true), 'eu-central-1': database(true) },
        reports: [],
      },
      {
        name: 'Required, and not there in one region',
        regions: { 'us-east-1': database(true), 'eu-central-1': [] },
        baseline: 'rules: {database-encryption: {options: {required: true}}}',
        reports: ['none'],
      },
    ],
  },
  options: z.strictObject({ required: REQUIRED.describe('Each region must have a database.') }),
  *check(seen, { required }) {
    yield* judge(seen, TYPES, (resource) => {
      if (unreadGap(resource, 'StorageEncrypted') || !isOpen(resource)) return [];
      const value = resource.properties?.StorageEncrypted ?? null;
      return [{ message: 'unencrypted', property: 'StorageEncrypted', value }];
    });
    const regions = required ? lacking(seen, TYPES) : [];
    if (regions.length > 0) yield { message: 'none', type: 'AWS::RDS::DBInstance', counterpart: 'database', regions };
  },
  gaps: (seen) => propertyGaps(seen, TYPES, ['StorageEncrypted']),
});
