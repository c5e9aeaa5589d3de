/** The findings in the text, under what they follow from. */
import type { Finding } from '../../rules/rule.ts';
import { causesOf } from '../causes.ts';
import type { Paint } from '../colours.ts';
import { safe } from '../escape.ts';
import { stacksOf } from '../finding-filter.ts';
import { leadOf, type Told, toldInOrder } from '../order-of-harm.ts';
import type { AuditResult, Cause, View } from '../report.ts';
import { cells, hang } from '../text-width.ts';
import { count, matched, shortPrints } from '../words.ts';
import { groupHead } from './findings.ts';
import { MARK, valueLines, valuesBeside } from './values.ts';

/** Causes told at length; beyond, in two or three lines each. */
const AT_LENGTH = 8;
/** Resources named under one cause. */
const NAMED = 8;

/** Matches that go without saying where room is short. */
const PLAIN_MATCHES: readonly (string | undefined)[] = ['logical-id', 'path', 'name', 'address', 'single'];

/** Type and an unusual match, where no head says them; rules, fingerprint, and what else a person has to know. */
function metaOf({ cause, findings }: Told, print: (fingerprint: string) => string, withType: boolean): string {
  const [first] = findings;
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const stated = first.stated === null ? [] : [`stated in ${safe(first.stated, 200)}`];
  const news = findings.filter(({ since }) => since === 'new').length;
  const isUsual = PLAIN_MATCHES.includes(first.match?.by);
  return [
    ...(withType && !MEMBERS.has(cause?.kind) ? [safe(first.type, 120)] : []),
    ...(withType && !isUsual && first.match !== null ? [matched(first.match)] : []),
    rules.join(' + '),
    print(first.fingerprint),
    ...(news > 0 ? [news === findings.length ? 'new' : `${news} new`] : []),
    ...(first.adopted === undefined ? [] : [`adopted ${first.adopted.on} by ${safe(first.adopted.owner, 80)}`]),
    ...stated,
    ...(first.source === undefined ? [] : [`${safe(first.source.file, 200)}:${first.source.line}`]),
  ].join(' · ');
}

/** Causes that hold many resources name them; in those that tell one change the first finding says it all. */
const MEMBERS: ReadonlySet<Cause['kind'] | undefined> = new Set<Cause['kind'] | undefined>(['stack', 'tag', 'alike']);

function membersOf({ cause, findings }: Told, width: number): string {
  if (!MEMBERS.has(cause?.kind)) return '';
  const all = [
    ...new Set(
      findings.map(({ type, counterpart }) => `${shortType(type)} ${safe(counterpart.replace(/^[^/]*\//, ''), 80)}`),
    ),
  ];
  const most = Math.min(NAMED, all.length);
  for (let shown = most; shown > 1; shown--) {
    const text = `${all.slice(0, shown).join(', ')}${all.length > shown ? ` and ${all.length - shown} more` : ''}`;
    if (cells(text) <= width) return text;
  }
  return `${all[0] ?? ''}${all.length > 1 ? ` and ${all.length - 1} more` : ''}`;
}

/** `AWS::RDS::DBInstance` → `DBInstance`: beside others of the same stack the service goes without saying. */
function shortType(type: string): string {
  return safe(type.slice(type.lastIndexOf(':') + 1), 80);
}

type Drawing = {
  readonly result: AuditResult;
  readonly print: (fingerprint: string) => string;
  readonly paint: Paint;
  readonly width: number;
};

function titleLines(told: Told, { paint, width }: Drawing, more: readonly string[] = []): readonly string[] {
  const [first] = told.findings;
  const label = `  ${first.severity.toUpperCase().padEnd(8)}  `;
  const message = `${safe(told.cause?.message ?? first.message, 600)}${more.length > 0 ? ':' : ''}`;
  const [line = '', ...rest] = hang(label, [...message.split(' '), ...more], width);
  return [paint.severity(first.severity, line.slice(0, label.length)) + line.slice(label.length), ...rest];
}

/** Few are told at length: what it is called where, how it was matched, the values side by side. */
function atLength(told: Told, order: readonly string[], drawing: Drawing): readonly string[] {
  const { result, print, paint, width } = drawing;
  const members = membersOf(told, 2 * width - 20);
  const own = members === '';
  return [
    '',
    ...(own ? groupHead(told.findings, order, paint, width) : hang('', shared(told), width).map(paint.bold)),
    ...titleLines(told, drawing),
    ...(own ? valueLines(leadOf(told), result.regions, paint, width) : hang('      ', members, width)),
    ...hang('      ', metaOf(told, print, false), width).map(paint.dim),
  ];
}

