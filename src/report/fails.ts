/** Which findings make the audit fail, and what it answers. */
import type { Finding, Severity } from '../rules/rule.ts';
import type { AuditResult, ExitCode, Verdict } from './report.ts';

const RANK: { readonly [severity in Severity]: number } = { low: 0, medium: 1, high: 2, critical: 3 };

/** Whether the finding makes the audit fail: open, at or above the threshold, and new where only new ones count. */
export function fails(
  { failOn, since }: Pick<AuditResult, 'failOn' | 'since'>,
  { status, severity, since: age }: Finding,
): boolean {
  if (since?.failOnNew && age !== 'new') return false;
  return status === 'open' && failOn !== 'never' && RANK[severity] >= RANK[failOn];
}

/** An error goes before a deviation, a deviation before what could not be seen. */
export function answer(
  result: Pick<AuditResult, 'failOn' | 'since' | 'findings' | 'gaps'>,
  crashed: boolean,
): { readonly verdict: Verdict; readonly exitCode: ExitCode } {
  if (crashed) return { verdict: 'error', exitCode: 2 };
  if (result.findings.some((finding) => fails(result, finding))) return { verdict: 'deviation', exitCode: 1 };
  if (result.gaps.length > 0) return { verdict: 'incomplete', exitCode: 3 };
  return { verdict: 'parity', exitCode: 0 };
}
