/** The test suites and cases of the JUnit format. */
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
import { count, places } from './words.ts';

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

/** A suite per rule with a case per region; then one for what could not be seen, is declared to differ, or waived in vain. */
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

function ruleSuite(result: AuditResult, rule: RuleState): Suite {
  const findings = result.findings.filter((finding) => finding.rule === rule.id);
  const named = findings.flatMap((finding) => finding.regions);
  const regions = [...new Set([...result.regions, ...named, ...places(result)])];
  return { name: rule.id, cases: regions.map((region) => ruleCase(result, rule, region, findings)) };
}

/** The worst that holds of the rule in the region decides; the rest is said in system-out. Nothing unread passes. */
function ruleCase(result: AuditResult, rule: RuleState, region: string, all: readonly Finding[]): Case {
  const here = all.filter((finding) => finding.regions.includes(region));
  const failing = here.filter((finding) => fails(result, finding));
  const waived = here.filter((finding) => finding.status === 'waived');
  const minor = here.filter((finding) => finding.status === 'open' && !fails(result, finding));
  const base = { name: `${rule.id} in ${region}`, type: rule.id, details: [] };
  const said = [...minor.map(line), ...waived.map(waivedLine)];
  if (rule.state === 'crashed') {
    const message = `the rule crashed: ${plain(rule.error ?? 'no message')}`;
    return { ...base, outcome: 'error', type: 'crashed', message, output: limited(said) };
  }
  if (failing.length > 0) {
    const message = failing.length === 1 ? plain(failing[0]?.message ?? '') : count(failing.length, 'finding');
    return { ...base, outcome: 'failure', message, details: limited(failing.map(line)), output: limited(said) };
  }
  const unseen = result.gaps.filter((gap) => gap.region === region);
  if (rule.state === 'inconclusive' || (rule.state === 'failed' && unseen.length > 0)) {
    const message = 'could not be told: not everything could be seen (could-not-be-seen says what and why)';
    return { ...base, outcome: 'skipped', message, output: limited([...said, ...unseen.map(gapText)]) };
  }
  if (minor.length > 0) {
    const message = `${count(minor.length, 'finding')} that ${minor.length === 1 ? 'does' : 'do'} not make the run fail`;
    return {
      ...base,
      outcome: 'skipped',
      message: plain(message),
      details: limited(minor.map(line)),
      output: limited(waived.map(waivedLine)),
    };
  }
  if (waived.length > 0) {
    const message = waived.length === 1 ? waiverText(waived[0] as Finding) : `${waived.length} waived`;
    return { ...base, outcome: 'skipped', message, details: limited(waived.map(waivedLine)), output: limited(said) };
  }
  return { ...base, outcome: 'passed', message: '', output: limited(said) };
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
