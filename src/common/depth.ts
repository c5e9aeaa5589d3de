/** How deep JSON may be. */

/** Nothing that AWS takes is as deep (a policy has six levels, a state machine some tens), and every walk over a value can go there. */
export const MOST_LEVELS = 500;

/** Whether a value has more than `most` levels of objects and lists, one in another. */
export function isDeeper(value: unknown, most: number = MOST_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (most === 0) return true;
  for (const member of Object.values(value)) if (isDeeper(member, most - 1)) return true;
  return false;
}
