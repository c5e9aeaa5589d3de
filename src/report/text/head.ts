/** The head of the text: verdict and counts. */
import { own } from '../../common/own-member.ts';
import { visible } from '../escape.ts';
import type { Paint } from '../paint.ts';
import type { AuditResult, Counts, ReportRow } from '../report.ts';
import { type Column, type TableCell, table, tableWidth } from '../table.ts';
import { unread, untold } from '../unread.ts';
import { hang } from '../width.ts';
import { count, named, places, SEVERITIES } from '../words.ts';

const LISTED = 12;
/** Columns. */
const HEADLINE = 200;

/** How many may be there unseen, and whether the total is a lower bound; results of earlier versions do not say it. */
export function unseenIn(result: AuditResult, place: string): { readonly unseen: number; readonly partial: boolean } {
  const counts = own(result.counts, place);
  const unseen = counts?.unseen ?? (counts === undefined ? 0 : counts.unknown - counts.uncompared);
  const listed = () => !result.gaps.some((gap) => gap.region === place && gap.properties === undefined);
  return { unseen, partial: counts?.partial ?? (unseen > 0 || !listed()) };
}

function totalOf(result: AuditResult, place: string): string {
  const { unseen, partial } = unseenIn(result, place);
  const total = own(result.counts, place)?.total ?? '?';
  return `${place} ${partial ? 'at least ' : ''}${total}${unseen > 0 ? ` (${unseen} not seen)` : ''}`;
}

/** `us-east-1 9 · eu-central-1 at least 4 (5 not seen)`. */
export function totals(result: AuditResult): string {
  return totalParts(result).join(' ');
}

/** What must not be torn apart at the end of a line: a region with its number. */
function totalParts(result: AuditResult): readonly string[] {
  return places(result).map((place, index) => `${index > 0 ? '· ' : ''}${totalOf(result, place)}`);
}

/** `12 findings: 2 high, 10 medium`. */
export function tally(result: AuditResult): string {
  const open = SEVERITIES.filter((severity) => result.severities[severity] > 0);
  const total = open.reduce((sum, severity) => sum + result.severities[severity], 0);
  if (total === 0) return 'No finding';
  return `${count(total, 'finding')}: ${open.map((severity) => `${result.severities[severity]} ${severity}`).join(', ')}`;
}

function threshold(result: AuditResult): string {
  if (result.failOn === 'never') return 'none makes it fail (--fail-on never)';
  if (result.since?.failOnNew) return `only new ones make it fail, ${result.failOn} and above (--fail-on-new)`;
  return result.failOn === 'critical' ? 'critical ones make it fail' : `${result.failOn} and above make it fail`;
}

/** What the verdict rests on: findings, waivers, and what was not seen, in that order. */
export function reasons(result: AuditResult): readonly string[] {
  const waived = result.findings.filter((finding) => finding.status === 'waived').length;
  const crashed = result.rules.filter((rule) => rule.state === 'crashed').length;
  const found = tally(result);
  return [
    `${found}${found === 'No finding' ? '' : `; ${threshold(result)}`}${waived > 0 ? `; ${waived} waived` : ''}.`,
    ...(crashed > 0 ? [`${count(crashed, 'rule')} crashed: what they judge is not known. See the end.`] : []),
    ...(unread(result).length > 0
      ? [`Not everything could be seen: ${count(unread(result).length, 'gap')}, listed at the end.`]
      : []),
    ...(untold(result).length > 0
      ? ['Some counterparts could not be told apart, and nothing is guessed: declare the pairs, listed at the end.']
      : []),
  ];
}

export const SPLIT = ['same', 'drifted', 'extra', 'missing', 'exempt', 'unknown'] as const;

function tone(paint: Paint, kind: (typeof SPLIT)[number]): (text: string) => string {
  if (kind === 'same') return paint.good;
  if (kind === 'drifted' || kind === 'missing') return paint.bad;
  return paint.warn;
}

function splitTable(result: AuditResult, kinds: readonly (typeof SPLIT)[number][], paint: Paint): TableCell[][] {
  const number = (counts: Counts | undefined, kind: (typeof SPLIT)[number]): TableCell => {
    const value = counts?.[kind] ?? 0;
    return { text: String(value), color: value === 0 ? paint.dim : tone(paint, kind) };
  };
  const head = ['', 'there', ...kinds].map((text) => ({ text, color: paint.dim }));
  const rows = places(result).map((place) => [
    { text: place },
    { text: String(own(result.counts, place)?.total ?? 0), color: paint.bold },
    ...kinds.map((kind) => number(own(result.counts, place), kind)),
  ]);
  return [head, ...rows];
}

