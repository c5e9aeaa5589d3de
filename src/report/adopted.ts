/** A result held against the accepted state: what of it is known, and what nobody adopted. */
import type { AdoptedFinding } from '../baseline/adopted-file.ts';
import { listIn } from '../common/lists.ts';
import type { Finding } from '../rules/rule.ts';
import type { AuditResult } from './report.ts';
import { answer } from './verdict.ts';

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
  const byFinding = new Map<string, AdoptedFinding[]>();
  for (const entry of held) listIn(byFinding, entry.finding).push(entry);
  const findings = result.findings.map((finding): Finding => {
    const entry =
      finding.status === 'open' ? byFinding.get(finding.fingerprint)?.find((one) => speaksOf(one, finding)) : undefined;
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
      gone: entries.filter(goneFrom(result)).length,
      expired: entries.length - held.length,
      ...(failOnNew && { failOnNew }),
    },
  };
  return { ...marked, ...answer(marked, result.verdict === 'error') };
}

/** Whether this run looked where an entry was found, saw all, and found it no more; what of the run is asked is gathered once. */
export function goneFrom(result: AuditResult): (entry: AdoptedFinding) => boolean {
  const found = new Set(result.findings.map(({ fingerprint }) => fingerprint));
  const states = new Map(result.rules.map(({ id, state }) => [id, state]));
  const regions = new Set(['global', ...result.regions]);
  const rows = new Set(result.rows.map(({ type, counterpart }) => `${type}\n${counterpart}`));
  return (entry) => {
    if (found.has(entry.finding)) return false;
    const state = states.get(entry.rule);
    if (state === undefined || state === 'crashed' || result.gaps.length > 0) return false;
    return entry.regions.every((region) => regions.has(region)) && rows.has(`${entry.type}\n${entry.counterpart}`);
  };
}
