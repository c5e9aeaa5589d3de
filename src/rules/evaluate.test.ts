import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Severity } from '../collectors/comparator.ts';
import { alignmentOf, findingsOf, ruleOf } from '../findings/testing.ts';
import { evaluate } from './evaluate.ts';
import { rules } from './index.ts';
import { defineRule, type Rule, type Violation } from './rule.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';
const seen = (baseline?: string) => alignmentOf({ regions: { [US]: [], [EU]: [] }, ...(baseline && { baseline }) });

/** A rule that says what it is told to; under the id of a real one, so that a baseline may speak of it. */
function saying(
  violations: readonly Violation[],
  id = 'tag-drift',
  more: Pick<Partial<Rule['meta']>, 'types'> = {},
): Rule {
  const messages = { one: '{counterpart} differs in {regions}', broken: '{counterpart} has {nothing}' };
  const text = { summary: 'x', why: 'x', fix: 'x', cannotSee: 'x' };
  return defineRule({
    meta: { id, family: 'parity', severity: 'medium', answers: [], ...text, messages, examples: [], ...more },
    options: ruleOf(id).options,
    *check() {
      yield* violations as readonly Violation<'one' | 'broken'>[];
    },
    gaps: () => [],
  });
}
const violation = (some: Partial<Violation> = {}): Violation => ({
  message: 'one',
  type: 'AWS::SQS::Queue',
  counterpart: 'jobs',
  regions: [US],
  ...some,
});
const run = (violations: readonly Violation[], baseline?: string, more?: Pick<Partial<Rule['meta']>, 'types'>) => {
  // The other ids stand for themselves, so that the baseline may name them.
  const others = rules.filter((rule) => rule.meta.id !== 'tag-drift');
  return evaluate(seen(baseline), [saying(violations, 'tag-drift', more), ...others])[0];
};
const severityOf = (violations: readonly Violation[], baseline?: string): Severity | undefined => {
  const result = run(violations, baseline);
  return result && findingsOf(result)[0]?.severity;
};

describe('the sentence', () => {
  const messageOf = (regions: readonly string[]) => findingsOf(run([violation({ regions })]) as never)[0]?.message;
  it('joins the regions in the order asked', () => {
    expect(messageOf([EU, US])).toBe('jobs differs in us-east-1 and eu-central-1');
    expect(messageOf([EU])).toBe('jobs differs in eu-central-1');
  });
  it('is never half filled: the rule crashes', () => {
    expect(run([violation({ message: 'broken' })])).toEqual({
      id: 'tag-drift',
      state: 'crashed',
      error: 'tag-drift: nothing fills {nothing}',
    });
  });
});

describe('the severity', () => {
  it.each([
    ['the rule’s own', {}, undefined, 'medium'],
    ['the finding’s own', { severity: 'critical' }, undefined, 'critical'],
    ['what the baseline says of the rule', { severity: 'critical' }, 'rules: {tag-drift: low}', 'low'],
    ['the same in the long form', { severity: 'critical' }, 'rules: {tag-drift: {severity: low}}', 'low'],
    [
      'what the baseline says of the thing itself',
      { severity: 'high', stated: 'x:1' },
      'rules: {tag-drift: low}',
      'high',
    ],
  ] as const)('is %s', (_, some, baseline, severity) => {
    expect(severityOf([violation(some)], baseline)).toBe(severity);
  });
});

