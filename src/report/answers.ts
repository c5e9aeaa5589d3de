/** What a rule answers of frameworks, by its id. */
import { rules } from '../rules/index.ts';
import type { Answer } from '../rules/rule.ts';

const byId: ReadonlyMap<string, readonly Answer[]> = new Map(rules.map(({ meta }) => [meta.id, meta.answers]));

/** The items of frameworks that findings of the rule are about; none of one that is not known. */
export function answersOf(rule: string): readonly Answer[] {
  return byId.get(rule) ?? [];
}
