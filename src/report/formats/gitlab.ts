/** The format `gitlab`. */
import { createHash } from 'node:crypto';
import type { Finding, Severity } from '../../rules/rule.ts';
import {
  exemptions,
  exemptionText,
  findingText,
  gapText,
  openFindings,
  placeOfFinding,
  plain,
  spentText,
  spentWaivers,
  waivedFindings,
  waiverText,
} from '../facts.ts';
import type { Format } from '../format.ts';
import { toJson } from '../json.ts';
import type { AuditResult } from '../report.ts';

/** Severities of GitLab Code Quality, as the reference of its report format has them. */
const SEVERITY: { readonly [severity in Severity]: 'minor' | 'major' | 'critical' | 'blocker' } = {
  low: 'minor',
  medium: 'major',
  high: 'critical',
  critical: 'blocker',
};

/** GitLab shows a description as one line of text. */
const LONGEST = 500;

/** One of the list; GitLab tells issues apart by the fingerprint alone, and compares the lists of two pipelines by it. */
function issue(
  result: AuditResult,
  at: Pick<Finding, 'stated' | 'source'>,
  told: { check: string; text: string; severity: string; print: string },
) {
  const { file, line } = placeOfFinding(result, at);
  return {
    description: plain(told.text, LONGEST),
    check_name: told.check,
    fingerprint: told.print,
    severity: told.severity,
    location: { path: plain(file, 400), lines: { begin: line } },
  };
}

/** What is no finding has none of its own. */
function printOf(check: string, text: string): string {
  return createHash('sha256').update(`${check} ${text}`).digest('hex').slice(0, 16);
}

function render(result: AuditResult): string {
  const findings = openFindings(result).map((finding) =>
    issue(result, finding, {
      check: finding.rule,
      text: findingText(finding, LONGEST),
      severity: SEVERITY[finding.severity],
      print: finding.fingerprint,
    }),
  );
  const note = (check: string, text: string, severity = 'info', stated: string | null = null) =>
    issue(result, { stated }, { check, text, severity, print: printOf(check, text) });
  const notes = [
    ...result.rules.flatMap(({ id, state, error }) =>
      state === 'crashed' ? [note('rule-crashed', `${id} crashed: ${error ?? 'no message'}`, 'blocker')] : [],
    ),
    ...result.gaps.map((gap) => note('could-not-be-seen', gapText(gap))),
    ...waivedFindings(result).map((one) =>
      note('waived', `${waiverText(one)}: ${findingText(one)}`, 'info', one.stated),
    ),
    ...spentWaivers(result).map((one) => note('waivers-to-tidy', spentText(one), 'info', one.place)),
    ...exemptions(result).map((one) => note('declared-to-differ', `${one.type} ${exemptionText(one)}`)),
  ];
  const once = new Map([...findings, ...notes].map((one) => [one.fingerprint, one]));
  return toJson([...once.values()]);
}

export default {
  extension: 'json',
  summary: 'For the Code Quality widget of a GitLab merge request: what is new, and what is resolved.',
  notes: [
    'Give it as `artifacts: reports: codequality:`. GitLab compares it with the report of the target branch by the fingerprints, which a redeploy does not change. A live resource has no file: an issue stands on the line of the baseline that states it, else on its first line.',
    'Critical is `blocker`, high `critical`, medium `major`, low `minor`. What could not be read, what is waived or exempt, and waivers in vain are `info`: said, and no reason to worry. A crashed rule is a `blocker`.',
  ],
  render,
} satisfies Format;
