/** Judges a run group by group: one group in memory at a time, each with its own report, and a roll-up of all. */
import type { Baseline } from '../baseline/baseline.ts';
import { accountOfPlace } from '../baseline/check-places.ts';
import { UsageError } from '../common/usage-error.ts';
import { DECLARATION_TYPE, SELECTION_TYPE, WAIVER_TYPE } from '../findings/own-types.ts';
import { render } from '../report/index.ts';
import type { AuditResult } from '../report/report.ts';
import { type Aside, type GroupOutcome, missingGroup, outcomeOf } from '../report/roll-up/roll-up.ts';
import { answer } from '../report/verdict.ts';
import type { Finding } from '../rules/rule.ts';
import { type Group, type Grouping, groupsOf, isEach } from '../snapshot/groups.ts';
import { mergeSnapshots, placeNames } from '../snapshot/merge.ts';
import { type Globals, partOf } from '../snapshot/part.ts';
import { GLOBAL, type Header, type RegionStatus, type Snapshot } from '../snapshot/snapshot.ts';
import { declaredNames } from './declared-places.ts';
import type { Shelf } from './group-reports.ts';
import type { SnapshotSource } from './snapshots.ts';
import { judge, withDeclaredRegions } from './stages.ts';
import type { Reading } from './wait.ts';

export type GroupedOptions = {
  readonly grouping: Grouping;
  readonly baseline: Baseline;
  /** Where a report of each group is kept, JSON and HTML; null = none is. */
  readonly shelf: Shelf | null;
  /** What becomes of a group's first result: `check` reads a deviation twice. */
  readonly settle?: (first: Reading, group: Group, tools: GroupTools) => Promise<Reading>;
};

/** How a group is judged, and how its part is taken out of what was read again. */
export type GroupTools = {
  judge(snapshot: Snapshot): AuditResult;
  part(snapshot: Snapshot): Snapshot;
};

/** What the groups come to, and what concerns none of them. */
export type Judged = { readonly outcomes: readonly GroupOutcome[]; readonly aside: Aside };

type Placed = { readonly source: SnapshotSource; readonly header: Header; readonly names: ReadonlyMap<string, string> };

/** How the places are grouped: as the flag says, else as the baseline declares. */
export function groupingOf(flag: string | true | undefined, { groups }: Baseline): Grouping | null {
  if (flag === undefined) return groups ?? null;
  if (flag === 'account' || flag === 'region') return { each: flag };
  if (flag === true) return groups ?? { each: 'account' };
  throw new UsageError(`--groups ${flag}`, 'expected account or region; groups by name stand in the baseline');
}

/** The groups of all that the snapshots hold and the baseline declares. Pure but for what it reads and writes, group after group. */
export async function judgeGroups(sources: readonly SnapshotSource[], options: GroupedOptions): Promise<Judged> {
  const { baseline, grouping } = options;
  const heads = await headsOf(sources, baseline);
  const places = [...heads.flatMap(placesIn), ...undeclared(heads, baseline)];
  const groups = groupsOf(places, grouping);
  const outcomes: GroupOutcome[] = [];
  const vain = new Map<string, { readonly finding: Finding; times: number }>();
  let judged = 0;
  for (const group of groups) {
    const own = heads.filter(({ names }) => [...names.values()].some((name) => group.places.has(name)));
    if (own.length === 0) {
      const why = group.places.size === 0 ? 'no place fits its patterns' : 'no snapshot holds a place of it';
      outcomes.push(missingGroup(group.name, why));
      continue;
    }
    const told = await judgeGroup(group, own, options);
    if (told === null) continue;
    const { outcome, declarations } = told;
    outcomes.push(outcome);
    judged++;
    for (const finding of declarations) {
      const key = `${finding.rule} ${finding.counterpart} ${finding.property}`;
      const known = vain.get(key) ?? { finding, times: 0 };
      vain.set(key, { finding, times: known.times + 1 });
    }
  }
  const everywhere = [...vain.values()].filter(({ times }) => times === judged).map(({ finding }) => finding);
  // A low one is told, and no more is asked of anybody.
  const failing = everywhere.filter(({ severity }) => severity !== 'low');
  const harmless = everywhere.filter(({ severity }) => severity === 'low');
  const notes = [...harmless.map(({ message }) => `in every group: ${message}`), ...leftOut(places, groups)];
  return { outcomes, aside: { notes, vain: failing.map(({ message }) => message) } };
}

async function headsOf(sources: readonly SnapshotSource[], baseline: Baseline): Promise<readonly Placed[]> {
  const heads: { readonly path: string; readonly header: Header; readonly source: SnapshotSource }[] = [];
  for (const source of sources) heads.push({ path: source.path, header: await source.head(), source });
  const fullName = placeNames(heads);
  const all = heads.flatMap(({ header }) => header.regions.map((one) => ({ ...one, name: fullName(one) })));
  const declared = declaredNames(all, baseline);
  const nameOf = (status: RegionStatus) => declared.get(fullName(status)) ?? fullName(status);
  return heads.map(({ header, source }) => ({
    source,
    header,
    names: new Map(header.regions.map((status) => [status.name, nameOf(status)])),
  }));
}

