/** The table of the commands. */
import { type Command, Option } from 'commander';
import type { AuditFlags } from './commands/audit.ts';
import type { CheckFlags } from './commands/check.ts';
import type { CollectFlags } from './commands/collect.ts';
import type { DemoFlags } from './commands/demo.ts';
import type { ExplainFlags } from './commands/explain.ts';
import type { IamPolicyFlags } from './commands/iam-policy.ts';
import type { InitFlags } from './commands/init.ts';
import type { Io } from './commands/io.ts';
import * as flags from './commands/options.ts';
import { publishOption, publishOptions } from './commands/publish.ts';
import type { ReportCommandFlags } from './commands/report.ts';
import type { TypesFlags } from './commands/types.ts';
import type { WaiveFlags } from './commands/waive.ts';

/** Gets the exit code of the command that runs. */
export type Code = { value: number };

/** Puts one subcommand on the program; `io` is what it may touch. */
type Register = (program: Command, io: Io, code: Code) => void;

/**
 * In the order of the help. Each subcommand's module is loaded when it runs, so that --help costs nothing of AWS, schemas or
 * YAML; and a command line registers its own subcommand only, for the flags of all of them cost 8 ms.
 */
export const SUBCOMMANDS: Readonly<Record<string, Register>> = {
  check(program, io, code) {
    const check = program
      .command('check')
      .description('Read the regions and judge them')
      .action(async (options: CheckFlags) => {
        code.value = await (await import('./commands/check.ts')).check(options, io);
      });
    flags.regionOptions(check);
    flags.scopeOptions(check);
    flags.judgeOptions(check);
    flags.reportOptions(check);
    flags.livingOptions(check);
    flags.patienceOptions(check);
    check.option('--save-snapshot <file>', 'keep what was read, for audit --from and explain');
    publishOptions(check);
    flags.accessOptions(flags.witnessOption(check));
  },
  audit(program, io, code) {
    const audit = program
      .command('audit')
      .description('Judge saved snapshots; needs no AWS')
      .action(async (options: AuditFlags) => {
        code.value = await (await import('./commands/audit.ts')).auditCommand(options, io);
      });
    flags.fromFilesOption(audit, 'snapshots to judge; several are merged (repeatable)');
    flags.judgeOptions(audit);
    flags.reportOptions(audit);
    flags.livingOptions(audit);
    flags.accessOptions(publishOptions(audit));
  },
  collect(program, io, code) {
    const collect = program
      .command('collect')
      .description('Read the regions into a snapshot, for audit')
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
    flags.accessOptions(flags.witnessOption(collect));
  },
  report(program, io, code) {
    const report = program
      .command('report')
      .description('Render a saved JSON report in any format; needs no AWS')
      .action(async (options: ReportCommandFlags) => {
        code.value = await (await import('./commands/report.ts')).reportCommand(options, io);
      });
    flags.fromOption(report, 'the JSON report, as --report json=FILE wrote it');
    flags.reportOptions(report);
    flags.livingOptions(report);
    report.option('--exit-zero', 'exit 0 whatever the report says; without it as that audit did');
    flags.accessOptions(publishOptions(report));
  },
  waive(program, io, code) {
    const waive = program
      .command('waive')
      .argument('<fingerprint>', 'the finding; with --from the beginning of its fingerprint')
      .description('Accept a finding for a time: write it into the waivers')
      .requiredOption('--reason <text>', 'why it is accepted')
      .requiredOption('--owner <name>', 'who answers for it')
      .requiredOption('--until <day>', 'the last day it holds, 2026-12-31, UTC')
      .action(async (fingerprint: string, options: WaiveFlags) => {
        code.value = await (await import('./commands/waive.ts')).waiveCommand(fingerprint, options, io);
      });
    flags.fromOption(waive, 'JSON report or snapshot that has the finding (repeatable)');
    waive.option('--baseline <file>', 'write it there, under waivers');
    const file = new Option(
      '--waivers <file>',
      'write it there (default: the waivers or the baseline that check finds)',
    );
    waive.addOption(file.conflicts('baseline'));
  },
  demo(program, io, code) {
    const demo = program
      .command('demo')
      .description('Show the report of a failed deployment; needs no AWS')
      .option('--exit-code', 'exit as the audit would (1); without it the demo exits 0')
      .action(async (options: DemoFlags) => {
        code.value = await (await import('./commands/demo.ts')).demo(options, io);
      });
    flags.reportOptions(demo);
  },
  init(program, io, code) {
    const init = program
      .command('init')
      .description('Write a baseline, infra-parity.yaml, from one region')
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
  },
  rules(program, io, code) {
    program
      .command('rules')
      .argument('[id]', 'the rule to explain')
      .description('List the rules, or explain one')
      .action(async (id: string | undefined) => {
        code.value = (await import('./commands/rules.ts')).rulesCommand(id, io);
      });
  },
  types(program, io, code) {
    program
      .command('types')
      .argument('[type]', 'the resource type to explain')
      .description('List the types that are read, or explain one')
      .option('--all', 'list every type of CloudFormation, and how much of it is read')
      .action(async (type: string | undefined, options: TypesFlags) => {
        code.value = await (await import('./commands/types.ts')).typesCommand(type, options, io);
      });
  },
  'iam-policy'(program, io, code) {
    const policy = program
      .command('iam-policy')
      .description('Print the IAM policy that check and collect need')
      .option('--explain', 'say for each action what is lost without it')
      .action(async (options: IamPolicyFlags) => {
        code.value = await (await import('./commands/iam-policy.ts')).iamPolicyCommand(options, io);
      });
    policy.option('--type <type>', 'only for these resource types, AWS::RDS::* (repeatable)', flags.types('--type'));
    policy.option('--exclude-type <type>', 'not for these (repeatable)', flags.types('--exclude-type'));
    policy.option(
      '--for <file>',
      'and for the types without a collector that this snapshot has (repeatable)',
      flags.files,
    );
    policy.option('--profile <name>', 'with --for: the profile to ask CloudFormation with which reads a type needs');
    publishOption(policy);
  },
  schema(program, io, code) {
    program
      .command('schema')
      .argument('<name>', 'baseline, report or snapshot')
      .description('Print the JSON Schema of one of the files')
      .action(async (name: string) => {
        code.value = await (await import('./commands/schema.ts')).schemaCommand(name, io);
      });
  },
  explain(program, io, code) {
    const explain = program
      .command('explain')
      .argument('<fingerprint>', 'the finding, or the beginning of its fingerprint')
      .description('Explain one finding')
      .action(async (fingerprint: string, options: ExplainFlags) => {
        code.value = await (await import('./commands/explain.ts')).explainCommand(fingerprint, options, io);
      });
    flags.fromOption(explain, 'JSON report, or snapshots to audit again (repeatable)');
    flags.judgeOptions(explain);
    flags.screenOptions(explain);
  },
  completion(program, io, code) {
    program
      .command('completion')
      .argument('<shell>', 'bash, zsh or fish')
      .description('Print the completions of a shell')
      .action(async (shell: string) => {
        code.value = await (await import('./commands/completion.ts')).completionCommand(shell, program, io);
      });
  },
};
