/** The rule `count-drift`: the number of resources of a type differs, or is not the number declared. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { isNamed, roleOf } from '../alignment/named-resources.ts';
import { type Count, inWords, parseCount } from '../baseline/expectation.ts';
import { deviating } from '../comparison/deviation.ts';
import { apart } from '../findings/distinct-declarations.ts';
import { presenceGaps } from '../findings/gaps.ts';
import { defineRule, type Violation } from './rule.ts';

const workers = (...sizes: string[]) =>
  sizes.map((InstanceType, at) => ({
    ...{ type: 'AWS::EC2::Instance', name: 'worker', id: `i-${at}` },
    ...{ tags: { Name: 'worker' }, properties: { InstanceType } },
  }));
const queues = (...names: string[]) =>
  names.map((name) => ({ type: 'AWS::SQS::Queue', name, tags: { Name: 'worker' } }));
const DECLARED =
  'roles: {us-east-1: primary, eu-central-1: standby}\nasymmetry: [{type: AWS::SQS::Queue, count: {primary: 2, standby: 1}, reason: half the load}]';

/** How many resources of the type each wholly seen region has among those that were matched with nothing. */
function unmatched(seen: Alignment): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const byType = new Map<string, Map<string, number>>();
  for (const row of seen.rows) {
    if (!row.counted || !row.match.ambiguous?.length) continue;
    const counts = byType.get(row.type) ?? new Map(seen.regions.map((region) => [region, 0]));
    for (const [region, cell] of row.cells) {
      if (cell.state === 'present') counts.set(region, (counts.get(region) ?? 0) + 1);
    }
    byType.set(row.type, counts);
  }
  for (const [type, counts] of byType) {
    for (const region of seen.regions) if (isPartial(seen, region, type)) counts.delete(region);
  }
  return byType;
}

function isPartial(seen: Alignment, region: string, type: string): boolean {
  return seen.gapsOf(region, type).some((gap) => !gap.properties);
}

/** The regions that break a declared number; one not wholly seen breaks it only when it already has too many. */
function broken(seen: Alignment, index: number): ReadonlyMap<string, { count: number; range: Count }> {
  const declared = seen.baseline.asymmetry?.[index];
  const result = new Map<string, { count: number; range: Count }>();
  for (const region of seen.regions) {
    const stated = declared?.count?.[region] ?? declared?.count?.[roleOf(seen, region) ?? ''];
    if (!declared || stated === undefined) continue;
    const range = parseCount(stated);
    if (declared.type && seen.isLeftOut(declared.type)) continue;
    const types = declared.type ? seen.kinds(declared.type) : [...new Set(seen.rows.map((row) => row.type))];
    const count = types
      .flatMap((type) => [...seen.present(region, type)])
      .filter((one) => isNamed(declared.counterpart, one, seen.rowOf(one)))
      .filter((one) => isNamed(declared.stack, { ...one, name: null, logicalId: null }, undefined)).length;
    const partial = types.some((type) => isPartial(seen, region, type));
    if (count > range.max || (count < range.min && !partial)) result.set(region, { count, range });
  }
  return result;
}

function* differing(seen: Alignment): Iterable<Violation<'differs'>> {
  for (const [type, counts] of unmatched(seen)) {
    if (new Set(counts.values()).size < 2) continue;
    const fewest = Math.min(...counts.values());
    const texts = new Map([...counts].map(([region, count]) => [region, String(count)]));
    const worse = () => [...counts].filter(([, count]) => count === fewest).map(([region]) => region);
    const data = { counts: [...counts].map(([region, count]) => `${region} ${count}`).join(', ') };
    const regions = deviating(texts, seen.reference, worse);
    yield { message: 'differs', type, counterpart: type, regions, values: Object.fromEntries(counts), data };
  }
}

function* undeclared(seen: Alignment): Iterable<Violation<'declared'>> {
  for (const [index, declared] of (seen.baseline.asymmetry ?? []).entries()) {
    const type = declared.type ?? '*';
    const stated = seen.baseline.place(['asymmetry', index, 'count']);
    for (const [region, { count, range }] of broken(seen, index)) {
      yield {
        message: 'declared',
        type,
        counterpart: declared.counterpart ?? declared.stack ?? type,
        regions: [region],
        values: { [region]: count },
        data: { counts: count, expected: inWords(range) },
        why: declared.reason,
        ...(stated !== null && { stated }),
      };
    }
  }
}

export default defineRule({
  meta: {
    id: 'count-drift',
    family: 'parity',
    severity: 'medium',
    answers: ['REL13-BP04', 'ARC', 'NIST 800-53 CP-7'],
    summary: 'The number of resources of a type differs, or is not the number declared',
    why: 'Where resources cannot be told apart, their number is all there is to compare. Where the baseline declares a smaller number for a standby, that number is the promise.',
    fix: 'Deploy or remove resources until the numbers agree, or correct the number under `asymmetry`.',
    cannotSee:
      'Which one is missing or too many. Resources with a counterpart are judged by `missing-resource` and `extra-resource`.',
    messages: {
      differs:
        '{counterpart}: resources that cannot be told apart are not as many in {regions} as elsewhere; left over: {counts}',
      declared: '{counterpart}: {regions} has {counts}, and {expected} is declared',
    },
    examples: [
      {
        name: 'Three workers of one name, none like another, and two',
        regions: {
          'us-east-1': workers('m7g.large', 'c7g.large', 'r7g.large'),
          'eu-central-1': workers('t4g.large', 'x2gd.large'),
        },
        reports: ['differs'],
      },
      {
        name: 'The standby has none of the one that is declared for it',
        regions: { 'us-east-1': queues('a1', 'b2'), 'eu-central-1': [] },
        baseline: DECLARED,
        reports: ['declared'],
      },
      {
        name: 'As many as declared',
        regions: {
          'us-east-1': queues('a1').concat({ type: 'AWS::SQS::Queue', name: 'b2', tags: { Name: 'second' } }),
          'eu-central-1': queues('d4'),
        },
        baseline: DECLARED,
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  check: (seen) => apart([...differing(seen), ...undeclared(seen)]),
  gaps: (seen) => presenceGaps(seen),
});
