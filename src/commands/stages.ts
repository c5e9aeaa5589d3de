/** The order of the stages: snapshot, alignment, results, report. */
import { align } from '../alignment/align.ts';
import type { Baseline } from '../baseline/baseline.ts';
import { withGenericTypes } from '../collectors/generic/declarations.ts';
import { collectors } from '../collectors/index.ts';
import { assemble } from '../report/assemble.ts';
import type { AuditResult } from '../report/report.ts';
import { evaluate } from '../rules/evaluate.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/**
 * The order of the stages, and the only file that knows it: AWS → snapshot → alignment → results of the rules → report.
 * Each stage is a function of the one before.
 */

export { withDeclaredRegions } from './declared-places.ts';
export { take } from './lazy-collect.ts';

/** Lines the regions up, asks the rules, and sums up. Pure: the same snapshot and baseline give the same result. */
export function judge(snapshot: Snapshot, baseline: Baseline): AuditResult {
  const alignment = align(snapshot, baseline, withGenericTypes(collectors, snapshot));
  return assemble(alignment, evaluate(alignment));
}
