/** The OCSF events of a result. */
import { rules } from '../../rules/index.ts';
import type { Finding, Severity } from '../../rules/rule.ts';
import type { Gap } from '../../snapshot/snapshot.ts';
import { gateText, verdictText } from '../compared.ts';
import {
  type exemptions,
  exemptionText,
  findingText,
  gapText,
  plain,
  spentText,
  type spentWaivers,
  summaryText,
  valueTexts,
  waiverText,
} from '../facts.ts';
import type { AuditResult } from '../report.ts';
import { totals } from '../text/totals.ts';
import { cloudOf, event, resourcesOf } from './event.ts';

/** One OCSF Compliance Finding for each thing that the audit says. The numbers are those of OCSF 1.5.0. */

const SEVERITY: { readonly [severity in Severity]: readonly [number, string] } = {
  low: [2, 'Low'],
  medium: [3, 'Medium'],
  high: [4, 'High'],
  critical: [5, 'Critical'],
};
const INFORMATIONAL = [1, 'Informational'] as const;
const UNKNOWN = [0, 'Unknown'] as const;
const NEW = [1, 'New'] as const;
const IN_PROGRESS = [2, 'In Progress'] as const;
const SUPPRESSED = [3, 'Suppressed'] as const;
const RESOLVED = [4, 'Resolved'] as const;
const PASS = [1, 'Pass'] as const;
/** OCSF: "did not yield a result due to missing information". */
const WARNING = [2, 'Warning'] as const;
const FAIL = [3, 'Fail'] as const;

/** A finding; with `--since` one that the last run had is an update. */
export function findingEvent(result: AuditResult, finding: Finding): object {
  const waived = finding.status === 'waived';
  const known = finding.since === 'known';
  const rule = rules.find(({ meta }) => meta.id === finding.rule)?.meta;
  return event(result, {
    activity: known ? 'Update' : 'Create',
    uid: finding.fingerprint,
    title: plain(finding.message),
    desc: findingText(finding),
    control: finding.rule,
    ...(rule && rule.answers.length > 0 && { answers: rule.answers }),
    severity: SEVERITY[finding.severity],
    status: waived ? SUPPRESSED : known ? IN_PROGRESS : NEW,
    ...(waived && { statusDetail: waiverText(finding) }),
    compliance: FAIL,
    details: valueTexts(finding),
    ...(rule && { remedy: rule.fix }),
    cloud: cloudOf(result, finding.regions),
    resources: resourcesOf(result, finding),
    more: { type: plain(finding.type, 200), counterpart: plain(finding.counterpart, 400), regions: finding.regions },
  });
}

/** What the last run had and this one, looking at the same place, has not. */
export function resolvedEvent(
  result: AuditResult,
  finding: NonNullable<AuditResult['since']>['resolved'][number],
): object {
  return event(result, {
    activity: 'Close',
    uid: finding.fingerprint,
    title: plain(finding.message),
    control: finding.rule,
    severity: SEVERITY[finding.severity],
    status: RESOLVED,
    compliance: PASS,
    cloud: cloudOf(result, finding.regions),
    more: { type: plain(finding.type, 200), counterpart: plain(finding.counterpart, 400), regions: finding.regions },
  });
}

/** Something that could not be read: neither pass nor fail. */
export function gapEvent(result: AuditResult, gap: Gap): object {
  const parts = [gap.region, gap.type, gap.cause, gap.operation ?? '', ...(gap.properties ?? [])];
  return event(result, {
    uid: plain(`gap/${parts.join('/')}`),
    title: gapText(gap),
    desc: plain(gap.detail),
    control: 'could-not-be-seen',
    severity: UNKNOWN,
    status: UNKNOWN,
    statusDetail: plain(gap.detail),
    compliance: WARNING,
    code: 'unknown',
    details: [plain(gap.detail)],
    ...(gap.remedy !== '' && { remedy: plain(gap.remedy) }),
    cloud: cloudOf(result, [gap.region]),
    more: { type: plain(gap.type, 200), regions: [gap.region], cause: gap.cause, operation: gap.operation },
  });
}

/** The event of what the baseline declares to differ. */
export function exemptEvent(result: AuditResult, exemption: ReturnType<typeof exemptions>[number]): object {
  const { type, counterpart, regions, reason } = exemption;
  return event(result, {
    uid: plain(`exempt/${type}/${counterpart}/${regions.join('/')}`),
    title: exemptionText(exemption),
    control: 'declared-to-differ',
    severity: INFORMATIONAL,
    status: [99, 'Exempt'],
    compliance: [99, 'Exempt'],
    details: [plain(reason)],
    cloud: cloudOf(result, regions),
    more: { type: plain(type, 200), counterpart: plain(counterpart, 400), regions },
  });
}

/** The event of a waiver that no longer does anything. */
export function spentEvent(result: AuditResult, waiver: ReturnType<typeof spentWaivers>[number]): object {
  return event(result, {
    uid: plain(`waiver/${waiver.state}/${waiver.target}`),
    title: spentText(waiver),
    control: 'waivers-to-tidy',
    severity: INFORMATIONAL,
    status: NEW,
    compliance: [99, waiver.state],
    cloud: cloudOf(result, []),
    more: { owner: plain(waiver.owner, 200), until: plain(waiver.until, 40) },
  });
}

/** A rule without a finding: passed, or not to be told. One with findings is told by them. */
export function ruleEvent(result: AuditResult, { id, state, error }: AuditResult['rules'][number]): object {
  const summary = rules.find(({ meta }) => meta.id === id)?.meta.summary ?? id;
  return event(result, {
    uid: plain(`rule/${id}`),
    title: `${plain(id, 200)}: ${state}`,
    desc: `${summary}.`,
    control: id,
    severity: state === 'passed' ? INFORMATIONAL : UNKNOWN,
    status: state === 'passed' ? RESOLVED : UNKNOWN,
    compliance: state === 'passed' ? PASS : state === 'crashed' ? [99, 'Crashed'] : WARNING,
    ...(state !== 'passed' && { code: state === 'crashed' ? 'crashed' : 'unknown' }),
    ...(error !== undefined && { details: [plain(error)] }),
    cloud: cloudOf(result, result.regions),
    more: {},
  });
}

/** The verdict, so that a file is never empty and a run that saw nothing is not a run that found nothing. */
export function verdictEvent(result: AuditResult): object {
  const { verdict, gate, compared } = result;
  const compliance = verdict === 'parity' ? PASS : verdict === 'deviation' ? FAIL : WARNING;
  return event(result, {
    uid: 'verdict',
    title: `${verdictText(result)} ${totals(result)}`,
    desc: `${summaryText(result)}. The gate ${gateText(result)}`,
    control: 'verdict',
    severity: INFORMATIONAL,
    status: verdict === 'parity' ? RESOLVED : verdict === 'deviation' ? NEW : UNKNOWN,
    compliance,
    ...((verdict === 'incomplete' || verdict === 'error') && { code: 'unknown' }),
    cloud: cloudOf(result, result.regions),
    more: { verdict, gate, exitCode: result.exitCode, compared, counts: result.counts, severities: result.severities },
  });
}
