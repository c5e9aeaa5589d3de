/** What could not be read, grouped by what failed. */
import type { Gap } from '../snapshot/snapshot.ts';
import type { AuditResult } from './report.ts';

/** What a call that failed, or that was not made, leaves unknown. */
export function unread({ gaps }: Pick<AuditResult, 'gaps'>): readonly Gap[] {
  return gaps.filter(({ cause }) => cause !== 'ambiguous');
}

/** What was read, and whose counterpart it is cannot be told: nobody has to grant anything, but to declare the pairs. */
export function untold({ gaps }: Pick<AuditResult, 'gaps'>): readonly Gap[] {
  return gaps.filter(({ cause }) => cause === 'ambiguous');
}

/** Rules that cannot say of everything they judge that it is well, whether they found anything or not. */
export function unanswered({ rules }: Pick<AuditResult, 'rules'>): readonly string[] {
  return rules.filter(({ state, partly }) => state === 'inconclusive' || partly).map(({ id }) => id);
}
