/** Gives the places of a snapshot other names: a declared one, or `ACCOUNT/REGION` where two accounts have one region. */
import type { Gap, Observation, RegionStatus, Resource, Snapshot } from './snapshot.ts';
import { designIn } from './stack-design.ts';

/**
 * The same snapshot with its places called otherwise, wherever they are named.
 *
 * @param names old name to new one; places that it does not hold keep theirs
 */
export function renamePlaces(snapshot: Snapshot, names: ReadonlyMap<string, string>): Snapshot {
  if ([...names].every(([from, to]) => from === to)) return snapshot;
  const to = (name: string) => names.get(name) ?? name;
  const ofGap = (gap: Gap): Gap => ({ ...gap, region: to(gap.region) });
  const moved = mover(to, ofGap);
  const { header } = snapshot;
  return {
    header: {
      ...header,
      regions: header.regions.map((status): RegionStatus => ({ ...status, name: to(status.name) })),
      ...(header.unmatched && { unmatched: header.unmatched.map((one) => ({ ...one, region: to(one.region) })) }),
      ...(header.selections && {
        selections: Object.fromEntries(Object.entries(header.selections).map(([name, one]) => [to(name), one])),
      }),
      // A note of one place begins with its name.
      notes: header.notes.map((note) => note.replace(/^([^\s:]+)(?=: )/, to)),
    },
    observations: snapshot.observations.map(
      (one): Observation => ({
        ...one,
        region: to(one.region),
        gaps: one.gaps.map(ofGap),
        ...(one.gone && { gone: one.gone.map((gone) => ({ ...gone, region: to(gone.region) })) }),
      }),
    ),
    ...(snapshot.designs && { designs: snapshot.designs.map((one) => designIn(to(one.region), one)) }),
    resources: snapshot.resources.map(moved),
  };
}

type Unread = Resource['unread'];

/** A getter's value would be parsed by a spread: what is lazy stays so. */
function mover(to: (name: string) => string, ofGap: (gap: Gap) => Gap): (resource: Resource) => Resource {
  const ofAll = (unread: Unread): Unread => {
    const all = Object.entries(unread);
    return all.length === 0 ? unread : Object.fromEntries(all.map(([name, gap]) => [name, ofGap(gap)]));
  };
  // One getter for all resources of a kind, not one each.
  const getters = new Map<() => Unread, () => Unread>();
  const renamed = (get: () => Unread) => {
    const known = getters.get(get);
    if (known !== undefined) return known;
    const made = function (this: Resource): Unread {
      return ofAll(get.call(this));
    };
    getters.set(get, made);
    return made;
  };
  return (resource) => {
    const own = Object.getOwnPropertyDescriptors(resource);
    const { unread } = own;
    return Object.defineProperties(
      {} as Resource,
      Object.assign(own, {
        region: plain(to(resource.region)),
        unread: unread.get ? { ...unread, get: renamed(unread.get) } : plain(ofAll(resource.unread)),
        ...(resource.stackRegion !== undefined && { stackRegion: plain(to(resource.stackRegion)) }),
      }),
    );
  };
}

function plain(value: unknown): PropertyDescriptor {
  return { value, enumerable: true, configurable: true, writable: true };
}
