// Text as it is after accidents and by intent: cut, doubled, spliced, with what parsers and terminals trip over put in.
import fc from 'fast-check';

const ODD = [
  ...[
    '',
    '\0',
    '\n',
    '\r',
    '\t',
    '"',
    '\\',
    '\\"',
    '\\u0000',
    '\\ud800',
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '- ',
    '#',
    '&a ',
    '*a',
  ],
  ...[
    '<<: *a',
    '!!js/function x',
    '---\n',
    '...\n',
    'null',
    'true',
    '1e999',
    '-0',
    '0x10',
    '1_000',
    '.inf',
    '2026-02-30',
  ],
  ...[
    '__proto__',
    'constructor',
    '\u2028',
    '\u202e',
    '\ufeff',
    '\u0085',
    '\ud800',
    '👩‍💻',
    '::error::x',
    '##vso[a.b]c',
    '{"a":'.repeat(600),
  ],
  ...[
    'us-east-1',
    'global',
    '<region>',
    '\\(region>',
    'digest:00000000:00000000000000000000000000000000',
    'AWS::S3::Bucket',
    'x'.repeat(20_000),
  ],
];

type Step = (text: string) => string;

const at = (text: string, part: number) => Math.floor(part * (text.length + 1));

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...ODD)).map(
    ([part, odd]): Step =>
      (text) =>
        text.slice(0, at(text, part)) + odd + text.slice(at(text, part)),
  ),
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40)).map(
    ([part, length]): Step =>
      (text) =>
        text.slice(0, at(text, part)) + text.slice(at(text, part) + length),
  ),
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...ODD), fc.nat(12)).map(
    ([part, odd, length]): Step =>
      (text) =>
        text.slice(0, at(text, part)) + odd + text.slice(at(text, part) + length),
  ),
  fc.double({ min: 0, max: 1, noNaN: true }).map(
    (part): Step =>
      (text) =>
        text.slice(0, at(text, part)),
  ),
  fc.tuple(fc.nat(30), fc.nat(30)).map(
    ([from, to]): Step =>
      (text) => {
        const lines = text.split('\n');
        const line = lines[from % lines.length] as string;
        return [...lines.slice(0, to % lines.length), line, ...lines.slice(to % lines.length)].join('\n');
      },
  ),
);

/** A valid text with one to four things done to it. */
export function mangled(valid: string): fc.Arbitrary<string> {
  return fc
    .array(step, { minLength: 1, maxLength: 4 })
    .map((steps) => steps.reduce((text, change) => change(text), valid));
}
