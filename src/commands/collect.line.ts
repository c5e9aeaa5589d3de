/** The command line of `collect`. */
import type { CollectFlags } from './collect.ts';
import type { CommandLine } from './command-line.ts';
import * as flags from './options.ts';

export default {
  name: 'collect',
  rank: 30,
  register(program, io, code) {
    const collect = program
      .command('collect')
      .description('Read the regions into a snapshot, for audit')
      .action(async (options: CollectFlags) => {
        code.value = await (await import('./collect.ts')).collectCommand(options, io);
      });
    flags.regionOptions(collect);
    flags.scopeOptions(collect);
    collect.option(
      '--output <file>',
      'where the snapshot goes, packed as FILE.gz, or s3://BUCKET/KEY; - = stdout',
      '-',
    );
    flags.unitOption(collect);
    collect.option('--exit-zero', 'exit 0 once the snapshot is written, whatever could not be read: it says what');
    flags.bucketOption(collect);
    collect.option(
      '--baseline <file>',
      'take regions and selection from here (default: infra-parity.yaml here or above)',
    );
    collect.option('--no-baseline', 'use none, not even the one found');
    flags.dryRunOption(collect);
    flags.accessOptions(flags.witnessOption(collect));
  },
} satisfies CommandLine;
