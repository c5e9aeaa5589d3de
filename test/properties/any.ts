/** Arbitrary values for property tests, hostile ones among them. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { UsageError } from '../../src/common/usage-error.ts';

/** Any JSON, and what people get wrong in it: names that every object has, numbers that are none, long and hostile text. */
export const HOSTILE = [
  '\u001b[31mred\u001b[0m',
  ']]><script>alert(1)</script>',
  '\u202eabc',
  '',
  '%s',
  '::error::x',
  '__proto__',
  'constructor',
  '../../etc',
  'x'.repeat(3000),
  '🙂é中',
  '\u0000',
  'a\r\nb',
  '|`*_<b>',
  '"\',;=HYPERLINK("x")',
  '\ud800',
];
export const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', maxLength: 20 }));
export const json = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  text,
  fc.constantFrom(null, -1, 1e308, '', [], {}, [[]], { '': null }, 'us-east-1', ['us-east-1', 'us-east-1']),
);

export type Path = readonly (string | number)[];

/** Every place in a value, itself included. */
export function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, member]) =>
      pathsOf(member, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** The value with another in one place; `undefined` takes the place out. */
export function changed(value: unknown, [step, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    const members = value.map((one, index) => (index === step ? changed(one, rest, change) : one));
    return members.filter((one) => one !== undefined);
  }
  const entries = Object.entries(value as object).map(([key, one]) => [
    key,
    key === step ? changed(one, rest, change) : one,
  ]);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
}

/** A valid value with one to three things done to it: replaced, taken out, renamed, doubled, put into a list or out of one. */
export function mutated(valid: unknown): fc.Arbitrary<unknown> {
  const change = fc.oneof(
    json.map((other) => () => other),
    fc.constant(() => undefined),
    fc.constant((old: unknown) => [old, old]),
    fc.constant((old: unknown) => (Array.isArray(old) ? old[0] : [old])),
    fc.constant((old: unknown) => String(old)),
    fc.tuple(text, json).map(([key, member]) => (old: unknown) => ({
      ...(typeof old === 'object' ? old : {}),
      [key]: member,
    })),
  );
  const steps = fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 3 });
  return steps.map((all) =>
    all.reduce<unknown>((value, [pick, make]) => {
      const paths = pathsOf(value);
      return changed(value, paths[pick % paths.length] as Path, make);
    }, valid),
  );
}

/** What `read` makes of its input; a mistake of the user's is told in lines that begin with a place, and nothing else is thrown. */
export function readOrTold<T>(read: () => T, place: RegExp): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    for (const line of error.message.split('\n')) expect(line).toMatch(place);
    return null;
  }
}
