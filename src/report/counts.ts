/** Counts by place. */
import type { Alignment, Cell, Row } from '../alignment/alignment.ts';
import { isCounted } from '../collectors/discovery/counted-types.ts';
import { memo } from '../common/lists.ts';
import type { Finding } from '../rules/rule.ts';
import { type Gap, GLOBAL, type Resource } from '../snapshot/snapshot.ts';
import type { Counts } from './report.ts';

/** What one cell of a counted row adds to the counts of its region. */
export type Kind = 'same' | 'drifted' | 'missing' | 'extra' | 'exempt' | 'uncompared' | 'unknown';

type Tally = { total: number; unseen: number; byType: Map<string, number> } & { [kind in Kind]: number };

const DRIFT = new Set(['property-drift', 'tag-drift', 'security-group-rules']);

/** The rows of which a property, a tag or a security-group rule is reported to differ. */
export function driftedRows(findings: readonly Finding[]): Drifted {
  const drifted = new Map<string, Set<string>>();
  for (const { rule, type, counterpart } of findings)
    if (DRIFT.has(rule)) memo(drifted, type, () => new Set<string>()).add(counterpart);
  return drifted;
}

/** Counterparts by type. */
export type Drifted = ReadonlyMap<string, ReadonlySet<string>>;

function isDrifted({ type, counterpart }: Row, drifted: Drifted): boolean {
  return drifted.get(type)?.has(counterpart) ?? false;
}

/** Whether every cell counts as the same: what most of a large audit consists of, told without asking cell by cell. */
export function isSame(row: Row, drifted: Drifted): boolean {
  for (const cell of row.cells.values()) if (cell.state !== 'present') return false;
  return !isDrifted(row, drifted) && !row.comparisons.some((one) => one.verdict === 'unknown');
}

/** What a cell counts as; null = it adds nothing: not there, and nobody else is known to have it. */
export function kindOf(row: Row, region: string, cell: Cell, drifted: Drifted): Kind | null {
  if (cell.state === 'unknown' || cell.state === 'exempt') return cell.state;
  const others = { present: 0, absent: 0, unknown: 0, exempt: 0 };
  for (const [name, { state }] of row.cells) if (name !== region) others[state]++;
  if (cell.state === 'absent') return others.present > 0 ? 'missing' : null;
  if (others.exempt > 0 && others.exempt === row.cells.size - 1) return 'exempt';
  if (others.absent > 0) return 'extra';
  if (isDrifted(row, drifted)) return 'drifted';
  const unread = others.unknown > 0 && others.present === 0;
  return unread || row.comparisons.some((one) => one.verdict === 'unknown') ? 'uncompared' : 'same';
}

/** The split of every region, in the order asked; `global` when something is there that belongs to none. */
export function countAll(alignment: Alignment, findings: readonly Finding[]): { readonly [region: string]: Counts } {
  const tallies = new Map(alignment.regions.map((region) => [region, empty()]));
  const drifted = driftedRows(findings);
  const add = (region: string, kind: Kind | null, resource?: Resource) => {
    const tally = memo(tallies, region, empty);
    if (kind !== null) tally[kind]++;
    if (!resource) return;
    tally.total++;
    tally.byType.set(resource.type, (tally.byType.get(resource.type) ?? 0) + 1);
  };
  for (const row of alignment.rows.filter((one) => one.counted)) {
    const same = isSame(row, drifted);
    for (const [region, cell] of row.cells)
      add(region, same ? 'same' : kindOf(row, region, cell, drifted), 'resource' in cell ? cell.resource : undefined);
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
    drifted: 0,
    missing: 0,
    extra: 0,
    exempt: 0,
    uncompared: 0,
    unknown: 0,
  };
}

function finished(
  { byType, unknown, uncompared, unseen, total, same, drifted, missing, extra, exempt }: Tally,
  partial: boolean,
): Counts {
  return {
    total,
    same,
    drifted,
    missing,
    extra,
    exempt,
    unknown: unknown + uncompared,
    uncompared,
    unseen,
    partial: partial || unseen > 0,
    byType: Object.fromEntries([...byType].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
