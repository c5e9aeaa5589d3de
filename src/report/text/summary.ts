/** The end of the text: the answer again, where one looks, and what to do next. */

import type { Paint } from '../colours.ts';
import { safe } from '../escape.ts';
import { filterLine } from '../facts.ts';
import type { AuditResult, View } from '../report.ts';
import { hang, shorten } from '../text-width.ts';
import { unread } from '../unread.ts';
import { count, shortPrints } from '../words.ts';
import { toldOf } from './causes.ts';
import { answerLines, reasons } from './head.ts';

/** Named in the summary. */
const WORST = 3;

/** Verdict, gate, counts and the worst: what the first lines said, for a screen that shows the last. */
export function conclusion(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const told = toldOf(result);
  const print = shortPrints(result.findings);
  const worst = told.slice(0, WORST).map(({ cause, findings: [first] }) => {
    const label = `  ${first.severity.toUpperCase().padEnd(8)}  `;
    const text = shorten(`${label}${print(first.fingerprint)}  ${safe(cause?.message ?? first.message, 300)}`, width);
    return paint.severity(first.severity, text.slice(0, label.length)) + text.slice(label.length);
  });
  const causes =
    told.length < result.findings.length ? [`Of ${count(told.length, 'cause')}; the worst:`] : ['The worst:'];
  return [
    '',
    ...answerLines(result, paint, width),
    ...reasons(result).flatMap((reason) => hang('', reason, width)),
    ...(told.length > 0 ? [...causes, ...worst] : []),
  ];
}

/** One line of what to do next. */
export function next(result: AuditResult, paint: Paint, width: number, view: View = {}): readonly string[] {
  const shown = filterLine(result, view);
  const narrowed = shown === null ? [] : ['', ...hang('', shown, width)];
  const [told] = toldOf(result);
  if (told !== undefined) {
    const print = shortPrints(result.findings)(told.findings[0].fingerprint);
    const command = `infra-parity explain ${print}${view.from ?? ' --from FILE, where FILE is a saved snapshot or JSON report.'}`;
    return [...narrowed, '', ...hang('', `Next: ${command}`, width).map(paint.bold)];
  }
  if (result.gaps.length === 0) return narrowed;
  const what =
    unread(result).length > 0
      ? 'do what the arrows say and run again; infra-parity iam-policy prints every permission.'
      : 'declare the pairs in the baseline and run again.';
  return [...narrowed, '', ...hang('', `Next: ${what}`, width).map(paint.bold)];
}
