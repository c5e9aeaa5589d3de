/** Which findings are spoken of: by severity, rule, type, stack, place. */
import { fits } from '../common/glob.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import { STACK } from '../snapshot/stack-type.ts';
import { bySeverity } from './words.ts';

/** What is left out narrows nothing; several values of one kind are alternatives. */
export type FindingFilter = {
  /** This severity and above. */
  readonly severity?: Severity;
  /** Patterns (* and ?). */
  readonly rules?: readonly string[];
  readonly types?: readonly string[];
  readonly stacks?: readonly string[];
  /** Places that deviate, as the report names them. */
  readonly places?: readonly string[];
};

/** Whether the finding is one of those asked for. A finding of no resource is of no stack. */
export function isSpokenOf(finding: Finding, filter: FindingFilter): boolean {
  const { severity, rules, types, stacks, places } = filter;
  const any = (patterns: readonly string[] | undefined, texts: readonly string[]) =>
    patterns === undefined || patterns.some((pattern) => texts.some((text) => fits(pattern, text)));
  return (
    (severity === undefined || bySeverity(finding.severity, severity) <= 0) &&
    any(rules, [finding.rule]) &&
    any(types, [finding.type]) &&
    any(stacks, stacksOf(finding)) &&
    any(places, finding.regions)
  );
}

/** The stacks of the resources that a finding is of; of a stack, its own name. */
export function stacksOf({ type, counterpart, resources }: Finding): readonly string[] {
  const own = Object.values(resources).flatMap(({ stack, name }) => [
    ...(stack === null ? [] : [stack]),
    ...(type === STACK && name !== null ? [name] : []),
  ]);
  const named = counterpart.includes('/') ? [counterpart.slice(0, counterpart.indexOf('/'))] : [];
  return [...new Set([...own, ...named])];
}

/** Whether it narrows anything. */
export function isNarrow(filter: FindingFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** `severity high and above, rule missing-*`: for a sentence. */
export function filterText({ severity, rules, types, stacks, places }: FindingFilter): string {
  const list = (word: string, values: readonly string[] | undefined) =>
    values === undefined ? [] : [`${word} ${values.join(' or ')}`];
  return [
    ...(severity === undefined ? [] : [`severity ${severity}${severity === 'critical' ? '' : ' and above'}`]),
    ...list('rule', rules),
    ...list('type', types),
    ...list('stack', stacks),
    ...list('place', places),
  ].join(', ');
}
