/** A result held against the accepted state: what of it is known, and what nobody adopted. */
import type { AdoptedFinding } from '../baseline/adopted-file.ts';
import type { Finding } from '../rules/rule.ts';
import { answer } from './fails.ts';
import type { AuditResult } from './report.ts';

/** The day of the snapshot, UTC: an adopted state holds up to and with its last day. */
function isOver({ until }: AdoptedFinding, result: AuditResult): boolean {
  return until !== undefined && new Date(result.snapshot.takenAt).toISOString().slice(0, 10) > until;
}

/** Whether an entry speaks of the finding: the same one, in no more places than were adopted. */
function speaksOf(entry: AdoptedFinding, { fingerprint, regions }: Finding): boolean {
  return entry.finding === fingerprint && regions.every((region) => entry.regions.includes(region));
}

/**
 * Marks the open findings that were adopted. Pure. With `failOnNew` the gate goes by the others alone; what could not be seen
 * counts as ever, and the verdict is what is there.
 */
export function withAdopted(
  result: AuditResult,
  file: string,
  entries: readonly AdoptedFinding[],
  failOnNew = false,
): AuditResult {
  const held = entries.filter((entry) => !isOver(entry, result));
  const findings = result.findings.map((finding): Finding => {
    const entry = finding.status === 'open' ? held.find((one) => speaksOf(one, finding)) : undefined;
    if (entry === undefined) return finding;
    const { owner, on, until, reason } = entry;
    return { ...finding, adopted: { owner, on, ...(until && { until }), ...(reason && { reason }) } };
  });
  const open = findings.filter(({ status }) => status === 'open');
  const known = open.filter(({ adopted }) => adopted !== undefined).length;
  const marked: AuditResult = {
    ...result,
    findings,
    adopted: {
      file,
      known,
      new: open.length - known,
      gone: entries.filter((entry) => isGone(entry, result)).length,
      expired: entries.length - held.length,
      ...(failOnNew && { failOnNew }),
    },
  };
  return { ...marked, ...answer(marked, result.verdict === 'error') };
}

/** Whether this run looked where an entry was found, saw all, and found it no more. */
export function isGone(entry: AdoptedFinding, result: AuditResult): boolean {
  if (result.findings.some(({ fingerprint }) => fingerprint === entry.finding)) return false;
  const state = result.rules.find(({ id }) => id === entry.rule)?.state;
  if (state === undefined || state === 'crashed' || result.gaps.length > 0) return false;
  if (!entry.regions.every((region) => region === 'global' || result.regions.includes(region))) return false;
  return result.rows.some(({ type, counterpart }) => type === entry.type && counterpart === entry.counterpart);
}
