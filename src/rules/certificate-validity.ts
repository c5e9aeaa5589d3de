/** The rule `certificate-validity`: a certificate that is in use cannot be used, or ends soon. */
import { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import { liveGaps, unreadGap } from '../findings/gaps.ts';
import { type Fault, judge } from '../findings/judge-resources.ts';
import { liveOf } from '../findings/live-facts.ts';
import { LIVE_STATE } from '../snapshot/live-state.ts';
import type { Resource } from '../snapshot/snapshot.ts';
import { defineRule } from './rule.ts';

const TYPE = 'AWS::CertificateManager::Certificate';
const DAY = 86_400_000;
type Message = 'state' | 'ends' | 'ended';

const certificate = (NotAfter: string, Status = 'ISSUED') => [
  {
    type: TYPE,
    name: 'shop.com',
    logicalId: 'Certificate',
    stack: 'app',
    properties: { Status, [LIVE_STATE]: { InUse: true, NotAfter } },
  },
];

function* faultsOf(resource: Resource, seen: Alignment, days: number): Iterable<Fault<Message>> {
  const { InUse, NotAfter } = liveOf(resource);
  if (InUse === false) return;
  const { Status } = resource.properties ?? {};
  if (typeof Status === 'string' && Status !== 'ISSUED' && !unreadGap(resource, 'Status')) {
    yield { message: 'state', property: 'Status', value: Status, data: { state: Status } };
    return;
  }
  if (typeof NotAfter !== 'string') return;
  const left = Math.floor((Date.parse(NotAfter) - Date.parse(seen.snapshot.header.takenAt)) / DAY);
  if (Number.isNaN(left) || left >= days) return;
  const day = NotAfter.slice(0, 10);
  const message = left < 0 ? 'ended' : 'ends';
  yield { message, property: `${LIVE_STATE}.NotAfter`, value: NotAfter, data: { day } };
}

export default defineRule({
  meta: {
    id: 'certificate-validity',
    family: 'readiness',
    severity: 'high',
    answers: ['REL13-BP04', 'NIST 800-53 CP-7', 'NIST 800-53 CP-10'],
    summary: 'A certificate that is in use is not issued, or ends soon',
    why: 'In the region that carries the load somebody notices. In the other one the certificate ends unseen, and a failover leads to a door that no browser opens.',
    fix: 'Mend its validation records so that ACM can renew it, or import the new one in every region.',
    cannotSee: 'Certificates that are not kept in ACM. Whether the names are the same is compared by `property-drift`.',
    types: [TYPE],
    messages: {
      state: '{counterpart} is {state} in {regions}, and in use',
      ends: '{counterpart} ends on {day} in {regions}',
      ended: '{counterpart} ended on {day} in {regions}',
    },
    examples: [
      {
        name: 'Ends within the month in the second region',
        regions: {
          'us-east-1': certificate('2026-11-01T00:00:00.000Z'),
          'eu-central-1': certificate('2026-01-11T00:00:00.000Z'),
        },
        reports: ['ends'],
      },
      {
        name: 'Ended in the second region',
        regions: {
          'us-east-1': certificate('2026-11-01T00:00:00.000Z'),
          'eu-central-1': certificate('2025-12-01T00:00:00.000Z'),
        },
        reports: ['ended'],
      },
      {
        name: 'Never validated',
        regions: {
          'us-east-1': certificate('2026-11-01T00:00:00.000Z'),
          'eu-central-1': certificate('2026-11-01T00:00:00.000Z', 'PENDING_VALIDATION'),
        },
        reports: ['state'],
      },
      {
        name: 'Good for months',
        regions: {
          'us-east-1': certificate('2026-11-01T00:00:00.000Z'),
          'eu-central-1': certificate('2026-12-01T00:00:00.000Z'),
        },
        reports: [],
      },
    ],
  },
  options: z.strictObject({
    days: z
      .number()
      .int()
      .nonnegative()
      .default(30)
      .describe('It must be good for so many days after the snapshot was taken.'),
  }),
  check: (seen, { days }) => judge<Message>(seen, [TYPE], (resource) => faultsOf(resource, seen, days)),
  gaps: (seen) => liveGaps(seen, [TYPE], ['Status', LIVE_STATE]),
});
