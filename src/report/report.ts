/** The shape of a result. */

import type { LikelyPair, StackPair } from '../alignment/alignment.ts';
import type { Finding, RuleResult, Severity } from '../rules/rule.ts';
import type { Depth } from '../snapshot/depth.ts';
import type { Gap, Header, Json } from '../snapshot/snapshot.ts';
import type { Asked } from './audit-request.ts';

/** What several findings follow from. A finding that nothing else follows with is told by itself, and is in none. */
export type Cause = {
  /** Stable as the fingerprints are: of what it is, never of what it holds. */
  readonly id: string;
  readonly kind: 'stack' | 'design' | 'change' | 'version' | 'misplaced' | 'tag' | 'alike';
  readonly message: string;
  /** Fingerprints, the worst first. */
  readonly findings: readonly string[];
};

export type Verdict = 'parity' | 'deviation' | 'incomplete' | 'error';

/** 0 parity, 1 deviation, 2 error, 3 nothing found but not everything seen. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Whether the run passes, which is another question than what is there: the exit code is 0 exactly when it does. */
export type Gate = {
  readonly passes: boolean;
  /** In words: `3 findings at or above medium`, `all 27 open findings are below critical`. */
  readonly why: string;
};

/** How many were compared with their counterparts, and how deep. */
export type Compared = { readonly live: number; readonly declared: number; readonly presence: number };

/**
 * The split of one region. A resource that is there is exactly one of same, present, drifted, extra, exempt or uncompared, so
 * `total = same + present + drifted + extra + (exempt there) + uncompared`. `missing`, the other exempt and the unread are not
 * there.
 */
export type Counts = {
  /** Resources in scope that are there. */
  readonly total: number;
  /** There, compared with its counterparts, and by no finding the one that deviates. */
  readonly same: number;
  /** There, and compared with nothing: only its existence is known, or no other place has it. Results of earlier versions have none. */
  readonly present?: number;
  /** There, and the one that deviates in a property, tag or security-group rule. */
  readonly drifted: number;
  /** Not there, while it should be, as others have it. */
  readonly missing: number;
  /** There, while it should not be, as the reference or most others lack it. */
  readonly extra: number;
  /** Of those that are there, how many were compared with counterparts, and how deep. Results of earlier versions have none. */
  readonly compared?: Compared;
  /** Need not be there: declared, covered from elsewhere, about to go, or not offered. */
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
      /** This place is the one that deviates, by the rule that makes the finding. */
      readonly deviates?: 'missing' | 'extra' | 'drifted';
    };
  };
  /** `same`, `drifted`, `missing` … : the worst that holds of the row. `present`: it is there, and nothing of it was compared. */
  readonly state: 'same' | 'present' | 'drifted' | 'missing' | 'exempt' | 'unknown';
  readonly presenceOnly: boolean;
  /** How much of it is known, where it is known least; null where it is nowhere. Results of earlier versions have none. */
  readonly depth?: Depth | null;
};

/** All that an audit says; plain JSON, and the JSON report. Every reporter is a function of it. */
export type AuditResult = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'infra-parity'; readonly version: string };
  /** What is there. Neither threshold nor waiver nor `--fail-on-new` moves it. */
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  readonly gate: Gate;
  readonly failOn: Severity | 'never';
  /** `--strict`: what is known by presence only does not pass. */
  readonly strict?: true;
  readonly regions: readonly string[];
  readonly reference: string | null;
  readonly snapshot: Pick<Header, 'takenAt' | 'caller' | 'selection' | 'notes'> & {
    readonly regions: Header['regions'];
  };
  readonly counts: { readonly [region: string]: Counts };
  /** Counterparts (rows), not resources: how many were compared and how deep. */
  readonly compared: Compared;
  readonly findings: readonly Finding[];
  /** What several findings follow from; a finding that nothing else follows with is in none. Results of earlier versions have none. */
  readonly causes?: readonly Cause[];
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
  /** With an adopted state: what of it is still there, and what is not. */
  readonly adopted?: AdoptedUse;
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

/** What became of the accepted state that `infra-parity adopt` wrote. */
export type AdoptedUse = {
  /** The file. */
  readonly file: string;
  /** Fingerprints of open findings that are in it. */
  readonly known: number;
  /** Open findings that are not. */
  readonly new: number;
  /** What was adopted and is no longer found where this run looked; to be taken out by `adopt`. */
  readonly gone: number;
  /** What was adopted until a day that is over; it is new again. */
  readonly expired: number;
  /** `--fail-on-new`: only findings that nobody adopted make the run fail. */
  readonly failOnNew?: true;
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
  /** Only new findings make the run fail (`--fail-on-new`). */
  readonly failOnNew?: true;
};

/** One line of `--history`. */
export type HistoryEntry = {
  readonly takenAt: string;
  readonly verdict: Verdict;
  /** Whether the run passed; runs of earlier versions do not say it. */
  readonly passes?: boolean;
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
  /** What a person asked to see of the findings; the other parts are of the whole result. */
  readonly view?: View;
};

/** How the findings are shown to a person. Verdict, counts and exit code are never of a view. */
export type View = {
  /** Causes shown; the rest is counted. Left out: all. */
  readonly top?: number;
  readonly groupBy?: 'cause' | 'stack' | 'type' | 'owner';
  /** In words: `severity high and above`; the findings were narrowed to these before. */
  readonly filter?: string;
  /** Findings that the filter leaves out. */
  readonly hidden?: number;
  /** What has to follow `infra-parity explain 3f2a91` so that it works as printed; '' when the last run was kept. */
  readonly from?: string;
};

/** From the result to the text: no clock, no file, no stream. Ends with a newline. */
export type Reporter = (result: AuditResult, options: ReportOptions) => string;

export type { Json };
