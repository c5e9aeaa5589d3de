/** The sections of the Markdown format. */
import type { Finding } from '../../rules/rule.ts';
import type { Gap } from '../../snapshot/snapshot.ts';
import { exemptions, openFindings, plain, spentWaivers, valueTexts, waivedFindings } from '../facts.ts';
import type { AuditResult } from '../report.ts';
import { SPLIT } from '../text/head.ts';
import { gapTypes } from '../text/tail.ts';
import { unseenIn } from '../text/totals.ts';
import { unread, untold } from '../unread.ts';
import { places, SEVERITIES } from '../words.ts';
import { code, codes, sentence } from './cell.ts';
import { documentBlocks } from './documents.ts';

/** A table of the Markdown report. What does not fit is counted, never silently gone. */
export type Section = {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Its rows are blocks of one cell, and no table. */
  readonly blocks?: true;
  /** Open from the start. */
  readonly open: boolean;
  /** Which rows go first when not all fit; the smallest first. */
  readonly rank: number;
};

/** In the order in which they are read; `rank` is the order in which they are given room. */
export function sectionsOf(result: AuditResult): readonly Section[] {
  const all = [
    ...SEVERITIES.map((severity, index) => findingSection(result, severity, index)),
    documentSection(result),
    gapSection('Could not be seen, and so is neither equal nor missing', unread(result)),
    gapSection('Not told whose counterpart it is, and so neither equal nor missing', untold(result)),
    crashSection(result),
    spentSection(result),
    waivedSection(result),
    exemptSection(result),
    resolvedSection(result),
  ];
  return all.filter(({ rows }) => rows.length > 0);
}

/** The split of each region; always whole. */
export function countsTable(result: AuditResult): readonly string[] {
  const kinds = SPLIT.filter(
    (kind) => kind !== 'present' || places(result).some((place) => (result.counts[place]?.present ?? 0) > 0),
  );
  const rows = places(result).map((place) => {
    const counts = result.counts[place];
    const least = unseenIn(result, place).partial ? 'at least ' : '';
    return [code(place, 80), `${least}**${counts?.total ?? 0}**`, ...kinds.map((kind) => String(counts?.[kind] ?? 0))];
  });
  return tableLines(['', 'there', ...kinds], rows);
}

/** A Markdown table; the cells are escaped already. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)];
}

const MARK: { readonly [since in NonNullable<Finding['since']>]: string } = { new: ' 🆕', known: '' };

function findingSection(result: AuditResult, severity: Finding['severity'], index: number): Section {
  const found = openFindings(result).filter((finding) => finding.severity === severity);
  return {
    title: `${severity[0]?.toUpperCase()}${severity.slice(1)}`,
    head: ['finding', 'resource', 'deviates', 'values'],
    rows: found.map((finding) => [
      `${sentence(finding.message)}${finding.since === undefined ? '' : MARK[finding.since]}<br>${code(finding.rule, 80)}`,
      `${code(finding.type, 100)}<br>${code(finding.counterpart, 150)}`,
      codes(finding.regions, 80, 40),
      codes(valueTexts(finding), 200) || '—',
    ]),
    // The causes stand above, in sight.
    open: false,
    // Gaps come before the lesser findings: what was not seen may hide a worse one.
    rank: index < 2 ? index : index + 2,
  };
}

/** What a cell of a table would squeeze into one line. */
function documentSection(result: AuditResult): Section {
  return {
    title: 'Documents, line by line',
    head: [''],
    rows: openFindings(result).flatMap((finding) => documentBlocks(finding).map((block) => [block])),
    blocks: true,
    open: false,
    rank: 6,
  };
}

function gapSection(title: string, gaps: readonly Gap[]): Section {
  return {
    title,
    head: ['region', 'type', 'why', 'what to do'],
    rows: gaps.map((gap) => [
      code(gap.region, 80),
      code(gapTypes([gap])),
      `${code(`${gap.cause}${gap.operation === null ? '' : ` ${gap.operation}`}`, 120)}<br>${code(gap.detail)}`,
      code(gap.remedy),
    ]),
    open: true,
    rank: 2,
  };
}

function crashSection({ rules }: AuditResult): Section {
  const crashed = rules.filter((rule) => rule.state === 'crashed');
  return {
    title: 'Rules that crashed: what they judge is not known',
    head: ['rule', 'error'],
    rows: crashed.map((rule) => [code(rule.id, 80), code(rule.error ?? 'no message')]),
    open: true,
    rank: 2,
  };
}

function waivedSection(result: AuditResult): Section {
  return {
    title: 'Waived',
    head: ['finding', 'resource', 'owner', 'until', 'reason'],
    rows: waivedFindings(result).map((finding) => [
      `${code(finding.message)}<br>${code(finding.rule, 80)} ${finding.severity}`,
      `${code(finding.type, 100)}<br>${code(finding.counterpart, 150)}`,
      code(finding.waiver?.owner ?? '', 100),
      code(finding.waiver?.until ?? '', 20),
      code(finding.waiver?.reason ?? ''),
    ]),
    open: false,
    rank: 6,
  };
}

function spentSection(result: AuditResult): Section {
  return {
    title: 'Waivers that hide nothing any more',
    head: ['waiver', 'why', 'owner', 'place'],
    rows: spentWaivers(result).map((one) => [
      code(one.target),
      one.state === 'expired' ? `expired ${code(one.until, 20)}` : 'matches nothing',
      code(one.owner, 100),
      code(one.place ?? '', 120),
    ]),
    open: true,
    rank: 3,
  };
}

function exemptSection(result: AuditResult): Section {
  return {
    title: 'Exempt',
    head: ['resource', 'regions', 'reason'],
    rows: exemptions(result).map((one) => [
      `${code(one.type, 100)}<br>${code(one.counterpart, 150)}`,
      codes(one.regions, 80),
      code(one.reason),
    ]),
    open: false,
    rank: 7,
  };
}

function resolvedSection({ since }: AuditResult): Section {
  return {
    title: 'Resolved since the last run',
    head: ['finding', 'resource'],
    rows: (since?.resolved ?? []).map((one) => [
      code(one.message),
      `${code(one.type, 100)}<br>${code(plain(one.counterpart, 150))}`,
    ]),
    open: false,
    rank: 8,
  };
}
