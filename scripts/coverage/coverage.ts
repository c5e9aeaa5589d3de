/** Counts the resources and templates of a list of types by how much of them can be compared. */
import type { Rung } from '../../src/collectors/generic/rungs.ts';

export type Frequency = {
  readonly types: readonly string[];
  /** By source: each template as pairs of the index of a type and how often it has it. */
  readonly templates: { readonly [source: string]: readonly (readonly (readonly [number, number])[])[] };
};

export type Coverage = {
  readonly resources: number;
  readonly templates: number;
  /** Resources by the way in which they are read. */
  readonly by: { readonly [way in Rung['by']]: number };
  /** Templates of which every resource is compared live, and at least as declared. */
  readonly wholly: { readonly live: number; readonly declared: number };
  /** Types that are not compared live, by how many resources they cost, the most first. */
  readonly missing: readonly { readonly type: string; readonly resources: number; readonly rung: Rung }[];
};

/** Pure. */
export function coverageOf({ types, templates }: Frequency, rungOf: (type: string) => Rung): Coverage {
  const rungs = types.map(rungOf);
  const by = { collector: 0, generic: 0, template: 0, listing: 0 };
  const wholly = { live: 0, declared: 0 };
  const missing = new Map<number, number>();
  let resources = 0;
  const all = Object.values(templates).flat();
  for (const template of all) {
    const depths = new Set<string>();
    for (const [index, count] of template) {
      const rung = rungs[index] as Rung;
      resources += count;
      by[rung.by] += count;
      depths.add(rung.depth);
      if (rung.depth !== 'live') missing.set(index, (missing.get(index) ?? 0) + count);
    }
    if (!depths.has('presence')) wholly.declared += 1;
    if (!depths.has('presence') && !depths.has('declared')) wholly.live += 1;
  }
  const most = [...missing].sort(([a, one], [b, other]) => other - one || a - b);
  return {
    resources,
    templates: all.length,
    by,
    wholly,
    missing: most.map(([index, count]) => ({ type: types[index] ?? '', resources: count, rung: rungs[index] as Rung })),
  };
}

/** As text, for people. */
export function told({ resources, templates, by, wholly, missing }: Coverage): string {
  const share = (part: number, all: number) => `${((100 * part) / Math.max(all, 1)).toFixed(1).padStart(6)} %`;
  const live = by.collector + by.generic;
  const lines = [
    `${resources} resources in ${templates} templates`,
    '',
    'resources',
    `  live, by a collector of their own  ${share(by.collector, resources)}`,
    `  live, by the generic reader        ${share(by.generic, resources)}`,
    `  live                               ${share(live, resources)}`,
    `  declared or better                 ${share(live + by.template, resources)}`,
    `  presence only                      ${share(by.listing, resources)}`,
    '',
    'templates judged whole',
    `  live                               ${share(wholly.live, templates)}`,
    `  declared or better                 ${share(wholly.declared, templates)}`,
    '',
    'not live, the most first',
    ...missing
      .slice(0, 20)
      .map(({ type, resources: count, rung }) => `  ${String(count).padStart(5)}  ${type}: ${rung.reason}`),
  ];
  return `${lines.join('\n')}\n`;
}
