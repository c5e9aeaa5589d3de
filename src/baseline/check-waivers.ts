/** What the schema cannot say of waivers. */
import { didYouMean } from '../common/did-you-mean.ts';
import { fits } from '../common/glob.ts';
import type { Issue } from './issues.ts';
import type { DeclaredRule } from './rule-settings.ts';
import type { Waiver } from './waiver-schema.ts';
import { targetOf, WAIVER_RULES } from './waiver-target.ts';

const FOUR = ['rule', 'type', 'counterpart', 'regions'] as const;

/** What the schema cannot say of waivers: that each names something, not everything, and nothing twice. */
export function* checkWaivers(waivers: readonly Waiver[], rules: readonly DeclaredRule[]): Iterable<Issue> {
  const first = new Map<string, Waiver>();
  for (const [index, waiver] of waivers.entries()) {
    const path = ['waivers', index];
    yield* (waiver.finding === undefined ? checkTarget(waiver, rules) : checkFinding(waiver)).map((issue) => ({
      ...issue,
      path: [...path, ...issue.path],
    }));
    const target = targetOf(waiver);
    const other = first.get(target);
    if (other) yield { path, problem: `${target} is waived already${other.place ? `, in ${other.place}` : ''}` };
    else first.set(target, waiver);
  }
}

function checkFinding(waiver: Waiver): readonly Issue[] {
  return [...FOUR, 'property' as const]
    .filter((name) => waiver[name] !== undefined)
    .map((name) => ({ path: [name], problem: 'the fingerprint under `finding` says it all; give one or the other' }));
}

function checkTarget(waiver: Waiver, rules: readonly DeclaredRule[]): readonly Issue[] {
  const lacks = FOUR.filter((name) => waiver[name] === undefined);
  if (lacks.length === FOUR.length)
    return [{ path: [], problem: 'say what is accepted: finding, or rule, type, counterpart and regions' }];
  if (lacks.length > 0)
    return [{ path: [], problem: `${lacks.join(', ')}: missing; without finding it takes ${FOUR.join(', ')}` }];
  const { rule = '', type = '', counterpart = '' } = waiver;
  if ([rule, type, counterpart].every((pattern) => /^[*?]+$/.test(pattern)))
    return [{ path: [], problem: 'this would accept everything; name the rule, the type or the counterpart' }];
  return checkRule(rule, rules);
}

function checkRule(rule: string, rules: readonly DeclaredRule[]): readonly Issue[] {
  const ids = rules.map(({ meta }) => meta.id);
  if (WAIVER_RULES.includes(rule)) return [{ path: ['rule'], problem: 'mend the waiver that it speaks of instead' }];
  if (ids.some((id) => fits(rule, id))) return [];
  return [{ path: ['rule'], problem: `there is no such rule${didYouMean(rule, ids)}` }];
}
