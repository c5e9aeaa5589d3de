/** The command line of `roll-up`. */
import type { CommandLine } from './command-line.ts';
import * as flags from './options.ts';
import type { RollUpFlags } from './roll-up.ts';

export default {
  name: 'roll-up',
  rank: 42,
  register(program, io, code) {
    const rollUp = program
      .command('roll-up')
      .description('Sum the reports of many groups up; exits as the worst of them')
      .action(async (options: RollUpFlags) => {
        code.value = await (await import('./roll-up.ts')).rollUpCommand(options, io);
      });
    flags.fromFilesOption(rollUp, 'JSON reports, or s3://BUCKET/PREFIX/ (repeatable)');
    flags.planOption(rollUp);
    flags.reportOptions(rollUp, flags.ROLL_UP_NAMES);
    flags.bucketOption(flags.accessOptions(rollUp));
  },
} satisfies CommandLine;
