/** Holds a result against an earlier one. */
import type { Finding } from '../rules/rule.ts';
import { GLOBAL } from '../snapshot/snapshot.ts';
import { answer } from './fails.ts';
import type { AuditResult, Since } from './report.ts';
import { covers, scopeLines } from './since-scope.ts';

type Past = Since['resolved'][number];

/**
 * The result held against an earlier one: what is new, what is still there, what is gone, and what this run cannot speak of.
 * Pure. With `failOnNew` the gate goes by the new findings alone, and what could not be seen counts as ever; the verdict is what is there.
 */
export function withSince(result: AuditResult, last: AuditResult, failOnNew = false): AuditResult {
  const findings = result.findings.map((finding): Finding => ({ ...finding, since: ageOf(finding, last) }));
  const gone = last.findings.filter((finding) => !isThere(finding, result, last));
  const resolved = gone.filter((finding) => isComparable(finding, result, last));
  const since: Since = {
    takenAt: last.snapshot.takenAt,
    new: findings.filter((finding) => finding.since === 'new').length,
    known: findings.filter((finding) => finding.since === 'known').length,
    resolved: resolved.map(past),
    notCompared: gone.filter((finding) => !resolved.includes(finding)).map(past),
    scope: scopeLines(result, last),
    ...(failOnNew && { failOnNew: true }),
  };
  const compared = { ...result, findings, since };
  return { ...compared, ...answer(compared, result.verdict === 'error') };
}

/** What a finding is of, whatever regions deviate. */
function subject({ rule, type, counterpart, property }: Finding): string {
  return JSON.stringify([rule, type, counterpart, property]);
}

/**
 * Known: the last run had it, in these regions or in more. One that was waived then and is open now is new: it counts for the
 * first time.
 */
function ageOf(finding: Finding, last: AuditResult): 'new' | 'known' {
  const known = last.findings.some(
    (before) =>
      subject(before) === subject(finding) &&
      (before.status === 'open' || finding.status === 'waived') &&
      finding.regions.every((region) => before.regions.includes(region)),
  );
  return known ? 'known' : 'new';
}

/** Still there, were it in fewer or more regions; with another reference another region deviates. */
function isThere(before: Finding, now: AuditResult, last: AuditResult): boolean {
  return now.findings.some(
    (finding) =>
      subject(finding) === subject(before) &&
      (now.reference !== last.reference || finding.regions.some((region) => before.regions.includes(region))),
  );
}

/** Whether this run would have found it, were it still there. */
function isComparable(before: Finding, now: AuditResult, last: AuditResult): boolean {
  const { rule, type, counterpart, counterparts = [counterpart] } = before;
  const state = now.rules.find(({ id }) => id === rule)?.state;
  if (state === undefined || state === 'crashed') return false;
  const involved = [...before.regions, ...Object.keys(before.values), ...Object.keys(before.resources)];
  if (!involved.every((region) => region === GLOBAL || now.regions.includes(region))) return false;
  const row = now.rows.find((one) => one.type === type && counterparts.includes(one.counterpart));
  if (!covers(now, last, type, row !== undefined)) return false;
  if (state === 'passed') return true;
  const unseen = now.gaps.some(
    (gap) => (gap.type === type || gap.type === '*') && [...involved, GLOBAL].includes(gap.region),
  );
  if (unseen || row?.state === 'unknown') return false;
  if (Object.values(row?.cells ?? {}).some((cell) => cell.state === 'unknown')) return false;
  // Where the row still deviates, a comparison that leads to something unread does not show in its state.
  const settled = row === undefined || ['same', 'present', 'exempt'].includes(row.state) || before.property === null;
  return settled || now.gaps.length === 0;
}

function past({ fingerprint, rule, severity, type, counterpart, regions, message }: Finding): Past {
  return { fingerprint, rule, severity, type, counterpart, regions, message };
}