type Where = Pick<RegionStatus, 'name' | 'region' | 'account'>;

function placesIn({ header, names }: Placed): readonly Where[] {
  return header.regions.map(({ name, region, account }) => ({ name: names.get(name) ?? name, region, account }));
}

/** Declared places of an account of their own that no snapshot holds: their group must not be a parity without them. */
function undeclared(heads: readonly Placed[], { places = {} }: Baseline): readonly Where[] {
  const known = heads.flatMap(({ header }) => header.regions);
  return Object.entries(places).flatMap(([name, place]) => {
    const account = accountOfPlace(place);
    const isThere = known.some((one) => one.name === name || (one.account === account && one.region === place.region));
    return account === undefined || isThere ? [] : [{ name, region: place.region, account }];
  });
}

function leftOut(places: readonly Where[], groups: readonly Group[]): readonly string[] {
  const left = places.filter(({ name }) => !groups.some((group) => group.places.has(name))).map(({ name }) => name);
  return left.length === 0 ? [] : [`in no group, and not judged: ${left.join(', ')}`];
}

/** null: it is of what is global, and nothing in the accounts is. */
async function judgeGroup(
  group: Group,
  own: readonly Placed[],
  { baseline, grouping, shelf, settle }: GroupedOptions,
): Promise<{ readonly outcome: GroupOutcome; readonly declarations: readonly Finding[] } | null> {
  const parts = [];
  for (const { source, names } of own) {
    const called = [...names].flatMap(([name, full]) => {
      const short = group.places.get(full);
      return short === undefined ? [] : [[name, short] as const];
    });
    parts.push({ path: source.path, snapshot: partOf(await source.load(), new Map(called), group.globals) });
  }
  const declared = baselineOfGroup(
    baseline,
    group,
    grouping,
    parts.flatMap(({ snapshot }) => snapshot.header.regions),
  );
  const snapshot = withDeclaredRegions(mergeSnapshots(parts), declared);
  const tools: GroupTools = {
    judge: (one) => judge(one, declared),
    part: (one) => partOf(one, group.places, group.globals),
  };
  const first = { snapshot, result: tools.judge(snapshot) };
  const last = settle === undefined ? first : await settle(first, group, tools);
  const { result, declarations } = withoutDeclarations(last.result, group.globals);
  if (group.globals === 'only' && saysNothing(last.snapshot, result)) return null;
  if (shelf === null) return { outcome: outcomeOf(group.name, result), declarations };
  const file = `${group.name.replace(/[^\w.-]+/g, '-')}.json`;
  for (const format of ['json', 'html'] as const)
    await shelf.put(file.replace(/json$/, format), await render(format, result, { color: false, width: 80 }));
  return { outcome: outcomeOf(group.name, result, shelf.shown(file)), declarations };
}

function saysNothing({ resources }: Snapshot, { findings, gaps }: AuditResult): boolean {
  return resources.length === 0 && findings.length === 0 && gaps.length === 0;
}

/** What the baseline says of the places of this group, and nothing of the others. */
function baselineOfGroup(
  baseline: Baseline,
  group: Group,
  grouping: Grouping,
  seen: readonly RegionStatus[],
): Baseline {
  const { places, regions, reference, ...rest } = baseline;
  const accounts = new Set(seen.map(({ account }) => account));
  const own = Object.entries(places ?? {}).filter(([name, place]) => {
    if (!isEach(grouping)) return group.places.has(name);
    if (grouping.each === 'region') return place.region === group.name && group.name !== GLOBAL;
    const account = accountOfPlace(place);
    return account === undefined || accounts.has(account);
  });
  const isRegional = isEach(grouping) && grouping.each === 'account';
  const names = new Set([
    ...group.places.values(),
    ...own.map(([name]) => name),
    ...(isRegional ? (regions ?? []) : []),
  ]);
  return {
    ...rest,
    ...(own.length > 0 && { places: Object.fromEntries(own) }),
    ...(isRegional && regions !== undefined && { regions }),
    ...(reference !== undefined && names.has(reference) && { reference }),
  };
}

/** A declaration that applies to nothing here may apply elsewhere: it is told where it does so nowhere. */
function withoutDeclarations(
  result: AuditResult,
  globals: Globals,
): {
  readonly result: AuditResult;
  readonly declarations: readonly Finding[];
} {
  // Stacks and tags are of regions: where none is looked at, none that was asked for is missing.
  const isOfRun = ({ type, rule }: Finding) =>
    type === DECLARATION_TYPE ||
    (type === SELECTION_TYPE && globals === 'only') ||
    (type === WAIVER_TYPE && rule === 'stale-waiver');
  const declarations = result.findings.filter(isOfRun);
  if (declarations.length === 0) return { result, declarations };
  const findings = result.findings.filter((one) => !isOfRun(one));
  const less = (severity: Finding['severity']) =>
    result.severities[severity] -
    declarations.filter((one) => one.severity === severity && one.status === 'open').length;
  const severities = { low: less('low'), medium: less('medium'), high: less('high'), critical: less('critical') };
  const left = { ...result, findings, severities };
  return { result: { ...left, ...answer(left, result.verdict === 'error') }, declarations };
}
