/** Flags for what is not deployed yet: where it is to be, and what its templates are given. */
import { type Command, Option } from 'commander';
import { UsageError } from '../common/usage-error.ts';
import { noRegion } from '../normalise/regions.ts';
import { makeDigester } from '../snapshot/digest.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { parameterOverride } from '../sources/parameter-overrides.ts';
import type { ParameterOverride, SourceOptions, SourcePlace } from '../sources/source.ts';
import type { Io } from './io.ts';
import type { PlaceFlag } from './place-flag.ts';

export type SourceFlags = {
  /** Beside its use as a filter: where stacks are to be that name no region. */
  readonly place?: readonly (string | PlaceFlag)[];
  readonly parameter?: readonly ParameterOverride[];
};

/** `us-east-1`, `111111111111/us-east-1`, or a declared place; another name is one that something else made. */
function placesIn(given: readonly (string | PlaceFlag)[]): readonly SourcePlace[] {
  return given.flatMap((one): readonly SourcePlace[] => {
    if (typeof one !== 'string')
      return one.place === null ? [] : [{ region: one.place.region, account: one.place.account ?? null }];
    if (noRegion(one) !== null) return [];
    const [region = '', account = null] = one.split('/').reverse();
    return [{ region, account }];
  });
}

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

/** A flag that nothing takes would be obeyed by nobody. @throws UsageError */
export function refuseFlags({ parameter }: SourceFlags): void {
  if (parameter !== undefined)
    throw new UsageError('--parameter', 'is for templates; a snapshot was read with its own');
}

/** What sources are read with. */
export function sourceOptions(
  { place = [], parameter = [] }: SourceFlags,
  io: Io,
  live: Snapshot | null,
): SourceOptions {
  return {
    places: placesIn(place),
    parameters: parameter,
    digester: makeDigester(io.env.INFRA_PARITY_DIGEST_KEY),
    accountOf: (region) => {
      const found = new Set(
        (live?.header.regions ?? []).filter((one) => one.region === region).map(({ account }) => account),
      );
      const [only] = found;
      return found.size === 1 && only !== undefined ? only : null;
    },
    now: io.now(),
    cwd: io.cwd,
  };
}
