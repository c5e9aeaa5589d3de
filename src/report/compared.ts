/** How many counterparts were compared with each other, and how deep. */
import type { AuditResult, Compared, ReportRow } from './report.ts';

/** Of the rows of a result, of an earlier version too. What could not be told, and what is missing wherever else, is in none. */
export function comparedOf(rows: readonly ReportRow[]): Compared {
  const compared = { live: 0, declared: 0, presence: 0 };
  for (const row of rows) {
    const depth = depthCompared(row);
    if (depth !== null) compared[depth]++;
  }
  return compared;
}

/** How deep the resources of a row were compared with each other; null for not at all. */
export function depthCompared(row: ReportRow): keyof Compared | null {
  if (row.state === 'unknown' || row.match.ambiguous?.length) return null;
  if (row.state === 'present') return 'presence';
  let there = 0;
  for (const cell of Object.values(row.cells)) if (cell.state === 'present') there++;
  if (there < 2) return null;
  return row.depth ?? (row.presenceOnly ? 'presence' : 'live');
}

/** `of 11 compared; 4 by presence only`; empty where all rows were compared live. */
export function comparedText({ compared }: Pick<AuditResult, 'compared'>): string {
  const { live, declared, presence } = compared;
  if (declared === 0 && presence === 0) return '';
  const parts = [
    ...(declared > 0 ? [`${declared} by design only`] : []),
    ...(presence > 0 ? [`${presence} by presence only`] : []),
  ];
  return [`of ${live + declared} compared`, ...parts].join('; ');
}

/** `PARITY of 11 compared; 4 by presence only`, `DEVIATION`: the verdict as the headlines have it. */
export function verdictText(
  result: Pick<AuditResult, 'verdict' | 'compared'>,
  word: string = result.verdict.toUpperCase(),
): string {
  const text = comparedText(result);
  return result.verdict === 'parity' && text !== '' ? `${word} ${text}` : word;
}

/** `passes: all 27 open findings are below critical`, `fails: 3 findings at or above medium`. */
export function gateText({ gate }: Pick<AuditResult, 'gate'>): string {
  return `${gate.passes ? 'passes' : 'fails'}: ${gate.why}`;
}
