/** Many audits as one: a line for each group, what several of them share, and the answer of the worst. */
import { VERSION } from '../../common/version.ts';
import { score } from '../facts.ts';
import type { AuditResult, ExitCode, Gate, Verdict } from '../report.ts';
import { type SharedCause, sharedCauses, type ToldCause, toldCauses } from './shared-causes.ts';

/** What is told of one group; the rest is in its own report. */
export type GroupLine = {
  readonly name: string;
  /** What people call it: the account's name, where the work list says it. */
  readonly title?: string;
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  readonly gate: Gate;
  readonly places: readonly { readonly name: string; readonly region: string; readonly account: string }[];
  readonly takenAt: string | null;
  readonly compared: AuditResult['compared'];
  /** Per cent of the compared resources that are the same everywhere; null when none was compared. */
  readonly score: number | null;
  readonly severities: AuditResult['severities'];
  readonly waived: number;
  readonly gaps: number;
  /** Nothing of it was handed in: why. */
  readonly missing?: string;
  /** Where its own report is, as seen from the roll-up; left out where none was kept. */
  readonly report?: string;
};

/** All that a run over many groups says; plain JSON. */
export type RollUp = {
  readonly schemaVersion: 1;
  readonly kind: 'roll-up';
  readonly tool: { readonly name: 'infra-parity'; readonly version: string };
  /** The worst of the groups: `error` before `deviation`, before `incomplete`, before `parity`. */
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  readonly gate: Gate;
  /** When the oldest of the snapshots was taken; null when there is none. */
  readonly takenAt: string | null;
  readonly groups: readonly GroupLine[];
  readonly verdicts: { readonly [verdict in Verdict]: number };
  /** What is found, that which most groups have first. */
  readonly causes: readonly SharedCause[];
  /** What concerns no group: declarations that apply nowhere, places that are in no group. */
  readonly notes: readonly string[];
};

/** What a group comes to: as little of its result as the roll-up needs. */
export type GroupOutcome = { readonly line: GroupLine; readonly causes: readonly ToldCause[] };

/** What the roll-up keeps of a group's result. */
export function outcomeOf(name: string, result: AuditResult, report?: string): GroupOutcome {
  const { verdict, exitCode, gate, compared, severities, gaps, snapshot, findings } = result;
  return {
    line: {
      name,
      verdict,
      exitCode,
      gate,
      places: snapshot.regions.map(({ name: own, region, account }) => ({ name: own, region, account })),
      takenAt: snapshot.takenAt,
      compared,
      score: score(result),
      severities,
      waived: findings.filter(({ status }) => status === 'waived').length,
      gaps: gaps.length,
      ...(report !== undefined && { report }),
    },
    causes: toldCauses(result),
  };
}

const NOTHING = { low: 0, medium: 0, high: 0, critical: 0 } as const;

/** A group that should be there and is not: unknown, never at parity. */
export function missingGroup(name: string, why: string, places: GroupLine['places'] = []): GroupOutcome {
  return {
    line: {
      name,
      verdict: 'incomplete',
      exitCode: 3,
      gate: { passes: false, why },
      places,
      takenAt: null,
      compared: { live: 0, declared: 0, presence: 0 },
      score: null,
      severities: NOTHING,
      waived: 0,
      gaps: 0,
      missing: why,
    },
    causes: [],
  };
}

const WORST_FIRST: readonly Verdict[] = ['error', 'deviation', 'incomplete', 'parity'];
const CODES: readonly ExitCode[] = [2, 1, 3, 0];

/** What concerns no single group. */
export type Aside = {
  readonly notes?: readonly string[];
  /** What was asked for and applies to nothing in any group: it cannot hold, and so does not pass. */
  readonly vain?: readonly string[];
};

/** Sums the groups up. Pure: the same groups give the same bytes, in whatever order they come. */
export function rollUp(outcomes: readonly GroupOutcome[], aside: Aside = {}, version = VERSION): RollUp {
  const { notes = [], vain = [] } = aside;
  const groups = outcomes.map(({ line }) => line).sort(byNeed);
  const has = (verdict: Verdict) => groups.filter((one) => one.verdict === verdict).length;
  // Nothing at all is not parity.
  const worst = groups.length === 0 ? 3 : (CODES.find((code) => groups.some((one) => one.exitCode === code)) ?? 0);
  const exitCode = vain.length > 0 && worst !== 2 ? 1 : worst;
  const taken = groups.flatMap(({ takenAt }) => takenAt ?? []).sort();
  return {
    schemaVersion: 1,
    kind: 'roll-up',
    tool: { name: 'infra-parity', version },
    verdict: groups.length === 0 ? 'incomplete' : (WORST_FIRST.find(has) ?? 'parity'),
    exitCode,
    gate: { passes: exitCode === 0, why: whyOf(groups, exitCode, vain) },
    takenAt: taken[0] ?? null,
    groups,
    verdicts: {
      parity: has('parity'),
      deviation: has('deviation'),
      incomplete: has('incomplete'),
      error: has('error'),
    },
    causes: sharedCauses(outcomes.map(({ line, causes }) => ({ group: line.name, causes }))),
    notes: [...new Set([...notes, ...vain.map((one) => `in every group: ${one}`)])].sort(),
  };
}

function whyOf(groups: readonly GroupLine[], exitCode: ExitCode, vain: readonly string[]): string {
  if (groups.length === 0) return 'there is no group';
  const failing = groups.filter((one) => one.exitCode === exitCode).length;
  if (failing === 0 && vain.length > 0) return 'what was declared applies to nothing in any group';
  const all = `${groups.length} ${groups.length === 1 ? 'group' : 'groups'}`;
  if (exitCode === 0) return groups.length === 1 ? 'the one group passes' : `all ${all} pass`;
  const what = {
    1: failing === 1 ? 'deviates' : 'deviate',
    2: 'could not be judged',
    3: failing === 1 ? 'was not wholly seen' : 'were not wholly seen',
  };
  return `${failing} of ${all} ${what[exitCode]}`;
}

/** What needs somebody first: the worst verdict, the gravest findings, then the name. */
function byNeed(a: GroupLine, b: GroupLine): number {
  const weight = ({ severities: { critical, high, medium, low } }: GroupLine) => [critical, high, medium, low];
  const [left, right] = [weight(a), weight(b)];
  const heavier = left.map((n, at) => (right[at] ?? 0) - n).find((difference) => difference !== 0);
  return (
    WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict) ||
    (heavier ?? 0) ||
    (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  );
}
