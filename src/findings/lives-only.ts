/** Resources in places where they are declared not to live. */
import type { Alignment, Row } from '../alignment/alignment.ts';
import { livesElsewhere, speaksOf } from '../alignment/exemptions.ts';
import type { Asymmetry } from '../baseline/baseline.ts';
import { joined } from '../common/lists.ts';
import { GLOBAL } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';

/** A resource in regions where it is declared not to live. */
export type Elsewhere = {
  readonly regions: readonly string[];
  /** Where it is declared to live, in words. */
  readonly only: string;
  readonly why: string;
  readonly stated: string | null;
};

/**
 * The declarations (`asymmetry` with `only`) that a row breaks, each with the regions that no earlier one names. What could not
 * be read breaks none, nor does what belongs to no region. A stack shows in its resources, unless it is meant by its type.
 */
export function elsewhere(row: Row, seen: Alignment): readonly Elsewhere[] {
  const declared = seen.baseline.asymmetry ?? [];
  if (!declared.some(({ only }) => only)) return [];
  const there = [...row.cells].flatMap(([place, cell]) => (cell.state === 'present' ? [{ place, cell }] : []));
  const resources = there.map(({ cell }) => cell.resource);
  let left = there.map(({ place }) => place).filter((place) => place !== GLOBAL);
  return declared.flatMap((one, index) => {
    if (row.type === STACK && one.type === undefined) return [];
    if (!one.only || !speaksOf(one, row.type, row.counterpart, resources)) return [];
    const regions = left.filter((place) => livesElsewhere(one, place, seen));
    left = left.filter((place) => !regions.includes(place));
    if (regions.length === 0) return [];
    const stated = seen.baseline.place(['asymmetry', index, 'only']);
    return [{ regions, only: inWords(one), why: one.reason, stated }];
  });
}

function inWords({ only }: Asymmetry): string {
  if (Array.isArray(only)) return joined(only);
  return `regions with the role ${(only as { role: string }).role}`;
}
