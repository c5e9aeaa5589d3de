/** The shape of a result. */

import type { LikelyPair, StackPair } from '../alignment/alignment.ts';
import type { Finding, RuleResult, Severity } from '../rules/rule.ts';
import type { Gap, Header, Json } from '../snapshot/snapshot.ts';
import type { Asked } from './asked.ts';

export type Verdict = 'parity' | 'deviation' | 'incomplete' | 'error';

/** 0 parity, 1 deviation, 2 error, 3 nothing found but not everything seen. */
export type ExitCode = 0 | 1 | 2 | 3;

/**
 * The split of one region. A resource that is there is exactly one of same, drifted, extra, exempt or uncompared, so
 * `total = same + drifted + extra + (exempt there) + uncompared`. `missing`, the other exempt and the unread are not there.
 */
export type Counts = {
  /** Resources in scope that are there. */
  readonly total: number;
  /** There, and equal to every counterpart that was read. */
  readonly same: number;
  /** There, and a property, tag or security-group rule differs from a counterpart. */
  readonly drifted: number;
  /** Not there, while another region has it. */
  readonly missing: number;
  /** There, while another region lacks it. */
  readonly extra: number;
  /** Declared to differ (there or not). */
  readonly exempt: number;
  /** Could not be told: not readable here, not matched without guessing, or there and not compared. */
  readonly unknown: number;
  /** The part of `unknown` that is there. */
  readonly uncompared: number;
  /** The part of `unknown` that may be there, and that a failed call hides. Results of earlier versions have none. */
  readonly unseen?: number;
  /** A failed call may hide what counts here: `total` is a lower bound. */
  readonly partial?: boolean;
  readonly byType: { readonly [type: string]: number };
};

/** One line of the table of counterparts, for the reports. */
export type ReportRow = {
  readonly type: string;
  readonly counterpart: string;
  readonly match: { readonly by: string; readonly key: string; readonly ambiguous?: readonly string[] };
  readonly cells: {
    readonly [region: string]: {
      readonly state: 'present' | 'absent' | 'unknown' | 'exempt';
      readonly id?: string;
      readonly name?: string | null;
      readonly reason?: string;
      /** Of an absent one: the stack that still lists it. */
      readonly declaredBy?: string;
      /** Of an absent one: the id of what is there, and not in the selection. */
      readonly outside?: string;
    };
  };
  /** `same`, `drifted`, `missing` … : the worst that holds of the row. */
  readonly state: 'same' | 'drifted' | 'missing' | 'exempt' | 'unknown';
  readonly presenceOnly: boolean;
};

/** All that an audit says; plain JSON, and the JSON report. Every reporter is a function of it. */
export type AuditResult = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'infra-parity'; readonly version: string };
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  readonly failOn: Severity | 'never';
  readonly regions: readonly string[];
  readonly reference: string | null;
  readonly snapshot: Pick<Header, 'takenAt' | 'caller' | 'selection' | 'notes'> & {
    readonly regions: Header['regions'];
  };
  readonly counts: { readonly [region: string]: Counts };
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  /** `partly`: it found something, and did not see everything either. */
  readonly rules: readonly (Pick<RuleResult, 'id' | 'state'> & { readonly error?: string; readonly partly?: true })[];
  readonly rows: readonly ReportRow[];
  /** Findings by severity, open ones only. */
  readonly severities: { readonly [severity in Severity]: number };
  readonly baseline: string | null;
  /** What the baseline asks, as digests; not there in results of earlier versions. */
  readonly asked?: Asked;
  /** Stacks held against each other though their names differ. */
  readonly stackPairs?: readonly StackPair[];
  /** What may be each other's counterpart and was not paired, as nothing certain says so. */
  readonly likelyPairs?: readonly LikelyPair[];
  /** Every waiver that was given, and what became of it. */
  readonly waivers?: readonly WaiverUse[];
  /** With `--since`: what changed since that run. */
  readonly since?: Since;
  /** With `--history`: earlier runs of the same scope, oldest first, this one last. */
  readonly history?: readonly HistoryEntry[];
};

/** `active` hides findings; `expired` no longer does; `stale` matched nothing although what it names was read. */
export type WaiverUse = {
  readonly state: 'active' | 'expired' | 'stale';
  readonly target: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day it holds, `2026-12-31`, UTC. */
  readonly until: string;
  /** `infra-parity.yaml:40` */
  readonly place: string | null;
  readonly findings: readonly string[];
};

export type Since = {
  readonly takenAt: string;
  readonly new: number;
  readonly known: number;
  /** Findings of the last run that are gone, where this run looked and saw. */
  readonly resolved: readonly Pick<
    Finding,
    'fingerprint' | 'rule' | 'severity' | 'type' | 'counterpart' | 'regions' | 'message'
  >[];
  /** Findings of the last run that this one cannot speak of: another scope, or not seen. Never progress. */
  readonly notCompared: readonly Pick<
    Finding,
    'fingerprint' | 'rule' | 'severity' | 'type' | 'counterpart' | 'regions' | 'message'
  >[];
  /** How the scopes differ, one line each; empty = the same. */
  readonly scope: readonly string[];
  /** Only new findings make the audit fail (`--fail-on-new`): verdict and exit code are theirs. */
  readonly failOnNew?: true;
};

/** One line of `--history`. */
export type HistoryEntry = {
  readonly takenAt: string;
  readonly verdict: Verdict;
  /** Per cent of the compared resources that are the same everywhere; 0 when none was compared. */
  readonly score: number;
  readonly severities: { readonly [severity in Severity]: number };
  readonly waived: number;
  readonly unknown: number;
  readonly totals: { readonly [region: string]: number };
};

export type ReportOptions = {
  readonly color: boolean;
  /** Columns; 80 where it is not a terminal. */
  readonly width: number;
};

/** From the result to the text: no clock, no file, no stream. Ends with a newline. */
export type Reporter = (result: AuditResult, options: ReportOptions) => string;

export type { Json };
