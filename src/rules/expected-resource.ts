/** The rule `expected-resource`: a resource that the baseline declares is not there, or not in the declared number. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { regionsFor } from '../alignment/named-resources.ts';
import type { Expectation } from '../baseline/baseline.ts';
import { type Count, describe, inWords, parseCount } from '../baseline/expectation.ts';
import { joined } from '../common/lists.ts';
import { apart } from '../findings/distinct-declarations.ts';
import { asDeclared, expectedIn, listGaps } from '../findings/expected-resources.ts';
import { unique } from '../findings/gaps.ts';
import { defineRule, type Violation } from './rule.ts';

const TABLE = { type: 'AWS::DynamoDB::Table', name: 'orders', logicalId: 'Orders', stack: 'app' } as const;

/** What is declared of presence: a number, or (with nothing else declared of them) that it is there. */
function countOf(expectation: Expectation): Count | undefined {
  if (expectation.count !== undefined) return parseCount(expectation.count);
  return saysHow(expectation) ? undefined : parseCount('>=1');
}

/** Whether it says how the resources are: what they are set to, what leads to them, what they are with. */
function saysHow({ properties, related, sameVpcAs }: Expectation): boolean {
  return [properties, related, sameVpcAs].some((said) => said !== undefined);
}

/** Each region's number, and whether it can be judged: what is there may be too many even when not all was seen. */
function tally(seen: Alignment, expectation: Expectation, { min, max }: Count) {
  return regionsFor(seen, expectation).map((region) => {
    const count = expectedIn(seen, region, expectation).length;
    const gaps = listGaps(seen, region, expectation);
    const partial = gaps.length > 0;
    const broken = count > max || (count < min && !partial);
    const open = partial && !broken && !(count >= min && max === Number.POSITIVE_INFINITY);
    return { region, count, broken, gaps: open ? gaps : [] };
  });
}

/** Whether it only says how the resources are: then at least one must be there, wherever it is declared for. */
function isOfHowOnly(expectation: Expectation): boolean {
  return expectation.count === undefined && saysHow(expectation);
}

/** The expectations of properties, each with what it speaks of in all of its regions, and why that may not be all. */
function* settings(seen: Alignment) {
  for (const [index, expectation] of (seen.baseline.expect ?? []).entries()) {
    if (!isOfHowOnly(expectation) || seen.isLeftOut(expectation.type)) continue;
    const regions = regionsFor(seen, expectation);
    const isThere = regions.some((region) => expectedIn(seen, region, expectation).length > 0);
    const gaps = isThere ? [] : regions.flatMap((region) => listGaps(seen, region, expectation));
    yield { index, expectation, regions, isThere, gaps };
  }
}

/** What is declared of the resources, by name. */
function saidOf({ properties = {}, related = [], sameVpcAs }: Expectation): readonly string[] {
  const others = [
    ...related.map(({ type, by }) => `${type} by ${by}`),
    ...(sameVpcAs ? [`VPC of ${sameVpcAs.type}`] : []),
  ];
  return [...Object.keys(properties), ...others].sort();
}

/** What is said of resources that are nowhere would hold for ever, and nobody would notice. */
function* inVain(seen: Alignment): Iterable<Violation<'none'>> {
  for (const { index, expectation, regions, isThere, gaps } of settings(seen)) {
    if (isThere || gaps.length > 0 || regions.length === 0) continue;
    const { type, counterpart } = expectation;
    yield {
      message: 'none',
      type,
      counterpart: counterpart ?? type,
      property: saidOf(expectation).join(', '),
      regions,
      data: { kind: type },
      ...asDeclared(seen, expectation, ['expect', index]),
    };
  }
}

/** What is declared, in words: two expectations of one type are told apart by what their resources have to be. */
function subjectOf({ type, counterpart, where }: Expectation): string {
  const wanted = Object.entries(where ?? {}).map(([property, expected]) => `${property} ${describe(expected)}`);
  return wanted.length === 0 ? (counterpart ?? type) : `${counterpart ?? type} with ${joined(wanted)}`;
}

