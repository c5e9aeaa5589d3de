/** The order in which findings are told, under their causes and by themselves: what hurts most goes first. */
import { harmOf } from '../normalise/harm-table.ts';
import type { Finding } from '../rules/rule.ts';
import type { Cause } from './report.ts';
import { bySeverity } from './words.ts';

/** A cause with its findings, or a finding by itself. */
export type Told = { readonly cause: Cause | null; readonly findings: readonly [Finding, ...Finding[]] };

const MISSING = 'missing-resource';

/** The worst first; then new before known, what hurts most, and the name. */
export function byHarm(a: Finding, b: Finding): number {
  return (
    byRank(a, b) ||
    compare(a.counterpart, b.counterpart) ||
    compare(a.rule, b.rule) ||
    compare(a.property ?? '', b.property ?? '') ||
    compare(a.fingerprint, b.fingerprint)
  );
}

function byRank(a: Finding, b: Finding): number {
  const age = ({ since }: Finding) => (since === 'known' ? 1 : 0);
  return bySeverity(a.severity, b.severity) || age(a) - age(b) || harmOf(a.type) - harmOf(b.type);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The findings given, under their causes and by themselves, in the order of harm. Causes of a result name findings that may be left out. */
export function toldInOrder(findings: readonly Finding[], causes: readonly Cause[]): readonly Told[] {
  const byPrint = new Map(findings.map((one) => [one.fingerprint, one]));
  const taken = new Set<string>();
  const told: Told[] = [];
  for (const cause of causes) {
    const members = cause.findings.flatMap((print) => byPrint.get(print) ?? []).sort(byHarm);
    const [first, ...rest] = members;
    if (first === undefined) continue;
    for (const { fingerprint } of members) taken.add(fingerprint);
    told.push({ cause: rest.length > 0 ? cause : null, findings: [first, ...rest] });
  }
  for (const finding of findings) if (!taken.has(finding.fingerprint)) told.push({ cause: null, findings: [finding] });
  return told.sort(byWeight);
}

/** As `byHarm`, and of what hurts alike what is not there goes first, and what holds more. */
function byWeight({ findings: [a, ...restA] }: Told, { findings: [b, ...restB] }: Told): number {
  const there = ({ rule }: Finding) => (rule === MISSING ? 0 : 1);
  return byRank(a, b) || there(a) - there(b) || restB.length - restA.length || byHarm(a, b);
}

/** The finding whose values say it best: the version itself, else the one that has the values of the most places. */
export function leadOf({ cause, findings }: Told): Finding {
  const version = findings.find(({ property }) => /Version$/.test(property ?? ''));
  if (cause?.kind === 'version' && version !== undefined) return version;
  const size = ({ values }: Finding) => Object.keys(values).length;
  return findings.reduce((best, one) => (size(one) > size(best) ? one : best));
}
