/** Reads named places, each with its own access, side by side into one snapshot. */
import { randomBytes } from 'node:crypto';
import { UsageError } from '../common/usage-error.ts';
import { type LostPlace, withLostPlaces } from '../snapshot/lost-places.ts';
import { mergePlaced } from '../snapshot/merge.ts';
import { renamePlaces } from '../snapshot/rename-places.ts';
import type { Again } from '../snapshot/second-reading.ts';
import { GLOBAL, type Header, type Snapshot } from '../snapshot/snapshot.ts';
import { collect, planReads } from './collect.ts';
import type { CollectOptions, PlaceAccess } from './collect-options.ts';
import { lostPlace, needOwnAccount, needPlacesApart } from './place-identity.ts';
import type { PlannedPlace } from './planned-reads.ts';
import type { CollectEvent } from './progress.ts';

/** Places that one set of credentials reads with one selection. */
type Unit = { readonly access: PlaceAccess; readonly places: readonly PlaceAccess[] };
type Outcome<T> = { readonly unit: Unit; readonly got: T } | { readonly unit: Unit; readonly error: unknown };

/**
 * The places of `options.places` that are in `options.regions`, by name. Who the credentials belong to is held against the declared account.
 * A place that may not be entered is unknown, and the others are read all the same.
 *
 * @throws UsageError for credentials that lead to another account than declared, for two names of one place, and where no place can be entered
 */
export async function collectPlaces(options: CollectOptions): Promise<Snapshot> {
  // What is compared must compare: one key for the digests of secrets.
  const digestKey = options.digestKey ?? (process.env.INFRA_PARITY_DIGEST_KEY || randomBytes(32).toString('hex'));
  const reads = await ofEachUnit({ ...options, digestKey }, async (own, places) => {
    const snapshot = await collect(own);
    needOwnAccount(snapshot.header, places);
    return snapshot;
  });
  return together(reads, options);
}

/** What would be read of the places; see `planReads`. Throws as `collectPlaces` does. */
export async function planPlaces(options: CollectOptions): Promise<readonly PlannedPlace[]> {
  const plans = await ofEachUnit(options, async (own, places) => {
    const planned = await planReads(own);
    const [first] = planned;
    if (first !== undefined) needOwnAccount({ caller: first.caller, notes: [] }, places);
    return planned;
  });
  const failed = plans.flatMap((one) => ('error' in one ? [one] : []));
  if (failed.length === plans.length) throw failed[0]?.error;
  return plans.flatMap(({ unit: { places }, ...outcome }) =>
    'got' in outcome
      ? outcome.got.map((one) => ofPlace(one, places))
      : places.map((one) => lostPlan(one, outcome.error)),
  );
}

function ofPlace(planned: PlannedPlace, places: readonly PlaceAccess[]): PlannedPlace {
  if (planned.name !== GLOBAL)
    return { ...planned, name: places.find(({ region }) => region === planned.name)?.name ?? planned.name };
  return { ...planned, name: `${GLOBAL} (${places.map(({ name }) => name).join(', ')})` };
}

function lostPlan(place: PlaceAccess, error: unknown): PlannedPlace {
  const { status, detail } = lostPlace(place, error);
  const caller = { account: status.account, partition: status.partition, arn: '' };
  const nothing = { stacks: 0, resources: 0, lists: 0, ofEach: 0, templates: 0, cloudControl: 0 };
  return { name: place.name, caller, state: status.state, ...nothing, unknown: [detail] };
}

/** Does the work for each set of credentials and selection, side by side. What one of them may not enter is its own outcome. */
async function ofEachUnit<T>(
  options: CollectOptions,
  work: (own: CollectOptions, places: readonly PlaceAccess[]) => Promise<T>,
): Promise<readonly Outcome<T>[]> {
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  try {
    return await Promise.all(
      unitsOf(askedOf(options)).map(async (unit): Promise<Outcome<T>> => {
        try {
          return { unit, got: await work(optionsOf(unit, { ...options, signal }), unit.places) };
        } catch (error) {
          if (signal.aborted || !isItsOwn(error)) throw error;
          return { unit, error };
        }
      }),
    );
  } finally {
    stop.abort();
  }
}

function askedOf({ places = [], regions }: CollectOptions): readonly PlaceAccess[] {
  return regions === 'all' ? places : places.filter(({ name }) => regions.includes(name));
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

function together(reads: readonly Outcome<Snapshot>[], options: CollectOptions): Snapshot {
  const read = reads.flatMap((one) => ('got' in one ? [one] : []));
  const failed = reads.flatMap((one) => ('error' in one ? [one] : []));
  if (read.length === 0) throw failed[0]?.error;
  needPlacesApart(read.flatMap(({ unit, got }) => unit.places.map((place) => ({ place, header: got.header }))));
  const placed = read.map(({ unit, got }) =>
    renamePlaces(got, new Map(unit.places.map(({ name, region }) => [region, name]))),
  );
  const lost = failed.flatMap(({ unit, error }) => unit.places.map((place): LostPlace => lostPlace(place, error)));
  const order = askedOf(options).map(({ name }) => name);
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
