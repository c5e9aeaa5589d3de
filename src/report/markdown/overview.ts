/** What a reviewer sees of the Markdown before anything is unfolded: the causes, and who differs in what. */

import { filterLine, valueTexts } from '../facts.ts';
import { leadOf, type Told } from '../order-of-harm.ts';
import type { AuditResult, View } from '../report.ts';
import { toldOf } from '../text/causes.ts';
import { lines, MARKS, type Square } from '../text/matrix.ts';
import { MANY } from '../text/totals.ts';
import { count, places, shortPrints } from '../words.ts';
import { code, codes, sentence } from './cell.ts';
import { tableLines } from './sections.ts';

/** Causes in sight, so that the page is read and not scrolled. */
const CAUSES = 25;
const TYPES = 8;

/** The causes, the worst first, a row each. */
export function causeTable(result: AuditResult, view: View = {}): readonly string[] {
  const all = toldOf(result);
  if (all.length === 0) return [];
  const shown = all.slice(0, Math.min(CAUSES, view.top ?? CAUSES));
  const print = shortPrints(result.findings);
  const more = all.length - shown.length;
  const filter = filterLine(result, view);
  return [
    '',
    ...(filter === null ? [] : [`${sentence(filter, 600)}`, '']),
    ...tableLines(
      ['', 'what', 'values', ''],
      shown.map((told) => causeRow(told, print)),
    ),
    ...(more > 0 ? ['', `… and ${count(more, 'more cause')}, folded below.`] : []),
  ];
}

function causeRow(told: Told, print: (fingerprint: string) => string): readonly string[] {
  const { cause, findings } = told;
  const [first] = findings;
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const fresh = findings.some(({ since }) => since === 'new') ? ' 🆕' : '';
  const many = findings.length > 1 ? ` (${findings.length} findings)` : '';
  return [
    `**${first.severity}**${fresh}`,
    `${sentence(cause?.message ?? first.message, 400)}${many}`,
    codes(valueTexts(leadOf(told)), 120, 4) || '—',
    `${codes(rules, 80, 2)} ${code(print(first.fingerprint), 20)}`,
  ];
}

/** The types that are not alike, or of many places the places. */
export function matrixTable(result: AuditResult): readonly string[] {
  const differ = lines(result).filter(({ squares }) => [...squares.values()].some(deviates));
  const all = places(result);
  if (differ.length === 0 || all.length > MANY) return [];
  const shown = differ.slice(0, TYPES);
  const more = differ.length - shown.length;
  return [
    '',
    ...tableLines(
      ['', ...all.map((place) => code(place, 80))],
      shown.map(({ type, squares }) => [code(type, 100), ...all.map((place) => squareText(squares.get(place)))]),
    ),
    ...(more > 0 ? ['', `… and ${count(more, 'more type')} not alike.`] : []),
  ];
}

function deviates(square: Square): boolean {
  return square.missing + square.extra + square.drifted + square.unknown > 0;
}

function squareText(square: Square | undefined): string {
  if (square === undefined) return '';
  const marks = MARKS.filter(([kind]) => kind !== 'present' && square[kind] > 0).map(
    ([kind, , word]) => `${square[kind]} ${word}`,
  );
  return [String(square.there), ...marks].join(', ');
}

/** What to do next, as a command that works on the saved result. */
export function nextStep(result: AuditResult): readonly string[] {
  const [told] = toldOf(result);
  if (told === undefined) return [];
  const print = shortPrints(result.findings)(told.findings[0].fingerprint);
  return ['', `Next: ${code(`infra-parity explain ${print} --from FILE`, 200)}, where the file is the JSON report.`];
}
