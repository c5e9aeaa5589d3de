/** Flags that say how the findings are shown to a person. */
import { type Command, Option } from 'commander';
import { UsageError } from '../common/usage-error.ts';
import { filterText, isNarrow, isSpokenOf } from '../report/finding-filter.ts';
import type { AuditResult, View } from '../report/report.ts';
import { type FilterChoice, type FilterFlags, filterOf, filterOptions } from './filter-options.ts';

const GROUPS = ['cause', 'stack', 'type', 'owner'] as const;

/** On a terminal so many causes are shown, and the rest is counted; in a file or a pipe all are. */
const ON_A_TERMINAL = 25;

export type ViewFlags = FilterFlags & {
  readonly top?: number;
  readonly all?: true;
  readonly groupBy?: (typeof GROUPS)[number];
};

function number(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new UsageError(`--top ${text}`, 'expected a whole number above 0');
}

function group(text: string): (typeof GROUPS)[number] {
  const found = GROUPS.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UsageError(`--group-by ${text}`, `expected one of ${GROUPS.join(', ')}`);
}

/** What is shown of the findings in text, Markdown and HTML. */
export function viewOptions(command: Command, choice: FilterChoice = {}): Command {
  return filterOptions(command, choice)
    .addOption(new Option('--top <n>', 'only the n worst causes in the text').argParser(number))
    .addOption(
      new Option('--all', `every cause, on a terminal too (default there: the worst ${ON_A_TERMINAL})`).conflicts(
        'top',
      ),
    )
    .addOption(new Option('--group-by <what>', `${GROUPS.join(', ')} (default: cause)`).argParser(group));
}

/** The result with the findings that a person asked to see, and how to show them. Verdict and counts stay those of all. */
export function viewed(
  result: AuditResult,
  flags: ViewFlags,
  { terminal, from, byType = true }: { readonly terminal: boolean; readonly from?: string; readonly byType?: boolean },
): { readonly result: AuditResult; readonly view: View } {
  const { type, place, ...rest } = flags;
  // Where these are choices of what is read they filter nothing.
  const chosen = byType ? { ...(type !== undefined && { type }), ...(place !== undefined && { place }) } : {};
  const filter = filterOf({ ...rest, ...chosen });
  const findings = isNarrow(filter) ? result.findings.filter((one) => isSpokenOf(one, filter)) : result.findings;
  const top = flags.top ?? (terminal && !flags.all ? ON_A_TERMINAL : undefined);
  const view: View = {
    ...(top !== undefined && { top }),
    ...(flags.groupBy !== undefined && { groupBy: flags.groupBy }),
    ...(isNarrow(filter) && { filter: filterText(filter), hidden: result.findings.length - findings.length }),
    ...(from !== undefined && { from }),
  };
  return { result: findings === result.findings ? result : { ...result, findings }, view };
}
