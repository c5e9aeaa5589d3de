/** Draws worlds of every kind and judges each: what must be the same, what is gone, and what must never be one. */
import { random } from '../random.ts';
import { markdown } from '../table.ts';
import { idKinds } from './ids.ts';
import { nameKinds } from './names.ts';
import { strangerKinds } from './strangers.ts';
import { type DrawnKind, type DrawnWorld, judged } from './world.ts';

export const drawnKinds: readonly DrawnKind[] = [...nameKinds, ...idKinds, ...strangerKinds];

/** What came of the worlds of one kind. */
export type DrawnCount = {
  readonly name: string;
  readonly tried: number;
  /** Worlds that came out otherwise than they must. */
  readonly wrong: number;
  /** A line for each of these, and one where too few pairs are recognised. */
  readonly failures: readonly string[];
  /** Of all pairs the share that was told as likely instead of being one. */
  readonly likely: number;
};

/** More pairs than these told as likely, and the names of a maker are not known. */
const MOST_LIKELY = 0.75;

/** @param count worlds of each kind */
export function drawWorlds(count: number, seed: number): readonly DrawnCount[] {
  return drawnKinds.map(({ name, draw }, nth) => {
    const next = random(seed * 1000 + nth);
    const failures: string[] = [];
    let [likely, pairs] = [0, 0];
    for (let at = 0; at < count; at++) {
      const world = draw(next);
      const { faults, ...told } = judged(world);
      likely += told.likely;
      pairs += told.pairs;
      if (faults.length > 0) failures.push(`${name}, no. ${at}: ${describe(world)}: ${faults.join('; ')}`);
    }
    const share = pairs === 0 ? 0 : likely / pairs;
    const wrong = failures.length;
    if (share > MOST_LIKELY) failures.push(`${name}: ${percent(share)} of the pairs are told as likely`);
    return { name, tried: count, wrong, failures, likely: share };
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

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

export function drawnTable(counts: readonly DrawnCount[]): string {
  const rows = counts.map(({ name, tried, wrong, likely }) => [
    name,
    `${tried}`,
    `${tried - wrong}`,
    `${wrong}`,
    likely === 0 ? '' : percent(likely),
  ]);
  return markdown(['drawn worlds', 'tried', 'right', 'wrong', 'pairs told as likely'], rows);
}
