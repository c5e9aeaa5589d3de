/** The rule `missing-resource`: a resource of the design is not there in a region. */
import { z } from 'zod';
import type { Alignment, Row } from '../alignment/alignment.ts';
import { joinedFew, listIn } from '../common/lists.ts';
import { presenceGaps } from '../findings/gaps.ts';
import { outsideSelection, presenceOf, stillListed } from '../findings/presence.ts';
import { defineRule } from './rule.ts';

const DATABASE = { type: 'AWS::RDS::DBInstance', name: 'orders', logicalId: 'Database', stack: 'app' } as const;
const QUEUE = { type: 'AWS::SQS::Queue', name: 'jobs', logicalId: 'Jobs', stack: 'app' } as const;
const ONLY = 'asymmetry: [{type: AWS::RDS::DBInstance, only: [us-east-1], reason: one writer by design}]';

/** `it may be tenant-9b1e there`: what is left over in one of the regions and was not paired; empty when nothing is. */
function mayBe(row: Row, regions: readonly string[], { likelyPairs }: Alignment): string {
  const said = likelyPairs
    .filter(({ type, counterparts }) => type === row.type && Object.values(counterparts).includes(row.counterpart))
    .flatMap(({ counterparts, why }) =>
      regions
        .filter((region) => counterparts[region] !== undefined && counterparts[region] !== row.counterpart)
        .map((region) => `${counterparts[region]} in ${region} may be it (${why}): declare the pair if so`),
    );
  return said.join('; ');
}

export default defineRule({
  meta: {
    id: 'missing-resource',
    family: 'parity',
    severity: 'high',
    summary: 'A resource of the design is not there in a region',
    why: 'A region that lacks a part of the design cannot do the work of the others. It is usually found out during a failover, when the part is needed.',
    fix: 'Deploy the resource in the regions named, select it too where it is there already, or declare it under `asymmetry` when it belongs to some regions only.',
    cannotSee:
      'A resource that every region lacks: declare it under `expect`. A resource that no stack, tag or listing shows. A region that could not be read is unknown and never called missing.',
    messages: {
      missing: '{counterpart} is missing in {regions}; it is in {others}',
      elsewhere: '{counterpart} is missing in {regions}; the one named for it lives in {lives}',
      gone: '{counterpart} is missing in {regions}; it is in {others}; {listed}',
      likely: '{counterpart} is missing in {regions}; it is in {others}; {likely}',
      outside: '{counterpart} is missing in what was selected of {regions}; it is in {others}; {outside}',
    },
    examples: [
      {
        name: 'A database came up in one region only',
        regions: { 'us-east-1': [DATABASE, QUEUE], 'eu-central-1': [QUEUE] },
        reports: ['missing'],
      },
      {
        name: 'The one named for us-east-2 was deployed to us-east-1',
        regions: {
          'us-east-1': [
            { type: 'AWS::SQS::Queue', name: 'app-useast1-jobs' },
            { type: 'AWS::SQS::Queue', name: 'app-useast2-jobs' },
          ],
          'us-east-2': [],
        },
        reports: ['elsewhere'],
      },
      {
        name: 'It was deleted past its stack, which still lists it',
        regions: { 'us-east-1': [DATABASE, QUEUE], 'eu-central-1': [{ ...DATABASE, gone: true }, QUEUE] },
        reports: ['gone'],
      },
      {
        name: 'It is there, and not in the selection',
        regions: { 'us-east-1': [DATABASE, QUEUE], 'eu-central-1': [{ ...DATABASE, context: true }, QUEUE] },
        reports: ['outside'],
      },
      {
        name: 'What is left over in the other region may be it, and nothing certain says so',
        regions: {
          'us-east-1': [{ type: 'AWS::SQS::Queue', name: 'tenant-4f2a9c81b0d3' }],
          'eu-central-1': [{ type: 'AWS::SQS::Queue', name: 'tenant-9b1e7d22c4fa' }],
        },
        reports: ['likely', 'likely'],
      },
      {
        name: 'Both regions have it',
        regions: { 'us-east-1': [DATABASE, QUEUE], 'eu-central-1': [DATABASE, QUEUE] },
        reports: [],
      },
      {
        name: 'The other region could not be read: unknown, not missing',
        regions: { 'us-east-1': [DATABASE], 'eu-central-1': 'denied' },
        reports: [],
      },
      {
        name: 'It lives in the primary region only, and the baseline says so',
        regions: { 'us-east-1': [DATABASE, QUEUE], 'eu-central-1': [QUEUE] },
        baseline: ONLY,
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen) {
    for (const row of seen.rows) {
      const presence = presenceOf(row, seen);
      if (presence?.deviates !== 'lacks') continue;
      const byPlace = new Map<string | undefined, string[]>();
      for (const region of presence.lacks) {
        listIn(byPlace, row.misplaced.find((one) => one.named === region)?.lives).push(region);
      }
      for (const [lives, regions] of byPlace) {
        const said = { type: row.type, counterpart: row.counterpart, row, regions };
        const listed = stillListed(row, regions);
        const outside = outsideSelection(row, regions);
        const likely = mayBe(row, regions, seen);
        const data = { others: joinedFew(presence.has), listed, outside, likely };
        const message = outside !== '' ? 'outside' : listed !== '' ? 'gone' : likely !== '' ? 'likely' : 'missing';
        if (lives !== undefined) yield { ...said, message: 'elsewhere', data: { lives } };
        else yield { ...said, message, data };
      }
    }
  },
  gaps: (seen) => presenceGaps(seen),
});
