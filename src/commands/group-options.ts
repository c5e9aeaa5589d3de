/** Flags of runs over many accounts: groups, work lists, units, buckets. */
import { type Command, Option } from 'commander';
import { accountNumber } from './parse.ts';

const option = (flags: string, text: string): Option => new Option(flags, text);

export type GroupFlags = { readonly groups?: string | true; readonly groupReports?: string; readonly plan?: string };

/** Many audits in one run. */
export function groupOptions(command: Command): Command {
  return command
    .addOption(
      option(
        '--groups [by]',
        'judge by account or by region, each group by itself, and roll up (default: as the baseline says)',
      ),
    )
    .addOption(option('--group-reports <dir>', 'keep a JSON report and a page of each group there'));
}

/** One unit of a work list. */
export function unitOption(command: Command): Command {
  return command.addOption(
    option(
      '--unit <line>',
      'read the places of this line of a work list (org plan); {unit} in --output is its name',
    ).conflicts(['regions', 'allRegions', 'place']),
  );
}

/** What should be there. */
export function planOption(command: Command): Command {
  return command.option('--plan <file>', 'the work list: what of it is not there is unknown');
}

/** Whose the bucket is. */
export function bucketOption(command: Command): Command {
  const owner = option('--bucket-owner <account>', 'who owns the bucket of s3://… (default: who asks)');
  return command.addOption(owner.argParser(accountNumber('--bucket-owner')));
}
