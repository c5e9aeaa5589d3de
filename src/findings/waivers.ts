/** What waivers accept, and what became of each. */
import type { Alignment, Row } from '../alignment/alignment.ts';
import type { Waiver } from '../baseline/waiver-schema.ts';
import { WAIVER_RULES } from '../baseline/waiver-target.ts';
import { fits } from '../common/glob.ts';
import { listIn } from '../common/lists.ts';
import { own } from '../common/own-member.ts';
import { type Gap, GLOBAL } from '../snapshot/snapshot.ts';
import type { Finding, RuleResult } from './finding.ts';
import { waiverIndex } from './waiver-index.ts';

/** What became of a waiver. `stale`: it matches nothing, although what it names was read. */
export type UsedWaiver = {
  readonly waiver: Waiver;
  readonly state: 'active' | 'expired' | 'stale';
  /** What it matches, whether it hides it or no longer does. */
  readonly findings: readonly Finding[];
};

/** The day of the snapshot, UTC. A waiver holds up to and with its last day. */
function holds({ until }: Waiver, seen: Alignment): boolean {
  return new Date(seen.snapshot.header.takenAt).toISOString().slice(0, 10) <= until;
}

/** Upper and lower case are two, but in a pattern: an exact name must never accept its neighbour. */
function names(pattern: string | undefined, text: string): boolean {
  return pattern === text || (pattern !== undefined && /[*?]/.test(pattern) && fits(pattern, text));
}

/** Whether the waiver names the finding; whether it still holds is another question. */
export function accepts(waiver: Waiver, finding: Finding): boolean {
  if (waiver.finding !== undefined) return waiver.finding === finding.fingerprint;
  const { regions = [], property } = waiver;
  return (
    names(waiver.rule, finding.rule) &&
    names(waiver.type, finding.type) &&
    names(waiver.counterpart, finding.counterpart) &&
    (property === undefined || names(property, finding.property ?? '')) &&
    finding.regions.every((region) => regions.includes(region))
  );
}

/** The results with the accepted findings marked. The first waiver that holds speaks; a waived finding stays in sight. */
export function waive(results: readonly RuleResult[], seen: Alignment): readonly RuleResult[] {
  const active = (seen.baseline.waivers ?? []).filter((waiver) => holds(waiver, seen));
  if (active.length === 0) return results;
  const mayAccept = waiverIndex(active);
  const waived = (finding: Finding): Finding => {
    const waiver = mayAccept(finding).find((one) => accepts(one, finding));
    if (!waiver) return finding;
    const { reason, owner, until } = waiver;
    return { ...finding, status: 'waived', waiver: { reason, owner, until } };
  };
  return results.map((result) =>
    result.state === 'failed' ? { ...result, findings: result.findings.map(waived) } : result,
  );
}

/** Every waiver and what became of it. `results` are those of the rules that judge no waivers; those of the others are left aside. */
export function useWaivers(results: readonly RuleResult[], seen: Alignment): readonly UsedWaiver[] {
  const others = results.filter(({ id }) => !WAIVER_RULES.includes(id));
  const findings = others.flatMap((result) => (result.state === 'failed' ? result.findings : []));
  const waivers = seen.baseline.waivers ?? [];
  const mayAccept = waivers.length === 0 ? () => [] : waiverIndex(waivers);
  const matches = new Map<Waiver, Finding[]>();
  for (const finding of findings)
    for (const waiver of mayAccept(finding)) if (accepts(waiver, finding)) listIn(matches, waiver).push(finding);
  return waivers.map((waiver) => {
    const matched = matches.get(waiver) ?? [];
    const stale = matched.length === 0 && isCovered(waiver, others, seen);
    return { waiver, findings: matched, state: stale ? 'stale' : holds(waiver, seen) ? 'active' : 'expired' };
  });
}

