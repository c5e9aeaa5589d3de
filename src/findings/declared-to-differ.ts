/** What the baseline lets differ on a row, for rules that judge what a property leads to. */
import type { Alignment, Row } from '../alignment/alignment.ts';
import { speaksOf } from '../alignment/exemptions.ts';

/** Whether the baseline (`asymmetry`) lets one of the properties differ on the row: what follows from it was declared with it. */
export function isDeclaredToDiffer(row: Row, properties: readonly string[], seen: Alignment): boolean {
  const resources = [...row.cells.values()].flatMap((cell) => (cell.state === 'present' ? [cell.resource] : []));
  return (seen.baseline.asymmetry ?? [])
    .filter((one) => one.properties !== undefined && speaksOf(one, row.type, row.counterpart, resources))
    .flatMap((one) => one.properties ?? [])
    .some((declared) => properties.some((one) => one === declared || one.startsWith(`${declared}.`)));
}
