/** The named places of a run: those of the flags, else those that the baseline declares, each with its access. */
import type { Baseline } from '../baseline/baseline.ts';
import { checkPlaces } from '../baseline/check-places.ts';
import type { DeclaredPlace } from '../baseline/place-schema.ts';
import type { PlaceAccess } from '../collectors/collect-options.ts';
import { didYouMean } from '../common/did-you-mean.ts';
import { UsageError } from '../common/usage-error.ts';
import type { Io } from './io.ts';
import type { AccessFlags, RegionFlags } from './options.ts';
import type { PlaceFlag } from './place-flag.ts';

/** The baseline with the places of the flags in the place of its own. */
export function withPlaces(baseline: Baseline, given: readonly (string | PlaceFlag)[] | undefined): Baseline {
  const flags = (given ?? []).filter((one): one is PlaceFlag => typeof one !== 'string');
  if (flags.length === 0) return baseline;
  const declared = baseline.places ?? {};
  const places = Object.fromEntries(
    flags.map(({ name, place }) => {
      const own = place ?? (Object.hasOwn(declared, name) ? declared[name] : undefined);
      if (own !== undefined) return [name, own] as const;
      const names = Object.keys(declared);
      const why = names.length === 0 ? 'the baseline declares no places' : `the baseline declares ${names.join(', ')}`;
      throw new UsageError(
        `--place ${name}`,
        `${why}${didYouMean(name, names)}; or give its region: ${name}=us-east-1`,
      );
    }),
  );
  const { regions: _, ...rest } = baseline;
  const made: Baseline = { ...rest, places };
  for (const { path, problem } of checkPlaces({ ...made, roles: {} }))
    throw new UsageError(`--place ${String(path[1] ?? '')}`.trim(), problem);
  return made;
}

/** Every place with what reaches it; null where the run is by regions. What a place does not say itself the flags say. */
export function accessOfPlaces(
  flags: AccessFlags & RegionFlags,
  { places }: Baseline,
  env: Io['env'],
): readonly PlaceAccess[] | null {
  if (places === undefined || flags.regions !== undefined || flags.allRegions) return null;
  const excluded = flags.excludeRegion ?? [];
  const left = Object.entries(places).filter(([, { region }]) => !excluded.includes(region));
  if (left.length === 0) throw new UsageError('--exclude-region', 'leaves no place to read');
  return left.map(([name, place]) => accessOf(name, place, flags, env));
}

function accessOf(name: string, place: DeclaredPlace, flags: AccessFlags, env: Io['env']): PlaceAccess {
  const { region, account, select } = place;
  const profile = place.profile ?? flags.profile;
  // A profile of its own leads where it leads: the role of the flags is for those that say nothing.
  const roleArn = place.roleArn ?? (place.profile === undefined ? flags.roleArn : undefined);
  const externalId = externalIdOf(name, place, roleArn, flags, env);
  return {
    name,
    region,
    ...(account !== undefined && { account }),
    ...(profile !== undefined && { profile }),
    ...(roleArn !== undefined && { roleArn }),
    ...(externalId !== undefined && { externalId }),
    ...(select !== undefined && { select: { stackPrefixes: select.stackPrefixes ?? [], tags: listed(select.tags) } }),
  };
}

function externalIdOf(
  name: string,
  { externalIdFrom }: DeclaredPlace,
  roleArn: string | undefined,
  { externalId }: AccessFlags,
  env: Io['env'],
): string | undefined {
  if (roleArn === undefined) return undefined;
  if (externalIdFrom === undefined) return externalId ?? (env.INFRA_PARITY_EXTERNAL_ID || undefined);
  const value = env[externalIdFrom];
  if (value) return value;
  throw new UsageError(`place ${name}`, `${externalIdFrom} is not set; it is to hold the external id of ${roleArn}`);
}

function listed(tags: { readonly [key: string]: string | readonly string[] } = {}): {
  readonly [key: string]: readonly string[];
} {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [key, typeof value === 'string' ? [value] : value]),
  );
}
