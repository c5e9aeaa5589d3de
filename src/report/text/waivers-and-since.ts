/** What the text says of waivers, exemptions and the last run. */

import type { Paint } from '../colours.ts';
import { exemptions, exemptionText, sinceText, spentText, spentWaivers } from '../facts.ts';
import type { AuditResult } from '../report.ts';
import { hang } from '../text-width.ts';
import { count } from '../words.ts';

/** Exemptions told one by one; the JSON report has all. */
const DECLARED = 20;

/** With `--since`: what changed, and what of the last run this one cannot speak of. */
export function since(result: AuditResult, paint: Paint, width: number): readonly string[] {
  if (result.since === undefined) return [];
  const { resolved, scope } = result.since;
  const text = sinceText(result.since);
  return [
    '',
    paint.bold(`${text[0]?.toUpperCase()}${text.slice(1)}`),
    ...resolved.flatMap((one) => hang('  resolved  ', `${one.message} (${one.rule})`, width)),
    ...scope.flatMap((line) => hang('  another scope: ', line, width)),
  ];
}

/** Waivers that hide nothing any more: to be renewed or removed. */
export function spent(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const all = spentWaivers(result);
  if (all.length === 0) return [];
  return [
    '',
    paint.bold(`${count(all.length, 'waiver')} to tidy up`),
    ...all.flatMap((one) => hang('  ', spentText(one), width).map(paint.warn)),
  ];
}

/** What the baseline declares to differ, with the reason given there. */
export function declared(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const all = exemptions(result);
  if (all.length === 0) return [];
  const more = all.length - DECLARED;
  return [
    '',
    paint.bold(`${count(all.length, 'resource')} exempt`),
    ...all.slice(0, DECLARED).flatMap((one) => hang('  ', `${one.type} ${exemptionText(one)}`, width).map(paint.dim)),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}
