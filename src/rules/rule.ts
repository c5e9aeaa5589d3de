/** What a rule is. */
import type { z } from 'zod';
import type { Alignment } from '../alignment/alignment.ts';
import type { Severity } from '../collectors/comparator.ts';
import type { Example, ExampleResource, ExampleTemplate } from '../findings/example.ts';
import type { Finding, RuleResult, Violation } from '../findings/finding.ts';
import type { Gap } from '../snapshot/snapshot.ts';

export type { Example, ExampleResource, ExampleTemplate, Finding, RuleResult, Severity, Violation };

/** An item of a framework: Well-Architected, ARC's readiness rules (docs/arc-readiness.md has each), NIST SP 800-53, CIS. */
export type Answer = 'REL13-BP04' | 'ARC' | `NIST 800-53 CP-${6 | 7 | 9 | 10}` | `CIS AWS Foundations 3.0 ${string}`;

export type RuleMeta<M extends string = string> = {
  /** Kebab noun of what is wrong; also the file name. */
  readonly id: string;
  readonly family: 'parity' | 'baseline' | 'readiness';
  readonly severity: Severity;
  /** Holds without a baseline; off under `defaultExpectations: false` unless the baseline names the rule. */
  readonly builtIn?: true;
  /** It judges what is so at the moment: advice, which moves neither verdict nor gate unless the baseline gives the rule a severity. */
  readonly live?: true;
  /** What it answers of frameworks, `FRAMEWORK ITEM`: `REL13-BP04`, `ARC`, `NIST 800-53 CP-10`, `CIS AWS Foundations 3.0 3.1`. */
  readonly answers: readonly Answer[];
  /** One line, no full stop. */
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly cannotSee: string;
  /** The types it judges; absent = all. A gap of another type leaves the rule untouched. */
  readonly types?: readonly string[];
  /** Subject first, then the regions that deviate: `{counterpart} is missing in {regions}`. */
  readonly messages: { readonly [message in M]: string };
  /** At least one that fires and one that does not; they are the first tests and the page's examples. */
  readonly examples: readonly Example[];
};

export type Rule = {
  readonly meta: RuleMeta;
  /** Schema of `rules.ID.options` in the baseline; strict; every member has a default and a description. */
  readonly options: z.ZodType;
  /** Pure, synchronous, total. `others`: what the rules before said, for those that judge waivers; empty for all others. */
  check(seen: Alignment, options: never, others: readonly RuleResult[]): Iterable<Violation>;
  /** Gaps that keep a clean result from being a pass; default: the alignment's gaps of `meta.types` and the unknown comparisons. */
  gaps?(seen: Alignment, options: never): readonly Gap[];
};

/** Ties messages, options and check together; the list of rules holds the widened form. */
export function defineRule<M extends string, O extends z.ZodType>(rule: {
  readonly meta: RuleMeta<M>;
  readonly options: O;
  check(seen: Alignment, options: z.output<O>, others: readonly RuleResult[]): Iterable<Violation<M>>;
  gaps?(seen: Alignment, options: z.output<O>): readonly Gap[];
}): Rule {
  return rule as unknown as Rule;
}
