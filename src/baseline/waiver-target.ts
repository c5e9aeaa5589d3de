/** What a waiver speaks of, in words. */
import { joined } from '../common/lists.ts';
import type { Waiver } from './waiver-schema.ts';

/** The rules that judge waivers, after all others; what they find cannot be waived. */
export const WAIVER_RULES: readonly string[] = ['expired-waiver', 'stale-waiver'];

/** What it accepts, in words that no redeploy changes: `finding 0a1b…`, or rule, type, counterpart and regions. */
export function targetOf({ finding, rule, type, counterpart, regions = [], property }: Waiver): string {
  if (finding !== undefined) return `finding ${finding}`;
  const of = property === undefined ? '' : ` ${property}`;
  return `${rule} of ${type} ${counterpart}${of} in ${joined([...regions].sort())}`;
}
