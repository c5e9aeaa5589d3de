/** The rule `ambiguous-match`: several resources could be counterparts, and none was chosen. */
import { z } from 'zod';
import type { Row } from '../alignment/alignment.ts';
import { joined, listIn } from '../common/lists.ts';
import { presenceGaps } from '../findings/gaps.ts';
import { defineRule } from './rule.ts';

const worker = (id: string, InstanceType: string) => ({
  ...{ type: 'AWS::EC2::Instance', name: 'worker', id },
  ...{ tags: { Name: 'worker' }, properties: { InstanceType } },
});

type Group = readonly [Row, ...Row[]];

/** Rows that claim the same key are one question; of what has no name those of one design: two applications ask two. */
function groups(rows: readonly Row[]): readonly Group[] {
  const byClaim = new Map<string, Row[]>();
  for (const row of rows) {
    const { match, design } = row;
    const of = design.nameless ? design.key : '';
    if (match.ambiguous?.length) listIn(byClaim, `${row.type}\n${match.key}\n${of}`).push(row);
  }
  return [...byClaim.values()].map((group) => {
    const sorted = [...group].sort((a, b) => (a.counterpart < b.counterpart ? -1 : 1));
    return sorted as unknown as Group;
  });
}

/** Whether something of it was not read, which may be what tells it apart. */
function isPartlyRead({ cells }: Row): boolean {
  return [...cells.values()].some(
    (cell) => 'resource' in cell && cell.resource !== undefined && Object.keys(cell.resource.unread).length > 0,
  );
}

/** All that could be each other's counterpart: those of the rows, and the others that claim the key. */
function candidatesOf(rows: Group): readonly string[] {
  const named = rows.flatMap((row) => row.match.ambiguous ?? []);
  const own = rows.flatMap((row) =>
    [...row.cells].flatMap(([region, cell]) =>
      cell.state === 'present'
        ? [`${cell.resource.name ?? cell.resource.logicalId ?? cell.resource.id} in ${region}`]
        : [],
    ),
  );
  return [...new Set([...named, ...own])].sort();
}

export default defineRule({
  meta: {
    id: 'ambiguous-match',
    family: 'parity',
    severity: 'medium',
    answers: [],
    summary: 'Several resources could be counterparts, and none was chosen',
    why: 'Two resources that answer to the same name cannot be told apart from outside. Choosing one by the order in which AWS lists them would report differences that are not there, and hide those that are.',
    fix: 'Give them distinct names or Name tags, or declare who belongs to whom under `pairs`.',
    cannotSee:
      'Whether the resources are equal: as long as it is not known who is whose counterpart, their properties are not compared.',
    messages: { ambiguous: '{counterpart}: no counterpart was chosen in {regions}, because {candidates} fit alike' },
    examples: [
      {
        name: 'Two instances of one region carry the Name tag that one has in the other, and none is more like it',
        regions: {
          'us-east-1': [worker('i-1', 'm7g.large'), worker('i-2', 'c7g.large')],
          'eu-central-1': [worker('i-3', 'r7g.large')],
        },
        reports: ['ambiguous'],
      },
      {
        name: 'Their names tell them apart',
        regions: {
          'us-east-1': [{ type: 'AWS::SQS::Queue', name: 'first' }],
          'eu-central-1': [{ type: 'AWS::SQS::Queue', name: 'first' }],
        },
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen) {
    for (const rows of groups(seen.rows)) {
      const [row] = rows;
      // What was not read may be what tells them apart: the stack that made them, or the counterpart.
      if (seen.regions.some((region) => seen.gapsOf(region, row.type).length > 0) || rows.some(isPartlyRead)) continue;
      const regions = new Set<string>();
      for (const one of rows) {
        for (const [region, cell] of one.cells) if (cell.state === 'present') regions.add(region);
      }
      yield {
        message: 'ambiguous',
        type: row.type,
        // Of all that claim the key, not of the one that stands first.
        counterpart: row.design.label,
        row,
        regions: [...regions],
        data: { candidates: joined(candidatesOf(rows)) },
      };
    }
  },
  gaps: (seen) => presenceGaps(seen),
});
