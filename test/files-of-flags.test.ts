// Holds that no flag that names a file reads without end or waits for nobody: a flag that is new and has no line here fails.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { run } from '../src/command.ts';
import { commandLines } from '../src/commands/index.ts';
import { broken } from '../src/commands/sample-snapshot.ts';
import { recorder } from '../src/commands/testing.ts';
import { nineVersusFour } from '../src/report/sample.ts';
import { formatSnapshot } from '../src/snapshot/file.ts';
import { makeFolder } from './folder.ts';

/** What stands beside the flag in a command line that reads the file. */
const BESIDE: { readonly [command: string]: readonly string[] } = {
  adopt: ['--owner', 'a', '--reason', 'b'],
  audit: ['--from', 's.jsonl'],
  check: ['--regions', 'us-east-1,eu-central-1'],
  collect: ['--regions', 'us-east-1'],
  explain: ['00000000'],
  'iam-policy': [],
  init: ['--from', 'us-east-1'],
  org: ['plan', '--regions', 'us-east-1'],
  report: ['--from', 'r.json'],
  'roll-up': ['--from', 'r.json'],
  validate: [],
  waive: ['0123456789abcdef', '--reason', 'a', '--owner', 'b', '--until', '2999-01-01'],
};
/** Needs another flag, or one in the place of what stands beside. */
const INSTEAD: { readonly [flag: string]: readonly string[] } = {
  'audit --from': [],
  'audit --plan': ['--from', 's.jsonl', '--groups'],
  'check --plan': [],
  'report --from': [],
  'roll-up --from': [],
  'explain --baseline': ['00000000', '--from', 's.jsonl'],
  'explain --waivers': ['00000000', '--from', 's.jsonl'],
  'adopt --baseline': ['--from', 's.jsonl', '--owner', 'a'],
  'adopt --waivers': ['--from', 's.jsonl', '--owner', 'a'],
  'adopt --adopted': ['--from', 's.jsonl', '--owner', 'a'],
};
/** They name what is written. */
const WRITTEN = new Set(['--output', '--save-snapshot']);

const program = new Command();
for (const line of commandLines) line.register(program, recorder().io, { value: 0 });
const flags = program.commands.flatMap((command) =>
  command.options
    .filter(
      ({ flags, long }) =>
        (/<file|<path/.test(flags) || long === '--from' || long === '--for') && !WRITTEN.has(long ?? ''),
    )
    .filter(({ flags }) => !/<region>/.test(flags))
    .map(({ long }) => [command.name(), long ?? ''] as const),
);

function folderWith(): string {
  const folder = makeFolder();
  writeFileSync(join(folder, 's.jsonl'), [...formatSnapshot(broken())].join('\n'));
  writeFileSync(join(folder, 'r.json'), JSON.stringify(nineVersusFour()));
  spawnSync('mkfifo', [join(folder, 'pipe')]);
  return folder;
}

describe('the flags that name a file', () => {
  it('are found', () => {
    const found = flags.map((flag) => flag.join(' '));
    for (const one of [
      'audit --from',
      'audit --plan',
      'org --accounts',
      'roll-up --from',
      'roll-up --plan',
      'validate --adopted',
      'iam-policy --for',
      'init --from-snapshot',
    ])
      expect(found).toContain(one);
  });

  it.each(flags)('%s %s reads nothing without end, and waits for nobody', async (command, flag) => {
    const folder = folderWith();
    const beside = INSTEAD[`${command} ${flag}`] ?? BESIDE[command];
    expect(beside).toBeDefined();
    for (const file of existsSync('/dev/zero') ? ['/dev/zero', 'pipe'] : ['pipe']) {
      const { io, out, err } = recorder({ cwd: folder });
      const code = await run([command, ...(beside ?? []), flag, file], io);
      const told = file === 'pipe' ? /is a pipe/ : /is no text|is longer than \d+|is no regular file|is a device/;
      // A group whose report does not read is unknown, and the roll-up says so.
      const text = command === 'roll-up' && flag === '--from' ? out() : err();
      expect({ flag, file, code, text }).toEqual({
        flag,
        file,
        code: command === 'roll-up' && flag === '--from' ? 3 : 2,
        text: expect.stringMatching(told),
      });
      if (code === 2) expect(text.trimEnd().split('\n')).toHaveLength(1);
    }
  });
});
