/** Counts by place. */
import type { Alignment, Cell, Row } from '../alignment/alignment.ts';
import { isCounted } from '../collectors/discovery/counted-types.ts';
import { memo } from '../common/lists.ts';
import { type Presence, presenceOf } from '../findings/presence.ts';
import type { Finding } from '../rules/rule.ts';
import { type Depth, depthOf, leastDepth } from '../snapshot/depth.ts';
import { type Gap, GLOBAL, type Resource } from '../snapshot/snapshot.ts';
import type { Counts } from './report.ts';

/**
 * What one cell of a counted row adds to the counts of its region. `present`: there, and compared with nothing, for only its
 * existence is known, or no other place has it.
 */
export type Kind = 'same' | 'present' | 'drifted' | 'missing' | 'extra' | 'exempt' | 'uncompared' | 'unknown';

type Tally = { total: number; unseen: number; byType: Map<string, number> } & { [kind in Kind]: number } & {
  compared: { [depth in Depth]: number };
};

const DRIFT = new Set(['property-drift', 'tag-drift', 'security-group-rules']);

/** Type to counterpart to the places that a finding says drift. */
export type Drifted = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** The rows of which a property, a tag or a security-group rule is reported to differ, and who deviates by these findings. */
export function driftedRows(findings: readonly Finding[]): Drifted {
  const drifted = new Map<string, Map<string, Set<string>>>();
  for (const { rule, type, counterpart, counterparts = [counterpart], regions } of findings) {
    if (!DRIFT.has(rule)) continue;
    const ofType = memo(drifted, type, () => new Map<string, Set<string>>());
    for (const one of counterparts) {
      const places = memo(ofType, one, () => new Set<string>());
      for (const region of regions) places.add(region);
    }
  }
  return drifted;
}

function driftOf({ type, counterpart }: Row, drifted: Drifted): ReadonlySet<string> | undefined {
  return drifted.get(type)?.get(counterpart);
}

/** What a row comes to: its depth, whether anything of it was compared, and what each cell counts as. */
export type Told = {
  /** The least of the resources that are there; null where none is. */
  readonly depth: Depth | null;
  /** How deep its resources were compared with each other; null where nothing is told of it, or nobody else has it. */
  readonly compared: Depth | null;
  kindOf(region: string, cell: Cell): Kind | null;
};

/** Judges the cells of a row by the rules that make the findings, so that counts and findings never differ on who deviates. */
export function tellerOf(seen: Pick<Alignment, 'reference'>, drifted: Drifted): (row: Row) => Told {
  return (row) => {
    const there = [...row.cells.values()].flatMap((cell) => (cell.state === 'present' ? [cell.resource] : []));
    const depth = leastDepth(there.map(depthOf));
    const drift = driftOf(row, drifted);
    if (there.length === row.cells.size && drift === undefined && !isOpen(row)) {
      const compared = row.cells.size > 1 ? depth : 'presence';
      const kind = compared === 'presence' ? 'present' : 'same';
      return { depth, compared, kindOf: () => kind };
    }
    const isTold = there.length > 1 && !isOpen(row) && !row.match.ambiguous?.length;
    const compared = isTold ? depth : null;
    const presence = presenceOf(row, seen);
    return {
      depth,
      compared,
      kindOf: (region, cell) => kindOf({ row, region, cell, depth, presence, drift }),
    };
  };
}

/** Whether something of it could not be compared. */
function isOpen({ comparisons }: Row): boolean {
  return comparisons.some((one) => one.verdict === 'unknown');
}

type Asked = {
  readonly row: Row;
  readonly region: string;
  readonly cell: Cell;
  readonly depth: Depth | null;
  readonly presence: Presence | undefined;
  readonly drift: ReadonlySet<string> | undefined;
};

