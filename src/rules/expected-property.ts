/** The rule `expected-property`: a property is not what the baseline declares. */

import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { regionsFor } from '../alignment/named-resources.ts';
import { describe, type Expected, meets } from '../baseline/expectation.ts';
import { pushAll } from '../common/lists.ts';
import { valueAt } from '../comparison/value-at.ts';
import { apart } from '../findings/distinct-declarations.ts';
import { unique, unreadGap } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import { type Gap, GLOBAL, type Json, type Resource } from '../snapshot/snapshot.ts';
import { expectedIn, listGaps } from './expected-resource.ts';
import { defineRule, type Violation } from './rule.ts';

const TYPE = 'AWS::RDS::DBInstance';
const database = (properties: { readonly [name: string]: number | boolean }) => [
  { type: TYPE, name: 'orders', logicalId: 'Database', stack: 'app', properties },
];
type Message = 'differs' | 'unset';
const BACKUPS = 'expect: [{type: AWS::RDS::DBInstance, properties: {BackupRetentionPeriod: ">=7"}}]';

/** Every property that is declared, where it is declared for, and the resources it speaks of. */
function* demands(seen: Alignment) {
  for (const [index, expectation] of (seen.baseline.expect ?? []).entries()) {
    const regions = regionsFor(seen, expectation);
    const resources = new Set(regions.flatMap((region) => expectedIn(seen, region, expectation)));
    for (const [property, expected] of Object.entries(expectation.properties ?? {})) {
      yield { index, expectation, property, expected, regions, resources };
    }
  }
}

function fault(resource: Resource, property: string, expected: Expected): Fault<Message>[] {
  if (unreadGap(resource, property)) return [];
  const value: Json | undefined = valueAt(resource, property);
  if (meets(expected, value)) return [];
  const message = value === undefined ? 'unset' : 'differs';
  return [{ message, property, value: value ?? null, data: { expected: describe(expected) } }];
}

function* broken(seen: Alignment): Iterable<Violation<Message>> {
  for (const { index, expectation, property, expected, regions, resources } of demands(seen)) {
    const stated = seen.baseline.place(['expect', index, 'properties', property]);
    const { type, severity, why } = expectation;
    const faults = (resource: Resource) => (resources.has(resource) ? fault(resource, property, expected) : []);
    for (const violation of judge<Message>(seen, seen.kinds(type), faults, [...regions, GLOBAL])) {
      yield {
        ...violation,
        ...(severity && { severity }),
        ...(why !== undefined && { why }),
        ...(stated !== null && { stated }),
      };
    }
  }
}

export default defineRule({
  meta: {
    id: 'expected-property',
    family: 'baseline',
    severity: 'high',
    summary: 'A property is not what the baseline declares',
    why: 'Regions that are all set up alike may all be set up wrong. Only a declaration tells.',
    fix: 'Set the property to what is declared, or correct `expect` in the baseline.',
    cannotSee:
      'Properties that the collector does not read: they are unknown, and the rule is then inconclusive. Whether the resource is there at all is for `expected-resource`.',
    messages: {
      differs: '{property} of {counterpart} is not {expected} in {regions}',
      unset: '{property} of {counterpart} is not set in {regions}, and {expected} is declared',
    },
    examples: [
      {
        name: 'Backups are kept too short in the second region',
        regions: {
          'us-east-1': database({ BackupRetentionPeriod: 7 }),
          'eu-central-1': database({ BackupRetentionPeriod: 1 }),
        },
        baseline: BACKUPS,
        reports: ['differs'],
      },
      {
        name: 'Not set at all, anywhere',
        regions: { 'us-east-1': database({}), 'eu-central-1': database({}) },
        baseline: BACKUPS,
        reports: ['unset'],
      },
      {
        name: 'As declared',
        regions: {
          'us-east-1': database({ BackupRetentionPeriod: 7 }),
          'eu-central-1': database({ BackupRetentionPeriod: 14 }),
        },
        baseline: BACKUPS,
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  check: (seen) => apart(broken(seen)),
  gaps(seen) {
    const gaps: Gap[] = [];
    for (const { expectation, property, regions, resources } of demands(seen)) {
      for (const region of regions) pushAll(gaps, listGaps(seen, region, expectation.type));
      for (const resource of resources)
        pushAll(
          gaps,
          [unreadGap(resource, property)].filter((gap) => gap !== undefined),
        );
    }
    return unique(gaps);
  },
});
