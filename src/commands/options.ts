/** Flags that several commands share. */
import { type Command, Option } from 'commander';
import { formats } from '../report/index.ts';
import type { Depth } from '../snapshot/snapshot.ts';
import { duration } from './duration.ts';
import type { Io } from './io.ts';
import {
  columns,
  files,
  prefixList,
  type ReportTarget,
  regionList,
  reportList,
  seconds,
  type Tags,
  type Threshold,
  tagList,
  threshold,
  typeList,
} from './parse.ts';
import { type PlaceFlag, placeList } from './place-flag.ts';

export { ROLL_UP_NAMES } from '../report/roll-up/names.ts';

/** Formats of `--report`; their code is loaded only when a report is written. */
export const FORMATS: readonly string[] = Object.keys(formats);

export type ScopeFlags = {
  readonly stackPrefix?: readonly string[];
  readonly tag?: Tags;
  readonly type?: readonly string[];
  readonly excludeType?: readonly string[];
};
export type RegionFlags = {
  readonly regions?: readonly string[];
  readonly allRegions?: true;
  readonly excludeRegion?: readonly string[];
  readonly place?: readonly PlaceFlag[];
  readonly depth?: Depth;
};
export type AccessFlags = {
  readonly profile?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly requestTimeout?: number;
  readonly quiet?: true;
};
/** false = `--no-witness`. */
export type WitnessFlag = { readonly witness?: boolean; readonly readiness?: boolean };
export type JudgeFlags = {
  /** false = `--no-baseline`. */
  readonly baseline?: string | false;
  readonly waivers?: string;
  readonly reference?: string;
  readonly defaultExpectations: boolean;
  readonly failOn?: Threshold;
  readonly strict?: true;
};
export type ScreenFlags = { readonly color?: boolean; readonly width?: number };
export type DryRunFlag = { readonly dryRun?: true };

export type ReportFlags = ScreenFlags & { readonly report?: readonly ReportTarget[] };

const option = (flags: string, text: string): Option => new Option(flags, text);

/** The flag, or for a role the environment: a command line stands in the list of processes, for every user of the machine to read. */
export function externalIdOf({ externalId, roleArn }: AccessFlags, env: Io['env']): string | undefined {
  return externalId ?? ((roleArn !== undefined && env.INFRA_PARITY_EXTERNAL_ID) || undefined);
}

/** What is in scope. */
export function scopeOptions(command: Command): Command {
  return command
    .addOption(
      option('--stack-prefix <name>', 'only resources of stacks with this name or beginning (repeatable)').argParser(
        prefixList,
      ),
    )
    .addOption(
      option('--tag <key=value>', 'only what carries the tag; one key twice = either value (repeatable)').argParser(
        tagList,
      ),
    )
    .addOption(
      option('--type <type>', 'only these resource types, AWS::RDS::* (repeatable)').argParser(typeList('--type')),
    )
    .addOption(
      option('--exclude-type <type>', 'all but these resource types (repeatable)').argParser(
        typeList('--exclude-type'),
      ),
    );
}

/** The flags that say what is read: places, selection, depth. */
export function regionOptions(command: Command): Command {
  return command
    .addOption(option('--regions <a,b>', 'regions to read (repeatable)').argParser(regionList('--regions')))
    .addOption(option('--all-regions', 'every region that is enabled for the account').conflicts('regions'))
    .addOption(
      option('--exclude-region <a,b>', 'leave these out (repeatable)').argParser(regionList('--exclude-region')),
    )
    .addOption(
      option(
        '--depth <how>',
        'how far types without bulk calls are read (default: live where stacks or tags select)',
      ).choices(['live', 'declared', 'presence']),
    )
    .addOption(
      option(
        '--place <name=region,...>',
        'a named place with its own access: production=us-east-1,profile=prod; also role=, external-id-from=, account= (repeatable; NAME alone: the declared one)',
      )
        .argParser(placeList)
        .conflicts(['regions', 'allRegions']),
    );
}

/** What is asked beside the resources. */
export function witnessOption(command: Command): Command {
  return command
    .addOption(option('--no-witness', 'do not ask for the templates and parameters of the stacks'))
    .addOption(
      option(
        '--readiness',
        'also read quotas of the services in use, and whether each region offers the instance types',
      ),
    );
}

