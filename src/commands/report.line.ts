/** The command line of `report`. */
import type { CommandLine } from './command-line.ts';
import * as flags from './options.ts';
import { publishOptions } from './publish.ts';
import type { ReportCommandFlags } from './report.ts';
import { viewOptions } from './view-options.ts';

export default {
  name: 'report',
  rank: 40,
  register(program, io, code) {
    const report = program
      .command('report')
      .description('Render a saved JSON report in any format; needs no AWS')
      .action(async (options: ReportCommandFlags) => {
        code.value = await (await import('./report.ts')).reportCommand(options, io);
      });
    flags.fromOption(report, 'the JSON report, as --report json=FILE wrote it');
    flags.reportOptions(report);
    viewOptions(report);
    flags.livingOptions(report);
    flags.adoptedOption(report);
    report.option('--exit-zero', 'exit 0 whatever the report says; without it as that audit did');
    flags.accessOptions(publishOptions(report));
  },
} satisfies CommandLine;
