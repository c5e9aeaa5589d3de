/** The text report. */

import { type Paint, paint as paints } from '../colours.ts';
import { cleaned } from '../escape.ts';
import type { AuditResult, Reporter, ReportRow } from '../report.ts';
import { places } from '../words.ts';
import { findings, isCompact, toldOf } from './causes.ts';
import { waived } from './findings.ts';
import { head } from './head.ts';
import { lacking } from './lacks.ts';
import { matrix } from './matrix.ts';
import { conclusion, next } from './summary.ts';
import { ambiguous, background, crashed, gaps } from './tail.ts';
import { declared, since, spent } from './waivers-and-since.ts';

/** Narrower than this nothing can be laid out; wider, lines are too long to read. */
const LEAST = 60;
const MOST = 200;
/** Beyond so many lines the first ones are off the screen, and the end says again what they said. */
const SCREEN = 36;

type Drawn = [result: AuditResult, paint: Paint, width: number];

/** The answer first, then the matrix, the findings, what could not be seen; the end is the summary, for that is where one looks. */
export const text: Reporter = (result, { color, width: asked, view = {} }) => {
  const width = Math.min(MOST, Math.max(LEAST, Math.floor(asked)));
  const paint = paints(color);
  const shown = cleaned({ ...result, rows: result.rows.filter(isTold) });
  const compact = isCompact(toldOf(shown));
  const told: readonly ((...all: Drawn) => readonly string[])[] = [
    head,
    ...(compact ? [] : [lacking]),
    // Two places and many findings: the findings say who has what, and more of it.
    ...(compact && places(shown).length <= 2 ? [] : [(...all: Drawn) => matrix(...all, compact)]),
    (...all) => findings(...all, view),
    ...[waived, spent, declared, since],
    ...[ambiguous, gaps, crashed, background],
  ];
  const lines = told.flatMap((part) => part(shown, paint, width));
  const end = lines.length > SCREEN ? conclusion(shown, paint, width) : [];
  return `${[...lines, ...end, ...next(shown, paint, width, view)].join('\n')}\n`;
};

/** Of rows that are the same everywhere only the number is told, which the counts have. */
function isTold({ state, presenceOnly, match }: ReportRow): boolean {
  return state !== 'same' || presenceOnly || (match.ambiguous?.length ?? 0) > 0;
}
