import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { collectors } from '../src/collectors/index.ts';
import { commandLine } from '../src/command.ts';
import { recorder } from '../src/commands/testing.ts';
import { formats } from '../src/report/index.ts';
import { rules } from '../src/rules/index.ts';
import { makeFolder } from './folder.ts';
import { runIn } from './worlds/run-story.ts';

const folder = makeFolder();
const scripts: { [shell: string]: string } = {};
const has = (shell: string) => spawnSync(shell, ['--version']).status === 0;

beforeAll(async () => {
  mkdirSync(join(folder, 'folder'));
  for (const name of ['baseline.yaml', 'with space.yaml']) writeFileSync(join(folder, name), '');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout, exitCode } = await runIn('nine-versus-four', ['completion', shell]);
    expect(exitCode).toBe(0);
    scripts[shell] = join(folder, `completion.${shell}`);
    writeFileSync(scripts[shell], stdout);
  }
});

function shell(name: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(name, args, { cwd: folder, encoding: 'utf8' });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout;
}

/** What bash would offer for the line, with `:` and `=` breaking words as they do by default; what it puts in, whole. */
function bash(line: string, breaks = ' \t\n"\'><=;|&(:'): readonly string[] {
  const script = `source "$1"; COMP_LINE=$2 COMP_POINT=\${#2} COMP_WORDBREAKS=$3; _infra_parity; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return shell('bash', ['-c', script, 'bash', scripts.bash ?? '', line, breaks])
    .split('\n')
    .filter((word) => word !== '');
}

describe('bash completes', () => {
  it('commands, and their flags', () => {
    const { io } = recorder();
    const program = commandLine(io, { value: 0 });
    expect(bash('infra-parity ')).toEqual([...program.commands.map((one) => one.name()), 'help']);
    for (const command of program.commands) {
      const flags = command.options.filter(({ hidden }) => !hidden).map(({ long }) => long);
      expect(bash(`infra-parity ${command.name()} --`)).toEqual([...flags, '--help']);
    }
    expect(bash('infra-parity --')).toEqual(['--version', '--help']);
    expect(bash('infra-parity che')).toEqual(['check']);
    expect(bash('infra-parity check --exclude-r')).toEqual(['--exclude-region']);
    expect(bash('infra-parity report --reg')).toEqual([]);
  });

  it('the values that there are', () => {
    expect(bash('infra-parity audit --fail-on ')).toEqual(['low', 'medium', 'high', 'critical', 'never']);
    expect(bash('infra-parity audit --fail-on=h')).toEqual(['high']);
    expect(bash('infra-parity check --report ')).toEqual(Object.keys(formats));
    expect(bash('infra-parity rules ')).toEqual(rules.map(({ meta }) => meta.id).sort());
    expect(bash('infra-parity schema s')).toEqual(['snapshot']);
    expect(bash('infra-parity completion ')).toEqual(['bash', 'zsh', 'fish']);
    expect(bash('infra-parity help aud')).toEqual(['audit']);
    expect(bash('infra-parity check --publish ')).toEqual([
      ...['s3://', 'sns:', 'securityhub', 'cloudwatch'],
      ...['webhook:slack:', 'webhook:teams:', 'webhook:json:'],
    ]);
    expect(bash('infra-parity init --from eu-c')).toEqual(['eu-central-1', 'eu-central-2']);
  });

  it('regions one after the other', () => {
    expect(bash('infra-parity check --regions us-e')).toEqual(['us-east-1', 'us-east-2']);
    expect(bash('infra-parity check --regions us-east-1,eu-n')).toEqual(['us-east-1,eu-north-1']);
    expect(bash('infra-parity check --regions=us-east-1,eu-n')).toEqual(['us-east-1,eu-north-1']);
  });

  it('types, though bash breaks words at their colons', () => {
    expect(bash('infra-parity types ')).toEqual(collectors.map(({ type }) => type).sort());
    expect(bash('infra-parity check --type AWS::S3::')).toEqual(['AccountPublicAccessBlock', 'Bucket']);
    expect(bash('infra-parity check --type AWS::S3::', ' ')).toEqual([
      'AWS::S3::AccountPublicAccessBlock',
      'AWS::S3::Bucket',
    ]);
    expect(bash('infra-parity check --type=AWS::S3::B', ' ')).toEqual(['--type=AWS::S3::Bucket']);
  });

  it('files, and what a report is written to', () => {
    expect(bash('infra-parity check --baseline b')).toEqual(['baseline.yaml']);
    expect(bash('infra-parity check --baseline w')).toEqual(['with space.yaml']);
    expect(bash('infra-parity check --report json=b')).toEqual(['baseline.yaml']);
    expect(bash('infra-parity check --report json=b', ' ')).toEqual(['json=baseline.yaml']);
    expect(bash('infra-parity check --history ')).toEqual(['folder']);
  });

  it('nothing where only the user knows', () => {
    expect(bash('infra-parity check --stack-prefix ')).toEqual([]);
    expect(bash('infra-parity waive ')).toEqual([]);
    expect(bash('infra-parity nonsense ')).toEqual([]);
  });

  it('in a shell that asks for it', () => {
    expect(shell('bash', ['-c', 'eval "$(cat "$1")"; complete -p infra-parity', 'bash', scripts.bash ?? ''])).toBe(
      'complete -F _infra_parity infra-parity\n',
    );
  });
});

/** Every word that the commander program knows is in the script of each shell. */
describe.each(['bash', 'zsh', 'fish'])('the script for %s', (name) => {
  it('knows every command, flag, rule, format and type', async () => {
    const { io } = recorder();
    const { stdout } = await runIn('nine-versus-four', ['completion', name]);
    const program = commandLine(io, { value: 0 });
    const flags = program.commands.flatMap(({ options }) => options.map(({ long }) => long ?? ''));
    const written = name === 'fish' ? flags.map((flag) => ` -l ${flag.slice(2)} `) : flags;
    const words = [
      ...program.commands.map((one) => one.name()),
      ...written,
      ...rules.map(({ meta }) => meta.id),
      ...Object.keys(formats),
      ...collectors.map(({ type }) => type),
    ];
    expect(words.filter((word) => !stdout.includes(word))).toEqual([]);
  });
});

describe('zsh', () => {
  it.skipIf(!has('zsh'))('takes the script', () => {
    shell('zsh', ['-n', scripts.zsh ?? '']);
    const found = shell('zsh', [
      '-fc',
      'autoload -U compinit; compinit -D; source "$1"; print $_comps[infra-parity]',
      'zsh',
      scripts.zsh ?? '',
    ]);
    expect(found).toBe('_infra_parity\n');
  });
});

describe('fish', () => {
  const fish = (line: string) =>
    shell('fish', ['--no-config', '-c', 'source $argv[1]; complete -C $argv[2]', scripts.fish ?? '', line])
      .split('\n')
      .map((one) => one.split('\t')[0])
      .filter((one) => one !== '');

  it.skipIf(!has('fish'))('completes commands, flags and values', () => {
    expect(fish('infra-parity che')).toEqual(['check']);
    expect(fish('infra-parity audit --fail-on ').sort()).toEqual(['critical', 'high', 'low', 'medium', 'never']);
    expect(fish('infra-parity check --regions us-east-1,eu-n')).toEqual(['us-east-1,eu-north-1']);
    expect(fish('infra-parity check --exclude-r')).toEqual(['--exclude-region']);
    expect(fish('infra-parity schema s')).toEqual(['snapshot']);
    expect(fish('infra-parity check --report js')).toEqual(['json']);
    expect(fish('infra-parity check --report json=b')).toEqual(['json=baseline.yaml']);
  });
});

describe('completion', () => {
  it('refuses another shell', async () => {
    const { stderr, exitCode } = await runIn('nine-versus-four', ['completion', 'fisch']);
    expect(stderr).toBe('infra-parity: completion fisch: expected bash, zsh, fish; did you mean fish?\n');
    expect(exitCode).toBe(2);
  });
});
