/** What a rule says: the fact, the finding that the engine makes of it, and the result of a rule. */
import type { Row } from '../alignment/alignment.ts';
import type { Severity } from '../collectors/comparator.ts';
import type { Designed } from '../comparison/comparison.ts';
import type { DesignCause } from '../comparison/design-causes.ts';
import type { Gap, Json } from '../snapshot/snapshot.ts';

export type { Severity };

/** What several findings follow from: a parameter, a condition, a mapping of a template; or a stack that is not there, or half. */
export type FindingCause = Omit<DesignCause, 'kind'> & { readonly kind: DesignCause['kind'] | 'stack' };

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
  /** The same as they were compared: names for ids, regions taken out. */
  readonly compared?: { readonly [region: string]: Json };
  /** Fills the placeholders of the message: `{name}`. */
  readonly data?: { readonly [name: string]: string | number };
  /** What the templates say of it, by region. */
  readonly designed?: { readonly [region: string]: Designed };
  /** What it follows from, with others perhaps. */
  readonly cause?: FindingCause;
  /** Overrides `meta.severity`. */
  readonly severity?: Severity;
  /** Where in the baseline it was stated: `infra-parity.yaml:12`. */
  readonly stated?: string;
  /** What the templates tell of it; the engine ends the sentence with it. */
  readonly told?: string;
  /** The reason that the broken declaration gives for itself; the engine ends the sentence with it. */
  readonly why?: string;
};

/** Where what a finding speaks of is written, before it is deployed. */
export type Source = {
  readonly file: string;
  readonly line: number;
  /** With the line of the source code: that of the template that was made from it. */
  readonly template?: { readonly file: string; readonly line: number };
};

/** A finding, as the JSON report has it. Plain JSON. */
export type Finding = {
  /** Of rule, type, who the resource is by itself, property and regions; never of an ARN, an id, a date, the wording, an order or a neighbour. */
  readonly fingerprint: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly type: string;
  readonly counterpart: string;
  /** Of a group that cannot be told apart by name: the counterparts of its rows that it speaks of, in order. */
  readonly counterparts?: readonly string[];
  readonly regions: readonly string[];
  readonly status: 'open' | 'waived';
  readonly message: string;
  readonly property: string | null;
  readonly values: { readonly [region: string]: Json };
  /** The same as they were compared, where that says more: names for ids (`@Key:AppKey`), `<region>` for the own region; null = not set. */
  readonly compared?: { readonly [region: string]: Json };
  readonly match: { readonly by: string; readonly key: string } | null;
  /** Region to the physical name or id, so that a person finds it in the console. */
  readonly resources: {
    readonly [region: string]: {
      readonly id: string;
      readonly arn: string | null;
      readonly name: string | null;
      readonly stack: string | null;
      readonly logicalId: string | null;
      /** Who owns it, by its tag `owner` or `team`. */
      readonly owner?: string;
    };
  };
  readonly stated: string | null;
  /** Of what is designed in a file: where it stands there. */
  readonly source?: Source;
  /** The reason that the baseline gives for what it declares, where it gives one. */
  readonly why?: string;
  /** What the templates of the stacks say of the property, by region, and whether what is there is that. */
  readonly designed?: { readonly [region: string]: Designed };
  /** Why the designs differ, where the templates tell: a parameter, a condition, a mapping; several findings may have one. */
  readonly because?: FindingCause;
  /** With `status: 'waived'`: who accepted it, why, and until which day (UTC, included). */
  readonly waiver?: { readonly reason: string; readonly owner: string; readonly until: string };
  /** Id of the cause that it is told under, where others follow from the same. */
  readonly cause?: string;
  /** With an adopted state: who accepted it as known, on which day, and until which (UTC, included) where one is given. */
  readonly adopted?: { readonly owner: string; readonly on: string; readonly until?: string; readonly reason?: string };
  /** It is so at the moment and may not be in a minute: advice, which moves neither verdict nor gate. */
  readonly live?: true;
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