describe('the fingerprint', () => {
  const printOf = (some: Partial<Violation>) => findingsOf(run([violation(some)]) as never)[0]?.fingerprint;
  it('is 16 hex digits of rule, type, counterpart, property and regions', () => {
    expect(printOf({})).toMatch(/^[0-9a-f]{16}$/);
    const others = [
      { type: 'AWS::SNS::Topic' },
      { counterpart: 'mail' },
      { property: 'Port' },
      { regions: [EU] },
      { regions: [US, EU] },
    ];
    const prints = new Set([printOf({}), ...others.map(printOf)]);
    expect(prints.size).toBe(others.length + 1);
  });
  it('is of nothing else', () => {
    expect(printOf({ values: { [US]: 'arn:aws:sqs:us-east-1:1:jobs' }, severity: 'low', stated: 'x:1' })).toBe(
      printOf({}),
    );
    expect(printOf({ regions: [EU, US] })).toBe(printOf({ regions: [US, EU] }));
  });
  it('keeps its value from release to release', () => {
    // Written down: a waiver made with it yesterday must hold tomorrow.
    expect(printOf({})).toBe('1f0fa362b1152962');
  });
  it('that two violations share is of one finding, and ends no rule', () => {
    const both = run([violation(), violation({ severity: 'low' })]);
    expect(both).toMatchObject({ state: 'failed', findings: [{ fingerprint: printOf({}) }] });
  });
});

describe('a rule', () => {
  it('is off when the baseline says so', () => {
    for (const baseline of ['rules: {tag-drift: off}', 'rules: {tag-drift: {enabled: false}}']) {
      expect(evaluate(seen(baseline)).map((one) => one.id)).not.toContain('tag-drift');
    }
    expect(evaluate(seen()).map((one) => one.id)).toEqual(rules.map((rule) => rule.meta.id));
  });

  it('that is built in is off without default expectations, unless the baseline names it', () => {
    const builtIn = ['customer-key', 'database-encryption', 'public-bucket', 'trail-coverage', 'world-open-port'];
    const ids = (baseline: string) => evaluate(seen(baseline)).map((one) => one.id);
    expect(rules.filter((rule) => rule.meta.builtIn).map((rule) => rule.meta.id)).toEqual(builtIn);
    for (const id of builtIn) expect(ids('defaultExpectations: false')).not.toContain(id);
    expect(ids('defaultExpectations: false')).toContain('expected-resource');
    expect(ids('{defaultExpectations: false, rules: {customer-key: high}}')).toContain('customer-key');
  });

  it('that throws is crashed, and the others run', () => {
    const broken: Rule = {
      ...saying([]),
      check: () => {
        throw new Error('boom');
      },
    };
    const [first, second] = evaluate(seen(), [broken, saying([], 'extra-resource')]);
    expect(first).toEqual({ id: 'tag-drift', state: 'crashed', error: 'boom' });
    expect(second).toEqual({ id: 'extra-resource', state: 'passed' });
  });

  it('without gaps of its own has those of its types and of what could not be compared', () => {
    const { gaps: _, ...plain } = saying([], 'tag-drift', { types: ['AWS::SQS::Queue'] });
    const denied = (type: string) =>
      alignmentOf({ regions: { [US]: [{ type, name: 'jobs' }], [EU]: 'denied' } }, [type]);
    expect(evaluate(denied('AWS::SQS::Queue'), [plain])[0]).toMatchObject({ state: 'inconclusive' });
    const other = { ...denied('AWS::SQS::Queue'), gapsOf: () => [] };
    expect(evaluate(other, [plain])[0]).toEqual({ id: 'tag-drift', state: 'passed' });
  });

  it('gets its options with their defaults', () => {
    const options: unknown[] = [];
    const asking = defineRule({
      meta: { ...ruleOf('trail-coverage').meta, id: 'trail-coverage', messages: { one: '' } },
      options: z.strictObject({ required: z.boolean().default(false), more: z.number().default(3) }),
      // biome-ignore lint/correctness/useYield: it only looks at what it is given.
      *check(_, given) {
        options.push(given);
      },
      gaps: () => [],
    });
    const others = rules.filter((rule) => rule.meta.id !== 'trail-coverage');
    evaluate(seen('rules: {trail-coverage: {options: {required: true}}}'), [asking, ...others]);
    expect(options).toEqual([{ required: true, more: 3 }]);
  });

  it('that the baseline names and that there is not is the user’s mistake', () => {
    const baseline = { ...seen().baseline, rules: { 'tag-drft': 'off' as const } };
    expect(() => evaluate({ ...seen(), baseline })).toThrow('there is no such rule; did you mean tag-drift?');
  });
});
