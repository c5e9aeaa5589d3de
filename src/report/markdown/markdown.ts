/** The Markdown document. */
import { comparedText } from '../compared.ts';
import { plain, summaryText, when } from '../facts.ts';
import type { AuditResult, View } from '../report.ts';
import { scope, yardstick } from '../text/tail.ts';
import { code } from './cell.ts';
import { causeTable, matrixTable, nextStep } from './overview.ts';
import { countsTable, type Section, sectionsOf, tableLines } from './sections.ts';

/** By this a bot finds its own comment again, to update it in place. */
export const MARKER = '<!-- infra-parity -->';

const FACE = { parity: '✅', deviation: '❌', incomplete: '⚠️', error: '💥' } as const;

/** A deviation that passes the gate is neither well nor an alarm. */
function faceOf({ verdict, gate }: AuditResult): string {
  return verdict === 'deviation' && gate.passes ? '⚠️' : FACE[verdict];
}

/**
 * The report in GitHub's Markdown, with as many rows as fit: the worst first, and the number of what was left out.
 * `fits` says whether a text is within the limit; more rows never make a text that fits out of one that does not.
 */
export function markdown(result: AuditResult, fits: (text: string) => boolean, view: View = {}): string {
  const sections = sectionsOf(result);
  const all = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  const fixed = [...countsTable(result), ...causeTable(result, view), ...matrixTable(result)];
  const last = nextStep(result);
  const whole = page(result, sections, all, fixed, last);
  if (fits(whole)) return whole;
  let [most, least] = [0, all];
  while (most < least) {
    const middle = Math.ceil((most + least) / 2);
    if (fits(page(result, sections, middle, fixed, last))) most = middle;
    else least = middle - 1;
  }
  return page(result, sections, most, fixed, last);
}

function titleOf(result: AuditResult): string {
  const compared = comparedText(result);
  return compared === '' ? result.verdict : `${result.verdict} ${compared}`;
}

function page(
  result: AuditResult,
  sections: readonly Section[],
  room: number,
  fixed: readonly string[],
  last: readonly string[],
): string {
  const shown = shares(sections, room);
  const left = sections.reduce((sum, { rows }, index) => sum + rows.length - (shown[index] ?? 0), 0);
  return [
    MARKER,
    `## ${faceOf(result)} infra-parity: ${titleOf(result)}`,
    '',
    `${summaryText(result)}.`,
    '',
    `The gate ${result.gate.passes ? '**passes**' : '**fails**'}: ${plain(result.gate.why, 300)}.`,
    ...(left > 0
      ? ['', `**${left} rows were left out**, because GitHub takes no longer text. The JSON report has all.`]
      : []),
    '',
    ...fixed,
    ...sections.flatMap((section, index) => sectionLines(section, shown[index] ?? 0)),
    ...last,
    '',
    `Read ${when(result.snapshot.takenAt)}: ${code(scope(result), 600)}. ${code(yardstick(result), 200)}; baseline ${code(result.baseline ?? 'none', 200)}.`,
    '',
  ].join('\n');
}

/** Rows of every section that come before the rest of the worse ones, so that none stands empty. */
const FIRST = 5;

/** How many rows of each section are shown when there is room for so many: some of each, then by rank. */
function shares(sections: readonly Section[], room: number): readonly number[] {
  const shown = sections.map(() => 0);
  let rest = room;
  const order = sections.map((_, index) => index).sort((a, b) => (sections[a]?.rank ?? 0) - (sections[b]?.rank ?? 0));
  for (const most of [FIRST, Number.POSITIVE_INFINITY]) {
    for (const index of order) {
      const had = shown[index] ?? 0;
      const has = Math.min(had + rest, most, sections[index]?.rows.length ?? 0);
      shown[index] = has;
      rest -= has - had;
    }
  }
  return shown;
}

/** A blank line after `<summary>` is what makes GitHub read the table as Markdown. */
function sectionLines({ title, head, rows, blocks, open }: Section, shown: number): readonly string[] {
  const more = rows.length - shown;
  const given = rows.slice(0, shown);
  return [
    '',
    `<details${open ? ' open' : ''}><summary><b>${title}</b> (${rows.length})</summary>`,
    '',
    ...(blocks ? given.flat() : shown > 0 ? tableLines(head, given) : []),
    ...(more > 0 ? ['', `… and ${more} more, left out here.`] : []),
    '',
    '</details>',
  ];
}
