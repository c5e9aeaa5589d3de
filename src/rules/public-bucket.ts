/** The rule `public-bucket`: a bucket is open to everybody. */
import { z } from 'zod';
import { propertyGaps, unreadGap } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import type { Json, JsonObject, Resource } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

const TYPE = 'AWS::S3::Bucket';
const BLOCK = 'PublicAccessBlockConfiguration';
const SWITCHES = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];
const CLOSED = Object.fromEntries(SWITCHES.map((name) => [name, true]));
const READ_BY_ALL = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' }] };

const bucket = (properties: { readonly [name: string]: Json }) => [
  { type: TYPE, name: 'uploads', logicalId: 'Uploads', stack: 'app', properties },
];

const listOf = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : value ? [value as Json] : [];

/** Allows everybody, without a condition; a condition may narrow it to a network or an account, so it is not called public. */
function allowsAll(policy: Json | undefined): boolean {
  const document = typeof policy === 'object' && policy !== null ? (policy as JsonObject) : {};
  return listOf(document.Statement).some((one) => {
    const { Effect, Principal, Condition } = one as JsonObject;
    const principals = Principal && typeof Principal === 'object' ? listOf((Principal as JsonObject).AWS) : [Principal];
    return Effect === 'Allow' && Condition === undefined && principals.includes('*');
  });
}

function isOn(resource: Resource, name: string): boolean {
  const block = resource.properties?.[BLOCK] as JsonObject | undefined;
  return block?.[name] === true;
}

function faults(resource: Resource, requireBlock: boolean): Fault<'public' | 'unblocked'>[] {
  if (unreadGap(resource, BLOCK)) return [];
  const off = SWITCHES.filter((name) => !isOn(resource, name));
  const open = !unreadGap(resource, 'BucketPolicy') && allowsAll(resource.properties?.BucketPolicy);
  const found: Fault<'public' | 'unblocked'>[] = [];
  if (open && off.includes('RestrictPublicBuckets')) {
    found.push({ message: 'public', property: 'BucketPolicy', value: resource.properties?.BucketPolicy ?? null });
  }
  if (requireBlock && off.length > 0) {
    const value = resource.properties?.[BLOCK] ?? null;
    found.push({ message: 'unblocked', property: BLOCK, value, data: { off: off.join(', ') }, severity: 'medium' });
  }
  return found;
}

export default defineRule({
  meta: {
    id: 'public-bucket',
    family: 'baseline',
    severity: 'high',
    builtIn: true,
    answers: ['CIS AWS Foundations 3.0 2.1.4'],
    summary: 'A bucket is open to everybody',
    why: 'Its policy lets everybody in, and the public access block that would stop it is off. What is in the bucket is on the internet.',
    fix: 'Switch on the public access block of the bucket, and narrow the principal of the policy.',
    cannotSee:
      'The public access block of the account, which may still close it; access control lists and access points; what the conditions of a policy let through.',
    types: [TYPE],
    messages: {
      public: '{counterpart} lets everybody in by its policy, and no public access block stops it, in {regions}',
      unblocked: '{counterpart} does not block all public access in {regions}: {off} is off',
    },
    examples: [
      {
        name: 'The policy lets everybody read in one region',
        regions: {
          'us-east-1': bucket({ [BLOCK]: CLOSED }),
          'eu-central-1': bucket({ BucketPolicy: READ_BY_ALL }),
        },
        reports: ['public'],
      },
      {
        name: 'The baseline wants the block in each region',
        regions: { 'us-east-1': bucket({ [BLOCK]: CLOSED }), 'eu-central-1': bucket({}) },
        baseline: 'rules: {public-bucket: {options: {requireBlock: true}}}',
        reports: ['unblocked'],
      },
      {
        name: 'The policy lets everybody in, and the block stops it',
        regions: {
          'us-east-1': bucket({ [BLOCK]: CLOSED, BucketPolicy: READ_BY_ALL }),
          'eu-central-1': bucket({ [BLOCK]: CLOSED, BucketPolicy: READ_BY_ALL }),
        },
        reports: [],
      },
    ],
  },
  options: z.strictObject({
    requireBlock: z.boolean().default(false).describe('All four switches of the public access block must be on.'),
  }),
  *check(seen, { requireBlock }) {
    yield* judge(seen, [TYPE], (resource) => faults(resource, requireBlock));
  },
  gaps: (seen) => propertyGaps(seen, [TYPE], [BLOCK, 'BucketPolicy']),
});
