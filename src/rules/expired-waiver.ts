/** The rule `expired-waiver`: a waiver is past its last day and hides nothing any more. */
import { z } from 'zod';
import { targetOf } from '../baseline/waiver-target.ts';
import { joined } from '../common/lists.ts';
import { WAIVER_TYPE } from '../findings/own-types.ts';
import { waiverGaps } from '../findings/waiver-gaps.ts';
import { useWaivers } from '../findings/waivers.ts';
import { defineRule } from './rule.ts';

const DATABASE = { type: 'AWS::RDS::DBInstance', name: 'orders', logicalId: 'Database', stack: 'app' } as const;
const TOPIC = { type: 'AWS::SNS::Topic', name: 'alarms', logicalId: 'Alarms', stack: 'app' } as const;
const until = (day: string) =>
  `waivers:\n  - rule: missing-resource\n    type: AWS::RDS::DBInstance\n    counterpart: "*Database"\n    regions: [eu-central-1]\n    reason: the second region opens in spring\n    owner: payments\n    until: ${day}`;

/** Messages of findings that are named; more are counted. */
const NAMED = 3;

export default defineRule({
  meta: {
    id: 'expired-waiver',
    family: 'baseline',
    severity: 'low',
    answers: [],
    summary: 'A waiver is past its last day and hides nothing any more',
    why: 'What was accepted for a time counts again, and may fail the audit. This says why: it is not new, its time is over.',
    fix: 'Mend what the waiver accepted, or have its owner accept it anew with a later `until`; then take the old waiver out.',
    cannotSee: 'Whether the reason still holds. The day is that of the snapshot, UTC, and the last day is included.',
    messages: {
      expired: 'The waiver of {counterpart} expired: its last day was {until}, and {hid} again',
    },
    examples: [
      {
        name: 'Accepted until yesterday',
        regions: { 'us-east-1': [DATABASE, TOPIC], 'eu-central-1': [TOPIC] },
        baseline: until('2025-12-31'),
        reports: ['expired'],
      },
      {
        name: 'Accepted until today: the last day is included',
        regions: { 'us-east-1': [DATABASE, TOPIC], 'eu-central-1': [TOPIC] },
        baseline: until('2026-01-01'),
        reports: [],
      },
    ],
  },
  options: z.strictObject({}),
  *check(seen, _options, others) {
    for (const { waiver, state, findings } of useWaivers(others, seen)) {
      if (state !== 'expired' || findings.length === 0) continue;
      const named = findings.slice(0, NAMED).map((finding) => `"${finding.message}"`);
      const more = findings.length - named.length;
      const hid = `${joined([...named, ...(more > 0 ? [`${more} more`] : [])])} ${findings.length > 1 ? 'count' : 'counts'}`;
      const deviating = new Set(findings.flatMap((finding) => finding.regions));
      yield {
        message: 'expired',
        type: WAIVER_TYPE,
        counterpart: targetOf(waiver),
        regions: [...deviating],
        data: { until: waiver.until, hid },
        ...(waiver.place !== null && { stated: waiver.place }),
      };
    }
  },
  gaps: waiverGaps,
});
