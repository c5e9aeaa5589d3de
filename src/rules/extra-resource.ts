/** The rule `extra-resource`: a resource is there that the reference or most regions do not have, or that is declared to live elsewhere. */
import { z } from 'zod';
import { joinedFew } from '../common/lists.ts';
import { presenceGaps } from '../findings/gaps.ts';
import { type Elsewhere, elsewhere } from '../findings/lives-only.ts';
import { presenceOf, stillListed } from '../findings/presence.ts';
import { defineRule } from './rule.ts';

const QUEUE = { type: 'AWS::SQS::Queue', name: 'jobs', logicalId: 'Jobs', stack: 'app' } as const;
const ONLY = 'asymmetry: [{type: AWS::SQS::Queue, only: [us-east-1], reason: one region takes the orders}]';
const OLD = { type: 'AWS::SQS::Queue', name: 'jobs-old', logicalId: 'OldJobs', stack: 'app' } as const;

export default defineRule({
  meta: {
    id: 'extra-resource',
    family: 'parity',
    severity: 'medium',
    answers: ['REL13-BP04'],
    summary:
      'A resource is there that the reference or most regions do not have, or that is declared to live elsewhere',
    why: 'What one region has on its own was left over, tried out or forgotten in the others. It costs money, widens what can be attacked, and may be what the region secretly depends on.',
    fix: 'Remove it, deploy it to the other regions, or declare it under `asymmetry`; where a declaration names it, remove it or correct `only`.',
    cannotSee:
      'With two regions and no reference nothing tells extra from missing: then `missing-resource` names the region that lacks it.',
    messages: {
      extra: '{counterpart} is extra in {regions}; {others} without it',
      gone: '{counterpart} is extra in {regions}; {others} without it; {listed}',
      declared: '{counterpart} is extra in {regions}; it is declared to live only in {only}',
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
      {
        name: 'It came up in a region where it is declared not to live',
        regions: { 'us-east-1': [QUEUE], 'eu-central-1': [QUEUE] },
        baseline: ONLY,
        reports: ['declared'],
      },
      {
        name: 'It lives where it is declared to, and nowhere else',
        regions: { 'us-east-1': [QUEUE], 'eu-central-1': [] },
        baseline: ONLY,
        reports: [],
      },
      {
        name: 'Where it is declared not to live could not be read',
        regions: { 'us-east-1': [QUEUE], 'eu-central-1': 'denied' },
        baseline: ONLY,
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen) {
    for (const row of seen.rows) {
      const said = { type: row.type, counterpart: row.counterpart, row };
      const astray = elsewhere(row, seen);
      for (const { regions, only, why, stated } of astray)
        yield { ...said, message: 'declared', regions, data: { only }, why, ...(stated !== null && { stated }) };
      const presence = presenceOf(row, seen);
      if (presence?.deviates !== 'has') continue;
      const regions = presence.has.filter((region) => !isSaid(astray, region));
      if (regions.length === 0) continue;
      const { lacks } = presence;
      const listed = stillListed(row, lacks);
      const data = { others: `${joinedFew(lacks)} ${lacks.length > 1 ? 'are' : 'is'}`, listed };
      yield { ...said, message: listed === '' ? 'extra' : 'gone', regions, data };
    }
  },
  gaps: (seen) => presenceGaps(seen),
});

/** What the declaration says of a region is the stronger: that others lack the resource goes without saying. */
function isSaid(astray: readonly Elsewhere[], region: string): boolean {
  return astray.some(({ regions }) => regions.includes(region));
}
