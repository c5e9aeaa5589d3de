/** Draws worlds of every kind and judges each: what must be the same, what is gone, and what must never be one. */
import { random } from '../random.ts';
import { markdown } from '../table.ts';
import { idKinds } from './ids.ts';
import { nameKinds } from './names.ts';
import { strangerKinds } from './strangers.ts';
import { type DrawnKind, type DrawnWorld, faultsOf } from './world.ts';

export const drawnKinds: readonly DrawnKind[] = [...nameKinds, ...idKinds, ...strangerKinds];

/** What came of the worlds of one kind. */
export type DrawnCount = { readonly name: string; readonly tried: number; readonly failures: readonly string[] };

/** @param count worlds of each kind */
export function drawWorlds(count: number, seed: number): readonly DrawnCount[] {
  return drawnKinds.map(({ name, draw }, nth) => {
    const next = random(seed * 1000 + nth);
    const failures: string[] = [];
    for (let at = 0; at < count; at++) {
      const world = draw(next);
      const faults = faultsOf(world);
      if (faults.length > 0) failures.push(`${name}, no. ${at}: ${describe(world)}: ${faults.join('; ')}`);
    }
    return { name, tried: count, failures };
  });
}

function describe({ resources, regions }: DrawnWorld): string {
  return (
    resources
      .map(({ type, region, id }) => `${type.split('::').at(-1)} ${id} in ${region}`)
      .slice(0, 8)
      .join(', ') || regions.join()
  );
}

export function drawnTable(counts: readonly DrawnCount[]): string {
  const rows = counts.map(({ name, tried, failures }) => [
    name,
    `${tried}`,
    `${tried - failures.length}`,
    `${failures.length}`,
  ]);
  return markdown(['drawn worlds', 'tried', 'right', 'wrong'], rows);
}
