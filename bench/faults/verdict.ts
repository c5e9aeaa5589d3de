/** What one cell of the matrix came to. */
import type { AuditResult } from '../../src/report/report.ts';
import type { Cell, Healthy } from './cell.ts';
import { fedTypes, feedsOf, isGlobal } from './feeds.ts';
import type { Ran } from './pool.ts';
import type { Seen } from './proxy.ts';
import { wrongGaps } from './say.ts';
import { wrongRows } from './spread.ts';

export type Outcome = {
  readonly cell: Cell;
  /**
   * `healed`: the same report, byte for byte. `unknown`: what hangs on it is unknown, and nothing else changed. `noted`: the report
   * says that it could not be asked, and nothing hangs on it. `stopped`: exit code 2 and one line that says why.
   */
  readonly came: 'healed' | 'unknown' | 'noted' | 'unsupported' | 'stopped' | 'FAILED';
  readonly wrong: readonly string[];
  readonly milliseconds: number;
};

export function verdict(cell: Cell, healthy: Healthy, { run, seen }: Ran): Outcome {
  const { milliseconds } = run;
  const hits = seen.filter((one) => one.hit);
  const fail = (...wrong: readonly string[]): Outcome => ({ cell, came: 'FAILED', wrong, milliseconds });
  if (hits.length === 0) return fail('no request met the fault');
  if (run.end === 'late') return fail(`it did not end within ${milliseconds} ms`);
  if (run.end !== 'report')
    return run.end === 'crashed' ? fail(`it crashed: ${run.message}`) : refused(cell, run.message, milliseconds, hits);
  const { result } = run;
  if (textOf(result) === healthy.text) {
    // A second answer may be another one: asked elsewhere, or not at all by then.
    const wrong = cell.kind.heals || healsElsewhere(cell) ? [] : silent(cell, healthy);
    return wrong.length === 0 ? { cell, came: 'healed', wrong, milliseconds } : fail(...wrong);
  }
  if (cell.kind.heals) return fail(`a retry should have healed it: ${firstDifference(healthy.result, result)}`);
  const wrong = [...wrongRows(cell, healthy, result, hits), ...wrongGaps(cell, result), ...wrongEnd(result)];
  return wrong.length > 0 ? fail(...wrong) : { cell, came: cameOf(result), wrong, milliseconds };
}

/** Every member in the order of the report. */
export function textOf(result: AuditResult): string {
  return JSON.stringify(result);
}

/** What is asked in the first region that answers is asked in the next one; so is what is global, where credentials are refused. */
function healsElsewhere({ target: { call, region, action }, kind }: Cell): boolean {
  if (region === '*') return false;
  if (call === 'sts:GetCallerIdentity' || call === 'ec2:DescribeRegions') return true;
  const global = [...feedsOf(action).lists].some(isGlobal);
  return global && ['wrong region', 'disabled region', 'clock skew'].includes(kind.name);
}

/** A fault that lasts, and a report that does not say so. */
function silent({ target }: Cell, _healthy: Healthy): readonly string[] {
  const fed = fedTypes(feedsOf(target.action));
  return [
    `the report is the same, though ${target.action} was never answered (${[...fed].join(', ') || 'nothing'} hangs on it)`,
  ];
}

/** Nothing can be audited without credentials; anything else must not stop a run. */
function refused(cell: Cell, message: string, milliseconds: number, hits: readonly Seen[]): Outcome {
  const credentials = ['expired', 'expired from then on', 'clock skew', 'wrong region', 'disabled region'];
  const asked = hits.some(({ operation }) => operation === 'GetCallerIdentity');
  const allowed = asked && credentials.includes(cell.kind.name) && /credentials|clock/.test(message);
  const wrong = allowed && !message.includes('\n') ? [] : [`it stopped: ${message}`];
  return { cell, came: wrong.length === 0 ? 'stopped' : 'FAILED', wrong, milliseconds };
}

function cameOf({ gaps, rows }: AuditResult): Outcome['came'] {
  if (gaps.length > 0) return 'unknown';
  return rows.some((row) => row.state === 'exempt') ? 'unsupported' : 'noted';
}

function wrongEnd({ gaps, exitCode, gate, verdict: said, findings, rules }: AuditResult): readonly string[] {
  const wrong = findings.map(
    (one) => `false finding: ${one.severity} ${one.rule} ${one.type} ${one.counterpart}: ${one.message}`,
  );
  const crashed = rules.filter((rule) => rule.state === 'crashed').map((rule) => `${rule.id} crashed: ${rule.error}`);
  const want = gaps.length > 0 ? 3 : 0;
  const code = exitCode === want ? [] : [`exit code ${exitCode} (${said}) with ${gaps.length} gaps`];
  const gated = gate.passes === (exitCode === 0) ? [] : [`exit code ${exitCode}, and the gate says: ${gate.why}`];
  return [...wrong, ...crashed, ...code, ...gated];
}

function firstDifference(healthy: AuditResult, now: AuditResult): string {
  const [gap] = now.gaps;
  if (gap !== undefined) return `${gap.region} ${gap.type}: ${gap.cause} ${gap.operation}: ${gap.detail}`;
  const name = (Object.keys(healthy) as (keyof AuditResult)[]).find(
    (key) => JSON.stringify(healthy[key]) !== JSON.stringify(now[key]),
  );
  return `${name} differs: ${JSON.stringify(now[name ?? ('notes' as 'rows')]).slice(0, 300)}`;
}
