/** The command line of `check`. */
import type { CheckFlags } from './check.ts';
import type { CommandLine } from './command-line.ts';
import * as flags from './options.ts';
import { publishOptions } from './publish.ts';
import { viewOptions } from './view-options.ts';

export default {
  name: 'check',
  rank: 10,
  register(program, io, code) {
    const check = program
      .command('check')
      .description('Read the regions and judge them')
      .action(async (options: CheckFlags) => {
        code.value = await (await import('./check.ts')).check(options, io);
      });
    flags.regionOptions(check);
    flags.scopeOptions(check);
    flags.judgeOptions(check);
    flags.reportOptions(check);
    viewOptions(check, { byType: false, byPlace: false });
    flags.livingOptions(check);
    flags.adoptedOption(check);
    flags.patienceOptions(check);
    check.option('--save-snapshot <file>', 'keep what was read, for audit --from and explain');
    flags.groupOptions(check);
    publishOptions(check);
    flags.dryRunOption(check);
    flags.accessOptions(flags.witnessOption(check));
  },
} satisfies CommandLine;