/** What a run would cost. */
export function dryRunOption(command: Command): Command {
  return command.addOption(
    option('--dry-run', 'say who would read what with how many calls, and read no more than that takes'),
  );
}

/** The flags that say how AWS is reached: profile, role, limits. */
export function accessOptions(command: Command): Command {
  return command
    .addOption(option('--profile <name>', 'profile of the shared AWS configuration'))
    .addOption(option('--role-arn <arn>', 'role to assume'))
    .addOption(option('--external-id <id>', 'external id that the role asks for (default: INFRA_PARITY_EXTERNAL_ID)'))
    .addOption(
      option('--request-timeout <seconds>', 'time for one attempt of a call, up to 3600 (default: 15)').argParser(
        seconds,
      ),
    )
    .addOption(option('--quiet', 'no pre-flight and no progress on stderr'));
}

/** The flags that say by what is judged: baseline, waivers, threshold. */
export function judgeOptions(command: Command): Command {
  return command
    .addOption(option('--baseline <file>', 'declared expectations (default: infra-parity.yaml here or above)'))
    .addOption(option('--no-baseline', 'use none, not even the one found'))
    .addOption(option('--waivers <file>', 'accepted findings (default: infra-parity.waivers.yaml beside the baseline)'))
    .addOption(option('--reference <place>', 'hold the others against this region or place (default: the majority)'))
    .addOption(option('--no-default-expectations', 'without the built-in security expectations'))
    .addOption(
      option(
        '--fail-on <severity>',
        'exit 1 from this severity on: low, medium, high, critical, never (default: medium)',
      ).argParser(threshold),
    )
    .addOption(option('--strict', 'exit 3 too where something is known by presence only'));
}

/** The flags of what is printed: colour and width. */
export function screenOptions(command: Command): Command {
  return command
    .addOption(option('--color', 'colour, even where stdout is no terminal'))
    .addOption(option('--no-color', 'no colour'))
    .addOption(
      option('--width <columns>', 'columns of the text, 60 to 200 (default: the terminal, else 80)').argParser(columns),
    );
}

/** The flags of the reports. */
export function reportOptions(command: Command, named: readonly string[] = FORMATS): Command {
  const report = option(
    '--report <format[=file]>',
    `${named.join(', ')}; to stdout, or =FILE (repeatable; default: text)`,
  );
  return screenOptions(command.addOption(report.argParser(reportList(FORMATS))));
}

/** Earlier runs. */
export function livingOptions(command: Command): Command {
  return command
    .addOption(option('--since <file>', 'hold it against an earlier JSON report: new, still there, resolved'))
    .addOption(
      option(
        '--fail-on-new',
        'fail for new findings only: not in the adopted state or, without one, not in the report of --since',
      ),
    )
    .addOption(option('--history <dir>', 'append the figures of the run to DIR/history.jsonl, and show the trend'));
}

/** The accepted state. */
export function adoptedOption(command: Command): Command {
  return command.addOption(
    option('--adopted <file>', 'the accepted state (default: infra-parity.adopted.json beside the baseline)'),
  );
}

/** After a deploy. */
export function patienceOptions(command: Command): Command {
  return command
    .addOption(
      option('--wait <time>', 'read again what deviates, until parity or for this long (15m)').argParser(
        duration('--wait'),
      ),
    )
    .addOption(
      option('--confirm-after <time>', 'pause before a deviation is read a second time (default: 2s)').argParser(
        duration('--confirm-after'),
      ),
    )
    .addOption(option('--no-confirm', 'do not read a deviation a second time'));
}

/** `--from FILE`, repeatable; `text` says what the file is. */
export function fromOption(command: Command, text: string): Command {
  return command.addOption(option('--from <file>', text).argParser(files));
}

/** The same where no argument may follow: `--from snapshots/*.jsonl`. */
export function fromFilesOption(command: Command, text: string): Command {
  return command.addOption(option('--from <file...>', text).argParser(files));
}

export {
  bucketOption,
  type GroupFlags,
  groupOptions,
  planOption,
  unitOption,
} from './group-options.ts';

/** Readers for the subcommands that have such a flag alone. */
export const regions = regionList('--regions');
export { files, tagList as tags, typeList as types };
