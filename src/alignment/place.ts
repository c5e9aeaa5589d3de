/** The audited place that a resource counts for. */
import { isOfCloudFront } from '../normalise/arn-types.ts';
import { REGION_TAGS } from '../normalise/region-tags.ts';
import type { Tokeniser } from '../normalise/region-tokens.ts';
import { GLOBAL, type RegionStatus, type Resource } from '../snapshot/snapshot.ts';

/** The stack that CDK makes for functions at the edge: in us-east-1, wherever the application is. */
const EDGE_STACK = /^edge-lambda-stack-c8[0-9a-f]{40}$/;

/**
 * The audited place that a resource counts for (DESIGN §5): where it was read; a global one for the region whose stack made
 * it, else the one region that its name, path or tags carry, else the one region of its account, else `global`. null: it serves a region that is not audited.
 */
export function placeOf(resource: Resource, places: readonly RegionStatus[], tokens: Tokeniser): string | null {
  // It can be nowhere else: no region lacks it.
  if (EDGE_STACK.test(resource.stack ?? resource.name ?? '')) return GLOBAL;
  if (resource.region !== GLOBAL) return resource.region;
  const account = accountOf(resource);
  const candidates = places.filter((place) => account === null || place.account === '' || place.account === account);
  // It can be nowhere else: no region lacks it.
  if (isOfCloudFront(resource.type, resource.arn ?? resource.id))
    return ofTheAccount(candidates, places)?.name ?? GLOBAL;
  const named = (region: string) => {
    const own = candidates.find((place) => place.name === region);
    const [first, another] = candidates.filter((place) => place.region === region);
    // Of two places in that region it may serve either.
    return own?.name ?? (another === undefined ? (first?.name ?? null) : GLOBAL);
  };
  if (resource.stackRegion !== undefined) return named(resource.stackRegion);
  const tag = Object.entries(resource.tags ?? {}).find(([key]) => REGION_TAGS.test(key))?.[1];
  const given = typeof resource.properties?.Path === 'string' ? resource.properties.Path : '';
  // Identity Center puts the region in which it lives into the path of all of its roles.
  const path = given.startsWith('/aws-reserved/') ? '' : given;
  const carried = [resource.name ?? '', path, resource.tags?.Name ?? '', tag ?? ''].join(' ');
  const audited = tokens.regionsIn(carried);
  if (audited.length === 1) return named(audited[0] as string);
  if (audited.length === 0 && tokens.namesAnotherRegion(carried)) return null;
  return ofTheAccount(candidates, places)?.name ?? GLOBAL;
}

/** Where each of several accounts has one region, what is global in the account serves that one: it has counterparts in the others. */
function ofTheAccount(candidates: readonly RegionStatus[], places: readonly RegionStatus[]): RegionStatus | undefined {
  const [only, other] = candidates;
  const accounts = new Set(places.map((place) => place.account));
  return other === undefined && accounts.size === places.length && accounts.size > 1 ? only : undefined;
}

/** The account in the fifth field of its ARN. */
function accountOf(resource: Resource): string | null {
  const account = resource.arn?.split(':')[4];
  return account ? account : null;
}
