import { z } from 'zod';
import { presenceGaps } from './gaps.ts';
import { presenceOf, stillListed } from './presence.ts';
import { defineRule } from './rule.ts';
import { joined } from './words.ts';

const QUEUE = { type: 'AWS::SQS::Queue', name: 'jobs', logicalId: 'Jobs', stack: 'app' } as const;
const OLD = { type: 'AWS::SQS::Queue', name: 'jobs-old', logicalId: 'OldJobs', stack: 'app' } as const;

export default defineRule({
  meta: {
    id: 'extra-resource',
    family: 'parity',
    severity: 'medium',
    summary: 'A resource is there that the reference or most regions do not have',
    why: 'What one region has on its own was left over, tried out or forgotten in the others. It costs money, widens what can be attacked, and may be what the region secretly depends on.',
    fix: 'Remove it, deploy it to the other regions, or declare it under `asymmetry`.',
    cannotSee:
      'With two regions and no reference nothing tells extra from missing: then `missing-resource` names the region that lacks it.',
    messages: {
      extra: '{counterpart} is extra in {regions}; {others} without it',
      gone: '{counterpart} is extra in {regions}; {others} without it; {listed}',
    },
    examples: [
      {
        name: 'The reference does not have it',
        regions: { 'us-east-1': [QUEUE], 'eu-central-1': [QUEUE, OLD] },
        baseline: 'reference: us-east-1',
        reports: ['extra'],
      },
      {
        name: 'Two of three regions do not have it',
        regions: { 'us-east-1': [QUEUE], 'eu-central-1': [QUEUE, OLD], 'eu-west-1': [QUEUE] },
        reports: ['extra'],
      },
      {
        name: 'The reference had it: it was deleted past its stack, which still lists it',
        regions: { 'us-east-1': [QUEUE, { ...OLD, gone: true }], 'eu-central-1': [QUEUE, OLD] },
        baseline: 'reference: us-east-1',
        reports: ['gone'],
      },
      {
        name: 'Two regions and no reference: the other one is missing it',
        regions: { 'us-east-1': [QUEUE], 'eu-central-1': [QUEUE, OLD] },
        reports: [],
      },
      {
        name: 'One of the three could not be read, so most may have it',
        regions: { 'us-east-1': [QUEUE], 'eu-central-1': [QUEUE, OLD], 'eu-west-1': 'denied' },
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen) {
    for (const row of seen.rows) {
      const presence = presenceOf(row, seen);
      if (presence?.deviates !== 'has') continue;
      const { has: regions, lacks } = presence;
      const listed = stillListed(row, lacks);
      const data = { others: `${joined(lacks)} ${lacks.length > 1 ? 'are' : 'is'}`, listed };
      const message = listed === '' ? 'extra' : 'gone';
      yield { message, type: row.type, counterpart: row.counterpart, row, regions, data };
    }
  },
  gaps: (seen) => presenceGaps(seen),
});
