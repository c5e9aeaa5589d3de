/** The shape of a waiver. */
import { z } from 'zod';

/** Accepted findings, as they stand in the baseline under `waivers` or in a file of their own. */
const Said = (text: string) => z.string().trim().min(1, 'expected some text').describe(text);

export const Waiver = z.strictObject({
  finding: z
    .string('expected a fingerprint in quotes, "0a1b2c3d4e5f6071"')
    .regex(/^[0-9a-f]{16}$/, 'expected the 16 hex digits of a fingerprint, which every report names')
    .optional()
    .describe('Fingerprint of the finding. Either this, or `rule`, `type`, `counterpart` and `regions`.'),
  rule: z.string().min(1).optional().describe('Id of the rule, or a pattern (* and ?).'),
  type: z.string().min(1).optional().describe('Resource type, or a pattern.'),
  counterpart: z.string().min(1).optional().describe('Counterpart as the finding names it, or a pattern.'),
  regions: z
    .array(
      z
        .string()
        .regex(
          /^(?:\d{12}\/)?[a-z]{2,4}(?:-[a-z]+)+-\d+$|^global$/,
          'expected an AWS region such as us-east-1, or global',
        ),
    )
    .nonempty()
    .optional()
    .describe('A finding is accepted when every region that deviates is among these.'),
  property: z.string().min(1).optional().describe('Only of this property, or pattern; left out: of any.'),
  reason: Said('Why it is accepted.'),
  owner: Said('Who answers for it.'),
  until: z.iso
    .date({ error: 'expected a day of the calendar such as 2026-12-31' })
    .describe('The last day it holds, UTC.'),
});
export type WaiverSettings = z.output<typeof Waiver>;

/** `infra-parity.waivers.yaml`. */
export const WaiverFile = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1).default(1),
  waivers: z.array(Waiver).nullish(),
});

/** A waiver, and where it stands: `infra-parity.yaml:40`. */
export type Waiver = WaiverSettings & { readonly place: string | null };
