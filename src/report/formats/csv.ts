/** The format `csv`. */
import type { Gap } from '../../snapshot/snapshot.ts';
import { gateText, verdictText } from '../compared.ts';
import { exemptions, openFindings, plain, spentWaivers, valueTexts, waivedFindings } from '../facts.ts';
import type { Format } from '../format.ts';
import type { AuditResult } from '../report.ts';
import { totals } from '../text/totals.ts';
import { matched } from '../words.ts';

const COLUMNS = [
  'kind',
  'severity',
  'rule',
  'type',
  'counterpart',
  'regions',
  'property',
  'message',
  'values',
  'remedy',
  'match',
  'resources',
  'stated',
  'owner',
  'until',
  'reason',
  'since',
  'fingerprint',
] as const;

type Row = { readonly kind: string } & { readonly [column in (typeof COLUMNS)[number]]?: string };

/** A cell of Excel takes 32,767 characters. */
const CELL = 32_000;
/** A spreadsheet reads UTF-8 as such only after this; without it names come out garbled. */
const BYTE_ORDER_MARK = '\ufeff';

function render(result: AuditResult): string {
  const rows: readonly Row[] = [
    {
      kind: 'verdict',
      message: `${verdictText(result, result.verdict)}: ${totals(result)}`,
      regions: result.regions.join(' '),
    },
    { kind: 'gate', message: gateText(result) },
    ...openFindings(result).map((finding) => findingRow('finding', finding)),
    ...waivedFindings(result).map((finding) => findingRow('waived', finding)),
    ...result.gaps.map(gapRow),
    ...exemptions(result).map(({ regions, ...rest }) => ({ kind: 'exempt', regions: regions.join(' '), ...rest })),
    ...result.rules
      .filter(({ state }) => state === 'inconclusive' || state === 'crashed')
      .map(({ id, state, error = '' }) => ({ kind: `rule ${state}`, rule: id, message: error })),
    ...spentWaivers(result).map(({ state, target, reason, owner, until, place }) => {
      return { kind: `waiver ${state}`, message: target, reason, owner, until, stated: place ?? '' };
    }),
    ...(result.since?.resolved ?? []).map((one) => {
      const { severity, rule, type, counterpart, regions, message, fingerprint } = one;
      return { kind: 'resolved', severity, rule, type, counterpart, regions: regions.join(' '), message, fingerprint };
    }),
  ];
  const lines = rows.map((row) => COLUMNS.map((column) => cell(row[column] ?? '')).join(','));
  return `${BYTE_ORDER_MARK}${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}

function findingRow(kind: string, finding: AuditResult['findings'][number]): Row {
  const { severity, rule, type, counterpart, regions, property, message, fingerprint, stated, waiver, since } = finding;
  const resources = Object.entries(finding.resources).map(([region, { id, arn }]) => `${region}: ${arn ?? id}`);
  return {
    kind,
    severity,
    rule,
    type,
    counterpart,
    regions: regions.join(' '),
    property: property ?? '',
    message,
    values: valueTexts(finding).join('; '),
    match: matched(finding.match),
    resources: resources.join('; '),
    stated: stated ?? '',
    ...waiver,
    since: since ?? '',
    fingerprint,
  };
}

function gapRow({ region, type, cause, operation, detail, remedy, properties = [] }: Gap): Row {
  const message = `${cause}${operation === null ? '' : ` ${operation}`}: ${detail}`;
  return { kind: 'unknown', type, regions: region, property: properties.join(' '), message, remedy };
}

/** Begins a formula in a spreadsheet, in its full-width form too. */
const FORMULA = /^(?=\s*[=+\-@＝＋－＠])/;
/** The same after what some locales take for the end of a cell. */
const AFTER_SEPARATOR = /([;\t])(?=\s*[=+\-@＝＋－＠])/g;

/** RFC 4180, always quoted; a formula is made text by an apostrophe, as OWASP advises. */
function cell(text: string): string {
  const harmless = plain(text, CELL).replace(FORMULA, "'").replace(AFTER_SEPARATOR, "$1'");
  return `"${harmless.replaceAll('"', '""')}"`;
}

export default {
  extension: 'csv',
  summary: 'For a spreadsheet: a row for each finding, waived finding, gap and exemption.',
  notes: [
    'RFC 4180: commas, CRLF, every cell quoted, a header line. The column `kind` says what a row is: `verdict`, `gate`, `finding`, `waived`, `unknown` (could not be read), `exempt` (need not be there), `rule inconclusive`, `rule crashed`, `waiver expired`, `waiver stale` or `resolved`.',
    'Begins with a byte order mark, because a spreadsheet otherwise takes UTF-8 for something else and garbles names; readers in programs drop it (`utf-8-sig` in Python).',
    "Safe to open: a cell that would begin a formula (`=`, `+`, `-`, `@` and their full-width forms) begins with `'` instead, controls are shown, and a cell is cut at 32,000 characters, with the number of the rest.",
  ],
  render,
} satisfies Format;
