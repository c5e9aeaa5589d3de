/** The command line of `adopt`. */
import type { AdoptFlags } from './adopt.ts';
import type { CommandLine } from './command-line.ts';
import { filterOptions } from './filter-options.ts';
import * as flags from './options.ts';

export default {
  name: 'adopt',
  rank: 55,
  register(program, io, code) {
    const adopt = program
      .command('adopt')
      .argument('[fingerprint...]', 'only these findings: the beginning of each fingerprint')
      .description('Accept the state found as known, for --fail-on-new')
      .requiredOption('--owner <name>', 'who answers for it')
      .option('--reason <text>', 'why it is accepted')
      .option('--until <day>', 'the last day it is known, 2026-12-31, UTC (default: until it is mended)')
      .option('--renew', 'give what is adopted already this owner and date too')
      .action(async (fingerprints: readonly string[], options: AdoptFlags) => {
        code.value = await (await import('./adopt.ts')).adoptCommand(fingerprints, options, io);
      });
    flags.fromOption(adopt, 'JSON report or snapshot that has the findings (repeatable)');
    adopt.option('--adopted <file>', 'write it there (default: infra-parity.adopted.json beside the baseline)');
    filterOptions(adopt);
  },
} satisfies CommandLine;
