/** The flags for what is not deployed yet. */
import { type Command, Option } from 'commander';
import { parameterOverride } from '../sources/parameter-overrides.ts';
import type { ParameterOverride } from '../sources/source.ts';
import type { PlaceFlag } from './place-flag.ts';

export type SourceFlags = {
  /** Beside its use as a filter: where stacks are to be that name no region. */
  readonly place?: readonly (string | PlaceFlag)[];
  readonly parameter?: readonly ParameterOverride[];
};

function parameters(value: string, previous: readonly ParameterOverride[] | undefined): readonly ParameterOverride[] {
  return [...(previous ?? []), parameterOverride('--parameter', value)];
}

/** The flags of what is not deployed yet: parameters of templates. */
export function sourceFlags(command: Command): Command {
  return command.addOption(
    new Option(
      '--parameter <name=value>',
      'value of a template parameter, [REGION:][STACK:]Name=value (repeatable)',
    ).argParser(parameters),
  );
}
