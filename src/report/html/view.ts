/** What the page shows of a result. */
import type { Finding } from '../../rules/rule.ts';
import type { AuditResult, ReportRow } from '../report.ts';
import { groups } from '../text/findings.ts';
import { places, shortPrints } from '../words.ts';
import { slug } from './markup.ts';

/** Findings and rows beyond these are counted and not shown: a browser holds no million of them. */
export const MOST = { findings: 10_000, rows: 10_000 } as const;

/** Findings of one counterpart and one status, with the address of the block that shows them. */
export type Group = {
  readonly id: string;
  readonly findings: readonly [Finding, ...Finding[]];
  readonly row: ReportRow | undefined;
};

/** The result as the page shows it: computed once, read by every section. */
export type View = {
  readonly result: AuditResult;
  readonly places: readonly string[];
  /** Open findings by counterpart, the worst first, then the waived ones likewise. */
  readonly groups: readonly Group[];
  /** Findings that `groups` leaves out. */
  readonly cut: number;
  /** The block of a type and counterpart, when it has findings. */
  groupOf(row: { readonly type: string; readonly counterpart: string }): Group | undefined;
  /** Fingerprint, as short as tells it apart. */
  print(fingerprint: string): string;
};

/** The key of a row. */
export function keyOf({ type, counterpart }: { readonly type: string; readonly counterpart: string }): string {
  return `${type}\n${counterpart}`;
}

/** The result as the page shows it: findings in groups, up to what a page can hold. */
export function viewOf(result: AuditResult): View {
  const rows = new Map(result.rows.map((row) => [keyOf(row), row]));
  const all = (['open', 'waived'] as const).flatMap((status) =>
    groups(result.findings.filter((finding) => finding.status === status)),
  );
  const shown: Group[] = [];
  const byKey = new Map<string, Group>();
  let left = MOST.findings;
  for (const [index, list] of all.entries()) {
    const [first, ...rest] = list.slice(0, left);
    if (first === undefined) break;
    const group: Group = { id: `c-${index}`, findings: [first, ...rest], row: rows.get(keyOf(first)) };
    left -= group.findings.length;
    shown.push(group);
    if (!byKey.has(keyOf(first))) byKey.set(keyOf(first), group);
  }
  return {
    result,
    places: places(result),
    groups: shown,
    cut: result.findings.length - (MOST.findings - left),
    groupOf: (row) => byKey.get(keyOf(row)),
    print: shortPrints(result.findings),
  };
}

/** The id of a finding's element in the page. */
export function findingId(fingerprint: string): string {
  return `f-${slug(fingerprint)}`;
}

/** `2026-01-02 03:04 UTC`; what is no date stays as it is. */
export function when(takenAt: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(takenAt) ? `${takenAt.slice(0, 16).replace('T', ' ')} UTC` : takenAt;
}
