/** Which places are a group: the regions of an account, a region of all accounts, or those that a pattern names. */
import { fits } from '../common/glob.ts';
import type { Globals } from './part.ts';
import { GLOBAL, type RegionStatus } from './snapshot.ts';

/** How places are grouped. */
export type Grouping = { readonly each: 'account' | 'region' } | { readonly [group: string]: readonly string[] };

/** Places that are held against each other, and nothing else. */
export type Group = {
  readonly name: string;
  /** The places, by the names that they have in the snapshot, to what they are called in the group. */
  readonly places: ReadonlyMap<string, string>;
  readonly globals: Globals;
};

type Where = Pick<RegionStatus, 'name' | 'region' | 'account'>;

/**
 * The groups, in the order of their names; of patterns in the order declared. By region, what is global in the accounts is a group of its own,
 * so that it is told once.
 */
export function groupsOf(places: readonly Where[], grouping: Grouping): readonly Group[] {
  if (!isEach(grouping))
    return Object.entries(grouping).map(([name, patterns]) => {
      const found = places.filter((place) => patterns.some((pattern) => fits(pattern, place.name)));
      return { name, places: new Map(found.map((place) => [place.name, place.name])), globals: 'own' };
    });
  if (grouping.each === 'account') {
    const groups = gathered(places, ({ account }) => account || 'unknown');
    return groups.map(([name, own]) => ({ name, places: called(own, bareRegion), globals: 'own' }));
  }
  const regions = gathered(places, ({ region }) => region);
  const groups = regions.map(([name, own]): Group => ({ name, places: called(own, ownerOf), globals: 'context' }));
  const firsts = gathered(places, ({ account }) => account).map(([, [first]]) => first as Where);
  const accounts: Group = { name: GLOBAL, places: called(firsts, ownerOf), globals: 'only' };
  return firsts.length > 1 ? [...groups, accounts] : groups;
}

/** Whether they are grouped by account or by region, and not by names. */
export function isEach(grouping: Grouping): grouping is { readonly each: 'account' | 'region' } {
  return typeof grouping.each === 'string';
}

function gathered(
  places: readonly Where[],
  keyOf: (place: Where) => string,
): readonly (readonly [string, readonly Where[]])[] {
  const groups = new Map<string, Where[]>();
  for (const place of places) groups.set(keyOf(place), [...(groups.get(keyOf(place)) ?? []), place]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The short names, where they tell the places apart; else those that they have. */
function called(places: readonly Where[], short: (place: Where) => string): ReadonlyMap<string, string> {
  const names = places.map(short);
  const isClear = new Set(names).size === names.length;
  return new Map(places.map((place, at) => [place.name, isClear ? (names[at] as string) : place.name]));
}

/** `111122223333/us-east-1` is `us-east-1` within its account. */
function bareRegion({ name, account }: Where): string {
  return name.startsWith(`${account}/`) ? name.slice(account.length + 1) : name;
}

/** It is its account within its region; a name that somebody gave it stays. */
function ownerOf({ name, account, region }: Where): string {
  return name === region || name === `${account}/${region}` ? account || name : name;
}
