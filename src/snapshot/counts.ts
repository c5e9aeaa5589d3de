/** Whether a snapshot file holds as many resources as its observations say. */
import { UsageError } from '../common/usage-error.ts';
import type { Resource } from './snapshot.ts';

/** How many resources an observation says there are, and the line that says it. */
export type Expected = { readonly count: number; readonly line: number };

/** @param lines of the whole file */
export function lacksObservations(path: string, lines: number, have: number, count: number): UsageError {
  const problem = `the file has ${have} observations where line 1 says ${count}: it was cut off or edited; write it again`;
  return new UsageError(`${path}:${lines}`, problem);
}

/** Twice one observation: of two files put together, or of a line that was copied. */
export function doubled(path: string, line: number, key: string, first: number): UsageError {
  const problem = `${shown(key)} is observed in line ${first} already: the file was put together or edited; write it again`;
  return new UsageError(`${path}:${line}`, problem);
}

/** As it may stand in one line. */
function shown(key: string): string {
  return key.replace(/\s+/g, ' ').trim();
}

/** A file that was cut off at the end of a line reads well, and holds less than its observations say. */
export function checkCounts(
  path: string,
  lines: number,
  expected: ReadonlyMap<string, Expected>,
  resources: readonly Resource[],
): void {
  const found = new Map<string, number>();
  let [lastRegion, lastType, key] = ['', '', ''];
  for (const { region, type } of resources) {
    // They come in order: the key seldom changes.
    if (region !== lastRegion || type !== lastType) {
      [lastRegion, lastType] = [region, type];
      key = expected.has(`${region} ${type}`) ? `${region} ${type}` : `${region} *`;
    }
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  for (const [key, { count, line }] of expected) {
    const have = found.get(key) ?? 0;
    if (have === count) continue;
    const problem = `${shown(key)} has ${have} resources where line ${line} says ${count}: the file was cut off or edited; write it again`;
    throw new UsageError(`${path}:${lines}`, problem);
  }
  for (const [key, count] of found)
    if (!expected.has(key))
      throw new UsageError(path, `${count} resources of ${shown(key)} have no observation; write it again`);
}
