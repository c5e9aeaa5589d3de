/** Flags that say which findings are spoken of. */
import { type Command, Option } from 'commander';
import { UsageError } from '../common/usage-error.ts';
import type { FindingFilter } from '../report/finding-filter.ts';
import type { Severity } from '../rules/rule.ts';
import { type PlaceFlag, placeList } from './place-flag.ts';

export type FilterFlags = {
  readonly severity?: Severity;
  readonly rule?: readonly string[];
  /** Where `--type` is a choice of what is read, there is no such filter. */
  readonly type?: readonly string[];
  readonly stack?: readonly string[];
  /** Names and patterns; with `NAME=REGION` that place is declared, and nothing is filtered by it. */
  readonly place?: readonly (string | PlaceFlag)[];
};

const SEVERITIES: readonly string[] = ['low', 'medium', 'high', 'critical'];

function severity(text: string): Severity {
  if (SEVERITIES.includes(text)) return text as Severity;
  throw new UsageError(`--severity ${text}`, `expected one of ${SEVERITIES.join(', ')}`);
}

/** Repeatable, and several in one, with commas. */
function list(text: string, previous: readonly string[] = []): readonly string[] {
  const values = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return [...new Set([...previous, ...values])];
}

/** Which of the filters there are: `--type` and `--place` may be a choice of what is read instead. */
export type FilterChoice = { readonly byType?: boolean; readonly byPlace?: boolean | 'or-declared' };

/** `NAME=REGION` declares a place, `NAME` filters. */
function placeOrFilter(text: string, previous: readonly (string | PlaceFlag)[] = []): readonly (string | PlaceFlag)[] {
  const declared = previous.filter((one): one is PlaceFlag => typeof one !== 'string');
  const names = previous.filter((one) => typeof one === 'string');
  return text.includes('=') ? [...names, ...placeList(text, declared)] : [...declared, ...list(text, names)];
}

/** What `--place` says of what is judged from files. */
const PLACES =
  'NAME: only findings in which this place deviates; NAME=REGION,account=…: declares a place; REGION or ACCOUNT/REGION: where what names no region is to be (repeatable)';

/** Filters of findings. */
export function filterOptions(command: Command, { byType = true, byPlace = true }: FilterChoice = {}): Command {
  const own = (flags: string, text: string) => new Option(flags, text);
  command
    .addOption(own('--severity <severity>', 'only findings of this severity and above').argParser(severity))
    .addOption(own('--rule <rule>', 'only findings of this rule, missing-* (repeatable)').argParser(list));
  if (byType)
    command.addOption(own('--type <type>', 'only findings of this type, AWS::RDS::* (repeatable)').argParser(list));
  command.addOption(
    own('--stack <name>', 'only findings of what this stack made (repeatable; a pattern)').argParser(list),
  );
  if (byPlace === false) return command;
  const text = 'only findings in which this place deviates (repeatable)';
  return byPlace === 'or-declared'
    ? command.addOption(own('--place <name>', PLACES).argParser(placeOrFilter))
    : command.addOption(own('--place <name>', text).argParser(list));
}

/** The filter that the flags ask for. */
export function filterOf({ severity: least, rule, type, stack, place }: FilterFlags): FindingFilter {
  const places = place?.filter((one) => typeof one === 'string');
  return {
    ...(least !== undefined && { severity: least }),
    ...(rule !== undefined && { rules: rule }),
    ...(type !== undefined && { types: type }),
    ...(stack !== undefined && { stacks: stack }),
    ...(places !== undefined && places.length > 0 && { places }),
  };
}
