/** The rule `property-drift`: a property of counterparts differs. */
import { z } from 'zod';
import type { Comparison, Row } from '../alignment/alignment.ts';
import { designMembers, designWords } from '../findings/design-words.ts';
import { comparedOf, driftGaps, drifts, valuesOf } from '../findings/drift.ts';
import { defineRule } from './rule.ts';

const TYPE = 'AWS::RDS::DBInstance';
const database = (properties: { readonly [name: string]: string | number | boolean }) => [
  { type: TYPE, name: 'orders', logicalId: 'Database', stack: 'app', properties },
];

const TEMPLATE = { body: 'Resources: {Database: {Type: AWS::RDS::DBInstance, Properties: {Port: 5432}}}' };

const trail = (S3BucketName: string, region: string) => [
  { type: 'AWS::CloudTrail::Trail', name: 'audit', logicalId: 'Trail', stack: 'app', properties: { S3BucketName } },
  { type: 'AWS::S3::Bucket', name: `logs-${region}`, logicalId: 'Logs', stack: 'app' },
];

const resolvers = (...DomainNameServers: readonly string[]) => [
  { type: 'AWS::EC2::DHCPOptions', name: 'main', properties: { DomainNameServers } },
];

/** Tags, rules of security groups and the status of stacks have rules of their own. */
function isPlain(property: string, row?: Row): boolean {
  const ofOwnRule = /^(Tags|SecurityGroupRules)(\.|$)/.test(property);
  return !ofOwnRule && !(row?.type === 'AWS::CloudFormation::Stack' && property.startsWith('StackStatus'));
}

function messageFor(one: Comparison): 'differs' | 'between' | 'elsewhere' | 'equal' | 'order' {
  if ((typeof one.comparator === 'string' ? one.comparator : one.comparator.compare) === 'must-differ') return 'equal';
  if (new Set([...one.values.values()].map((value) => JSON.stringify(value))).size === 1) return 'elsewhere';
  if (one.orderOnly) return 'order';
  return one.deviating.length === one.values.size ? 'between' : 'differs';
}

export default defineRule({
  meta: {
    id: 'property-drift',
    family: 'parity',
    severity: 'medium',
    answers: ['REL13-BP04', 'ARC', 'NIST 800-53 CP-7'],
    summary: 'A property of counterparts differs',
    why: 'A region that is set up otherwise behaves otherwise: smaller, slower, without a backup, with another engine. Nothing shows it until the load or the failure comes that the setting was for.',
    fix: 'Give the property the same value everywhere. Where it differs by design, say so: under `comparators` for the type, or under `asymmetry` for the resource.',
    cannotSee:
      'Properties that the collector does not read (`infra-parity types TYPE` lists those it does), and resources known by presence only.',
    messages: {
      differs: '{property} of {counterpart} differs in {regions}',
      between: '{property} of {counterpart} differs between {regions}',
      elsewhere: '{property} of {counterpart} is the same text, and leads to another thing seen from {regions}',
      order: '{property} of {counterpart} has the same members in another order in {regions}',
      equal: '{property} of {counterpart} is the same in {regions}, and must differ',
    },
    examples: [
      {
        name: 'One of three regions runs a smaller instance',
        regions: {
          'us-east-1': database({ DBInstanceClass: 'db.r6g.xlarge' }),
          'eu-central-1': database({ DBInstanceClass: 'db.t4g.medium' }),
          'eu-west-1': database({ DBInstanceClass: 'db.r6g.xlarge' }),
        },
        reports: ['differs'],
      },
      {
        name: 'Two regions of one template, and one was changed since',
        regions: { 'us-east-1': database({ Port: 5432 }), 'eu-central-1': database({ Port: 5433 }) },
        templates: { 'us-east-1': { app: TEMPLATE }, 'eu-central-1': { app: TEMPLATE } },
        reports: ['differs'],
      },
      {
        name: 'Two regions, and nothing tells which one is right',
        regions: {
          'us-east-1': database({ Port: 5432 }),
          'eu-central-1': database({ Port: 5433 }),
        },
        reports: ['between'],
      },
      {
        name: 'A value that the baseline wants different in each region',
        regions: {
          'us-east-1': database({ PreferredMaintenanceWindow: 'sun:03:00-sun:04:00' }),
          'eu-central-1': database({ PreferredMaintenanceWindow: 'sun:03:00-sun:04:00' }),
        },
        baseline: 'comparators: {AWS::RDS::DBInstance: {PreferredMaintenanceWindow: must-differ}}',
        reports: ['equal'],
      },
      {
        name: "A trail that writes into the other region's bucket",
        regions: {
          'us-east-1': trail('logs-us-east-1', 'us-east-1'),
          'eu-central-1': trail('logs-us-east-1', 'eu-central-1'),
        },
        reports: ['elsewhere'],
      },
      {
        name: 'A list of the same members in another order',
        regions: {
          'us-east-1': resolvers('192.0.2.1', '192.0.2.2'),
          'eu-central-1': resolvers('192.0.2.2', '192.0.2.1'),
        },
        reports: ['order'],
      },
      {
        name: 'Equal everywhere',
        regions: { 'us-east-1': database({ Port: 5432 }), 'eu-central-1': database({ Port: 5432 }) },
        reports: [],
      },
      {
        name: 'The baseline lets it differ',
        regions: { 'us-east-1': database({ Port: 5432 }), 'eu-central-1': database({ Port: 5433 }) },
        baseline: 'comparators: {AWS::RDS::DBInstance: {Port: ignored}}',
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen) {
    for (const { row, one } of drifts(seen, isPlain)) {
      const { type, counterpart } = row;
      const { property, severity, deviating: regions } = one;
      const path = ['comparators', type, property];
      const stated = seen.baseline.comparators?.[type]?.[property] === undefined ? null : seen.baseline.place(path);
      const said = { type, counterpart, row, property, severity, regions, values: valuesOf(one) };
      const compared = comparedOf(one);
      yield {
        ...said,
        told: designWords(one),
        ...designMembers(one),
        message: messageFor(one),
        ...(compared !== undefined && { compared }),
        ...(stated !== null && { stated }),
      };
    }
  },
  gaps: (seen) => driftGaps(seen, isPlain),
});
