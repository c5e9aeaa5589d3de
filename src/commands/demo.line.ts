/** The command line of `demo`. */
import type { CommandLine } from './command-line.ts';
import type { DemoFlags } from './demo.ts';
import * as flags from './options.ts';

export default {
  name: 'demo',
  rank: 60,
  register(program, io, code) {
    const demo = program
      .command('demo')
      .description('Show the report of a failed deployment; needs no AWS')
      .option('--exit-code', 'exit as the audit would (1); without it the demo exits 0')
      .action(async (options: DemoFlags) => {
        code.value = await (await import('./demo.ts')).demo(options, io);
      });
    flags.reportOptions(demo);
  },
} satisfies CommandLine;
