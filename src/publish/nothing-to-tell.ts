/** When nobody has to be told. */

import type { AuditResult } from '../report/report.ts';
import { isUnaccepted } from '../report/verdict.ts';

/** Why no message is sent; null = somebody has to be told. */
export function quietReason({ verdict, findings, exitCode }: AuditResult): string | null {
  if (exitCode === 2 || exitCode === 3 || findings.some(isUnaccepted)) return null;
  return verdict === 'parity' ? 'the verdict is parity' : 'every finding is waived or adopted';
}
