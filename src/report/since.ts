/** Holds a result against an earlier one. */
import { listIn } from '../common/lists.ts';
import type { Finding } from '../rules/rule.ts';
import { type Gap, GLOBAL } from '../snapshot/snapshot.ts';
import { askedText } from './audit-request.ts';
import type { AuditResult, Since } from './report.ts';
import { covers, scopeLines } from './since-scope.ts';
import { answer } from './verdict.ts';

type Past = Since['resolved'][number];

/**
 * The result held against an earlier one: what is new, what is still there, what is gone, and what this run cannot speak of.
 * Pure. With `failOnNew` the gate goes by the new findings alone, and what could not be seen counts as ever; the verdict is what is there.
 */
export function withSince(result: AuditResult, last: AuditResult, failOnNew = false): AuditResult {
  const before = bySubject(last.findings);
  const now = bySubject(result.findings);
  const sight = sightOf(result);
  const findings = result.findings.map((finding): Finding => ({ ...finding, since: ageOf(finding, before) }));
  const gone = last.findings.filter((finding) => !isThere(finding, now, result.reference !== last.reference));
  const resolved = new Set(gone.filter((finding) => isComparable(finding, result, last, sight)));
  const since: Since = {
    takenAt: last.snapshot.takenAt,
    new: findings.filter((finding) => finding.since === 'new').length,
    known: findings.filter((finding) => finding.since === 'known').length,
    resolved: [...resolved].map(past),
    notCompared: gone.filter((finding) => !resolved.has(finding)).map(past),
    scope: scopeLines(result, last),
    ...(failOnNew && { failOnNew: true }),
  };
  const compared = { ...result, findings, since };
  return { ...compared, ...answer(compared, result.verdict === 'error') };
}

type BySubject = ReadonlyMap<string, readonly Finding[]>;

/** What a finding is of, whatever regions deviate. */
function subject({ rule, type, counterpart, property }: Finding): string {
  return JSON.stringify([rule, type, counterpart, property]);
}

function bySubject(findings: readonly Finding[]): BySubject {
  const all = new Map<string, Finding[]>();
  for (const finding of findings) listIn(all, subject(finding)).push(finding);
  return all;
}

/**
 * Known: the last run had it, in these regions or in more. One that was waived then and is open now is new: it counts for the
 * first time.
 */
function ageOf(finding: Finding, last: BySubject): 'new' | 'known' {
  const known = last
    .get(subject(finding))
    ?.some(
      (before) =>
        (before.status === 'open' || finding.status === 'waived') &&
        finding.regions.every((region) => before.regions.includes(region)),
    );
  return known ? 'known' : 'new';
}

/** Still there, were it in fewer or more regions; with another reference another region deviates. */
function isThere(before: Finding, now: BySubject, otherReference: boolean): boolean {
  const same = now.get(subject(before)) ?? [];
  return same.some((finding) => otherReference || finding.regions.some((region) => before.regions.includes(region)));
}

/** What a run saw, to be looked up by type. */
type Sight = {
  readonly rows: ReadonlyMap<string, AuditResult['rows'][number]>;
  readonly gaps: ReadonlyMap<string, readonly Gap[]>;
  readonly rules: ReadonlyMap<string, AuditResult['rules'][number]['state']>;
};

function sightOf({ rows, gaps, rules }: AuditResult): Sight {
  const byType = new Map<string, Gap[]>();
  for (const gap of gaps) listIn(byType, gap.type).push(gap);
  const keyed = rows.map((row) => [rowKey(row.type, row.counterpart), row] as const);
  // The first of a name, as ever.
  return { rows: new Map(keyed.reverse()), gaps: byType, rules: new Map(rules.map(({ id, state }) => [id, state])) };
}

function rowKey(type: string, counterpart: string): string {
  return JSON.stringify([type, counterpart]);
}

/** Whether this run would have found it, were it still there: it was asked for it, it looked there, and it saw. */
function isComparable(before: Finding, now: AuditResult, last: AuditResult, sight: Sight): boolean {
  const { rule, type, counterpart, counterparts = [counterpart] } = before;
  const state = sight.rules.get(rule);
  if (state === undefined || state === 'crashed') return false;
  if (askedText(now.asked, before) !== askedText(last.asked, before)) return false;
  const involved = [...before.regions, ...Object.keys(before.values), ...Object.keys(before.resources)];
  if (!involved.every((region) => region === GLOBAL || now.regions.includes(region))) return false;
  const row = counterparts.map((name) => sight.rows.get(rowKey(type, name))).find((one) => one !== undefined);
  if (!covers(now, last, type, row !== undefined)) return false;
  if (state === 'passed') return true;
  const regions = new Set([...involved, GLOBAL]);
  const untold = [...(sight.gaps.get(type) ?? []), ...(sight.gaps.get('*') ?? [])];
  if (untold.some((gap) => regions.has(gap.region)) || row?.state === 'unknown') return false;
  if (Object.values(row?.cells ?? {}).some((cell) => cell.state === 'unknown')) return false;
  // Where the row still deviates, a comparison that leads to something unread does not show in its state.
  const settled = row === undefined || ['same', 'present', 'exempt'].includes(row.state) || before.property === null;
  return settled || now.gaps.length === 0;
}

function past({ fingerprint, rule, severity, type, counterpart, regions, message }: Finding): Past {
  return { fingerprint, rule, severity, type, counterpart, regions, message };
}
