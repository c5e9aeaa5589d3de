/** What several formats tell of a result, in words. */
import type { Finding } from '../rules/rule.ts';
import type { Gap } from '../snapshot/snapshot.ts';
import { comparedText } from './compared.ts';
import { contrast } from './contrast.ts';
import { cut, visible } from './escape.ts';
import { byHarm } from './order-of-harm.ts';
import type { AuditResult, ReportRow, Since, View } from './report.ts';
import { tally } from './text/head.ts';
import { gapTypes } from './text/tail.ts';
import { directed } from './text/values.ts';
import { unread, untold } from './unread.ts';
import { bySeverity, count } from './words.ts';

/** What several formats tell: the same fact in the same words, whatever the format. */

export { fails } from './verdict.ts';

/** The open findings, the worst first; within a severity what hurts most. */
export function openFindings(result: AuditResult): readonly Finding[] {
  return result.findings.filter((one) => one.status === 'open').sort(byHarm);
}

/** The findings that a waiver accepts. */
export function waivedFindings(result: AuditResult): readonly Finding[] {
  return result.findings.filter((one) => one.status === 'waived').sort((a, b) => bySeverity(a.severity, b.severity));
}

/** One line, harmless, of bounded length: of what formats with lines and cells are made. */
export function plain(text: string, max = 1000): string {
  return visible(cut(text, max));
}

/** `waived by payments until 2026-12-31: one writer by design`. */
export function waiverText({ waiver }: Finding, max = 1000): string {
  if (waiver === undefined) return 'waived';
  return plain(`waived by ${waiver.owner} until ${waiver.until}: ${waiver.reason}`, max);
}

/** What the finding is, with the values side by side: `… differs (us-east-1: 7; eu-central-1: 1)`. */
export function findingText(finding: Finding, max = 1000): string {
  const values = valueTexts(finding);
  return `${plain(finding.message, max)}${values.length === 0 ? '' : ` (${values.join('; ')})`}`;
}

const CONTRASTS = 4;
/** Beyond so many places, those that have the same are told together. */
const APART = 4;
const NAMED = 8;

/** `us-east-1: 7`, a region each, of many those that deviate first and the others together; of a long value only what differs, after its path. */
export function valueTexts(finding: Finding): readonly string[] {
  const entries = Object.entries(finding.values);
  if (entries.length === 0) return [];
  const all = contrast(new Map(entries.map(([region, value]) => [region, directed(finding, value)])), finding.compared);
  const texts = all.slice(0, CONTRASTS).flatMap(({ path, values }) => {
    const [first = '', ...others] = sideTexts(values, finding.regions);
    return [path === '' ? first : `${plain(path, 200)}: ${first}`, ...others];
  });
  return all.length > CONTRASTS ? [...texts, `and ${all.length - CONTRASTS} more differences`] : texts;
}

/** A side that deviates is never cut away: the others stand after it. */
function sideTexts(values: ReadonlyMap<string, string>, deviating: readonly string[]): readonly string[] {
  if (values.size <= APART) return [...values].map(([region, value]) => `${plain(region, 80)}: ${plain(value, 300)}`);
  const groups = new Map<string, string[]>();
  const isDeviating = (region: string) => deviating.includes(region);
  const ordered = [...values].sort(([a], [b]) => Number(isDeviating(b)) - Number(isDeviating(a)));
  for (const [region, value] of ordered) groups.set(value, [...(groups.get(value) ?? []), region]);
  return [...groups].map(([value, regions]) => {
    const many = regions.length > NAMED || (!regions.some(isDeviating) && regions.length > 2);
    const named = many
      ? `${plain(regions[0] ?? '', 80)} and ${regions.length - 1} more`
      : regions.map((one) => plain(one, 80)).join(', ');
    return `${named}: ${plain(value, 300)}`;
  });
}

/** `AWS::S3::Bucket (BucketEncryption) in eu-central-1 could not be read: denied s3:GetEncryptionConfiguration`. */
export function gapText(gap: Gap): string {
  if (gap.cause === 'ambiguous') return `${gapTypes([gap])} in ${plain(gap.region, 80)}: ${plain(gap.detail, 600)}`;
  const call = gap.operation === null ? '' : ` ${plain(gap.operation, 120)}`;
  return `${gapTypes([gap])} in ${plain(gap.region, 80)} could not be read: ${gap.cause}${call}`;
}

export type Exemption = {
  readonly type: string;
  readonly counterpart: string;
  readonly regions: readonly string[];
  readonly reason: string;
};

