/** The text document. */
import { cleaned } from '../escape.ts';
import { paint as paints } from '../paint.ts';
import type { Reporter, ReportRow } from '../report.ts';
import { findings, waived } from './findings.ts';
import { head } from './head.ts';
import { matrix } from './matrix.ts';
import { ambiguous, background, crashed, gaps, next } from './tail.ts';
import { declared, since, spent } from './waivers-and-since.ts';

/** Narrower than this nothing can be laid out; wider, lines are too long to read. */
const LEAST = 60;
const MOST = 200;

/** The answer first, then the matrix, the findings, what could not be seen, and what to do next. */
export const text: Reporter = (result, options) => {
  const width = Math.min(MOST, Math.max(LEAST, Math.floor(options.width)));
  const paint = paints(options.color);
  const shown = cleaned({ ...result, rows: result.rows.filter(isTold) });
  const told = [head, matrix, findings, waived, spent, declared, since];
  const parts = [...told, ambiguous, gaps, crashed, background, next];
  return `${parts.flatMap((part) => part(shown, paint, width)).join('\n')}\n`;
};

/** Of rows that are the same everywhere only the number is told, which the counts have. */
function isTold({ state, presenceOnly, match }: ReportRow): boolean {
  return state !== 'same' || presenceOnly || (match.ambiguous?.length ?? 0) > 0;
}
