/** What a baseline says of a rule. */
import { z } from 'zod';
import type { Severity } from '../collectors/comparator.ts';
import { didYouMean } from '../common/did-you-mean.ts';
import { UsageError } from '../common/usage-error.ts';
import type { Baseline } from './baseline.ts';
import { type Issue, issuesOf } from './issues.ts';

/** What a baseline can say something of: the part of a rule that it needs to know. */
export type DeclaredRule = {
  readonly meta: {
    readonly id: string;
    readonly builtIn?: true;
    readonly summary: string;
    readonly severity: Severity;
  };
  readonly options: z.ZodType;
};

/** What the baseline says of one rule. */
export type RuleSettings = { readonly on: boolean; readonly severity: Severity | undefined; readonly options: unknown };

/** The settings of a rule, its options complete with their defaults; throws a UsageError when they are wrong. */
export function settingsOf(rule: DeclaredRule, baseline: Baseline): RuleSettings {
  const { settings, issues } = readSettings(rule, baseline);
  if (issues.length > 0) throw usageError(issues, baseline);
  return settings;
}

/** What the baseline sets of a rule, with the defaults for the rest; options that the rule does not take are issues. */
export function readSettings(
  rule: DeclaredRule,
  baseline: Baseline,
): { settings: RuleSettings; issues: readonly Issue[] } {
  const { id, builtIn } = rule.meta;
  const setting = baseline.rules?.[id];
  const object = typeof setting === 'object' ? setting : {};
  const byDefault = setting !== undefined || baseline.defaultExpectations || !builtIn;
  const given = object.options ?? {};
  const parsed = rule.options.safeParse(given);
  const path = ['rules', id, 'options'];
  const issues = parsed.success ? [] : issuesOf(parsed.error, given, () => optionNames(rule));
  return {
    settings: {
      on: setting !== 'off' && object.enabled !== false && byDefault,
      severity: typeof setting === 'string' && setting !== 'off' ? setting : object.severity,
      options: parsed.data,
    },
    issues: issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })),
  };
}

/** Rules in the baseline that there are not. */
export function unknownRules(baseline: Pick<Baseline, 'rules'>, rules: readonly DeclaredRule[]): readonly Issue[] {
  const ids = rules.map((rule) => rule.meta.id);
  return Object.keys(baseline.rules ?? {})
    .filter((id) => !ids.includes(id))
    .map((id) => ({ path: ['rules', id], problem: `there is no such rule${didYouMean(id, ids)}` }));
}

/** One line for each issue: `infra-parity.yaml:12 rules.tag-drift.severity: …`. */
export function usageError(issues: readonly Issue[], baseline: Pick<Baseline, 'file' | 'place'>): UsageError {
  const lines = issues.map(({ path, problem }) => ({
    place: [baseline.place(path) ?? baseline.file ?? 'baseline', path.map(step).join('.')].filter(Boolean).join(' '),
    problem: problem.replace(/[\r\n]/g, (end) => JSON.stringify(end).slice(1, -1)),
  }));
  const [only] = lines;
  if (only && lines.length === 1) return new UsageError(only.place, only.problem);
  return new UsageError(null, lines.map(({ place, problem }) => `${place}: ${problem}`).join('\n'));
}

/** A key as it may stand in a line: one that is empty, or holds blanks or line ends, in quotes. */
function step(key: string | number): string {
  return /^[^\s"]+$/.test(String(key)) ? String(key) : JSON.stringify(key);
}

function optionNames(rule: DeclaredRule): readonly string[] {
  return rule.options instanceof z.ZodObject ? Object.keys(rule.options.shape) : [];
}
