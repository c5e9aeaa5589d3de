/** How much may be nested in what: templates and assemblies that hold themselves or each other would be read without end. */
import { UsageError } from '../common/usage-error.ts';
import type { SourceStack } from './source-stack.ts';

/** "AWS CloudFormation quotas": an account has 2,000 stacks in a region, unless it asked for more. */
const MOST_STACKS = 10_000;
/** Stages of one application, all levels together. */
const MOST_FOLDERS = 2000;

/** Before one more stack is read from the file. @throws UsageError where there is no end of them */
export function needRoom(stacks: readonly SourceStack[], shown: string): void {
  if (stacks.length >= MOST_STACKS)
    throw new UsageError(shown, `would be stack ${MOST_STACKS + 1}; more than ${MOST_STACKS} are not read at once`);
}

/** A template cannot be nested in what it makes. `shown`: its file. @throws UsageError */
export function needNoCircle(parent: SourceStack, shown: string): void {
  for (let at: SourceStack | undefined = parent; at !== undefined; at = at.parent?.stack)
    if (at.file === shown) throw new UsageError(shown, 'is a template that is nested in itself');
}

/** An assembly cannot be a stage of itself. `above`: the paths of those that it is in, links followed. @throws UsageError */
export function needNoCircleOf(path: string, above: readonly string[], shown: string): void {
  if (above.includes(path)) throw new UsageError(shown, 'is an assembly that is a stage of itself');
}

/** Before one more assembly is read. @throws UsageError */
export function needFolders(read: number, shown: string): void {
  if (read >= MOST_FOLDERS) throw new UsageError(shown, `more than ${MOST_FOLDERS} assemblies are not read at once`);
}
