/** The rule `stale-waiver`: a waiver matches nothing, although what it names was read. */
import { z } from 'zod';
import { targetOf } from '../baseline/waiver-target.ts';
import { WAIVER_TYPE } from '../findings/own-types.ts';
import { waiverGaps } from '../findings/waiver-gaps.ts';
import { useWaivers } from '../findings/waivers.ts';
import { defineRule } from './rule.ts';

const TOPIC = { type: 'AWS::SNS::Topic', name: 'alarms', logicalId: 'Alarms', stack: 'app' } as const;
const WAIVER = `waivers:
  - rule: missing-resource
    type: AWS::SNS::Topic
    counterpart: "*Alarms"
    regions: [eu-central-1]
    reason: the second region opens in spring
    owner: payments
    until: 2026-06-30`;

export default defineRule({
  meta: {
    id: 'stale-waiver',
    family: 'baseline',
    severity: 'low',
    answers: [],
    summary: 'A waiver matches nothing, although what it names was read',
    why: 'What was accepted is mended or gone, or the waiver never named it rightly. One that stays would hide the fault when it comes back, and nobody would have accepted that.',
    fix: 'Take the waiver out. When it was meant for something else, name that: every report shows fingerprint, rule, type, counterpart and regions.',
    cannotSee:
      'A waiver of what this run did not look at: other regions, types, stacks or tags, a rule that is off, or what could not be read. A fingerprint does not tell what it is of, so it is judged only where nothing was left unread, and against the regions and the selection that the baseline declares.',
    messages: {
      stale: 'The waiver of {counterpart} matches nothing',
    },
    examples: [
      {
        name: 'The topic that was missing is there by now',
        regions: { 'us-east-1': [TOPIC], 'eu-central-1': [TOPIC] },
        baseline: WAIVER,
        reports: ['stale'],
      },
      {
        name: 'The topics of one region could not be read: the waiver may still be needed',
        regions: { 'us-east-1': [TOPIC], 'eu-central-1': 'denied' },
        baseline: WAIVER,
        reports: [],
      },
      {
        name: 'It accepts a topic that is missing',
        regions: {
          'us-east-1': [TOPIC, { ...TOPIC, name: 'audit', logicalId: 'Audit' }],
          'eu-central-1': [{ ...TOPIC, name: 'audit', logicalId: 'Audit' }],
        },
        baseline: WAIVER,
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen, _options, others) {
    for (const { waiver, state } of useWaivers(others, seen)) {
      if (state !== 'stale') continue;
      yield {
        message: 'stale',
        type: WAIVER_TYPE,
        counterpart: targetOf(waiver),
        regions: waiver.regions ?? seen.regions,
        ...(waiver.place !== null && { stated: waiver.place }),
      };
    }
  },
  gaps: waiverGaps,
});
