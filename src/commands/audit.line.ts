/** The command line of `audit`. */
import type { AuditFlags } from './audit.ts';
import type { CommandLine } from './command-line.ts';
import * as flags from './options.ts';
import { publishOptions } from './publish.ts';
import { sourceFlags } from './source-flags.ts';
import { viewOptions } from './view-options.ts';

export default {
  name: 'audit',
  rank: 20,
  register(program, io, code) {
    const audit = program
      .command('audit')
      .description('Judge saved snapshots, and what is not deployed yet; needs no AWS')
      .action(async (options: AuditFlags) => {
        code.value = await (await import('./audit.ts')).auditCommand(options, io);
      });
    flags.fromFilesOption(
      audit,
      'what to judge: snapshots (files or s3://BUCKET/PREFIX/), cdk.out, REGION[:STACK]=TEMPLATE[,PARAMETERS], terraform show -json (repeatable)',
    );
    sourceFlags(audit);
    flags.judgeOptions(audit);
    flags.reportOptions(audit);
    viewOptions(audit, { byPlace: 'or-declared' });
    flags.livingOptions(audit);
    flags.adoptedOption(audit);
    flags.planOption(flags.groupOptions(audit));
    flags.bucketOption(flags.accessOptions(publishOptions(audit)));
  },
} satisfies CommandLine;
