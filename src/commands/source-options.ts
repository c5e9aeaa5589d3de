/** What the flags say of what is not deployed yet: where it is to be, and what its templates are given. */
import { UsageError } from '../common/usage-error.ts';
import { noRegion } from '../normalise/regions.ts';
import { makeDigester } from '../snapshot/digest.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SourceOptions, SourcePlace } from '../sources/source.ts';
import type { Io } from './io.ts';
import type { PlaceFlag } from './place-flag.ts';
import type { SourceFlags } from './source-flags.ts';

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

/** A flag that nothing takes would be obeyed by nobody. @throws UsageError */
export function refuseFlags({ parameter }: SourceFlags): void {
  if (parameter !== undefined)
    throw new UsageError('--parameter', 'is for templates; what else --from names was read with its own');
}

/** Where places say where stacks are to be, each is a region. @throws UsageError */
export function needWhere({ place = [] }: SourceFlags): void {
  for (const one of place) {
    const problem = typeof one === 'string' ? noRegion(one) : null;
    if (problem !== null)
      throw new UsageError(
        `--place ${one}`,
        `${problem}${problem.endsWith('?') ? '' : ';'} what names no region is to be in us-east-1, or 111111111111/us-east-1`,
      );
  }
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
