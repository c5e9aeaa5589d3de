/** Whose each place is: the account that the credentials lead to, held against the one that is declared. */
import { UsageError } from '../common/usage-error.ts';
import { partitionOf } from '../normalise/regions.ts';
import type { LostPlace } from '../snapshot/lost-places.ts';
import type { Cause, Header } from '../snapshot/snapshot.ts';
import { classify, operationOf } from './aws/errors.ts';
import type { PlaceAccess } from './collect-options.ts';

/** The account that a place must be of: the declared one, else that of its role; undefined where nothing says. */
function accountOf({ account, roleArn }: PlaceAccess): string | undefined {
  return account ?? roleArn?.split(':')[4];
}

/** Who answered, and what could not be told of that. */
type Answered = Pick<Header, 'caller' | 'notes'>;

/**
 * Holds who answered against the accounts declared.
 *
 * @throws UsageError when another account answered: what it has is nothing of this place's; with a cause when nobody said who answered
 */
export function needOwnAccount({ caller, notes }: Answered, places: readonly PlaceAccess[]): void {
  const { account, arn } = caller;
  for (const place of places) {
    const declared = accountOf(place);
    if (declared === undefined || declared === account) continue;
    if (account === '') {
      const why = notes.find((note) => note.includes('sts:GetCallerIdentity')) ?? 'nobody said who asks';
      throw new UsageError(`place ${place.name}`, `it is not known whether this is account ${declared}: ${why}`, {
        cause: Object.assign(new Error(why), { name: 'UnknownCaller' }),
      });
    }
    const how = place.profile === undefined ? 'the credentials lead' : `profile ${place.profile} leads`;
    throw new UsageError(
      `place ${place.name}`,
      `is declared in account ${declared}, and ${how} to ${account} (${arn})`,
    );
  }
}

/**
 * Two names for one region of one account would hold a thing against itself, and call it parity.
 *
 * @throws UsageError
 */
export function needPlacesApart(
  read: readonly { readonly place: PlaceAccess; readonly header: Pick<Header, 'caller'> }[],
): void {
  const taken = new Map<string, string>();
  for (const { place, header } of read) {
    const { account } = header.caller;
    if (account === '') continue;
    const key = JSON.stringify([account, place.region, place.select ?? null]);
    const other = taken.get(key);
    if (other !== undefined)
      throw new UsageError(
        `place ${place.name}`,
        `is the same place as ${other}: both lead to ${place.region} of account ${account}; check the profiles and roles`,
      );
    taken.set(key, place.name);
  }
}

/** A place that may not be entered, as it is told. */
export function lostPlace(place: PlaceAccess, error: unknown): LostPlace {
  const { name, region, roleArn } = place;
  const cause = error instanceof UsageError ? error.cause : error;
  const meaning = classify(cause);
  const told: Cause =
    meaning === 'credentials' || meaning === 'clock' || meaning === 'unsupported' ? 'denied' : meaning;
  const remedy =
    roleArn === undefined
      ? `Renew the credentials that read ${name}.`
      : `Let the caller assume ${roleArn}: its trust policy, its external id, and sts:AssumeRole for the caller.`;
  return {
    status: {
      name,
      region,
      account: accountOf(place) ?? '',
      partition: partitionOf(region),
      state: told === 'denied' ? 'denied' : 'unreachable',
    },
    cause: told,
    operation: operationOf(cause),
    detail: error instanceof Error ? error.message : String(error),
    remedy,
  };
}
