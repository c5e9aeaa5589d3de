/** The command line of `validate`. */
import type { CommandLine } from './command-line.ts';
import type { ValidateFlags } from './validate.ts';

export default {
  name: 'validate',
  rank: 75,
  register(program, io, code) {
    program
      .command('validate')
      .description('Check the baseline, the waivers and the adopted state; needs no AWS')
      .option('--baseline <file>', 'the declared expectations (default: infra-parity.yaml here or above)')
      .option('--waivers <file>', 'accepted findings (default: infra-parity.waivers.yaml beside the baseline)')
      .option('--adopted <file>', 'the accepted state (default: infra-parity.adopted.json beside the baseline)')
      .action(async (options: ValidateFlags) => {
        code.value = await (await import('./validate.ts')).validateCommand(options, io);
      });
  },
} satisfies CommandLine;
