/** The test suites and cases of the JUnit format. */
import { listIn } from '../common/lists.ts';
import type { Finding } from '../rules/rule.ts';
import type { Gap } from '../snapshot/snapshot.ts';
import {
  exemptions,
  exemptionText,
  fails,
  findingText,
  gapText,
  plain,
  spentText,
  spentWaivers,
  waiverText,
} from './facts.ts';
import type { AuditResult } from './report.ts';
import { count } from './words.ts';

/** A test case of JUnit: what became of it, and what else is to be read. */
export type Case = {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  /** Lines under the message. */
  readonly details: readonly string[];
  /** Lines of system-out: what was found and does not decide. */
  readonly output: readonly string[];
};

export type Suite = { readonly name: string; readonly cases: readonly Case[] };

/** Lines in one test case; the readers of CI load the whole file. */
const LINES = 1000;

/** A suite per rule with a case per counterpart; then one for what could not be seen, is exempt, or waived in vain. */
export function suitesOf(result: AuditResult): readonly Suite[] {
  const more = [
    { name: 'could-not-be-seen', cases: unique(result.gaps.map(gapCase)) },
    { name: 'declared-to-differ', cases: unique(exemptions(result).map(exemptCase)) },
    { name: 'waivers-to-tidy', cases: unique(spentWaivers(result).map(spentCase)) },
  ];
  return [...rulesOf(result).map((rule) => ruleSuite(result, rule)), ...more.filter(({ cases }) => cases.length > 0)];
}

type RuleState = AuditResult['rules'][number];

/** The rules that ran, and any that a finding names beside them. */
function rulesOf(result: AuditResult): readonly RuleState[] {
  const known = new Set(result.rules.map((rule) => rule.id));
  const named = [...new Set(result.findings.map((finding) => finding.rule))].filter((id) => !known.has(id));
  return [...result.rules, ...named.map((id): RuleState => ({ id, state: 'failed' }))];
}

/** A case for each counterpart that the rule speaks of, and one for all else: what comes new is a newly failed test. */
function ruleSuite(result: AuditResult, rule: RuleState): Suite {
  const byCounterpart = new Map<string, Finding[]>();
  for (const finding of result.findings) {
    if (finding.rule === rule.id) listIn(byCounterpart, `${finding.type} ${finding.counterpart}`).push(finding);
  }
  const cases = [...byCounterpart].map(([name, findings]) => counterpartCase(result, rule, name, findings));
  return { name: rule.id, cases: unique([restCase(result, rule), ...cases]) };
}

/** The worst that holds of the counterpart decides; the rest is said in system-out. What deviates is never green. */
function counterpartCase(result: AuditResult, rule: RuleState, name: string, findings: readonly Finding[]): Case {
  const failing = findings.filter((finding) => fails(result, finding));
  const waived = findings.filter((finding) => finding.status === 'waived');
  const minor = findings.filter((finding) => finding.status === 'open' && !fails(result, finding));
  const base = { name: plain(name, 400), type: rule.id };
  if (failing.length > 0) {
    const output = limited([...minor.map(line), ...waived.map(waivedLine)]);
    return { ...base, outcome: 'failure', message: headline(failing), details: limited(failing.map(line)), output };
  }
  if (minor.length > 0) {
    const message = `${headline(minor)}: does not make the run fail`;
    return {
      ...base,
      outcome: 'skipped',
      message,
      details: limited(minor.map(line)),
      output: limited(waived.map(waivedLine)),
    };
  }
  const message = waived.length === 1 ? waiverText(waived[0] as Finding) : `${waived.length} waived`;
  return { ...base, outcome: 'skipped', message, details: limited(waived.map(waivedLine)), output: [] };
}

function headline(findings: readonly Finding[]): string {
  return findings.length === 1 ? plain(findings[0]?.message ?? '') : count(findings.length, 'finding');
}

/** What the rule says of all else: it passes where all was seen, and is never green where it was not. */
function restCase(result: AuditResult, rule: RuleState): Case {
  const base = { name: rule.id, type: rule.id, details: [], output: [] };
  if (rule.state === 'crashed') {
    const message = `the rule crashed: ${plain(rule.error ?? 'no message')}`;
    return { ...base, outcome: 'error', type: 'crashed', message };
  }
  if (rule.state === 'inconclusive' || rule.partly) {
    const message = 'could not be told: not everything could be seen (could-not-be-seen says what and why)';
    return { ...base, outcome: 'skipped', message, output: limited(result.gaps.map(gapText)) };
  }
  return { ...base, outcome: 'passed', message: '' };
}

function line(finding: Finding): string {
  return `${finding.severity}: ${findingText(finding)} [${finding.type} ${plain(finding.counterpart, 200)}, ${finding.fingerprint}]`;
}

function waivedLine(finding: Finding): string {
  return `${line(finding)} ${waiverText(finding)}`;
}

function limited(lines: readonly string[]): readonly string[] {
  return lines.length > LINES ? [...lines.slice(0, LINES), `… and ${lines.length - LINES} more`] : lines;
}

function gapCase(gap: Gap): Case {
  const details = [plain(gap.detail), ...(gap.remedy === '' ? [] : [`→ ${plain(gap.remedy)}`])];
  const message = `${gapText(gap)}${gap.remedy === '' ? '' : ` → ${plain(gap.remedy)}`}`;
  return { name: gapText(gap), outcome: 'error', type: gap.cause, message, details, output: [] };
}

function exemptCase(exemption: ReturnType<typeof exemptions>[number]): Case {
  const message = exemptionText(exemption);
  const name = `${exemption.type} ${plain(exemption.counterpart, 200)} in ${exemption.regions.join(', ')}`;
  return { name: plain(name), outcome: 'skipped', type: 'exempt', message, details: [], output: [] };
}

function spentCase(waiver: ReturnType<typeof spentWaivers>[number]): Case {
  const name = plain(`${waiver.state} waiver of ${waiver.target}`, 300);
  return { name, outcome: 'skipped', type: waiver.state, message: spentText(waiver), details: [], output: [] };
}

/** GitLab keeps only the first of the cases with one name. */
function unique(cases: readonly Case[]): readonly Case[] {
  const seen = new Map<string, number>();
  return cases.map((one) => {
    const times = (seen.get(one.name) ?? 0) + 1;
    seen.set(one.name, times);
    return times === 1 ? one : { ...one, name: `${one.name} (${times})` };
  });
}
