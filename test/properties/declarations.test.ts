import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { parseBaseline } from '../../src/baseline/baseline-file.ts';
import { SECTION_EXAMPLES } from '../../src/baseline/baseline-page.ts';
import { parseWaivers } from '../../src/baseline/waiver-file.ts';
import { collectors } from '../../src/collectors/index.ts';
import { broken } from '../../src/commands/sample-snapshot.ts';
import { judge } from '../../src/commands/stages.ts';
import { rules } from '../../src/rules/index.ts';
import { json, mutated, readOrTold } from './any.ts';

/** What a person declares may be anything: it is taken, or told to be wrong with its place. It never breaks the tool. */

const FILE = 'infra-parity.yaml';
/** `file:line path: what is wrong`, or without line or path where there is none. */
const PLACE = /^infra-parity\.yaml(:\d+)?( \S[^\n]*)?: \S/;
const WAIVERS = parse(SECTION_EXAMPLES.waivers ?? '') as unknown;
const VALID = Object.values(SECTION_EXAMPLES).map((text) => parse(text) as unknown);
/** Places say themselves what `regions` and `roles` say of regions: they stand apart from the rest. */
const {
  places: _places,
  groups: _groups,
  ...WHOLE
} = Object.assign({}, ...(VALID as object[])) as Record<string, unknown>;
const snapshot = broken();
/** Nothing at all is an empty file. */
const yaml = (value: unknown) => (value === undefined ? '' : stringify(value));

function take(text: string): boolean {
  const baseline = readOrTold(() => parseBaseline(text, FILE, { collectors, rules }), PLACE);
  if (baseline === null) return false;
  // What was taken can be judged by; a rule that breaks on it would be `crashed`.
  const result = readOrTold(() => judge(snapshot, baseline), PLACE);
  for (const { id, state, error } of result?.rules ?? []) expect(state, `${id}: ${error}`).not.toBe('crashed');
  return true;
}

describe('a baseline', () => {
  it('of any text is taken or told to be wrong', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.stringMatching(/^[ \-:{}[\]&*!|>'"%@`#,?a-c\n]{0,40}$/),
    );
    fc.assert(
      fc.property(texts, (text) => void take(text)),
      { numRuns: 250 },
    );
  });

  it('of any value is taken or told to be wrong', () => {
    fc.assert(
      fc.property(json, (value) => void take(JSON.stringify(value))),
      { numRuns: 200 },
    );
  });

  it.each(Object.keys(SECTION_EXAMPLES))('with anything done to a valid %s is taken or told to be wrong', (section) => {
    const valid = parse(SECTION_EXAMPLES[section as keyof typeof SECTION_EXAMPLES] ?? '') as unknown;
    expect(take(stringify(valid))).toBe(true);
    fc.assert(
      fc.property(mutated(valid), (value) => void take(yaml(value))),
      { numRuns: 40 },
    );
  });

  it('with every section but the places is valid', () => {
    expect(() => parseBaseline(yaml(WHOLE), FILE, { collectors, rules })).not.toThrow();
  });

  it('is taken often enough, and refused often enough, for this to mean something', () => {
    const outcomes = fc.sample(mutated(WHOLE), { numRuns: 150, seed: 7 }).map((value) => take(yaml(value)));
    expect(outcomes.filter((one) => one).length).toBeGreaterThan(5);
    expect(outcomes.filter((one) => !one).length).toBeGreaterThan(50);
  });

  it('keeps what holds line ends in its line, also where several things are wrong', () => {
    const expectation = { type: 'AWS::RDS::DBInstance', role: 'a\nb' };
    const wrong = { regions: ['us-east-1', 'eu-central-1'], expect: [expectation, { ...expectation, role: 'c' }] };
    expect(() => parseBaseline(yaml(wrong), FILE, { collectors, rules })).toThrow(/role a\\nb.*\n.*role c/);
    expect(take(yaml(wrong))).toBe(false);
  });

  it('with a line of its text broken is taken or told to be wrong', () => {
    const whole = Object.values(SECTION_EXAMPLES).join('\n');
    const cut = fc.tuple(fc.nat(whole.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 4 }));
    fc.assert(
      fc.property(cut, ([at, length, other]) => void take(whole.slice(0, at) + other + whole.slice(at + length))),
      { numRuns: 150 },
    );
  });
});

describe('a file of waivers', () => {
  const takeWaivers = (text: string) => readOrTold(() => parseWaivers(text, FILE, rules), PLACE);

  it('with anything done to a valid one is taken or told to be wrong', () => {
    const file = { waivers: (WAIVERS as { waivers: unknown }).waivers };
    expect(takeWaivers(stringify(file))).not.toBeNull();
    fc.assert(
      fc.property(mutated(file), (value) => void takeWaivers(yaml(value))),
      { numRuns: 200 },
    );
  });

  it('of anything else is taken or told to be wrong', () => {
    fc.assert(
      fc.property(json, (value) => void takeWaivers(JSON.stringify(value))),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => void takeWaivers(value)),
      { numRuns: 200 },
    );
  });
});