function* presences(seen: Alignment) {
  for (const [index, expectation] of (seen.baseline.expect ?? []).entries()) {
    const range = countOf(expectation);
    if (range && !seen.isLeftOut(expectation.type))
      yield { index, expectation, range, regions: tally(seen, expectation, range) };
  }
}

function* broken(seen: Alignment): Iterable<Violation<'missing' | 'number'>> {
  for (const { index, expectation, range, regions } of presences(seen)) {
    const wrong = regions.filter((one) => one.broken);
    if (wrong.length === 0) continue;
    const { type } = expectation;
    const counts = wrong.map((one) => `${one.region} ${one.count}`).join(', ');
    yield {
      message: wrong.every((one) => one.count === 0) ? 'missing' : 'number',
      type,
      counterpart: subjectOf(expectation),
      regions: wrong.map((one) => one.region),
      values: Object.fromEntries(wrong.map((one) => [one.region, one.count])),
      data: { expected: inWords(range), counts },
      ...asDeclared(seen, expectation, ['expect', index]),
    };
  }
}

export default defineRule({
  meta: {
    id: 'expected-resource',
    family: 'baseline',
    severity: 'high',
    answers: ['REL13-BP04', 'NIST 800-53 CP-7'],
    summary: 'A resource that the baseline declares is not there, or not in the declared number',
    why: 'Regions that all lack the same thing are equal, and equally wrong. Only a declaration tells.',
    fix: 'Deploy what is declared, or correct `expect` in the baseline.',
    cannotSee: 'Resources outside the selection. A region that could not be read is unknown and never called missing.',
    messages: {
      missing: '{counterpart} is not there in {regions}; {expected} is declared',
      number:
        '{counterpart} is there in another number than declared in {regions}: {counts}, and {expected} is declared',
      none: '{property} of {counterpart} is declared, and no {kind} that it speaks of is there in {regions}',
    },
    examples: [
      {
        name: 'Declared, and missing everywhere',
        regions: { 'us-east-1': [], 'eu-central-1': [] },
        baseline: 'expect: [{type: AWS::DynamoDB::Table}]',
        reports: ['missing'],
      },
      {
        name: 'One where two are declared for the standby',
        regions: { 'us-east-1': [TABLE], 'eu-central-1': [TABLE] },
        baseline: 'roles: {eu-central-1: standby}\nexpect: [{type: AWS::DynamoDB::Table, role: standby, count: ">=2"}]',
        reports: ['number'],
      },
      {
        name: 'Only tables on demand are declared, and the second region has one of another mode',
        regions: {
          'us-east-1': [{ ...TABLE, properties: { BillingMode: 'PAY_PER_REQUEST' } }],
          'eu-central-1': [{ ...TABLE, properties: { BillingMode: 'PROVISIONED' } }],
        },
        baseline: 'expect: [{type: AWS::DynamoDB::Table, where: {BillingMode: PAY_PER_REQUEST}, count: 1}]',
        reports: ['missing'],
      },
      {
        name: 'As declared',
        regions: { 'us-east-1': [TABLE], 'eu-central-1': [TABLE] },
        baseline: 'expect: [{type: AWS::DynamoDB::Table, counterpart: Ord*, count: 1}]',
        reports: [],
      },
      {
        name: 'How it is set up is declared, and the name is misspelt',
        regions: { 'us-east-1': [TABLE], 'eu-central-1': [TABLE] },
        baseline: 'expect: [{type: AWS::DynamoDB::Table, counterpart: Odrers, properties: {BillingMode: PROVISIONED}}]',
        reports: ['none'],
      },
      {
        name: 'It could not be read: unknown, not missing',
        regions: { 'us-east-1': [TABLE], 'eu-central-1': 'denied' },
        baseline: 'expect: [{type: AWS::DynamoDB::Table}]',
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  check: (seen) => apart<'missing' | 'number' | 'none'>([...broken(seen), ...inVain(seen)]),
  gaps: (seen) =>
    unique([
      ...[...presences(seen)].flatMap(({ regions }) => regions.flatMap((one) => one.gaps)),
      ...[...settings(seen)].flatMap(({ gaps }) => gaps),
    ]),
});
