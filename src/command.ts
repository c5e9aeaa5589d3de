/** The command line: all commands with their flags, and running one. */
import { Command, CommanderError } from 'commander';
import type { Code } from './commands/command-line.ts';
import { failure, usageLine } from './commands/failure.ts';
import { guardedIo } from './commands/harmless-streams.ts';
import { commandLines } from './commands/index.ts';
import type { Io } from './commands/io.ts';
import { VERSION } from './common/version.ts';

const ABOUT = 'Tells whether AWS regions hold the same infrastructure, and what was declared.';

const AFTER = `
Start with:
  infra-parity demo
  infra-parity check --regions us-east-1,eu-central-1

Exit codes:
  0    it passes: everything asked was seen, nothing open at or above --fail-on
  1    deviations at or above --fail-on
  2    usage, configuration or internal error
  3    no deviation at or above it, but not everything was seen, or nothing compared
  130, 143  interrupted`;

function base(io: Io, argv: readonly string[] = []): Command {
  return new Command('infra-parity')
    .description(ABOUT)
    .addHelpText('after', AFTER)
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(usageLine(withHint(text, argv))),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .showHelpAfterError(false);
}

const REGION_LIST = /^[a-z]{2}(?:-[a-z]+)+-\d(?:,[a-z]{2}(?:-[a-z]+)+-\d)*$/;

/** What to do about the mistakes of the first minute: an argument left out; regions without their flag, or with blanks between them. */
function withHint(text: string, argv: readonly string[]): string {
  if (text.includes('missing required argument')) return `${text.trim()}; see infra-parity ${argv[0]} --help`;
  const regions = argv.slice(1).filter((one) => REGION_LIST.test(one));
  if (!text.includes('too many arguments') || regions.length === 0) return text;
  const all = [...new Set(regions.flatMap((one) => one.split(',')))];
  return `${text.trim()} Give the regions as --regions ${all.join(',')}.`;
}

/**
 * All commands with their flags, or the one that `only` names. `code` gets the exit code of the one that runs.
 * Completion knows all the others.
 */
export function commandLine(io: Io, code: Code, only?: string, argv: readonly string[] = []): Command {
  const program = base(io, argv);
  const one = only === 'completion' ? undefined : commandLines.find(({ name }) => name === only);
  for (const line of one === undefined ? commandLines : [one]) line.register(program, io, code);
  return program;
}

/**
 * Runs a command line without the program's name. Returns the exit code: 0, 1, 2, 3, or 130 and 143 when `io.signal`
 * was aborted. Never throws and never ends the process.
 */
export async function run(argv: readonly string[], raw: Io): Promise<number> {
  const io = guardedIo(raw);
  const code: Code = { value: 0 };
  try {
    await commandLine(io, code, argv[0], argv).parseAsync([...argv], { from: 'user' });
    return code.value;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return failure(error, io);
  }
}
