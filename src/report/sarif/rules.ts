/** SARIF rule descriptors. */
import { rules } from '../../rules/index.ts';
import type { Severity } from '../../rules/rule.ts';
import type { AuditResult } from '../report.ts';
import { rulePage } from '../rule-page.ts';
import { bySeverity } from '../words.ts';

/** SARIF knows three levels; code scanning shows `security-severity` instead where a rule has it. */
export const LEVEL: { readonly [severity in Severity]: 'error' | 'warning' | 'note' } = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** Inside the bands that code scanning reads: over 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, 0.1 to 3.9 low. */
const SCORE: { readonly [severity in Severity]: string } = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };

/** The rules that ran and those that findings name, each with its help: what code scanning shows beside an alert. */
export function descriptors(result: AuditResult): readonly object[] {
  const ids = [...new Set([...result.rules.map(({ id }) => id), ...result.findings.map(({ rule }) => rule)])].sort();
  return ids.map((id) => descriptor(result, id));
}

/**
 * One rule. Its severity is the worst that its findings have in this run, because a baseline may raise or lower it and
 * code scanning knows one severity a rule.
 */
function descriptor(result: AuditResult, id: string): object {
  const rule = rules.find(({ meta }) => meta.id === id);
  const [worst] = result.findings
    .filter((finding) => finding.rule === id)
    .map((finding) => finding.severity)
    .sort(bySeverity);
  const severity = worst ?? rule?.meta.severity ?? 'medium';
  const configuration = {
    defaultConfiguration: { level: LEVEL[severity] },
    properties: {
      'security-severity': SCORE[severity],
      precision: 'very-high',
      tags: ['security', 'aws', 'multi-region', rule?.meta.family ?? 'parity', ...(rule?.meta.answers ?? [])],
    },
  };
  if (rule === undefined) return { id, name: id, shortDescription: { text: id }, ...configuration };
  const { summary, why, fix, cannotSee } = rule.meta;
  return {
    id,
    name: id,
    shortDescription: { text: `${summary}.` },
    fullDescription: { text: why },
    help: {
      text: `${summary}. ${why}\n\nWhat to do: ${fix}\n\nWhat it cannot see: ${cannotSee}`,
      markdown: rulePage(rule),
    },
    ...configuration,
  };
}