/** Whether this run would have found what the waiver names: only then does nothing found mean that nothing is there. */
function isCovered(waiver: Waiver, results: readonly RuleResult[], seen: Alignment): boolean {
  return waiver.finding === undefined ? isTargetCovered(waiver, results, seen) : isAllCovered(results, seen);
}

/** A fingerprint does not tell what it is of: the run must have seen all that the baseline declares. */
function isAllCovered(results: readonly RuleResult[], seen: Alignment): boolean {
  const { regions = [], select, defaultExpectations } = seen.baseline;
  const { types, excludeTypes } = seen.snapshot.header.selection;
  return (
    defaultExpectations &&
    results.every((result) => result.state === 'passed' || (result.state === 'failed' && result.gaps.length === 0)) &&
    seen.gaps.length === 0 &&
    regions.every((region) => isAudited(region, seen)) &&
    same(types, select?.types) &&
    same(excludeTypes, select?.excludeTypes) &&
    (select === undefined || isDeclared(seen))
  );
}

function isTargetCovered(waiver: Waiver, results: readonly RuleResult[], seen: Alignment): boolean {
  const { regions = [], type = '', counterpart } = waiver;
  const ran = results.filter(({ id }) => names(waiver.rule, id));
  if (ran.length === 0 || !regions.every((region) => isAudited(region, seen))) return false;
  if (!isSelected(type, seen) || ran.some((result) => isBlind(result, type))) return false;
  const rows = rowsNamed(type, counterpart ?? '', seen);
  const unknown = rows.some(
    (row) =>
      [...row.cells.values()].some(({ state }) => state === 'unknown') ||
      row.comparisons.some(({ verdict }) => verdict === 'unknown'),
  );
  return !unknown && !seen.gaps.some((gap) => touches(gap, type)) && (rows.length > 0 || isDeclared(seen));
}

const byName = new WeakMap<Alignment, Map<string, Row[]>>();

/** The rows that a waiver names; without a pattern in it they are looked up. */
function rowsNamed(type: string, counterpart: string, seen: Alignment): readonly Row[] {
  if (/[*?]/.test(type + counterpart))
    return seen.rows.filter((row) => names(type, row.type) && names(counterpart, nameOf(row)));
  let known = byName.get(seen);
  if (known === undefined) {
    known = new Map();
    for (const row of seen.rows) listIn(known, `${row.type}\n${nameOf(row)}`).push(row);
    byName.set(seen, known);
  }
  return known.get(`${type}\n${counterpart}`) ?? [];
}

/** As findings call it: what nothing of its own tells apart by its group. */
function nameOf({ counterpart, design }: Row): string {
  return design.nameless || design.size > 1 ? design.label : counterpart;
}

function isAudited(region: string, seen: Alignment): boolean {
  return region === GLOBAL || seen.places.some((place) => place.name === region || place.region === region);
}

function isSelected(type: string, seen: Alignment): boolean {
  const { types, excludeTypes } = seen.snapshot.header.selection;
  if (/[*?]/.test(type)) return types.length === 0 && excludeTypes.length === 0;
  return !seen.isLeftOut(type);
}

function isBlind(result: RuleResult, type: string): boolean {
  if (result.state === 'passed') return false;
  return result.state === 'crashed' || result.gaps.some((gap) => touches(gap, type));
}

function touches(gap: Gap, type: string): boolean {
  return gap.type === '*' || names(type, gap.type);
}

/** Whether stacks and tags select what the baseline declares: what is in no row then is nowhere. */
function isDeclared(seen: Alignment): boolean {
  const { stackPrefixes, tags } = seen.snapshot.header.selection;
  const { select } = seen.baseline;
  const declared = Object.entries(select?.tags ?? {}).map(([key, value]) => [key, [value].flat()] as const);
  return (
    same(stackPrefixes, select?.stackPrefixes) &&
    same(
      Object.keys(tags),
      declared.map(([key]) => key),
    ) &&
    declared.every(([key, values]) => same(own(tags, key) ?? [], values))
  );
}

function same(a: readonly string[], b: readonly string[] = []): boolean {
  return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
}
