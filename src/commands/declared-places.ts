/** Holds a snapshot to the places that the baseline declares: gives them their names, and tells those that nobody collected. */
import type { Baseline } from '../baseline/baseline.ts';
import { accountOfPlace } from '../baseline/check-places.ts';
import { partitionOf } from '../normalise/regions.ts';
import { type LostPlace, withLostPlaces } from '../snapshot/lost-places.ts';
import { renamePlaces } from '../snapshot/rename-places.ts';
import type { RegionStatus, Snapshot } from '../snapshot/snapshot.ts';

/**
 * The snapshot with the places that the baseline declares and nobody collected: a lost file of one region must not make
 * the others a parity. They are unknown, for every type that was seen anywhere.
 */
export function withDeclaredRegions(given: Snapshot, baseline: Baseline): Snapshot {
  const snapshot = withDeclaredNames(given, baseline);
  const { header } = snapshot;
  const known = new Set(header.regions.flatMap((place) => [place.name, place.region]));
  const named = new Set(header.regions.map((place) => place.name));
  const { account, partition } = header.caller;
  const listed = (baseline.regions ?? [])
    .filter((name) => !known.has(name))
    .map((name): LostPlace => {
      const [owner, region] = name.includes('/') ? name.split('/') : [account, name];
      const status = {
        name,
        region: region ?? name,
        account: owner ?? account,
        partition,
        state: 'unreachable',
      } as const;
      return notCollected(status, 'the region', `Collect it (infra-parity collect --regions ${name})`);
    });
  const places = Object.entries(baseline.places ?? {}).filter(([name]) => !named.has(name));
  const declared = places.map(([name, place]): LostPlace => {
    const { region } = place;
    const owner = accountOfPlace(place) ?? '';
    const status = { name, region, account: owner, partition: partitionOf(region), state: 'unreachable' } as const;
    const how = `Collect it (infra-parity collect --place ${name})`;
    return notCollected(status, `the place ${name} (${region}${owner === '' ? '' : ` of ${owner}`})`, how);
  });
  return withLostPlaces(snapshot, [...listed, ...declared], Object.keys(baseline.places ?? {}));
}

function notCollected(status: RegionStatus, what: string, how: string): LostPlace {
  return {
    status,
    cause: 'failed',
    operation: null,
    detail: `the baseline declares ${what} and no snapshot holds it`,
    remedy: `${how} and give its snapshot with --from too.`,
  };
}

/** The snapshot with its places called as the baseline calls them. */
export function withDeclaredNames(snapshot: Snapshot, baseline: Baseline): Snapshot {
  return renamePlaces(snapshot, declaredNames(snapshot.header.regions, baseline));
}

/**
 * What the baseline calls places, by the names that they have. A region is a declared place where the account says so; without a declared
 * account, where only one place can be meant. Nothing is guessed: others keep their names.
 */
export function declaredNames(
  regions: readonly Pick<RegionStatus, 'name' | 'region' | 'account'>[],
  { places = {} }: Baseline,
): ReadonlyMap<string, string> {
  const declared = Object.entries(places);
  const taken = new Set(regions.map(({ name }) => name));
  const names = new Map<string, string>();
  for (const [name, place] of declared) {
    if (taken.has(name)) continue;
    const owner = accountOfPlace(place);
    const ofRegion = regions.filter(({ name: own, region }) => region === place.region && !Object.hasOwn(places, own));
    const found = owner === undefined ? ofRegion : ofRegion.filter(({ account }) => account === owner);
    // Two places of one account and region are told apart by what was selected, which no header of one place says.
    const rivals = declared.filter(([, other]) => {
      const account = accountOfPlace(other);
      return other.region === place.region && (owner === undefined || account === undefined || account === owner);
    });
    const [only] = found;
    if (only === undefined || found.length > 1 || rivals.length > 1) continue;
    if (owner === undefined && place.profile !== undefined) continue;
    names.set(only.name, name);
  }
  return names;
}
