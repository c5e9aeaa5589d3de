/** A part of a snapshot: some of its places, called as they are called among themselves. */
import { renamePlaces } from './rename-places.ts';
import { GLOBAL, type Resource, type Snapshot } from './snapshot.ts';

/** What becomes of what is global in the accounts of the part. */
export type Globals =
  /** It is theirs, and compared. */
  | 'own'
  /** It is compared elsewhere, and here what others refer to. */
  | 'context'
  /** It is all that there is: no region is looked at. */
  | 'only';

/**
 * The snapshot of these places alone.
 *
 * @param names place to what it is called in the part
 */
export function partOf(snapshot: Snapshot, names: ReadonlyMap<string, string>, globals: Globals = 'own'): Snapshot {
  const { header } = snapshot;
  const regions = header.regions.filter(({ name }) => names.has(name));
  const accounts = new Set(regions.map(({ account }) => account));
  const several = new Set(header.regions.map(({ account }) => account)).size > 1;
  const has = (place: string) => names.has(place) && globals !== 'only';
  const isOurs = ({ arn, stackRegion }: Resource) => {
    if (stackRegion !== undefined && header.regions.some(({ name }) => name === stackRegion))
      return names.has(stackRegion) || globals === 'only';
    const owner = arn?.split(':')[4];
    // Without an ARN it is not known whose it is, and where there is one account it is that one's.
    return owner ? accounts.has(owner) : !several;
  };
  const resources = snapshot.resources.flatMap((one) => {
    if (one.region !== GLOBAL) return has(one.region) ? [one] : [];
    if (!isOurs(one)) return [];
    return globals === 'context' && one.stackRegion === undefined ? [asContext(one)] : [one];
  });
  const isKept = (place: string, type: string) =>
    place === GLOBAL || has(place) || (globals === 'only' && names.has(place) && type === '*');
  const { designs } = snapshot;
  const part: Snapshot = {
    header: {
      ...header,
      regions,
      ...(header.unmatched && { unmatched: header.unmatched.filter(({ region }) => names.has(region)) }),
    },
    observations: snapshot.observations.filter(({ region, type }) => isKept(region, type)),
    ...(designs && { designs: designs.filter(({ region }) => names.has(region)) }),
    resources,
  };
  return renamePlaces(part, names);
}

/** What is lazy stays so: a spread would parse it. */
function asContext(resource: Resource): Resource {
  const plain = (value: unknown) => ({ value, enumerable: true, configurable: true, writable: true });
  return Object.defineProperties(
    {} as Resource,
    Object.assign(Object.getOwnPropertyDescriptors(resource), { selected: plain(false), evidence: plain([]) }),
  );
}
