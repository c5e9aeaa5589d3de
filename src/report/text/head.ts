/** The head of the text: verdict and counts. */
import { own } from '../../common/own-member.ts';
import type { Paint } from '../colours.ts';
import { comparedText, gateText, verdictText } from '../compared.ts';
import { visible } from '../escape.ts';
import type { AuditResult, Counts } from '../report.ts';
import { type Column, type TableCell, table, tableWidth } from '../table.ts';
import { hang } from '../text-width.ts';
import { unread, untold } from '../unread.ts';
import { count, places, SEVERITIES } from '../words.ts';
import { MANY, totalParts, totals } from './totals.ts';

/** Columns. */
const HEADLINE = 200;

/** `12 findings: 2 high, 10 medium`. */
export function tally(result: AuditResult): string {
  const open = SEVERITIES.filter((severity) => result.severities[severity] > 0);
  const total = open.reduce((sum, severity) => sum + result.severities[severity], 0);
  if (total === 0) return 'No finding';
  return `${count(total, 'finding')}: ${open.map((severity) => `${result.severities[severity]} ${severity}`).join(', ')}`;
}

/** The same for a page that tells gate and depth elsewhere. */
export function reasonsWithoutGate(result: AuditResult): readonly string[] {
  return [`${found(result)}.`, ...unseenReasons(result)];
}

/** What the verdict rests on: findings, waivers, the gate, how many were compared, and what was not seen, in that order. */
export function reasons(result: AuditResult): readonly string[] {
  const compared = comparedText(result);
  return [
    result.verdict === 'parity' && result.gate.passes && result.findings.length === 0
      ? `${found(result)}.`
      : `${found(result)}. The gate ${gateText(result)}.`,
    ...(result.verdict !== 'parity' && compared !== '' ? [`The verdict is ${compared}.`] : []),
    ...unseenReasons(result),
  ];
}

function found(result: AuditResult): string {
  const waived = result.findings.filter((finding) => finding.status === 'waived').length;
  return `${tally(result)}${waived > 0 ? `; ${waived} waived` : ''}`;
}

function unseenReasons(result: AuditResult): readonly string[] {
  const crashed = result.rules.filter((rule) => rule.state === 'crashed').length;
  return [
    ...(crashed > 0 ? [`${count(crashed, 'rule')} crashed: what they judge is not known. See the end.`] : []),
    ...(unread(result).length > 0
      ? [`Not everything could be seen: ${count(unread(result).length, 'gap')}, listed at the end.`]
      : []),
    ...(untold(result).length > 0
      ? ['Some counterparts could not be told apart, and nothing is guessed: declare the pairs, listed at the end.']
      : []),
  ];
}

export const SPLIT = ['same', 'present', 'drifted', 'extra', 'missing', 'exempt', 'unknown'] as const;

function tone(paint: Paint, kind: (typeof SPLIT)[number]): (text: string) => string {
  if (kind === 'same') return paint.good;
  if (kind === 'present') return paint.dim;
  if (kind === 'drifted' || kind === 'missing') return paint.bad;
  return paint.warn;
}

function splitTable(result: AuditResult, kinds: readonly (typeof SPLIT)[number][], paint: Paint): TableCell[][] {
  const number = (counts: Counts | undefined, kind: (typeof SPLIT)[number]): TableCell => {
    const value = counts?.[kind] ?? 0;
    return { text: String(value), color: value === 0 ? paint.dim : tone(paint, kind) };
  };
  const head = ['', 'there', ...kinds].map((text) => ({ text, color: paint.dim }));
  const rows = rowsOf(result, kinds).map(({ title, place }) => [
    { text: title },
    { text: String(own(result.counts, place)?.total ?? 0), color: paint.bold },
    ...kinds.map((kind) => number(own(result.counts, place), kind)),
  ]);
  return [head, ...rows];
}

/** A row for each place; of many, one for those with the same numbers, those that deviate first. */
function rowsOf(
  result: AuditResult,
  kinds: readonly (typeof SPLIT)[number][],
): readonly { readonly title: string; readonly place: string }[] {
  const all = places(result);
  if (all.length <= MANY) return all.map((place) => ({ title: place, place }));
  const groups = new Map<string, string[]>();
  for (const place of all) {
    const counts = result.counts[place];
    const key = [counts?.total ?? 0, ...kinds.map((kind) => counts?.[kind] ?? 0)].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()]
    .sort((a, b) => a.length - b.length)
    .flatMap((group) => {
      const [place = ''] = group;
      return group.length > 2
        ? [{ title: `${group.length} places`, place }]
        : group.map((one) => ({ title: one, place: one }));
    });
}

/** The split per region. Where it is too wide, the columns that are zero everywhere go first, then it becomes sentences. */
function split(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const some = SPLIT.filter((kind) => places(result).some((place) => (own(result.counts, place)?.[kind] ?? 0) > 0));
  // Most estates have nothing of it: its column is there when it is.
  const usual = SPLIT.filter((kind) => kind !== 'present' || some.includes(kind));
  for (const kinds of [usual, some]) {
    const columns: Column[] = [{}, ...Array.from({ length: kinds.length + 1 }, () => ({ align: 'right' as const }))];
    const rows = splitTable(result, kinds, paint);
    if (tableWidth(columns.length, rows) <= width) return table(columns, rows, width);
  }
  return rowsOf(result, some).flatMap(({ title, place }) => {
    const counts = own(result.counts, place);
    const parts = some.map((kind) => `${counts?.[kind] ?? 0} ${kind}`);
    return hang('', `${title}: ${counts?.total ?? 0} there, ${parts.join(', ')}`, width);
  });
}

const TONE = { parity: 'good', deviation: 'bad', incomplete: 'warn', error: 'bad' } as const;

/** The answer in one line. */
export function headline(result: AuditResult): string {
  const [line = ''] = hang(`${verdictText(result)}  `, visible(totals(result)), HEADLINE);
  return line;
}

/** A deviation that passes the gate is one, and nobody has to run. */
function toneOf({ verdict, gate }: AuditResult): 'good' | 'bad' | 'warn' {
  return verdict === 'deviation' && gate.passes ? 'warn' : TONE[verdict];
}

/** Verdict and counts, flowed into lines of the width. */
export function answerLines(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const word = verdictText(result);
  const [first = '', ...rest] = hang(`${word}  `, totalParts(result), width);
  return [
    paint.bold(paint[toneOf(result)](word)) + paint.bold(first.slice(word.length)),
    ...rest.map((line) => paint.bold(line)),
  ];
}

/** The answer: verdict and counts on the first line, what it rests on, and the split. */
export function head(result: AuditResult, paint: Paint, width: number): readonly string[] {
  return [
    ...answerLines(result, paint, width),
    ...reasons(result).flatMap((reason) => hang('', reason, width)),
    '',
    ...split(result, paint, width),
  ];
}
