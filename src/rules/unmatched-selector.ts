/** The rule `unmatched-selector`: what was asked for by name is in no region. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { fits } from '../common/glob.ts';
import { unique } from '../findings/gaps.ts';
import { SELECTION_TYPE } from '../findings/own-types.ts';
import { type Gap, GLOBAL } from '../snapshot/snapshot.ts';
import { defineRule, type Violation } from './rule.ts';

const STACK = 'AWS::CloudFormation::Stack';
const queue = (stack: string, tags: { readonly [key: string]: string } = {}) => [
  { type: 'AWS::SQS::Queue', name: `${stack}-jobs`, logicalId: 'Jobs', stack, tags },
];
type Message = 'stack' | 'tag' | 'type';

/** Why it is not known what stacks and tags there are. */
function discoveryGaps(seen: Alignment): readonly Gap[] {
  return [...seen.regions, GLOBAL].flatMap((place) =>
    ['*', STACK].flatMap((type) => seen.gapsOf(place, type).filter((gap) => !gap.properties)),
  );
}

/** With a choice of types a stack may be there and hold none of them: then only the record of the reading tells. */
function isNoStack(seen: Alignment, prefix: string): boolean {
  const { header, resources } = seen.snapshot;
  const named = resources.some(
    ({ stack, type, name }) => stack?.startsWith(prefix) || (type === STACK && name?.startsWith(prefix)),
  );
  if (named) return false;
  const told = (region: string) => header.notes.includes(`${region}: no stack begins with ${JSON.stringify(prefix)}`);
  return header.selection.types.length === 0 || seen.regions.every(told);
}

function* stacks(seen: Alignment): Iterable<Violation<Message>> {
  for (const prefix of seen.snapshot.header.selection.stackPrefixes) {
    if (isNoStack(seen, prefix))
      yield said(seen, 'stack', `--stack-prefix ${prefix}`, { asked: JSON.stringify(prefix) });
  }
}

function* tags(seen: Alignment): Iterable<Violation<Message>> {
  const { selection } = seen.snapshot.header;
  const chosen = seen.snapshot.resources.filter((one) => one.selected);
  // A resource that its tags selected and whose tags are not known may carry any value; where none are known, nothing tells.
  const isUnknown = chosen.some((one) => one.tags === null && one.evidence.includes('tag'));
  if (isUnknown || (chosen.length > 0 && chosen.every((one) => one.tags === null))) return;
  const carried = (key: string, value: string) => chosen.some((one) => one.tags?.[key] === value);
  for (const [key, values] of Object.entries(selection.tags)) {
    for (const value of values) {
      if (!carried(key, value)) yield said(seen, 'tag', `--tag ${key}=${value}`, { asked: `${key}=${value}` });
    }
  }
}

function* types(seen: Alignment): Iterable<Violation<Message>> {
  for (const asked of seen.snapshot.header.selection.types) {
    const isThere = seen.snapshot.resources.some((one) => one.selected && fits(asked, one.type));
    const gaps = [...seen.regions, GLOBAL].flatMap((place) => seen.gapsOf(place, asked));
    if (!isThere && gaps.length === 0)
      yield { ...said(seen, 'type', `--type ${asked}`, { asked }), severity: 'low' as const };
  }
}

function said(seen: Alignment, message: Message, counterpart: string, data: { readonly asked: string }) {
  return { message, type: SELECTION_TYPE, counterpart, regions: seen.regions, data };
}

export default defineRule({
  meta: {
    id: 'unmatched-selector',
    family: 'baseline',
    severity: 'high',
    answers: [],
    summary: 'A stack, a tag value or a type that was asked for by name is in no region',
    why: 'What nobody finds is never compared. A slip of the pen in a pipeline leaves an application out of every audit, and the audit stays green.',
    fix: 'Correct the name in the command or under `select`, or take it out. What is to be there in time and is not deployed yet may be waived until then.',
    cannotSee:
      'A prefix or value that fits something else than was meant. Stacks and tags where they could not be listed: then the rule is inconclusive.',
    messages: {
      stack: 'No stack begins with {asked} in {regions}',
      tag: 'Nothing in the selection carries the tag {asked} in {regions}',
      type: 'There is no {asked} in the selection in {regions}',
    },
    examples: [
      {
        name: 'One of two prefixes is misspelt',
        regions: { 'us-east-1': queue('shop'), 'eu-central-1': queue('shop') },
        selection: { stackPrefixes: ['shop', 'odrers'] },
        reports: ['stack'],
      },
      {
        name: 'One of two values of a tag is nowhere',
        regions: { 'us-east-1': queue('shop', { stage: 'prod' }), 'eu-central-1': queue('shop', { stage: 'prod' }) },
        selection: { tags: { stage: ['prod', 'canray'] } },
        reports: ['tag'],
      },
      {
        name: 'A type is nowhere',
        regions: { 'us-east-1': queue('shop'), 'eu-central-1': queue('shop') },
        selection: { types: ['AWS::SQS::Queue', 'AWS::RDS::DBCluster'] },
        reports: ['type'],
      },
      {
        name: 'All that was asked for is somewhere',
        regions: { 'us-east-1': queue('shop'), 'eu-central-1': [] },
        selection: { stackPrefixes: ['shop'] },
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen) {
    if (discoveryGaps(seen).length === 0) {
      yield* stacks(seen);
      yield* tags(seen);
      yield* types(seen);
    }
  },
  gaps: (seen) => {
    const { stackPrefixes, tags: asked, types: chosen } = seen.snapshot.header.selection;
    return stackPrefixes.length + Object.keys(asked).length + chosen.length > 0 ? unique(discoveryGaps(seen)) : [];
  },
});