function shared({ cause, findings: [first] }: Told): string {
  return cause?.kind === 'alike' ? safe(first.type, 160) : safe(first.counterpart.split('/')[0] ?? '', 160);
}

const INDENT = ' '.repeat(12);

/** Many are told in two or three lines each; short values stand beside the sentence, and the rest where there is room. */
function inShort(told: Told, drawing: Drawing): readonly string[] {
  const { result, print, paint, width } = drawing;
  const lead = leadOf(told);
  const members = membersOf(told, width - INDENT.length);
  const beside = members === '' ? valuesBeside(lead, result.regions, width) : [];
  const lines = [
    ...titleLines(told, drawing, beside ?? []),
    ...(beside === null ? valueLines(lead, result.regions, paint, width, INDENT) : []),
    ...(members === '' ? [] : hang(INDENT, members, width)),
  ];
  const meta = metaOf(told, print, true);
  const last = lines.at(-1) ?? '';
  // A line of values may be coloured: what it takes is not its length.
  const isPlain = beside !== null && lines.length > 1;
  if (isPlain && cells(last) + 3 + cells(meta) <= width) return [...lines.slice(0, -1), `${last}   ${paint.dim(meta)}`];
  return [...lines, ...hang(INDENT, meta, width).map(paint.dim)];
}

/** The open findings under their causes, in the order of harm. */
export function toldOf(result: AuditResult): readonly Told[] {
  const open = result.findings.filter((finding) => finding.status === 'open');
  return toldInOrder(open, result.causes ?? causesOf(open));
}

/** Beyond so many causes each gets two or three lines, and what the table of types tells is not told again. */
export function isCompact(told: readonly Told[]): boolean {
  return told.length > AT_LENGTH;
}

/** Every open finding, under its cause, the worst first. */
export function findings(result: AuditResult, paint: Paint, width: number, view: View = {}): readonly string[] {
  const all = toldOf(result);
  if (all.length === 0) return [];
  const told = all.slice(0, view.top ?? all.length);
  const drawing = { result, print: shortPrints(result.findings), paint, width };
  const order = [...new Set([...result.regions, ...Object.keys(result.counts)])];
  const compact = isCompact(told);
  const lines = (some: readonly Told[]) =>
    some.flatMap((one) => (compact ? inShort(one, drawing) : atLength(one, order, drawing)));
  const grouped = groupedBy(told, view.groupBy ?? 'cause');
  const left = all.slice(told.length);
  const more = left.reduce((sum, one) => sum + one.findings.length, 0);
  return [
    '',
    `${paint.bold('Findings')}${paint.dim(`  (${MARK} deviates)`)}`,
    ...(compact && grouped === null ? [''] : []),
    ...(grouped ?? [{ title: null, told }]).flatMap(({ title, told: some }) => [
      ...(title === null ? [] : ['', paint.bold(title)]),
      ...lines(some),
    ]),
    ...(left.length > 0
      ? [
          '',
          ...hang(
            '  ',
            `… and ${count(left.length, 'more cause')} with ${count(more, 'finding')}: --all, or --top ${all.length}`,
            width,
          ),
        ]
      : []),
  ];
}

type Titled = { readonly title: string; readonly told: readonly Told[] };

/** By stack, type or owner, in the order of the worst in each; null = by cause, which is the order anyway. */
function groupedBy(told: readonly Told[], by: NonNullable<View['groupBy']>): readonly Titled[] | null {
  if (by === 'cause') return null;
  const groups = new Map<string, Told[]>();
  for (const one of told) {
    const key = keyBy(one.findings[0], by);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, some]) => {
    const all = some.reduce((sum, one) => sum + one.findings.length, 0);
    return { title: `${safe(key, 160)}: ${count(all, 'finding')}`, told: some };
  });
}

function keyBy(finding: Finding, by: 'stack' | 'type' | 'owner'): string {
  if (by === 'type') return finding.type;
  if (by === 'stack') return stacksOf(finding)[0] ?? 'of no stack';
  return Object.values(finding.resources).find(({ owner }) => owner !== undefined)?.owner ?? 'of no owner';
}