/** What a cell counts as; null = it adds nothing: not there, and it need not be. */
function kindOf({ row, region, cell, depth, presence, drift }: Asked): Kind | null {
  if (cell.state === 'unknown' || cell.state === 'exempt') return cell.state;
  if (cell.state === 'absent') return presence?.deviates === 'lacks' ? 'missing' : null;
  if (presence?.deviates === 'has') return 'extra';
  if (drift?.has(region)) return 'drifted';
  const others = { present: 0, absent: 0, unknown: 0, exempt: 0 };
  for (const [name, { state }] of row.cells) if (name !== region) others[state]++;
  if (others.exempt > 0 && others.exempt === row.cells.size - 1) return 'exempt';
  if (others.unknown > 0 && others.present === 0) return 'uncompared';
  if (others.present > 0 && isOpen(row)) return 'uncompared';
  return others.present === 0 || depth === 'presence' ? 'present' : 'same';
}

/** The split of every region, in the order asked; `global` when something is there that belongs to none. */
export function countAll(alignment: Alignment, findings: readonly Finding[]): { readonly [region: string]: Counts } {
  const tallies = new Map(alignment.regions.map((region) => [region, empty()]));
  const tell = tellerOf(alignment, driftedRows(findings));
  const add = (region: string, kind: Kind | null, resource?: Resource) => {
    const tally = memo(tallies, region, empty);
    if (kind !== null) tally[kind]++;
    if (!resource) return;
    tally.total++;
    tally.byType.set(resource.type, (tally.byType.get(resource.type) ?? 0) + 1);
  };
  for (const row of alignment.rows.filter((one) => one.counted)) {
    const told = tell(row);
    for (const [region, cell] of row.cells) {
      add(region, told.kindOf(region, cell), 'resource' in cell ? cell.resource : undefined);
      if (cell.state === 'present' && told.compared !== null) memo(tallies, region, empty).compared[told.compared]++;
    }
    for (const [region, cell] of row.cells) if (isUnseen(region, cell)) memo(tallies, region, empty).unseen++;
    // One that lives in a wrong region is there too, beside the one that belongs there.
    for (const { lives, resource } of row.misplaced) if (!isIn(row, resource)) add(lives, 'extra', resource);
  }
  const order = [...alignment.regions, GLOBAL].filter((region) => tallies.has(region));
  const partial = (region: string) => alignment.gaps.some((gap) => mayHide(gap, region));
  return Object.fromEntries(order.map((region) => [region, finished(tallies.get(region) as Tally, partial(region))]));
}

/** Whether it may be there unseen. Where all was read, one without a known counterpart adds nothing to those that are there. */
function isUnseen(region: string, cell: Cell): boolean {
  if (cell.state !== 'unknown' || cell.gap.cause === 'ambiguous') return false;
  // What belongs to no region is there, and it is not known where it counts.
  return region === GLOBAL || reaches(cell.gap, region);
}

/** Whether more of what counts in the region may be there than was seen. */
function mayHide(gap: Gap, region: string): boolean {
  if (gap.properties !== undefined || gap.cause === 'ambiguous') return false;
  return reaches(gap, region) && (gap.type === '*' || isCounted(gap.type, null));
}

/** A listing that is of no region may hold what counts for any: a role counts where its stack, name or tags say. */
function reaches(gap: Gap, region: string): boolean {
  return gap.region === region || gap.region === GLOBAL;
}

function isIn({ cells }: Row, resource: Resource): boolean {
  return [...cells.values()].some((cell) => 'resource' in cell && cell.resource === resource);
}

function empty(): Tally {
  return {
    total: 0,
    unseen: 0,
    byType: new Map(),
    same: 0,
    present: 0,
    compared: { live: 0, declared: 0, presence: 0 },
    drifted: 0,
    missing: 0,
    extra: 0,
    exempt: 0,
    uncompared: 0,
    unknown: 0,
  };
}

function finished(
  { byType, unknown, uncompared, unseen, total, same, present, compared, drifted, missing, extra, exempt }: Tally,
  partial: boolean,
): Counts {
  return {
    total,
    same,
    present,
    drifted,
    missing,
    extra,
    exempt,
    compared,
    unknown: unknown + uncompared,
    uncompared,
    unseen,
    partial: partial || unseen > 0,
    byType: Object.fromEntries([...byType].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
