/** What the tests of the rules share: an example run through the real alignment, an order that is not the usual. */
import { collectors } from '../collectors/index.ts';
import type { Snapshot } from '../collectors/snapshot.ts';
import { align } from './align.ts';
import type { Alignment } from './alignment.ts';
import { type Baseline, emptyBaseline } from './baseline.ts';
import { parseBaseline } from './baseline-file.ts';
import { evaluate } from './evaluate.ts';
import { snapshotOf } from './example.ts';
import { rules } from './index.ts';
import type { Example, Finding, Rule, RuleResult } from './rule.ts';

export function ruleOf(id: string): Rule {
  const rule = rules.find((one) => one.meta.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  return rule;
}

export function baselineOf(text: string | undefined): Baseline {
  return text === undefined ? emptyBaseline() : parseBaseline(text, 'infra-parity.yaml', collectors);
}

export function alignmentOf(example: Pick<Example, 'regions' | 'baseline'>, types?: readonly string[]): Alignment {
  return align(snapshotOf(example, types), baselineOf(example.baseline), collectors);
}

/** What one rule says of an example. */
export function resultOf(rule: Rule, example: Pick<Example, 'regions' | 'baseline'>): RuleResult {
  const [result] = evaluate(alignmentOf(example, rule.meta.types), [rule]);
  if (!result) throw new Error(`${rule.meta.id} is off`);
  return result;
}

export function findingsOf(result: RuleResult): readonly Finding[] {
  if (result.state === 'crashed') throw new Error(result.error);
  return result.state === 'failed' ? result.findings : [];
}

/** The same snapshot, every list of it the other way round. */
export function reversed(snapshot: Snapshot): Snapshot {
  return {
    ...snapshot,
    observations: [...snapshot.observations].reverse(),
    resources: [...snapshot.resources].reverse(),
  };
}
