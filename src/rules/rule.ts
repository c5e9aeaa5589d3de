import type { z } from 'zod';
import type { Severity } from '../collectors/comparator.ts';
import type { Gap, Json } from '../collectors/snapshot.ts';
import type { Alignment, Row } from './alignment.ts';

export type { Severity };

/** A fact that a rule saw. The engine writes the sentence, the severity and the fingerprint. */
export type Violation<M extends string = string> = {
  /** Key into `meta.messages`. */
  readonly message: M;
  readonly type: string;
  /** The row's counterpart; for a declared resource that no region has, the declaration's name. */
  readonly counterpart: string;
  /** The regions that deviate. */
  readonly regions: readonly string[];
  readonly row?: Row;
  /** What distinguishes several findings on one counterpart: a property, `Tags.KEY`, a security-group rule in canonical form. Part of the fingerprint. */
  readonly property?: string;
  /** Raw values by region. */
  readonly values?: { readonly [region: string]: Json };
  /** Fills the placeholders of the message: `{name}`. */
  readonly data?: { readonly [name: string]: string | number };
  /** Overrides `meta.severity`. */
  readonly severity?: Severity;
  /** Where in the baseline it was stated: `infra-parity.yaml:12`. */
  readonly stated?: string;
  /** The reason that the broken declaration gives for itself; the engine ends the sentence with it. */
  readonly why?: string;
};

export type RuleMeta<M extends string = string> = {
  /** Kebab noun of what is wrong; also the file name. */
  readonly id: string;
  readonly family: 'parity' | 'baseline';
  readonly severity: Severity;
  /** Holds without a baseline; off under `defaultExpectations: false` unless the baseline names the rule. */
  readonly builtIn?: true;
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

/** A tiny world. Regions in the order written. */
export type Example = {
  readonly name: string;
  /** Region to its resources, terse. `'denied'` = the types of the rule could not be read there. */
  readonly regions: { readonly [region: string]: readonly ExampleResource[] | 'denied' };
  /** The baseline, as YAML. */
  readonly baseline?: string;
  /** Message keys reported, in order; empty = clean. */
  readonly reports: readonly string[];
};

export type ExampleResource = {
  readonly type: string;
  readonly name: string;
  readonly logicalId?: string;
  readonly stack?: string;
  readonly id?: string;
  readonly arn?: string;
  readonly tags?: { readonly [key: string]: string };
  readonly properties?: { readonly [key: string]: Json };
  readonly context?: true;
  /** It is no longer there: only its stack still lists it. */
  readonly gone?: true;
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

/** A finding, as the JSON report has it. Plain JSON. */
export type Finding = {
  /** Of rule, type, counterpart, property and regions; never of an ARN, an id, a date or the wording. */
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly type: string;
  readonly counterpart: string;
  readonly regions: readonly string[];
  readonly status: 'open' | 'waived';
  readonly message: string;
  readonly property: string | null;
  readonly values: { readonly [region: string]: Json };
  readonly match: { readonly by: string; readonly key: string } | null;
  /** Region to the physical name or id, so that a person finds it in the console. */
  readonly resources: {
    readonly [region: string]: {
      readonly id: string;
      readonly arn: string | null;
      readonly name: string | null;
      readonly stack: string | null;
      readonly logicalId: string | null;
    };
  };
  readonly stated: string | null;
  /** The reason that the baseline gives for what it declares, where it gives one. */
  readonly why?: string;
  /** With `status: 'waived'`: who accepted it, why, and until which day (UTC, included). */
  readonly waiver?: { readonly reason: string; readonly owner: string; readonly until: string };
  /** With `--since`: whether the last run had it. */
  readonly since?: 'new' | 'known';
};

export type RuleResult =
  | { readonly id: string; readonly state: 'passed' }
  | {
      readonly id: string;
      readonly state: 'failed';
      readonly findings: readonly Finding[];
      readonly gaps: readonly Gap[];
    }
  | { readonly id: string; readonly state: 'inconclusive'; readonly gaps: readonly Gap[] }
  | { readonly id: string; readonly state: 'crashed'; readonly error: string };
