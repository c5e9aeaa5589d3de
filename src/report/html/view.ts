/** What the page shows of a result. */
import type { Finding } from '../../rules/rule.ts';
import { toldInOrder } from '../order-of-harm.ts';
import type { AuditResult, Cause, ReportRow } from '../report.ts';
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

/** What is told together: the groups that follow from one cause, or one group by itself. */
export type Block = { readonly cause: Cause | null; readonly groups: readonly Group[] };

/** The result as the page shows it: computed once, read by every section. */
export type View = {
  readonly result: AuditResult;
  readonly places: readonly string[];
  /** Open findings under their causes, what hurts most first, then the waived ones likewise. */
  readonly blocks: readonly Block[];
  /** Their groups. */
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

type Lists = { readonly cause: Cause | null; readonly lists: Finding[][] };

/** Under each cause its findings by counterpart; what has no cause by counterpart, where the worst of it stands. */
function listsOf(result: AuditResult): readonly Lists[] {
  return (['open', 'waived'] as const).flatMap((status) => {
    const alone = new Map<string, Finding[]>();
    const findings = result.findings.filter((finding) => finding.status === status);
    return toldInOrder(findings, result.causes ?? []).flatMap(
      ({ cause, findings: [first, ...rest] }): readonly Lists[] => {
        if (cause !== null) return [{ cause, lists: groups([first, ...rest]).map((list) => [...list]) }];
        const known = alone.get(keyOf(first));
        if (known !== undefined) {
          known.push(first);
          return [];
        }
        const list = [first];
        alone.set(keyOf(first), list);
        return [{ cause, lists: [list] }];
      },
    );
  });
}

/** The result as the page shows it: findings in groups, up to what a page can hold. */
export function viewOf(result: AuditResult): View {
  const rows = new Map(result.rows.map((row) => [keyOf(row), row]));
  const blocks: Block[] = [];
  const byKey = new Map<string, Group>();
  let left = MOST.findings;
  let number = 0;
  for (const { cause, lists } of listsOf(result)) {
    const shown: Group[] = [];
    for (const list of lists) {
      const [first, ...rest] = list.slice(0, left);
      if (first === undefined) break;
      const group: Group = { id: `c-${number++}`, findings: [first, ...rest], row: rows.get(keyOf(first)) };
      left -= group.findings.length;
      shown.push(group);
      if (!byKey.has(keyOf(first))) byKey.set(keyOf(first), group);
    }
    if (shown.length > 0) blocks.push({ cause, groups: shown });
  }
  return {
    result,
    places: places(result),
    blocks,
    groups: blocks.flatMap((block) => block.groups),
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
