/** What the tests of the rules share: an example run through the real alignment, an order that is not the usual. */

import { align } from '../alignment/align.ts';
import type { Alignment } from '../alignment/alignment.ts';
import type { Baseline } from '../baseline/baseline.ts';
import { parseBaseline } from '../baseline/baseline-file.ts';
import { emptyBaseline } from '../baseline/empty-baseline.ts';
import { WAIVER_RULES } from '../baseline/waiver-target.ts';
import { collectors } from '../collectors/index.ts';
import { evaluate } from '../rules/evaluate.ts';
import { rules } from '../rules/index.ts';
import type { Example, Finding, Rule, RuleResult } from '../rules/rule.ts';
import type { Gap, Resource, Snapshot } from '../snapshot/snapshot.ts';
import { snapshotOf } from './example.ts';

/** The rule of that id; throws when there is none. */
export function ruleOf(id: string): Rule {
  const rule = rules.find((one) => one.meta.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  return rule;
}

/** The baseline that the text declares; none without a text. */
export function baselineOf(text: string | undefined): Baseline {
  return text === undefined ? emptyBaseline() : parseBaseline(text, 'infra-parity.yaml', { collectors, rules });
}

/** The alignment of an example. */
export function alignmentOf(
  example: Pick<Example, 'regions' | 'templates' | 'baseline' | 'selection'>,
  types?: readonly string[],
): Alignment {
  return align(snapshotOf(example, types), baselineOf(example.baseline), collectors);
}

/** What the rule with that id says of a world; `change` is what an example cannot say: unread properties, global resources. */
export function judgedBy(
  id: string,
  { regions, baseline, change = (snapshot) => snapshot }: World,
): { readonly state: string; readonly findings: readonly Finding[] } {
  const rule = ruleOf(id);
  const snapshot = change(snapshotOf({ regions }, rule.meta.types));
  const result = evaluate(align(snapshot, baselineOf(baseline), collectors)).find((one) => one.id === id);
  if (!result) throw new Error(`${id} is off`);
  return { state: result.state, findings: findingsOf(result) };
}

export type World = Pick<Example, 'regions' | 'baseline'> & { readonly change?: (snapshot: Snapshot) => Snapshot };

/** A change that makes a property of the resources of one region unreadable. */
export function unread(region: string, property: string): (snapshot: Snapshot) => Snapshot {
  const gapOf = ({ type }: Resource): Gap => ({
    region,
    type,
    cause: 'denied',
    operation: null,
    detail: 'AccessDenied',
    remedy: 'Grant it.',
    properties: [property],
  });
  return (snapshot) => ({
    ...snapshot,
    resources: snapshot.resources.map((one) => {
      if (one.region !== region) return one;
      const { [property]: _, ...properties } = one.properties ?? {};
      return { ...one, properties, unread: { ...one.unread, [property]: gapOf(one) } };
    }),
  });
}

/** The rules that a rule needs beside it: those that judge waivers need all. */
export function withOthers(rule: Rule): readonly Rule[] {
  return WAIVER_RULES.includes(rule.meta.id) ? rules : [rule];
}

/** What one rule says of an example. */
export function resultOf(
  rule: Rule,
  example: Pick<Example, 'regions' | 'templates' | 'baseline' | 'selection'>,
): RuleResult {
  const result = evaluate(alignmentOf(example, rule.meta.types), withOthers(rule)).find(
    ({ id }) => id === rule.meta.id,
  );
  if (!result) throw new Error(`${rule.meta.id} is off`);
  return result;
}

/** The findings of a result, or none. */
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

/** What a test says of a resource. */
export type Terse = Partial<Resource> & Pick<Resource, 'type' | 'region' | 'id'>;

/** The rest as though only a list had told of it. */
export function resource(terse: Terse): Resource {
  return {
    stack: null,
    logicalId: null,
    name: null,
    selected: true,
    evidence: ['listed'],
    properties: {},
    unread: {},
    tags: {},
    arn: null,
    ...terse,
  };
}

/** A call that was denied. */
export function deniedGap(region: string, type: string, operation: string): Gap {
  return { region, type, cause: 'denied', operation, detail: 'AccessDenied', remedy: `grant ${operation}` };
}
