/** The rule `tag-drift`: a tag of counterparts differs. */
import { z } from 'zod';
import { fits } from '../common/glob.ts';
import { driftGaps, drifts, valuesOf } from '../findings/drift.ts';
import { defineRule } from './rule.ts';

const PREFIX = 'Tags.';
const isTag = (property: string) => property === 'Tags' || property.startsWith(PREFIX);
const queue = (tags: { readonly [key: string]: string }) => [
  { type: 'AWS::SQS::Queue', name: 'jobs', logicalId: 'Jobs', stack: 'app', tags },
];

export default defineRule({
  meta: {
    id: 'tag-drift',
    family: 'parity',
    severity: 'low',
    answers: ['REL13-BP04'],
    summary: 'A tag of counterparts differs',
    why: 'Cost reports, backup plans, access policies and clean-up jobs go by tags. A tag that is missing in one region takes the resource out of them there.',
    fix: 'Set the tag to the same value everywhere, or name it in the option `ignore`.',
    cannotSee: 'Tags of resources known by presence only. Tags that AWS sets itself (`aws:…`) are not compared.',
    messages: {
      differs: 'Tag {tag} of {counterpart} differs in {regions}',
      elsewhere: 'Tag {tag} of {counterpart} is {value} everywhere, and so names another region in {regions}',
    },
    examples: [
      {
        name: 'The owner was never set in the second region',
        regions: { 'us-east-1': queue({ owner: 'orders-team' }), 'eu-central-1': queue({}) },
        baseline: 'reference: us-east-1',
        reports: ['differs'],
      },
      {
        name: 'The same tags, and a region in one of them',
        regions: {
          'us-east-1': queue({ owner: 'orders-team', site: 'us-east-1' }),
          'eu-central-1': queue({ owner: 'orders-team', site: 'eu-central-1' }),
        },
        reports: [],
      },
      {
        name: 'The same region in a tag everywhere, as a template has it; but not in the one that says where the resource is',
        regions: {
          'us-east-1': queue({ 'primary-region': 'us-east-1', region: 'us-east-1' }),
          'eu-central-1': queue({ 'primary-region': 'us-east-1', region: 'us-east-1' }),
        },
        baseline: 'reference: us-east-1',
        reports: ['elsewhere'],
      },
      {
        name: 'A tag that the baseline ignores',
        regions: { 'us-east-1': queue({ 'deploy-id': '81' }), 'eu-central-1': queue({ 'deploy-id': '82' }) },
        baseline: 'rules: {tag-drift: {options: {ignore: ["deploy-*"]}}}',
        reports: [],
      },
    ],
  },
  options: z.strictObject({
    ignore: z
      .array(z.string())
      .default([])
      .describe('Tag keys that may differ; `*` and `?` stand for any text and any character.'),
  }),
  *check(seen, { ignore }) {
    for (const { row, one } of drifts(seen, isTag)) {
      const tag = one.property.slice(PREFIX.length);
      if (ignore.some((pattern) => fits(pattern, tag))) continue;
      const { type, counterpart } = row;
      const { property, deviating: regions } = one;
      const values = valuesOf(one);
      const [value, ...others] = new Set(Object.values(values));
      const data = { tag, value: String(value) };
      const message = others.length > 0 ? 'differs' : 'elsewhere';
      yield { message, type, counterpart, row, property, regions, values, data };
    }
  },
  gaps: (seen) => driftGaps(seen, isTag),
});
