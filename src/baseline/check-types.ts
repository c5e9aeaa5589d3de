/** What the schema cannot say of declared resource types: that they are no slips of the pen. */
import type { Collector } from '../collectors/collector.ts';
import { didYouMean } from '../common/did-you-mean.ts';
import type { Baseline } from './baseline.ts';
import type { Issue } from './issues.ts';

type Named = { readonly type: string | undefined; readonly path: readonly (string | number)[] };

/** A type that is not read with properties may still exist: only one that is nearly the name of another is a mistake. */
export function* checkTypes(baseline: Baseline, collectors: readonly Collector[]): Iterable<Issue> {
  const known = collectors.map((collector) => collector.type);
  for (const { type, path } of namedTypes(baseline)) {
    if (type === undefined || known.includes(type)) continue;
    const guess = didYouMean(
      type,
      known.filter((one) => isTypo(type, one)),
    );
    if (guess) yield { path, problem: `there is no type ${type}${guess}` };
  }
}

/** Every type that a declaration names, and where. */
function namedTypes({ expect = [], asymmetry = [], pairs = [] }: Baseline): readonly Named[] {
  const own = Object.entries({ expect, asymmetry, pairs }).flatMap(([name, list]) =>
    list.map(({ type }, index): Named => ({ type, path: [name, index, 'type'] })),
  );
  const related = expect.flatMap((one, index): readonly Named[] => [
    ...(one.related ?? []).map(({ type }, at) => ({ type, path: ['expect', index, 'related', at, 'type'] })),
    ...(one.sameVpcAs ? [{ type: one.sameVpcAs.type, path: ['expect', index, 'sameVpcAs', 'type'] }] : []),
  ]);
  return [...own, ...related];
}

/** The same but for a letter or two, or for upper and lower case. */
function isTypo(type: string, known: string): boolean {
  return (
    Math.abs(type.length - known.length) <= 2 && type.slice(0, 5).toLowerCase() === known.slice(0, 5).toLowerCase()
  );
}
