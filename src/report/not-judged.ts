/** Rules that the selection leaves nothing to judge. */
import type { Alignment } from '../alignment/alignment.ts';
import { settingsOf } from '../baseline/rule-settings.ts';
import { rules } from '../rules/index.ts';

/** What is declared of types that the selection leaves out: nothing can be said of it, and that is said. */
export function notJudged(seen: Alignment): readonly string[] {
  const { expect = [], asymmetry = [] } = seen.baseline;
  const declared = [
    ...expect.map(({ type }, index) => ({ type, path: ['expect', index] })),
    ...asymmetry.flatMap(({ type, count }, index) =>
      type !== undefined && count !== undefined ? [{ type, path: ['asymmetry', index, 'count'] }] : [],
    ),
    ...rules.flatMap((rule) => {
      const { required } = (settingsOf(rule, seen.baseline).options ?? {}) as { readonly required?: boolean };
      return required ? (rule.meta.types ?? []).map((type) => ({ type, path: ['rules', rule.meta.id] })) : [];
    }),
  ];
  return declared
    .filter(({ type }) => seen.isLeftOut(type))
    .map(({ type, path }) => `${seen.baseline.place(path)}: ${type} is left out of the selection, and was not judged`);
}
