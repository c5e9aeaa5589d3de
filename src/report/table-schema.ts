/** The schema of what the JSON report says of places and of counterparts: counts, gaps, rows. */
import { z } from 'zod';

export const Severity = z.enum(['low', 'medium', 'high', 'critical']);
export const Count = z.number().int().nonnegative();
/** A record by region. */
export const byRegion = <V extends z.ZodType>(value: V) => z.record(z.string(), value);

export const Compared = z.object({
  live: Count.describe('By their properties as they are.'),
  declared: Count.describe('As their templates say.'),
  presence: Count.describe('That they are there, and nothing else.'),
});

export const Counts = z
  .object({
    total: Count.describe('Resources in scope that are there.'),
    same: Count.describe('There, compared with its counterparts, and by no finding the one that deviates.'),
    present: Count.exactOptional().describe(
      'There, and compared with nothing: only its existence is known, or no other place has it.',
    ),
    drifted: Count.describe('There, and the one that deviates in a property, tag or security-group rule.'),
    missing: Count.describe('Not there, while it should be, as others have it.'),
    extra: Count.describe('There, while it should not be, as the reference or most others lack it.'),
    compared: Compared.exactOptional().describe(
      'Of those that are there, how many were compared with counterparts, and how deep.',
    ),
    exempt: Count.describe(
      'Need not be there or need not be the same: declared, covered from elsewhere, about to go, or not offered.',
    ),
    unknown: Count.describe(
      'Could not be told: not readable here, not matched without guessing, or there and not compared.',
    ),
    uncompared: Count.describe('The part of `unknown` that is there.'),
    unseen: Count.exactOptional().describe(
      'The part of `unknown` that may be there, and that a failed call hides; the rest was read and not matched.',
    ),
    partial: z
      .boolean()
      .exactOptional()
      .describe('A failed call may hide what counts here: the total is at least that.'),
    byType: byRegion(Count).describe('Resource type to how many of the total are of it.'),
  })
  .describe('total = same + present + drifted + extra + (exempt that are there) + uncompared.');

export const Gap = z.object({
  region: z.string().describe('The region, or `global`.'),
  type: z
    .string()
    .describe('The resource type not (wholly) seen because of it; `*` = every type that only discovery can tell.'),
  cause: z
    .enum(['denied', 'throttled', 'unreachable', 'disabled', 'expired', 'failed', 'ambiguous'])
    .describe('Why; `ambiguous` = all was read, and which of several is the counterpart cannot be told.'),
  operation: z.string().nullable().describe('IAM action of the call that failed; null when no single call did.'),
  detail: z.string().describe("AWS's error code and message."),
  remedy: z.string().describe('What the reader can do.'),
  properties: z.array(z.string()).exactOptional().describe('Set when only these properties could not be read.'),
});

export const Row = z.object({
  type: z.string(),
  counterpart: z.string(),
  match: z.object({ by: z.string(), key: z.string(), ambiguous: z.array(z.string()).exactOptional() }),
  cells: byRegion(
    z.object({
      state: z.enum(['present', 'absent', 'unknown', 'exempt']),
      id: z.string().exactOptional(),
      name: z.string().nullable().exactOptional(),
      reason: z.string().exactOptional(),
      declaredBy: z.string().exactOptional().describe('Of an absent one: the stack that still lists it.'),
      outside: z
        .string()
        .exactOptional()
        .describe('Of an absent one: the id of what is there, and not in the selection.'),
      deviates: z
        .enum(['missing', 'extra', 'drifted'])
        .exactOptional()
        .describe('This place is the one that deviates, by the rule that makes the finding.'),
    }),
  ),
  state: z
    .enum(['same', 'present', 'drifted', 'missing', 'exempt', 'unknown'])
    .describe('The worst that holds of the row; present = it is there, and nothing of it was compared.'),
  presenceOnly: z.boolean().describe('Nothing but its existence is known.'),
  depth: z
    .enum(['live', 'declared', 'presence'])
    .nullable()
    .exactOptional()
    .describe('How much of it is known, where it is known least; null where it is nowhere.'),
});

export const Region = z.object({
  name: z.string(),
  region: z.string(),
  account: z.string(),
  partition: z.string(),
  state: z.enum(['enabled', 'disabled', 'denied', 'unreachable']),
});
