/** Refuses a selection that fits nothing. */
import { UsageError } from '../common/usage-error.ts';
import { isOwnType } from '../findings/own-types.ts';
import type { AuditResult } from '../report/report.ts';

/**
 * A selection that fits nothing anywhere is a mistyped one: "no difference" would be true and say nothing. Where something
 * could not be read, or the baseline misses something, the report says it.
 */
export function needSomething(result: AuditResult): void {
  const { selection } = result.snapshot;
  const empty = Object.values(result.counts).every((counts) => counts.total + counts.missing + counts.unknown === 0);
  if (!empty || result.gaps.length > 0 || result.findings.some(({ type }) => !isOwnType(type))) return;
  const parts = [
    ...selection.stackPrefixes.map((prefix) => `--stack-prefix ${prefix}`),
    ...Object.entries(selection.tags).map(([key, values]) => `--tag ${key}=${values.join('|')}`),
    ...selection.types.map((type) => `--type ${type}`),
  ];
  if (parts.length === 0) return;
  throw new UsageError(parts.join(' '), `nothing in ${result.regions.join(', ')} fits it, so nothing was compared`);
}