/** The split per region. Where it is too wide, the columns that are zero everywhere go first, then it becomes sentences. */
function split(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const some = SPLIT.filter((kind) => places(result).some((place) => (own(result.counts, place)?.[kind] ?? 0) > 0));
  for (const kinds of [SPLIT, some]) {
    const columns: Column[] = [{}, ...Array.from({ length: kinds.length + 1 }, () => ({ align: 'right' as const }))];
    const rows = splitTable(result, kinds, paint);
    if (tableWidth(columns.length, rows) <= width) return table(columns, rows, width);
  }
  return places(result).flatMap((place) => {
    const counts = own(result.counts, place);
    const parts = some.map((kind) => `${counts?.[kind] ?? 0} ${kind}`);
    return hang('', `${place}: ${counts?.total ?? 0} there, ${parts.join(', ')}`, width);
  });
}

export type Lack = {
  readonly title: string;
  readonly rows: readonly ReportRow[];
  /** The region that has them, where it is spoken of for that. */
  readonly of: string | null;
};

/** A row that fewer than half of the regions have, or that the reference lacks, speaks of who has it; else of who lacks it. */
function isExtra(result: AuditResult, row: ReportRow): boolean {
  const states = Object.values(row.cells).map((cell) => cell.state);
  const has = states.filter((state) => state === 'present').length;
  if (result.reference !== null && row.cells[result.reference]?.state === 'absent') return has > 0;
  if (result.reference !== null) return false;
  return has > 0 && has * 2 < states.filter((state) => state === 'present' || state === 'absent').length;
}

/** `eu-central-1 lacks 5:` and `only us-west-2 has 1:`, region by region. */
export function lacks(result: AuditResult): readonly Lack[] {
  const missing = result.rows.filter((row) => row.state === 'missing');
  return result.regions.flatMap((region) => {
    const state = (row: ReportRow) => own(row.cells, region)?.state;
    const lacked = missing.filter((row) => state(row) === 'absent' && !isExtra(result, row));
    const extra = missing.filter((row) => state(row) === 'present' && isExtra(result, row));
    return [
      { title: `${region} lacks ${lacked.length}:`, rows: lacked, of: null },
      {
        title: `${region} has ${extra.length} that ${result.reference ?? 'most others'} ${result.reference ? 'lacks' : 'lack'}:`,
        rows: extra,
        of: region,
      },
    ].filter(({ rows }) => rows.length > 0);
  });
}

function lackLines(lack: Lack, paint: Paint, width: number): readonly string[] {
  const shown = lack.rows.slice(0, LISTED);
  const cells = shown.map((row) => [{ text: '' }, { text: row.type, color: paint.dim }, { text: named(row, lack.of) }]);
  const more = lack.rows.length - shown.length;
  return [
    '',
    paint.bold(lack.title),
    ...table([{}, { least: 18, where: 'middle' }, { least: 10, where: 'middle' }], cells, width),
    ...(more > 0 ? [`  … and ${more} more, below`] : []),
  ];
}

const TONE = { parity: 'good', deviation: 'bad', incomplete: 'warn', error: 'bad' } as const;

/** The answer in one line. */
export function headline(result: AuditResult): string {
  const [line = ''] = hang(`${result.verdict.toUpperCase()}  `, visible(totals(result)), HEADLINE);
  return line;
}

/** The answer: verdict and counts on the first line, what it rests on, the split, and the names of what is missing. */
export function head(result: AuditResult, paint: Paint, width: number): readonly string[] {
  const word = result.verdict.toUpperCase();
  const [first = '', ...rest] = hang(`${word}  `, totalParts(result), width);
  return [
    paint.bold(paint[TONE[result.verdict]](word)) + paint.bold(first.slice(word.length)),
    ...rest.map((line) => paint.bold(line)),
    ...reasons(result).flatMap((reason) => hang('', reason, width)),
    '',
    ...split(result, paint, width),
    ...lacks(result).flatMap((lack) => lackLines(lack, paint, width)),
  ];
}
