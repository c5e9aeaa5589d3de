/** The command line of `waive`. */
import { Option } from 'commander';
import type { CommandLine } from './command-line.ts';
import { filterOptions } from './filter-options.ts';
import * as flags from './options.ts';
import type { WaiveFlags } from './waive.ts';

export default {
  name: 'waive',
  rank: 50,
  register(program, io, code) {
    const waive = program
      .command('waive')
      .argument('[fingerprint...]', 'the findings by fingerprint; with --from its beginning is enough')
      .description('Accept findings for a time: write them into the waivers')
      .requiredOption('--reason <text>', 'why it is accepted')
      .requiredOption('--owner <name>', 'who answers for it')
      .requiredOption('--until <day>', 'the last day it holds, 2026-12-31, UTC')
      .option('--renew', 'give a waiver that is there already this day, owner and reason')
      .action(async (fingerprints: readonly string[], options: WaiveFlags) => {
        code.value = await (await import('./waive.ts')).waiveCommand(fingerprints, options, io);
      });
    flags.fromOption(waive, 'JSON report or snapshot that has the finding (repeatable)');
    waive.option('--baseline <file>', 'write it there, under waivers');
    const file = new Option(
      '--waivers <file>',
      'write it there (default: the waivers or the baseline that check finds)',
    );
    waive.addOption(file.conflicts('baseline'));
    filterOptions(waive);
  },
} satisfies CommandLine;
