/** The rule `security-group-rules`: a rule of a security group is not the same everywhere. */
import { z } from 'zod';
import { driftGaps, drifts, valuesOf } from '../findings/drift.ts';
import { defineRule } from './rule.ts';

const TYPE = 'AWS::EC2::SecurityGroup';
const PREFIX = 'SecurityGroupRules';
const isRule = (property: string) => property.startsWith(PREFIX);
const isRead = (property: string) => isRule(property) || /^SecurityGroup(In|E)gress/.test(property);
const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.1.0.0/16' } as const;
const group = (...SecurityGroupIngress: { readonly [name: string]: string | number }[]) => [
  { type: TYPE, name: 'app', logicalId: 'AppGroup', stack: 'app', id: 'sg-0a1', properties: { SecurityGroupIngress } },
];

export default defineRule({
  meta: {
    id: 'security-group-rules',
    family: 'parity',
    severity: 'high',
    answers: ['REL13-BP04', 'NIST 800-53 CP-7'],
    summary: 'A rule of a security group is not the same everywhere',
    why: 'A rule that one region lacks cuts a connection there; a rule that only one region has opens a door that nobody decided on. Address ranges of the region itself are compared by their place in its network, everything else as it is written.',
    fix: 'Give the groups the same rules. Name address ranges that differ by design under `networks`.',
    cannotSee: 'Network ACLs, firewalls and routes, which may still stop what a rule lets through.',
    types: [TYPE],
    messages: { differs: '{counterpart}: the rule "{property}" is not the same everywhere; {regions} {deviate}' },
    examples: [
      {
        name: 'The second region lets in one more network',
        regions: { 'us-east-1': group(https), 'eu-central-1': group(https, { ...https, CidrIp: '203.0.113.0/24' }) },
        baseline: 'reference: us-east-1',
        reports: ['differs'],
      },
      {
        name: 'The same rules in another order',
        regions: {
          'us-east-1': group(https, { ...https, FromPort: 80, ToPort: 80 }),
          'eu-central-1': group({ ...https, FromPort: 80, ToPort: 80 }, https),
        },
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen) {
    for (const { row, one } of drifts(seen, isRule)) {
      const rule = one.property.slice(PREFIX.length + 1);
      yield {
        message: 'differs',
        type: row.type,
        counterpart: row.counterpart,
        row,
        property: rule || PREFIX,
        regions: one.deviating,
        values: valuesOf(one),
        severity: one.severity,
        data: { deviate: one.deviating.length > 1 ? 'deviate' : 'deviates' },
      };
    }
  },
  gaps: (seen) => driftGaps(seen, isRead, [TYPE]),
});
