/** The rule `expected-property`: a property is not what the baseline declares. */

import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { regionsFor } from '../alignment/named-resources.ts';
import { describe, type Expected } from '../baseline/expectation.ts';
import { pushAll } from '../common/lists.ts';
import { valueAt } from '../comparison/value-at.ts';
import { apart } from '../findings/distinct-declarations.ts';
import { asDeclared, expectedGaps, expectedIn, isMet, listGaps } from '../findings/expected-resources.ts';
import { unique } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import { type Gap, GLOBAL, type Json, type Resource } from '../snapshot/snapshot.ts';
import { defineRule, type Violation } from './rule.ts';

const TYPE = 'AWS::RDS::DBInstance';
const database = (properties: { readonly [name: string]: number | boolean }) => [
  { type: TYPE, name: 'orders', logicalId: 'Database', stack: 'app', properties },
];
const service = (RunningCount: number) => [
  {
    type: 'AWS::ECS::Service',
    name: 'web',
    logicalId: 'Web',
    stack: 'app',
    properties: { LiveState: { DesiredCount: 2, RunningCount } },
  },
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
  if (expectedGaps(resource, property, expected).length > 0 || isMet(resource, property, expected)) return [];
  const value: Json | undefined = valueAt(resource, property);
  const message = value === undefined ? 'unset' : 'differs';
  return [{ message, property, value: value ?? null, data: { expected: describe(expected) } }];
}

function* broken(seen: Alignment): Iterable<Violation<Message>> {
  for (const { index, expectation, property, expected, regions, resources } of demands(seen)) {
    const { type } = expectation;
    const faults = (resource: Resource) => (resources.has(resource) ? fault(resource, property, expected) : []);
    for (const violation of judge<Message>(seen, seen.kinds(type), faults, [...regions, GLOBAL])) {
      yield {
        ...violation,
        ...asDeclared(seen, expectation, ['expect', index, 'properties', property]),
      };
    }
  }
}

export default defineRule({
  meta: {
    id: 'expected-property',
    family: 'baseline',
    severity: 'high',
    answers: ['REL13-BP04'],
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
        name: 'A task of the service does not run in the second region',
        regions: { 'us-east-1': service(2), 'eu-central-1': service(1) },
        baseline:
          'expect: [{type: AWS::ECS::Service, properties: {LiveState.RunningCount: {sameAs: LiveState.DesiredCount}}}]',
        reports: ['differs'],
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
    for (const { expectation, property, expected, regions, resources } of demands(seen)) {
      for (const region of regions) pushAll(gaps, listGaps(seen, region, expectation));
      for (const resource of resources) pushAll(gaps, expectedGaps(resource, property, expected));
    }
    return unique(gaps);
  },
});
