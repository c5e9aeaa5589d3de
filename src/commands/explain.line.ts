/** The command line of `explain`. */
import type { CommandLine } from './command-line.ts';
import type { ExplainFlags } from './explain.ts';
import * as flags from './options.ts';

export default {
  name: 'explain',
  rank: 120,
  register(program, io, code) {
    const explain = program
      .command('explain')
      .argument('<fingerprint>', 'the finding, or the beginning of its fingerprint')
      .description('Explain one finding')
      .action(async (fingerprint: string, options: ExplainFlags) => {
        code.value = await (await import('./explain.ts')).explainCommand(fingerprint, options, io);
      });
    flags.fromOption(explain, 'JSON report, or snapshots to audit again (repeatable)');
    flags.judgeOptions(explain);
    flags.screenOptions(explain);
    explain.option('--no-links', 'without links to the console');
    explain.option('--who', 'ask CloudTrail who changed it last, and by what call (iam-policy --who)');
    flags.accessOptions(explain);
  },
} satisfies CommandLine;
