/** What can follow on a command line. */
import type { Command, Option } from 'commander';
import { collectors } from '../collectors/index.ts';
import { regions } from '../normalise/regions.ts';
import { TARGETS } from '../publish/target.ts';
import { rules } from '../rules/index.ts';
import { FORMATS } from './options.ts';
import { THRESHOLDS } from './parse.ts';
import { SCHEMAS } from './schema.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What can follow a flag or stand as an argument. `list`: several, with commas between. `free`: only the user knows. */
export type Values =
  | { readonly kind: 'words'; readonly set: string; readonly list: boolean }
  | { readonly kind: 'reports' | 'files' | 'folders' | 'free' };

export type Flag = {
  /** `--report`, `-h`: as they are typed. */
  readonly names: readonly string[];
  readonly text: string;
  /** null = it takes none. */
  readonly values: Values | null;
};

export type Subcommand = {
  readonly name: string;
  readonly text: string;
  readonly flags: readonly Flag[];
  readonly argument: Values | null;
};

/** Sets of words by name, for the shells to keep once. */
export function wordSets(program: Command): { readonly [set: string]: readonly string[] } {
  return {
    commands: subcommands(program).map(({ name }) => name),
    formats: FORMATS,
    regions: regions.map(({ name }) => name),
    rules: rules.map(({ meta }) => meta.id).sort(),
    schemas: SCHEMAS,
    severities: THRESHOLDS,
    shells: SHELLS,
    // What follows s3:// and sns: only the user knows.
    targets: TARGETS.map((target) => target.replace(/[A-Z].*$/, '')),
    types: collectors.map(({ type }) => type).sort(),
  };
}

const words = (set: string, list = false): Values => ({ kind: 'words', set, list });

/** By the name that the help gives the value: `--baseline <file>`. */
const PLACEHOLDERS: { readonly [name: string]: Values } = {
  'a,b': words('regions', true),
  command: words('commands'),
  dir: { kind: 'folders' },
  file: { kind: 'files' },
  'format[=file]': { kind: 'reports' },
  id: words('rules'),
  name: words('schemas'),
  region: words('regions'),
  severity: words('severities'),
  shell: words('shells'),
  target: words('targets'),
  type: words('types'),
};

/** Options whose value has the name of a set and is no word of it. */
const FREE: readonly string[] = ['--stack-prefix', '--profile', '--owner', '--external-id'];

function valuesOf(option: Option): Values | null {
  const name = /[<[](.+?)(?:\.\.\.)?[>\]]$/.exec(option.flags)?.[1];
  if (name === undefined) return null;
  if (FREE.includes(option.long ?? '')) return { kind: 'free' };
  return PLACEHOLDERS[name] ?? { kind: 'free' };
}

function flagsOf(command: Command): readonly Flag[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map((option) => ({
      names: [option.long, option.short].filter((name) => name !== undefined),
      text: option.description,
      values: valuesOf(option),
    }));
}

/** The commands of the program in its order, and `help`. */
export function subcommands(program: Command): readonly Subcommand[] {
  return program
    .createHelp()
    .visibleCommands(program)
    .map((command) => {
      const [argument] = command.registeredArguments;
      return {
        name: command.name(),
        text: command.description(),
        flags: command.name() === 'help' ? [] : flagsOf(command),
        argument: argument === undefined ? null : (PLACEHOLDERS[argument.name()] ?? { kind: 'free' }),
      };
    });
}

/** The flags of the program itself, without a command. */
export function ownFlags(program: Command): readonly Flag[] {
  return flagsOf(program);
}
