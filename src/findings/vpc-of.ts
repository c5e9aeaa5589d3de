/** Which VPC a resource is in: by the network and the subnets that it names, itself or through what it names. */
import type { Alignment } from '../alignment/alignment.ts';
import type { Collector } from '../collectors/collector.ts';
import { collectors } from '../collectors/index.ts';
import { memo } from '../common/lists.ts';
import { leavesAt, leavesOf } from '../comparison/leaves-of.ts';
import type { Gap, Resource } from '../snapshot/snapshot.ts';

export type InVpc = {
  /** Ids of the VPCs; empty where it names none that was read. */
  readonly vpcs: ReadonlySet<string>;
  /** Why it cannot be told in which it is; only where none was found. */
  readonly gaps: readonly Gap[];
};

const byType: ReadonlyMap<string, Collector> = new Map(collectors.map((one) => [one.type, one]));
const typesWith = (addresses: 'network' | 'part') =>
  collectors.flatMap((one) => (one.addresses === addresses ? [one.type] : []));
const NETWORKS = typesWith('network');
const PARTS = typesWith('part');

/** The VPC of a resource of a place. */
export function vpcOf(seen: Alignment, place: string, resource: Resource): InVpc {
  const vpcs = new Set(named(seen, place, resource));
  if (vpcs.size === 0) {
    for (const [path, type] of Object.entries(byType.get(resource.type)?.references ?? {})) {
      const names = new Set(leavesAt(resource.properties, path));
      const there = seen
        .visible(place, type)
        .filter((one) => names.has(one.id) || (one.name !== null && names.has(one.name)));
      for (const other of there) for (const vpc of named(seen, place, other)) vpcs.add(vpc);
    }
  }
  return { vpcs, gaps: vpcs.size > 0 ? [] : doubts(seen, place, resource) };
}

/** The VPCs that it names, or of which it names a subnet. */
function named(seen: Alignment, place: string, { properties }: Resource): readonly string[] {
  const { networks, parts } = idsIn(seen, place);
  return leavesOf(properties).flatMap((leaf) => (networks.has(leaf) ? [leaf] : (parts.get(leaf) ?? [])));
}

type Ids = { readonly networks: ReadonlySet<string>; readonly parts: ReadonlyMap<string, string> };
const known = new WeakMap<Alignment, Map<string, Ids>>();

function idsIn(seen: Alignment, place: string): Ids {
  const places = known.get(seen) ?? new Map<string, Ids>();
  known.set(seen, places);
  return memo(places, place, () => {
    const networks = new Set(NETWORKS.flatMap((type) => seen.visible(place, type).map(({ id }) => id)));
    const parts = PARTS.flatMap((type) => seen.visible(place, type)).map(({ id, properties }) => [
      id,
      leavesOf(properties).find((leaf) => networks.has(leaf)) ?? String(properties?.VpcId),
    ]);
    return { networks, parts: new Map(parts as [string, string][]) };
  });
}

function doubts(seen: Alignment, place: string, resource: Resource): readonly Gap[] {
  const unread = [...NETWORKS, ...PARTS].flatMap((type) => seen.gapsOf(place, type));
  const own = Object.values(resource.unread);
  const untold: Gap = {
    region: place,
    type: resource.type,
    cause: 'failed',
    operation: null,
    detail: `of ${resource.name ?? resource.id} it was not read in which VPC it is`,
    remedy: 'Read the subnets and subnet groups too: select them, or leave --type out.',
  };
  return [...unread, ...own].length > 0 ? [...unread, ...own] : [untold];
}
