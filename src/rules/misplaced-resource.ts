/** The rule `misplaced-resource`: a resource is named for one region and lives in another. */
import { z } from 'zod';
import { listIn } from '../common/lists.ts';
import { presenceGaps } from '../findings/gaps.ts';
import { defineRule } from './rule.ts';

const queue = (name: string) => ({ type: 'AWS::SQS::Queue', name });

export default defineRule({
  meta: {
    id: 'misplaced-resource',
    family: 'parity',
    severity: 'high',
    answers: ['REL13-BP04'],
    summary: 'A resource is named for one region and lives in another',
    why: 'It was deployed with the wrong region: one region has it twice, the other not at all, and everybody who reads the name looks for it in the wrong place.',
    fix: 'Deploy it to the region that its name says and remove it here, or rename it.',
    cannotSee: 'A resource whose name, stack and tags say no region.',
    messages: { misplaced: '{counterpart} is named for {named} and lives in {regions}' },
    examples: [
      {
        name: 'The queue of us-east-2 was deployed to us-east-1',
        regions: { 'us-east-1': [queue('app-useast1-jobs'), queue('app-useast2-jobs')], 'us-east-2': [] },
        reports: ['misplaced'],
      },
      {
        name: 'Each lives where its name says',
        regions: { 'us-east-1': [queue('app-useast1-jobs')], 'us-east-2': [queue('app-useast2-jobs')] },
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen) {
    for (const row of seen.rows) {
      const byTarget = new Map<string, (typeof row.misplaced)[number][]>();
      for (const one of row.misplaced) listIn(byTarget, one.named).push(one);
      for (const [named, all] of byTarget) {
        const values = Object.fromEntries(all.map((one) => [one.lives, one.resource.name ?? one.resource.logicalId]));
        yield {
          message: 'misplaced',
          type: row.type,
          counterpart: row.counterpart,
          row,
          property: `named for ${named}`,
          regions: [...new Set(all.map((one) => one.lives))],
          values,
          data: { named },
        };
      }
    }
  },
  gaps: (seen) => presenceGaps(seen),
});
