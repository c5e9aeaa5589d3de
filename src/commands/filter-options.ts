/** Flags that say which findings are spoken of. */
import { type Command, Option } from 'commander';
import { UsageError } from '../common/usage-error.ts';
import type { FindingFilter } from '../report/finding-filter.ts';
import type { Severity } from '../rules/rule.ts';

export type FilterFlags = {
  readonly severity?: Severity;
  readonly rule?: readonly string[];
  /** Where `--type` is a choice of what is read, there is no such filter. */
  readonly type?: readonly string[];
  readonly stack?: readonly string[];
  readonly place?: readonly string[];
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

/** Filters of findings; `--type` only where it is not a choice of what is read. */
export function filterOptions(command: Command, { byType = true }: { readonly byType?: boolean } = {}): Command {
  const own = (flags: string, text: string) => new Option(flags, text);
  command
    .addOption(own('--severity <severity>', 'only findings of this severity and above').argParser(severity))
    .addOption(own('--rule <rule>', 'only findings of this rule, missing-* (repeatable)').argParser(list));
  if (byType)
    command.addOption(own('--type <type>', 'only findings of this type, AWS::RDS::* (repeatable)').argParser(list));
  return command
    .addOption(own('--stack <name>', 'only findings of what this stack made (repeatable; a pattern)').argParser(list))
    .addOption(own('--place <name>', 'only findings in which this place deviates (repeatable)').argParser(list));
}

/** The filter that the flags ask for. */
export function filterOf({ severity: least, rule, type, stack, place }: FilterFlags): FindingFilter {
  return {
    ...(least !== undefined && { severity: least }),
    ...(rule !== undefined && { rules: rule }),
    ...(type !== undefined && { types: type }),
    ...(stack !== undefined && { stacks: stack }),
    ...(place !== undefined && { places: place }),
  };
}
