/** Reads named places, each with its own access, side by side into one snapshot. */
import { randomBytes } from 'node:crypto';
import { UsageError } from '../common/usage-error.ts';
import { type LostPlace, withLostPlaces } from '../snapshot/lost-places.ts';
import { mergePlaced } from '../snapshot/merge.ts';
import { renamePlaces } from '../snapshot/rename-places.ts';
import type { Again } from '../snapshot/second-reading.ts';
import { GLOBAL, type Header, type Snapshot } from '../snapshot/snapshot.ts';
import { collect } from './collect.ts';
import type { CollectOptions, PlaceAccess } from './collect-options.ts';
import { lostPlace, needOwnAccount, needPlacesApart } from './place-identity.ts';
import type { CollectEvent } from './progress.ts';

/** Places that one set of credentials reads with one selection. */
type Unit = { readonly access: PlaceAccess; readonly places: readonly PlaceAccess[] };
type Read = { readonly unit: Unit; readonly snapshot: Snapshot } | { readonly unit: Unit; readonly error: unknown };

/**
 * The places of `options.places` that are in `options.regions`, by name. Who the credentials belong to is held against the declared account.
 * A place that may not be entered is unknown, and the others are read all the same.
 *
 * @throws UsageError for credentials that lead to another account than declared, for two names of one place, and where no place can be entered
 */
export async function collectPlaces(options: CollectOptions): Promise<Snapshot> {
  const { places = [], regions } = options;
  const asked = regions === 'all' ? places : places.filter(({ name }) => regions.includes(name));
  // What is compared must compare: one key for the digests of secrets.
  const digestKey = options.digestKey ?? (process.env.INFRA_PARITY_DIGEST_KEY || randomBytes(32).toString('hex'));
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  try {
    const reads = await Promise.all(
      unitsOf(asked).map(async (unit): Promise<Read> => {
        try {
          const snapshot = await collect(optionsOf(unit, { ...options, digestKey, signal }));
          return { unit, snapshot: needOwnAccount(snapshot, unit.places) };
        } catch (error) {
          if (signal.aborted || !isItsOwn(error)) throw error;
          return { unit, error };
        }
      }),
    );
    return together(reads, asked, options);
  } finally {
    stop.abort();
  }
}

/** What only its own place suffers from: credentials that are refused. A mistake in the command is everybody's. */
function isItsOwn(error: unknown): boolean {
  return error instanceof UsageError && error.cause !== undefined;
}

function unitsOf(places: readonly PlaceAccess[]): readonly Unit[] {
  const units = new Map<string, { access: PlaceAccess; places: PlaceAccess[] }>();
  for (const place of places) {
    const { profile, roleArn, externalId, select } = place;
    const key = JSON.stringify([profile, roleArn, externalId, select]);
    const unit = units.get(key) ?? { access: place, places: [] };
    units.set(key, { access: unit.access, places: [...unit.places, place] });
  }
  return [...units.values()];
}

function optionsOf({ access, places }: Unit, options: CollectOptions): CollectOptions {
  const { profile, roleArn, externalId, select } = access;
  const {
    places: _,
    excludeRegions: __,
    profile: ___,
    roleArn: ____,
    externalId: _____,
    only,
    onEvent,
    ...rest
  } = options;
  return {
    ...rest,
    regions: [...new Set(places.map(({ region }) => region))],
    selection: { ...options.selection, ...select },
    ...(profile !== undefined && { profile }),
    ...(roleArn !== undefined && { roleArn }),
    ...(externalId !== undefined && { externalId }),
    ...(only !== undefined && { only: inRegions(only, places) }),
    ...(onEvent !== undefined && { onEvent: (event: CollectEvent) => onEvent(named(event, places)) }),
  };
}

/** What is read again, by the regions in which this unit knows them. */
function inRegions(only: Again, places: readonly PlaceAccess[]): Again {
  const own = places.flatMap(({ name, region }): readonly [string, 'all' | ReadonlySet<string>][] => {
    const types = only.get(name);
    return types === undefined ? [] : [[region, types]];
  });
  const global = only.get(GLOBAL);
  return new Map(global === undefined ? own : [...own, [GLOBAL, global] as const]);
}

/** An event with the place's name in the place of its region. */
function named(event: CollectEvent, places: readonly PlaceAccess[]): CollectEvent {
  const to = (region: string) => places.find((place) => place.region === region)?.name ?? region;
  if (event.kind === 'preflight') {
    const { preflight } = event;
    return {
      kind: 'preflight',
      preflight: { ...preflight, regions: preflight.regions.map((one) => ({ ...one, name: to(one.name) })) },
    };
  }
  if (event.kind === 'gap') return { kind: 'gap', gap: { ...event.gap, region: to(event.gap.region) } };
  return event.kind === 'done' ? event : { ...event, region: to(event.region) };
}

function together(reads: readonly Read[], asked: readonly PlaceAccess[], options: CollectOptions): Snapshot {
  const read = reads.flatMap((one) => ('snapshot' in one ? [one] : []));
  const failed = reads.flatMap((one) => ('error' in one ? [one] : []));
  if (read.length === 0) throw failed[0]?.error;
  needPlacesApart(
    read.flatMap(({ unit, snapshot }) => unit.places.map((place) => ({ place, header: snapshot.header }))),
  );
  const placed = read.map(({ unit, snapshot }) =>
    renamePlaces(snapshot, new Map(unit.places.map(({ name, region }) => [region, name]))),
  );
  const lost = failed.flatMap(({ unit, error }) => unit.places.map((place): LostPlace => lostPlace(place, error)));
  const order = asked.map(({ name }) => name);
  const merged = mergePlaced(placed, headerOf(placed, options));
  return withLostPlaces(merged, lost, order);
}

function headerOf(placed: readonly Snapshot[], { selection, places = [] }: CollectOptions): Header {
  const headers = placed.map(({ header }) => header);
  const order = places.map(({ name }) => name);
  const regions = headers.flatMap((header) => header.regions);
  const unmatched = headers.flatMap((header) => header.unmatched ?? []);
  return {
    ...(headers[0] as Header),
    takenAt: headers.map(({ takenAt }) => takenAt).sort()[0] as string,
    selection,
    regions: [...regions].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
    ...(unmatched.length > 0 && { unmatched }),
    notes: [...new Set(headers.flatMap(({ notes }) => notes))].sort(),
  };
}
