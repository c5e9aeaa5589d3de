/** The rule `unused-declaration`: the baseline declares something of what is nowhere. */
import { z } from 'zod';
import type { Alignment, Row } from '../alignment/alignment.ts';
import { speaksOf } from '../alignment/exemptions.ts';
import { unpaired, unpairedStacks } from '../alignment/unused-pairs.ts';
import type { Asymmetry } from '../baseline/baseline.ts';
import { parseCount } from '../baseline/expectation.ts';
import { collectors } from '../collectors/index.ts';
import { expectedIn, listGaps } from '../findings/expected-resources.ts';
import { allGaps, unique } from '../findings/gaps.ts';
import { DECLARATION_TYPE } from '../findings/own-types.ts';
import type { Gap } from '../snapshot/snapshot.ts';
import { defineRule, type Violation } from './rule.ts';

const TOPIC = { type: 'AWS::SNS::Topic', name: 'alarms', logicalId: 'Alarms', stack: 'app' } as const;
const both = { 'us-east-1': [TOPIC], 'eu-central-1': [TOPIC] };
type Message = 'asymmetry' | 'expectation' | 'pair' | 'stack';

/** What it speaks of, as it is written. */
function subjectOf({ type, counterpart, stack }: Pick<Asymmetry, 'type' | 'counterpart' | 'stack'>): string {
  return [type, counterpart, ...(stack === undefined ? [] : [`stack ${stack}`])].filter(Boolean).join(' ');
}

function resourcesOf(row: Row) {
  return [...row.cells.values()].flatMap((cell) => ('resource' in cell && cell.resource ? [cell.resource] : []));
}

/** Why it is not known whether anything is there of which it speaks. */
function gapsFor(seen: Alignment, { type }: { readonly type?: string | undefined }): readonly Gap[] {
  const gaps = type === undefined ? seen.gaps : allGaps(seen, seen.kinds(type));
  return gaps.filter((gap) => !gap.properties);
}

/** Declarations of what may differ that speak of no row, where all was seen of which they could. */
function* asymmetries(seen: Alignment): Iterable<Violation<Message>> {
  for (const [index, one] of (seen.baseline.asymmetry ?? []).entries()) {
    if (one.type !== undefined && seen.isLeftOut(one.type)) continue;
    if (seen.rows.some((row) => speaksOf(one, row.type, row.counterpart, resourcesOf(row)))) continue;
    if (gapsFor(seen, one).length > 0) continue;
    yield said(seen, 'asymmetry', `asymmetry ${subjectOf(one)}`, ['asymmetry', index], { of: subjectOf(one) });
  }
}

/** Expectations of at most so many that speak of none anywhere: they hold, and perhaps only for a slip of the pen. */
function* expectations(seen: Alignment): Iterable<Violation<Message>> {
  for (const [index, one] of (seen.baseline.expect ?? []).entries()) {
    if (one.counterpart === undefined || one.count === undefined || seen.isLeftOut(one.type)) continue;
    const { min, max } = parseCount(one.count);
    if (min > 0 || max === 0) continue;
    if (seen.regions.some((region) => expectedIn(seen, region, one).length > 0)) continue;
    if (seen.regions.some((region) => listGaps(seen, region, one).length > 0)) continue;
    yield said(seen, 'expectation', `expect ${subjectOf(one)}`, ['expect', index], { of: subjectOf(one) });
  }
}

function* pairs(seen: Alignment): Iterable<Violation<Message>> {
  for (const { index, region, name, type } of unpaired(seen, collectors)) {
    const path = ['pairs', index, 'resources', region];
    yield said(seen, 'pair', `pairs ${type} ${name}`, path, { of: `${type} ${name}` }, region);
  }
  for (const { index, region, name } of unpairedStacks(seen)) {
    yield said(seen, 'stack', `stacks ${name}`, ['stacks', index, region], { of: name }, region);
  }
}

function said(
  seen: Alignment,
  message: Message,
  counterpart: string,
  path: readonly (string | number)[],
  data: { readonly of: string },
  region?: string,
): Violation<Message> {
  const stated = seen.baseline.place(path);
  const regions = region === undefined ? seen.regions : [region];
  return { message, type: DECLARATION_TYPE, counterpart, regions, data, ...(stated !== null && { stated }) };
}

export default defineRule({
  meta: {
    id: 'unused-declaration',
    family: 'baseline',
    severity: 'low',
    answers: [],
    summary: 'The baseline declares something of what is nowhere',
    why: 'A declaration that speaks of nothing is a slip of the pen, or of something that is gone. One that stays would hide the fault when such a thing comes back.',
    fix: 'Correct the name, or take the declaration out.',
    cannotSee:
      'A declaration that speaks of something else than was meant. What could not be read may be what it speaks of: then nothing is said.',
    messages: {
      asymmetry: 'Declared to differ, and nowhere in {regions}: {of}',
      expectation: 'Declared to be there at most so often, and nowhere in {regions}: {of}',
      pair: 'Declared as one of a pair, and nothing that was read in {regions} is called so: {of}',
      stack: 'Declared as one of a pair of stacks, and no such stack was read in {regions}: {of}',
    },
    examples: [
      {
        name: 'What may differ has a misspelt name',
        regions: both,
        baseline:
          'asymmetry: [{type: AWS::SNS::Topic, counterpart: Alrams, only: [us-east-1], reason: one set of alarms}]',
        reports: ['asymmetry'],
      },
      {
        name: 'At most two of what is nowhere',
        regions: both,
        baseline: 'expect: [{type: AWS::SNS::Topic, counterpart: Alrams, count: "<=2"}]',
        reports: ['expectation'],
      },
      {
        name: 'One of a pair is called otherwise',
        regions: both,
        baseline: 'pairs: [{type: AWS::SNS::Topic, resources: {us-east-1: alarms, eu-central-1: alrams}}]',
        reports: ['pair'],
      },
      {
        name: 'One of a pair of stacks is called otherwise',
        regions: both,
        baseline: 'stacks: [{us-east-1: app, eu-central-1: anwendung}]',
        reports: ['stack'],
      },
      {
        name: 'It speaks of something',
        regions: { 'us-east-1': [TOPIC], 'eu-central-1': [] },
        baseline: 'asymmetry: [{type: AWS::SNS::Topic, only: [us-east-1], reason: one set of alarms}]',
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen) {
    yield* asymmetries(seen);
    yield* expectations(seen);
    yield* pairs(seen);
  },
  gaps(seen) {
    const { asymmetry = [], expect = [], pairs: paired = [], stacks = [] } = seen.baseline;
    const spoken: readonly { readonly type?: string | undefined }[] = [
      ...asymmetry,
      ...expect.filter(({ counterpart }) => counterpart !== undefined),
      ...paired,
      ...stacks.map(() => ({ type: '*' })),
    ];
    return unique(spoken.flatMap((one) => gapsFor(seen, one)));
  },
});
