/** The command line of `init`. */
import type { CommandLine } from './command-line.ts';
import type { InitFlags } from './init.ts';
import * as flags from './options.ts';

export default {
  name: 'init',
  rank: 70,
  register(program, io, code) {
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
        code.value = await (await import('./init.ts')).init(options, io);
      });
    flags.scopeOptions(init);
    flags.accessOptions(init);
  },
} satisfies CommandLine;
