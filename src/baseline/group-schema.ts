/** The shape of groups: which places are held against each other, each group an audit of its own. */
import { z } from 'zod';

export const EACH = ['account', 'region'] as const;

const Patterns = z.array(z.string().min(1)).nonempty();

export const Groups = z.union([
  z.strictObject({
    each: z
      .enum(EACH)
      .describe(
        '`account`: the regions of each account are one group. `region`: the same region of all accounts is one.',
      ),
  }),
  z.record(
    z.string().regex(/^[A-Za-z0-9][\w.-]{0,62}$/, 'a name of letters, digits, hyphens, dots and underscores'),
    Patterns,
  ),
]);
export type Groups = z.output<typeof Groups>;
