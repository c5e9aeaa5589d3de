import { Command, CommanderError } from 'commander';
import type { AuditFlags } from './commands/audit.ts';
import type { CheckFlags } from './commands/check.ts';
import type { CollectFlags } from './commands/collect.ts';
import type { DemoFlags } from './commands/demo.ts';
import type { ExplainFlags } from './commands/explain.ts';
import { failure, usageLine } from './commands/failure.ts';
import type { IamPolicyFlags } from './commands/iam-policy.ts';
import type { InitFlags } from './commands/init.ts';
import * as flags from './commands/options.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

const ABOUT = `Tells whether infrastructure deployed in several AWS regions is the same, and what was declared.

Exit codes: 0 parity · 1 deviations at or above --fail-on · 2 usage or internal error
            3 nothing found, but not everything could be seen · 130, 143 interrupted`;

type Code = { value: number };

function base(io: Io): Command {
  return new Command('infra-parity')
    .description(ABOUT)
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(usageLine(text)),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .showHelpAfterError(false);
}

/** Each subcommand's module is loaded when it runs, so that --help costs nothing of AWS, schemas or YAML. */
function audits(program: Command, io: Io, code: Code): void {
  const check = program
    .command('check')
    .description('Read the regions and say whether they are the same')
    .action(async (options: CheckFlags) => {
      code.value = await (await import('./commands/check.ts')).check(options, io);
    });
  flags.regionOptions(check);
  flags.scopeOptions(check);
  flags.judgeOptions(check);
  flags.reportOptions(check);
  check.option('--save-snapshot <file>', 'keep what was read, for audit --from and explain');
  flags.accessOptions(check);

  const collect = program
    .command('collect')
    .description('Read the regions into a snapshot, to be audited later or elsewhere')
    .action(async (options: CollectFlags) => {
      code.value = await (await import('./commands/collect.ts')).collectCommand(options, io);
    });
  flags.regionOptions(collect);
  flags.scopeOptions(collect);
  collect.option('--output <file>', 'where the snapshot goes; - = stdout', '-');
  collect.option(
    '--baseline <file>',
    'take regions and selection from here (default: infra-parity.yaml here or above)',
  );
  collect.option('--no-baseline', 'use none, not even the one found');
  flags.accessOptions(collect);

  const audit = program
    .command('audit')
    .description('Judge saved snapshots; needs no AWS')
    .action(async (options: AuditFlags) => {
      code.value = await (await import('./commands/audit.ts')).auditCommand(options, io);
    });
  flags.fromOption(audit, 'snapshot to judge; several are merged (repeatable)');
  flags.judgeOptions(audit);
  flags.reportOptions(audit);
}

function starters(program: Command, io: Io, code: Code): void {
  const demo = program
    .command('demo')
    .description(
      'Show the report of a deployment that came up with 9 resources in one region and 4 in the other; needs no AWS',
    )
    .option('--exit-code', 'exit as the audit would (1); without it the demo exits 0')
    .action(async (options: DemoFlags) => {
      code.value = await (await import('./commands/demo.ts')).demo(options, io);
    });
  flags.reportOptions(demo);

  const init = program
    .command('init')
    .description('Read one region and write a baseline to keep, infra-parity.yaml')
    .option('--from <region>', 'the region to read')
    .option('--from-snapshot <file>', 'read this snapshot and not AWS')
    .option(
      '--regions <a,b>',
      'the regions to declare (default: the one read, with a second to fill in)',
      flags.regions,
    )
    .option('--output <file>', 'where the baseline goes; - = stdout', 'infra-parity.yaml')
    .option('--force', 'overwrite the file')
    .action(async (options: InitFlags) => {
      code.value = await (await import('./commands/init.ts')).init(options, io);
    });
  flags.scopeOptions(init);
  flags.accessOptions(init);
}

function pages(program: Command, io: Io, code: Code): void {
  program
    .command('rules')
    .argument('[id]', 'the rule to explain')
    .description('List the rules, or explain one')
    .action(async (id: string | undefined) => {
      code.value = (await import('./commands/rules.ts')).rulesCommand(id, io);
    });
  program
    .command('types')
    .argument('[type]', 'the resource type to explain')
    .description(
      'List the resource types that are read, or what is read of one, how it is compared, what it cannot see',
    )
    .action(async (type: string | undefined) => {
      code.value = await (await import('./commands/types.ts')).typesCommand(type, io);
    });
  const policy = program
    .command('iam-policy')
    .description('Print the read-only IAM policy that check and collect need')
    .option('--explain', 'say for each action what is lost without it')
    .action(async (options: IamPolicyFlags) => {
      code.value = await (await import('./commands/iam-policy.ts')).iamPolicyCommand(options, io);
    });
  policy.option('--type <type>', 'only for these resource types, AWS::RDS::* (repeatable)', flags.types('--type'));
  policy.option('--exclude-type <type>', 'not for these (repeatable)', flags.types('--exclude-type'));
  program
    .command('schema')
    .argument('<name>', 'baseline, report or snapshot')
    .description('Print a JSON Schema: of the baseline, the JSON report or the lines of a snapshot')
    .action(async (name: string) => {
      code.value = await (await import('./commands/schema.ts')).schemaCommand(name, io);
    });
  const explain = program
    .command('explain')
    .argument('<fingerprint>', 'the finding, or the beginning of its fingerprint')
    .description('Explain one finding: why it is one, how the resources were matched, the raw values')
    .action(async (fingerprint: string, options: ExplainFlags) => {
      code.value = await (await import('./commands/explain.ts')).explainCommand(fingerprint, options, io);
    });
  flags.fromOption(explain, 'JSON report, or snapshots to audit again (repeatable)');
  flags.judgeOptions(explain);
  flags.screenOptions(explain);
}

/**
 * Runs a command line without the program's name. Returns the exit code: 0, 1, 2, 3, or 130 and 143 when `io.signal`
 * was aborted. Never throws and never ends the process.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const code: Code = { value: 0 };
  const program = base(io);
  audits(program, io, code);
  starters(program, io, code);
  pages(program, io, code);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code.value;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return failure(error, io);
  }
}
