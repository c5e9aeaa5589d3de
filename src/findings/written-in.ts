/** Where in a source stands what a finding speaks of: the line of the template, or of the code that it was made from. */
import type { Row } from '../alignment/alignment.ts';
import { designsOf } from '../comparison/designs.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Source } from './finding.ts';

/**
 * @param regions those that deviate, which come first; what they lack is told where another has it
 * @returns undefined where nothing of the row is designed in a file
 */
export function writtenIn(
  row: Row,
  property: string | null,
  regions: readonly string[],
  snapshot: Snapshot,
): Source | undefined {
  const designs = designsOf(snapshot);
  const places = [...row.cells.keys()];
  const order = [
    ...places.filter((place) => regions.includes(place)),
    ...places.filter((place) => !regions.includes(place)),
  ];
  for (const place of order) {
    const cell = row.cells.get(place);
    if (cell?.state !== 'present') continue;
    const own = designs.of(cell.resource);
    const file = own?.stack.file;
    if (own === undefined || file === undefined) continue;
    const { lines = {}, made } = own.design;
    const top = property?.split(/[.[]/)[0] ?? '';
    const line = lines[top] ?? lines[''] ?? 1;
    return made === undefined ? { file, line } : { ...made, template: { file, line } };
  }
  return undefined;
}
