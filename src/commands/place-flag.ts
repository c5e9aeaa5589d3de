/** Reads `--place NAME=REGION,profile=…`: a place by its name, with its own access. */
import { DeclaredPlace, PlaceName } from '../baseline/place-schema.ts';
import { didYouMean } from '../common/did-you-mean.ts';
import { UsageError } from '../common/usage-error.ts';
import { noRegion } from '../normalise/regions.ts';

/** A place of the command line; `place` null: the one that the baseline declares under that name. */
export type PlaceFlag = { readonly name: string; readonly place: DeclaredPlace | null };

/** What may follow the region, and the member of the baseline that it is. */
const MEMBERS: { readonly [key: string]: keyof DeclaredPlace } = {
  profile: 'profile',
  role: 'roleArn',
  'external-id-from': 'externalIdFrom',
  account: 'account',
  organization: 'organization',
};

/** `production=us-east-1,profile=prod`, or `production` for the declared one; repeated flags add up. */
export function placeList(value: string, previous: readonly PlaceFlag[] | undefined): readonly PlaceFlag[] {
  const where = `--place ${value}`;
  const at = value.indexOf('=');
  const name = at < 0 ? value : value.slice(0, at);
  if (!PlaceName.safeParse(name).success)
    throw new UsageError(where, 'expected NAME=REGION, as in production=us-east-1,profile=prod');
  if ((previous ?? []).some((one) => one.name === name)) throw new UsageError(where, `${name} is given twice`);
  return [...(previous ?? []), { name, place: at < 0 ? null : placeIn(value.slice(at + 1), where) }];
}

function placeIn(text: string, where: string): DeclaredPlace {
  const [region = '', ...rest] = text.split(',').map((part) => part.trim());
  const problem = noRegion(region);
  if (problem !== null || region.includes('/'))
    throw new UsageError(where, problem ?? `"${region}" is not an AWS region; give the account as account=`);
  const members: Record<string, string> = { region };
  for (const part of rest) {
    const [key = '', ...value] = part.split('=');
    const member = Object.hasOwn(MEMBERS, key) ? MEMBERS[key] : undefined;
    if (member === undefined)
      throw new UsageError(
        where,
        `"${key}" is none of ${Object.keys(MEMBERS).join(', ')}${didYouMean(key, Object.keys(MEMBERS))}`,
      );
    if (Object.hasOwn(members, member)) throw new UsageError(where, `${key} is given twice`);
    members[member] = value.join('=');
  }
  const read = DeclaredPlace.safeParse(members);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(where, issue?.message ?? 'does not read');
}
