/** The rule `backup-copies`: backups stay in the region that they are of. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { propertyGaps, unreadGap } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import { objectOf } from '../findings/live-facts.ts';
import { parseArn } from '../normalise/arn-types.ts';
import type { Json, JsonObject, Resource } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

const TYPE = 'AWS::Backup::BackupPlan';
const RULES = 'BackupPlan.BackupPlanRule';

const vault = (region: string) => `arn:aws:backup:${region}:111122223333:backup-vault:shop`;
const plan = (...to: readonly string[]) => [
  {
    type: TYPE,
    name: 'daily',
    logicalId: 'Plan',
    stack: 'app',
    properties: {
      BackupPlan: {
        BackupPlanRule: [
          { RuleName: 'daily', CopyActions: to.map((region) => ({ DestinationBackupVaultArn: vault(region) })) },
        ],
      },
    },
  },
];

const listOf = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.map(objectOf) : []);

/** Where the plan copies to: ARNs of vaults. */
function targetsOf({ properties }: Resource): readonly string[] {
  const rules = listOf(objectOf(properties?.BackupPlan).BackupPlanRule);
  return rules.flatMap(({ CopyActions }) =>
    listOf(CopyActions).map(({ DestinationBackupVaultArn }) => String(DestinationBackupVaultArn)),
  );
}

function* faultsOf(resource: Resource): Iterable<Fault<'home'>> {
  if (unreadGap(resource, 'BackupPlan')) return;
  const targets = targetsOf(resource);
  // What does not read as the ARN of a vault may be anywhere.
  const leaves = targets.some((target) => parseArn(target)?.region !== resource.region);
  if (!leaves) yield { message: 'home', property: `${RULES}.CopyActions`, value: [...targets].sort() };
}

export default defineRule({
  meta: {
    id: 'backup-copies',
    family: 'readiness',
    severity: 'medium',
    answers: ['REL13-BP04', 'NIST 800-53 CP-6', 'NIST 800-53 CP-9'],
    summary: 'Backups stay in the region that they are of',
    why: 'Backups that are where the data is are gone with it, for as long as the region is.',
    fix: 'Add to a rule of the plan a copy action to a vault of another region.',
    cannotSee:
      'Whether a copy was made: AWS Backup tells it job by job. Plans of an organization, copies by scripts, and data that is replicated and needs no copy.',
    types: [TYPE],
    messages: { home: '{counterpart} copies its backups to no other region, in {regions}' },
    examples: [
      {
        name: 'Required, and one region keeps its backups to itself',
        regions: { 'us-east-1': plan('eu-central-1'), 'eu-central-1': plan() },
        baseline: 'rules: {backup-copies: {options: {required: true}}}',
        reports: ['home'],
      },
      {
        name: 'A copy to another vault of the same region is none',
        regions: { 'us-east-1': plan('us-east-1'), 'eu-central-1': plan('us-east-1') },
        baseline: 'rules: {backup-copies: {options: {required: true}}}',
        reports: ['home'],
      },
      {
        name: 'Each copies to the other',
        regions: { 'us-east-1': plan('eu-central-1'), 'eu-central-1': plan('us-east-1') },
        baseline: 'rules: {backup-copies: {options: {required: true}}}',
        reports: [],
      },
      {
        name: 'Neither copies, and nobody asks for it',
        regions: { 'us-east-1': plan(), 'eu-central-1': plan() },
        reports: [],
      },
    ],
  },
  options: z.strictObject({
    required: z.boolean().default(false).describe('Each backup plan must copy to another region.'),
  }),
  *check(seen: Alignment, { required }) {
    if (required) yield* judge(seen, [TYPE], faultsOf);
  },
  gaps: (seen, { required }) => (required ? propertyGaps(seen, [TYPE], ['BackupPlan']) : []),
});
