/** The rule `missing-resource`: a resource of the design is not there in a region. */
import { z } from 'zod';
import type { Alignment, Row } from '../alignment/alignment.ts';
import { joinedFew, listIn } from '../common/lists.ts';
import { absenceIn } from '../findings/absence.ts';
import { presenceGaps } from '../findings/gaps.ts';
import { outsideSelection, presenceOf, stillListed } from '../findings/presence.ts';
import { defineRule } from './rule.ts';

const DATABASE = { type: 'AWS::RDS::DBInstance', name: 'orders', logicalId: 'Database', stack: 'app' } as const;
const QUEUE = { type: 'AWS::SQS::Queue', name: 'jobs', logicalId: 'Jobs', stack: 'app' } as const;
const STACK = {
  type: 'AWS::CloudFormation::Stack',
  name: 'app',
  properties: { StackStatus: 'CREATE_COMPLETE' },
} as const;
const CONDITIONAL = `Parameters: {Stage: {Type: String}}
Conditions: {Prod: !Equals [!Ref Stage, prod]}
Resources:
  Database: {Type: AWS::RDS::DBInstance, Condition: Prod}
  Jobs: {Type: AWS::SQS::Queue}
`;
const ONLY = 'asymmetry: [{type: AWS::RDS::DBInstance, only: [us-east-1], reason: one writer by design}]';

/** `tenant-9b1e of eu-central-1: their names agree but …`: what is left over in one of the regions and was not paired; empty when nothing is. */
function mayBe(row: Row, regions: readonly string[], { likelyPairs }: Alignment): string {
  const said = likelyPairs
    .filter(({ type, counterparts }) => type === row.type && Object.values(counterparts).includes(row.counterpart))
    .flatMap(({ counterparts, why }) =>
      regions
        .filter((region) => counterparts[region] !== undefined && counterparts[region] !== row.counterpart)
        .map((region) => `${counterparts[region]} of ${region}: ${why}`),
    );
  return said.join(', or ');
}

export default defineRule({
  meta: {
    id: 'missing-resource',
    family: 'parity',
    severity: 'high',
    answers: ['REL13-BP04', 'NIST 800-53 CP-7', 'NIST 800-53 CP-10'],
    summary: 'A resource of the design is not there in a region',
    why: 'A region that lacks a part of the design cannot do the work of the others. It is usually found out during a failover, when the part is needed.',
    fix: 'Deploy the resource in the regions named, select it too where it is there already, or declare it under `asymmetry` when it belongs to some regions only.',
    cannotSee:
      'A resource that every region lacks: declare it under `expect`. A resource that no stack, tag or listing shows. A region that could not be read is unknown and never called missing.',
    messages: {
      missing: '{counterpart} is missing in {regions}; it is in {others}',
      elsewhere: '{counterpart} is missing in {regions}; the one named for it lives in {lives}',
      gone: '{counterpart} is missing in {regions}; it is in {others}; {listed}',
      likely: '{counterpart} is missing in {regions}, unless it is {likely}; it is in {others}',
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
        name: 'Two of three have it, outside the selection: nobody is without it',
        regions: {
          'us-east-1': [DATABASE, QUEUE],
          'eu-central-1': [{ ...DATABASE, context: true }, QUEUE],
          'eu-west-1': [{ ...DATABASE, context: true }, QUEUE],
        },
        reports: ['outside'],
      },
      {
        name: 'One has it outside the selection, and one has it not',
        regions: {
          'us-east-1': [DATABASE, QUEUE],
          'eu-central-1': [{ ...DATABASE, context: true }, QUEUE],
          'eu-west-1': [QUEUE],
        },
        reports: ['outside', 'missing'],
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
        name: 'A condition of its template leaves it out in one region',
        regions: {
          'us-east-1': [STACK, DATABASE, QUEUE],
          'eu-central-1': [STACK, QUEUE],
        },
        templates: {
          'us-east-1': { app: { body: CONDITIONAL, parameters: { Stage: 'prod' } } },
          'eu-central-1': { app: { body: CONDITIONAL, parameters: { Stage: 'test' } } },
        },
        reports: ['missing'],
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
      const byPlace = new Map<string, string[]>();
      for (const region of presence.lacks) {
        const lives = row.misplaced.find((one) => one.named === region)?.lives;
        // Where it is there and was not selected, it is another thing to say than where it is not there.
        const isThere = outsideSelection(row, [region]) !== '';
        listIn(byPlace, `${lives ?? ''} ${isThere}`).push(region);
      }
      for (const regions of byPlace.values()) {
        const lives = row.misplaced.find((one) => one.named === regions[0])?.lives;
        const said = { type: row.type, counterpart: row.counterpart, row, regions };
        const listed = stillListed(row, regions);
        const outside = outsideSelection(row, regions);
        const likely = mayBe(row, regions, seen);
        const data = { others: joinedFew(presence.has), listed, outside, likely };
        // What is there, or was, says more than a template does; but a likeness says less than a template that leaves it out.
        const reason = outside === '' && listed === '' ? absenceIn(row, regions, seen) : undefined;
        const isDesigned = reason?.cause !== undefined && reason.cause.kind !== 'stack';
        const maybe = likely !== '' && !isDesigned;
        const message = outside !== '' ? 'outside' : listed !== '' ? 'gone' : maybe ? 'likely' : 'missing';
        const told = message === 'missing' ? reason : undefined;
        const because = { ...(told && { told: told.words }), ...(told?.cause && { cause: told.cause }) };
        if (lives !== undefined) yield { ...said, message: 'elsewhere', data: { lives } };
        else yield { ...said, ...because, message, data };
      }
    }
  },
  gaps: (seen) => presenceGaps(seen),
});
