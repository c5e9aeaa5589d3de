/** Who has a row and who lacks it. */
import type { Alignment, Row } from '../alignment/alignment.ts';
import { STACK } from '../snapshot/stack-type.ts';

/** Who has a row and who lacks it, and which side deviates. */
export type Presence = {
  readonly has: readonly string[];
  readonly lacks: readonly string[];
  readonly deviates: 'has' | 'lacks';
};

/** `stack app still lists it in eu-central-1`: it was deleted past its stack; empty when no stack says so. */
export function stillListed(row: Row, regions: readonly string[]): string {
  return regions
    .flatMap((region) => {
      const cell = row.cells.get(region);
      const stack = cell?.state === 'absent' ? cell.declaredBy : undefined;
      return stack === undefined ? [] : [`stack ${stack} still lists it in ${region}`];
    })
    .join('; ');
}

/** `web-app (sg-…) is there in eu-central-1, outside the selection`; empty when nothing is. */
export function outsideSelection(row: Row, regions: readonly string[]): string {
  return regions
    .flatMap((region) => {
      const cell = row.cells.get(region);
      if (cell?.state !== 'absent' || cell.outside === undefined) return [];
      const { name, id } = cell.outside;
      const called = name === null || name === id ? id : `${name} (${id})`;
      return [`${called} is there in ${region}, outside the selection`];
    })
    .join('; ');
}

/**
 * The presence of a row that some regions have and some lack; undefined when there is nothing to say, and for
 * ambiguous rows, whose resources were matched with nothing: `count-drift` counts those.
 *
 * The reference decides; without one (or when it could not be read, or is exempt) the majority, and in a tie the regions
 * that lack it deviate. An unread region could be on either side, so it counts against calling the others' resource extra. One
 * that has it outside the selection has it: it lacks what was selected, and is never called without it.
 */
export function presenceOf(row: Row, seen: Pick<Alignment, 'reference'>): Presence | undefined {
  // A stack that is missing shows in its resources; its own row only carries its status.
  if (row.type === STACK || row.match.ambiguous?.length) return undefined;
  const has: string[] = [];
  const lacks: string[] = [];
  const outside: string[] = [];
  let unread = 0;
  for (const [region, cell] of row.cells) {
    if (cell.state === 'present') has.push(region);
    else if (cell.state === 'absent') (cell.outside === undefined ? lacks : outside).push(region);
    else if (cell.state === 'unknown') unread++;
  }
  if (has.length === 0 || lacks.length + outside.length === 0) return undefined;
  const isLacking = { has, lacks: [...row.cells.keys()].filter((one) => [...lacks, ...outside].includes(one)) };
  const reference = seen.reference ?? undefined;
  if (reference !== undefined && (has.includes(reference) || outside.includes(reference)))
    return { ...isLacking, deviates: 'lacks' };
  const isExtra =
    (reference !== undefined && lacks.includes(reference)) || lacks.length > has.length + outside.length + unread;
  return isExtra ? { has, lacks, deviates: 'has' } : { ...isLacking, deviates: 'lacks' };
}
