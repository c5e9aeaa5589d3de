import fc from 'fast-check';
import { expect, it } from 'vitest';
import { workshop } from '../../src/commands/testing.ts';
import { HOSTILE } from './any.ts';

/** Whatever stands on the command line: it ends with a code that is documented, and a mistake is one line that names its place. */

const { ran } = workshop();
// Nothing here asks AWS, or writes where it is told to.
const COMMANDS = [
  'audit',
  'report',
  'explain',
  'rules',
  'types',
  'schema',
  'iam-policy',
  'demo',
  'completion',
  'help',
  '--version',
  '--help',
  'waive',
];
const FLAGS = [
  '--from',
  '--report',
  '--baseline',
  '--no-baseline',
  '--reference',
  '--regions',
  '--exclude-region',
  '--stack-prefix',
  '--tag',
  '--type',
  '--exclude-type',
  '--fail-on',
  '--no-default-expectations',
  '--since',
  '--fail-on-new',
  '--waivers',
  '--no-color',
  '--width',
  '--verbose',
  '--quiet',
  '--help',
  '--nothing',
  '-x',
  '--',
  '--from=',
  '--fail-on=',
  '--reason',
  '--until',
  '--owner',
  '--rule',
];
const VALUES = [
  'broken.jsonl',
  'whole.jsonl',
  'nothing.jsonl',
  '.',
  'json',
  'text',
  'html',
  'us-east-1',
  'us-est-1',
  'eu-central-1,us-east-1',
  ',',
  'Key=Value',
  '=',
  'AWS::RDS::DBInstance',
  'AWS::*',
  'high',
  'never',
  '0',
  '-1',
  '1e9',
  '2026-12-31',
  '2026-02-31',
  'missing-resource',
  'bash',
  ...HOSTILE.filter((one) => !one.includes('\u0000') && !one.includes('/')),
];
/** Half of the time a command that has all it needs. */
const command = fc.oneof(
  fc.constantFrom(...COMMANDS).map((name) => [name]),
  fc.constantFrom(
    ['audit', '--from', 'broken.jsonl'],
    ['audit', '--from', 'whole.jsonl'],
    ['demo'],
    ['explain', 'x', '--from', 'broken.jsonl'],
  ),
);
const argument = fc.oneof(fc.constantFrom(...FLAGS), fc.constantFrom(...VALUES));

it('ends with a documented code, and tells a mistake in one line', async () => {
  const codes = new Set<number>();
  await fc.assert(
    fc.asyncProperty(command, fc.array(argument, { maxLength: 6 }), async (words, rest) => {
      const { code, out, err } = await ran(...words, ...rest);
      codes.add(code);
      expect([0, 1, 2, 3]).toContain(code);
      expect(err).not.toMatch(/\n\s+at |TypeError|ReferenceError|this is a bug/);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not come through.
      expect(out + err).not.toMatch(/\u001b|\u202e/);
      // `help` of what is no command is commander's own text.
      if (code === 2 && words[0] !== 'help') expect(err).toMatch(/^infra-parity: [^\n]+\n$/);
    }),
    {
      numRuns: 120,
      // Chance alone does not always get as far as a deviation.
      examples: [
        [['types'], ['a\r\nb']],
        [['audit', '--from', 'broken.jsonl'], []],
      ],
    },
  );
  expect([...codes].sort()).toEqual(expect.arrayContaining([0, 1, 2]));
});
