/** Filters of findings that can fit nothing are slips of the pen. */
import { didYouMean } from '../common/did-you-mean.ts';
import { fits } from '../common/glob.ts';
import { UsageError } from '../common/usage-error.ts';
import type { AuditResult } from '../report/report.ts';
import { rules } from '../rules/index.ts';
import { GLOBAL } from '../snapshot/snapshot.ts';
import type { FilterFlags } from './filter-options.ts';

/**
 * A filter that can fit nothing shows nothing, which reads as if nothing were found.
 *
 * @param result what is filtered; null = not known yet, and places are not looked at
 * @throws UsageError
 */
export function needFilters({ rule = [], place = [] }: FilterFlags, result: AuditResult | null): void {
  const found = result?.findings ?? [];
  const ids = [...rules.map(({ meta }) => meta.id), ...found.map((one) => one.rule)];
  for (const pattern of rule)
    if (!ids.some((id) => fits(pattern, id)))
      throw new UsageError(`--rule ${pattern}`, `there is no such rule${didYouMean(pattern, ids)}`);
  if (result === null) return;
  const names = [...new Set([...result.regions, GLOBAL, ...found.flatMap(({ regions }) => regions)])];
  for (const pattern of place)
    if (typeof pattern === 'string' && !names.some((name) => fits(pattern, name)))
      throw new UsageError(
        `--place ${pattern}`,
        `no place is called so: ${result.regions.join(', ')}${didYouMean(pattern, names)}`,
      );
}
