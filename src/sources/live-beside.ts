/** What is deployed, as it is held against a source: the source's stacks and resources, and what is designed for them. */
import { identities } from '../normalise/arn-types.ts';
import { GLOBAL, type RegionStatus, type Resource, type Snapshot, type StackDesign } from '../snapshot/snapshot.ts';
import { STACK } from '../snapshot/stack-type.ts';

/** @returns the live snapshot with what belongs to none of the sources as context only, and notes on what that was */
export function liveBeside(
  live: Snapshot,
  sources: readonly Snapshot[],
): { readonly snapshot: Snapshot; readonly notes: readonly string[] } {
  const places = live.header.regions.filter((place) => twinsOf(place, sources).length > 0);
  const owned = new Map(places.map(({ name }) => [name, stacksOf(name, live, namesOf(name, live, sources))]));
  const byIdentity = identitiesOf(sources);
  let left = 0;
  const others = new Set<string>();
  const resources = live.resources.map((one): Resource => {
    const place = one.stackRegion ?? one.region;
    const twin = one.stack === null ? twinOf(one, byIdentity) : undefined;
    const stack = one.type === STACK ? one.name : one.stack;
    const isOwn = twin !== undefined || (stack !== null && owned.get(place)?.has(stack) === true);
    if (isOwn) return twin?.address === undefined ? one : changed(one, { address: twin.address });
    if (!one.selected) return one;
    left += 1;
    if (one.stack !== null) others.add(one.stack);
    return changed(one, { selected: false });
  });
  const designs = [...(live.designs ?? []), ...designsFor(live, sources, owned)];
  const notes =
    left === 0
      ? []
      : [`${left} deployed resources that the source does not make are not held against it${named([...others])}`];
  return { snapshot: { ...live, resources, ...(designs.length > 0 && { designs }) }, notes };
}

function named(stacks: readonly string[]): string {
  if (stacks.length === 0) return '';
  const shown = [...stacks].sort().slice(0, 5).join(', ');
  return ` (of stacks ${shown}${stacks.length > 5 ? ` and ${stacks.length - 5} more` : ''})`;
}

function twinsOf({ region, account }: RegionStatus, sources: readonly Snapshot[]): readonly RegionStatus[] {
  return sources.flatMap(({ header }) =>
    header.regions.filter((one) => one.region === region && one.account === account),
  );
}

/** Names of the source's own stacks for a live place. */
function namesOf(place: string, live: Snapshot, sources: readonly Snapshot[]): ReadonlySet<string> {
  const status = live.header.regions.find(({ name }) => name === place);
  const twins = new Set(status === undefined ? [] : twinsOf(status, sources).map(({ name }) => name));
  const rows = sources.flatMap(({ resources }) => resources.filter(({ type }) => type === STACK));
  return new Set(rows.filter(({ region }) => twins.has(region)).map(({ name }) => name ?? ''));
}

/** These, and the stacks that they have made there, whose names only AWS knows. */
function stacksOf(place: string, { resources }: Snapshot, names: ReadonlySet<string>): ReadonlySet<string> {
  const rows = resources.filter(({ type, region }) => type === STACK && region === place);
  const found = new Set(names);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { name, stack } of rows) if (name !== null && stack !== null && found.has(stack)) found.add(name);
  }
  return found;
}

/** By ARN, and by type and id: what a tool wrote down when it made them. */
function identitiesOf(sources: readonly Snapshot[]): ReadonlyMap<string, Resource> {
  const found = new Map<string, Resource>();
  for (const { resources } of sources)
    for (const one of resources) {
      if (one.stack !== null) continue;
      for (const key of keysOf(one)) found.set(key, one);
    }
  return found;
}

function twinOf(one: Resource, byIdentity: ReadonlyMap<string, Resource>): Resource | undefined {
  if (byIdentity.size === 0) return undefined;
  for (const key of keysOf(one)) {
    const found = byIdentity.get(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function keysOf({ type, arn, id, region }: Resource): readonly string[] {
  const where = region === GLOBAL ? GLOBAL : region.replace(/^(?:designed|recorded) /, '');
  const ids = id === '' ? [] : [id, ...identities(id).slice(0, 1)];
  return [...(arn === null ? [] : [arn]), ...[...new Set(ids)].map((one) => `${where}\n${type}\n${one}`)];
}

/** A live stack of which no template was read is held against what is designed for it. */
function designsFor(
  live: Snapshot,
  sources: readonly Snapshot[],
  owned: ReadonlyMap<string, ReadonlySet<string>>,
): readonly StackDesign[] {
  const known = new Set((live.designs ?? []).map(({ region, stack }) => `${region}\n${stack}`));
  return live.header.regions.flatMap((place) => {
    const twins = new Set(twinsOf(place, sources).map(({ name }) => name));
    const designs = sources.flatMap((one) => one.designs ?? []).filter(({ region }) => twins.has(region));
    return designs
      .filter(({ stack }) => owned.get(place.name)?.has(stack) === true && !known.has(`${place.name}\n${stack}`))
      .map((design) => Object.create(design, { region: { value: place.name, enumerable: true } }) as StackDesign);
  });
}

/** The same with other members; what is parsed late stays so. */
function changed(one: Resource, members: Partial<Resource>): Resource {
  const descriptors = Object.getOwnPropertyDescriptors(one) as PropertyDescriptorMap;
  for (const [name, value] of Object.entries(members))
    descriptors[name] = { value, enumerable: true, configurable: true, writable: true };
  return Object.defineProperties({} as Resource, descriptors);
}
