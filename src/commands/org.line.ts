/** The command line of `org`. */
import type { CommandLine } from './command-line.ts';
import * as flags from './options.ts';
import type { OrgFlags } from './org.ts';

export default {
  name: 'org',
  rank: 34,
  register(program, io, code) {
    const org = program
      .command('org')
      .argument('<what>', 'plan: write the work list')
      .description('Write the work list of an organization: a line for each account, for collect --unit')
      .action(async (what: string, options: OrgFlags) => {
        code.value = await (await import('./org.ts')).orgCommand(what, options, io);
      });
    org.option('--regions <a,b>', 'regions of each account (repeatable)', flags.regions);
    org.option('--read-role <name>', 'name of the role that reads each account, path included');
    org.option('--external-id-from <variable>', 'environment variable of the worker that holds its external id');
    org.option('--accounts <file>', 'from this file and not from Organizations: numbers, or what list-accounts prints');
    org.option('--ou <id>', 'only below this organizational unit or root (repeatable)', flags.files);
    org.option('--account-tag <key=value>', 'only accounts with the tag (repeatable)', flags.tags);
    org.option('--name <pattern>', 'only accounts of this name (repeatable; * and ?)', flags.files);
    org.option('--exclude-account <account>', 'leave it out (repeatable)', flags.files);
    org.option('--output <file>', 'where the list goes, or s3://BUCKET/KEY; - = stdout', '-');
    flags.bucketOption(flags.accessOptions(org));
  },
} satisfies CommandLine;
