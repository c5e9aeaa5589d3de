/** Words that several formats use. */
import { own } from '../common/own-member.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import { safe } from './escape.ts';
import type { AuditResult, ReportRow } from './report.ts';

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

const WORST_FIRST = new Map(SEVERITIES.map((severity, index) => [severity, index]));

/** Sorts the worst first. */
export function bySeverity(a: Severity, b: Severity): number {
  return (WORST_FIRST.get(a) ?? 0) - (WORST_FIRST.get(b) ?? 0);
}

/** `1 finding`, `2 findings`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

const MATCHED: { readonly [by: string]: string } = {
  declared: 'the pair declared in the baseline',
  'logical-id': 'logical id',
  path: 'construct path',
  address: 'Terraform address',
  'global-identity': 'global identity',
  'name-tag': 'Name tag',
  name: 'name, without region and account',
  graph: 'what leads to it,',
  shape: 'likeness of their properties',
};

/** How counterparts were found, as a clause: `matched by logical id Database`. */
export function matched(match: { readonly by: string; readonly key: string } | null): string {
  if (match === null) return 'not matched with anything';
  if (match.by === 'single') return 'no counterpart was found';
  return `matched by ${MATCHED[match.by] ?? match.by}${match.key === '' ? '' : ` ${safe(match.key, 120)}`}`;
}

/** Prefixes of the fingerprints, long enough to tell them apart, and at least eight characters. */
export function shortPrints(findings: readonly Finding[]): (fingerprint: string) => string {
  const all = [...new Set(findings.map((finding) => finding.fingerprint))].sort();
  let length = 8;
  for (let index = 1; index < all.length; index++) {
    const [before, after] = [all[index - 1] ?? '', all[index] ?? ''];
    let shared = 0;
    while (shared < after.length && before[shared] === after[shared]) shared++;
    length = Math.max(length, shared + 1);
  }
  return (fingerprint) => fingerprint.slice(0, length);
}

/**
 * A counterpart with the name it has where it is there, when that says more: `Database (app-database)`. Where one region is
 * spoken of, with the name it has in that one.
 */
export function named(row: ReportRow, region: string | null = null): string {
  const cell = region === null ? undefined : own(row.cells, region);
  const cells = cell === undefined ? Object.values(row.cells) : [cell];
  const name = cells.find((one) => one.name)?.name ?? cells.find((one) => one.id)?.id;
  const counterpart = safe(row.counterpart, 120);
  return !name || row.counterpart.toLowerCase().includes(name.toLowerCase())
    ? counterpart
    : `${counterpart} (${safe(name, 120)})`;
}

/** The regions of the report in order, `global` last and only when something is there. */
export function places(result: AuditResult): readonly string[] {
  const others = Object.keys(result.counts).filter((place) => {
    const counts = result.counts[place];
    return (
      !result.regions.includes(place) && counts !== undefined && counts.total + counts.missing + counts.unknown > 0
    );
  });
  return [...result.regions, ...others];
}
