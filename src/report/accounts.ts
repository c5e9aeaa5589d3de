/** The accounts that were read, in words: one, or which place is in which. */
import { safe } from './escape.ts';
import type { AuditResult } from './report.ts';

const LISTED = 4;

/** Every account of a place, each once, in the order of the places; who asked where no place says. */
export function accountsOf({ snapshot }: Pick<AuditResult, 'snapshot'>): readonly string[] {
  const own = [...new Set(snapshot.regions.map(({ account }) => account))].filter((account) => account !== '');
  return own.length > 0 ? own : [snapshot.caller.account].filter((account) => account !== '');
}

/** `account 111122223333`, `accounts 111122223333, 444455556666`, of many the first and how many more. */
export function accountsText(result: Pick<AuditResult, 'snapshot'>): string {
  const all = accountsOf(result);
  const shown = all.slice(0, LISTED).map((account) => safe(account, 40));
  const more = all.length - shown.length;
  if (all.length === 0) return 'account not known';
  return `account${all.length > 1 ? 's' : ''} ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `production in 111122223333, staging in 444455556666`; null where all places are of one account. */
export function placesText({ snapshot }: Pick<AuditResult, 'snapshot'>): string | null {
  const { regions } = snapshot;
  if (new Set(regions.map(({ account }) => account)).size < 2) return null;
  const shown = regions.slice(0, LISTED).map(({ name, account }) => {
    const where = account === '' ? 'an account not known' : safe(account, 40);
    return name.startsWith(`${account}/`) ? safe(name, 80) : `${safe(name, 80)} in ${where}`;
  });
  const more = regions.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more places` : ''}`;
}