/** What the baseline declares to differ: a resource, the regions that it holds for, and why. */
export function exemptions(result: AuditResult): readonly Exemption[] {
  return result.rows.flatMap((row) => {
    const byReason = new Map<string, string[]>();
    for (const [region, cell] of Object.entries(row.cells)) {
      if (cell.state !== 'exempt') continue;
      const reason = cell.reason ?? '';
      byReason.set(reason, [...(byReason.get(reason) ?? []), region]);
    }
    const { type, counterpart } = row;
    return [...byReason].map(([reason, regions]) => ({ type, counterpart, regions, reason }));
  });
}

/** `Replica is exempt in eu-central-1: one writer by design`. */
export function exemptionText({ counterpart, regions, reason }: Exemption): string {
  const why = reason === '' ? '' : `: ${plain(reason, 600)}`;
  return `${plain(counterpart, 200)} is exempt in ${plain(regions.join(', '), 600)}${why}`;
}

/** Waivers that no longer hide anything, or never did. */
export function spentWaivers(result: AuditResult): readonly NonNullable<AuditResult['waivers']>[number][] {
  return (result.waivers ?? []).filter((one) => one.state !== 'active');
}

/** What is to be said of a waiver that no longer does anything. */
export function spentText(waiver: NonNullable<AuditResult['waivers']>[number]): string {
  const { state, target, owner, until, reason, place } = waiver;
  const what = state === 'expired' ? `expired on ${until} and no longer hides anything` : 'matches nothing';
  const where = place === null ? '' : ` (${place})`;
  return plain(`The waiver of ${target}${where} ${what}; owner ${owner}, reason: ${reason}`);
}

/** `7 findings: 1 critical, 6 high; 1 waived; 2 exempt; 3 could not be read`: nothing is left out of it. */
export function summaryText(result: AuditResult): string {
  const waived = waivedFindings(result).length;
  const exempt = exemptions(result).length;
  const crashed = result.rules.filter((rule) => rule.state === 'crashed').length;
  const compared = comparedText(result);
  return [
    tally(result),
    ...(compared === '' ? [] : [compared]),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(exempt > 0 ? [`${exempt} exempt`] : []),
    ...(unread(result).length > 0 ? [`${unread(result).length} could not be read`] : []),
    ...(untold(result).length > 0 ? [`${untold(result).length} could not be told apart`] : []),
    ...(crashed > 0 ? [`${count(crashed, 'rule')} crashed`] : []),
    ...(result.since === undefined ? [] : [sinceText(result.since)]),
  ].join('; ');
}

/** `since 2026-01-01 02:00 UTC: 1 new, 3 known, 2 resolved, 4 not compared`. */
export function sinceText({ takenAt, new: fresh, known, resolved, notCompared }: Since): string {
  const skipped = notCompared.length === 0 ? '' : `, ${notCompared.length} not compared`;
  return `since ${when(takenAt)}: ${fresh} new, ${known} known, ${resolved.length} resolved${skipped}`;
}

/** `2026-01-02 03:04 UTC` */
export function when(time: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(time) ? `${time.slice(0, 16).replace('T', ' ')} UTC` : 'at an unknown time';
}

/**
 * Share of the compared rows that are the same everywhere, 0 to 1; null when nothing was compared. What is only there is in
 * neither number; what some place lacks is in the second.
 */
export function score({ rows }: AuditResult): number | null {
  const compared = rows.filter(({ state, presenceOnly }: ReportRow) =>
    state === 'same' ? !presenceOnly : state === 'drifted' || state === 'missing',
  );
  if (compared.length === 0) return null;
  return compared.filter(({ state }) => state === 'same').length / compared.length;
}

/** `Only findings of severity high and above are shown; 22 others are not.`; null where all are. */
export function filterLine(result: AuditResult, { filter, hidden = 0 }: View): string | null {
  if (filter === undefined) return null;
  const shown = count(result.findings.length, 'finding');
  return `Only findings of ${filter} are shown: ${shown}, and ${hidden} not. Verdict and counts are of all.`;
}

export type Place = { readonly file: string; readonly line: number };

/** A live resource has no file: a finding stands where the baseline states it, else at the head of the baseline. */
export function placeOf({ baseline }: AuditResult, stated: string | null): Place {
  const [, file, line] = stated?.match(/^(.+):(\d+)$/s) ?? [];
  if (file !== undefined && Number(line) > 0) return { file, line: Number(line) };
  return { file: stated ?? baseline ?? 'infra-parity.yaml', line: 1 };
}

/** Where a finding stands: where the baseline states it, else where what it speaks of is written, else at the head of the baseline. */
export function placeOfFinding(result: AuditResult, { stated, source }: Pick<Finding, 'stated' | 'source'>): Place {
  return stated === null && source !== undefined ? { file: source.file, line: source.line } : placeOf(result, stated);
}
