/** What the schema cannot say of `places`: that regions exist, that none is there twice, that access is whole. */
import { noRegion } from '../normalise/regions.ts';
import type { Baseline } from './baseline.ts';
import type { Issue } from './issues.ts';
import type { DeclaredPlace } from './place-schema.ts';

/** The account of a declared place, from what is declared of it; undefined where only AWS can tell. */
export function accountOfPlace({ account, roleArn }: Pick<DeclaredPlace, 'account' | 'roleArn'>): string | undefined {
  return account ?? roleArn?.split(':')[4];
}

/** What is wrong with the places that the baseline declares. */
export function* checkPlaces({
  places,
  regions,
  roles = {},
}: Pick<Baseline, 'places' | 'regions' | 'roles'>): Iterable<Issue> {
  if (places === undefined) return;
  const all = Object.entries(places);
  if (all.length === 0) yield { path: ['places'], problem: 'declares no place; leave it out or name some' };
  if (regions !== undefined)
    yield { path: ['regions'], problem: 'the places have their regions already; keep one of the two' };
  const taken = new Map<string, string>();
  for (const [name, place] of all) {
    yield* checkPlace(name, place);
    const { region, profile, roleArn, select } = place;
    const key = JSON.stringify([
      region,
      accountOfPlace(place) ?? null,
      profile ?? null,
      roleArn ?? null,
      select ?? null,
    ]);
    const other = taken.get(key);
    if (other !== undefined)
      yield {
        path: ['places', name],
        problem: `is the same place as ${other}: another account, or a selection of its own, tells them apart`,
      };
    taken.set(key, name);
  }
  const names = new Set(all.map(([name]) => name));
  for (const [name, role] of Object.entries(roles))
    if (names.has(role) && role !== name)
      yield { path: ['roles', name], problem: `${role} is the name of another place: the word would tell neither` };
}

function* checkPlace(name: string, place: DeclaredPlace): Iterable<Issue> {
  const { region, account, roleArn, externalIdFrom } = place;
  const at = ['places', name];
  const problem = noRegion(region);
  if (problem !== null || region.includes('/'))
    yield { path: [...at, 'region'], problem: problem ?? `"${region}" is not an AWS region; give account beside it` };
  if (name === 'global' || /^\d/.test(name)) yield { path: at, problem: `${name} is no name for a place` };
  if (noRegion(name) === null && name !== region)
    yield { path: at, problem: `is called ${name} and is in ${region}: nobody would read it right` };
  const ofRole = roleArn?.split(':')[4];
  if (account !== undefined && ofRole !== undefined && account !== ofRole)
    yield { path: [...at, 'account'], problem: `the role is one of account ${ofRole}` };
  if (externalIdFrom !== undefined && roleArn === undefined)
    yield { path: [...at, 'externalIdFrom'], problem: 'belongs to a role; add roleArn' };
}
