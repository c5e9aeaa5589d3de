/** The networks that resources live in. */

import type { Baseline } from '../baseline/baseline.ts';
import type { Collector } from '../collectors/collector.ts';
import { pushAll } from '../common/lists.ts';
import { type Block, type Network, parseBlock } from '../normalise/cidr.ts';
import type { Gap, JsonObject, RegionStatus, Resource } from '../snapshot/snapshot.ts';
import type { Item } from './item.ts';

/** The network that a resource lives in; null with the reason while its VPC or the VPC's subnets were not read. */
export type Placed = {
  readonly network: Network | null;
  readonly gaps: readonly Gap[];
  /** The same without subnets, for which it is enough that the VPCs were read. */
  readonly ranges: Network | null;
  /** Whether the VPC has an IPv6 block; undefined while the VPC was not read. */
  readonly ipv6?: boolean;
};

export type Networks = (vpcId: string, place: string) => Placed;

type NetworksOptions = {
  labelOf(resource: Resource): string;
  /** Why it cannot be told who a resource is; undefined = it can. */
  untold(resource: Resource): Gap | undefined;
  /** Every resource, also context. */
  readonly items: readonly Item[];
  readonly places: readonly RegionStatus[];
  readonly baseline: Baseline;
  readonly gapsOf: (place: string, type: string) => readonly Gap[];
  readonly byType: ReadonlyMap<string, Collector>;
};

/** Knows the networks of the world: which address lies in which, and what stands for it in a comparison. */
export function makeNetworks(options: NetworksOptions): Networks {
  const { items, places, baseline, labelOf, untold, gapsOf, byType } = options;
  const means = ({ resource }: Item) => byType.get(resource.type)?.addresses;
  const vpcs = items.filter((item) => means(item) === 'network');
  const subnets = items.filter((item) => means(item) === 'part');
  const typesOf = (kind: 'network' | 'part') =>
    [...byType.values()].flatMap(({ type, addresses }) => (addresses === kind ? [type] : []));
  const networkTypes = typesOf('network');
  const partTypes = typesOf('part');
  const memo = new Map<string, Placed>();
  return (vpcId, place) => {
    const key = `${place} ${vpcId}`;
    const known = memo.get(key) ?? placed(vpcId, place);
    memo.set(key, known);
    return known;
  };

  function placed(vpcId: string, place: string): Placed {
    const own = vpcs.find((one) => one.place === place && one.resource.id === vpcId);
    if (!own) {
      const gaps = networkTypes.flatMap((type) => gapsOf(place, type));
      const all = gaps.length > 0 ? null : network(undefined, place, vpcId);
      return { network: all, ranges: all, gaps };
    }
    const gaps = partTypes.flatMap((type) => gapsOf(place, type));
    const ipv6 = blocksOf(own.resource).some(({ bits }) => bits === 128);
    const all = network(own, place, vpcId);
    return { network: gaps.length > 0 ? null : all, ranges: { ...all, subnets: [] }, gaps, ipv6 };
  }

  function network(own: Item | undefined, place: string, vpcId: string): Network {
    // A subnet that may be another one's counterpart names no block: that is told by its place in the VPC.
    const inVpc = subnets.filter(
      (one) => one.place === place && one.resource.properties?.VpcId === vpcId && !untold(one.resource),
    );
    return {
      vpc: own ? blocksOf(own.resource) : [],
      subnets: inVpc.flatMap(({ resource }) =>
        blocksOf(resource).map((block) => ({ label: `subnet ${labelOf(resource)}`, block })),
      ),
      others: vpcs
        .filter((one) => one !== own)
        .flatMap(({ resource, place: where }) =>
          blocksOf(resource).map((block) => ({
            label: `vpc ${labelOf(resource)}`,
            where,
            at: where === place ? '' : elsewhere(where),
            block,
          })),
        ),
      place,
      label: own ? `vpc ${labelOf(own.resource)}` : '',
      declared: declaredIn(baseline, place, places),
    };
  }

  /** With two regions each is the other's other, so that mutual peering rules are equal. */
  function elsewhere(where: string): string {
    return places.length === 2 ? ' in the other region' : ` in ${where}`;
  }
}

/** The network of a resource with a `VpcId`. */
export function networkOf(resource: Resource, place: string, { networks }: { readonly networks: Networks }): Placed {
  const vpcId = resource.properties?.VpcId;
  return networks(typeof vpcId === 'string' ? vpcId : '', place);
}

/** Every block of a VPC or subnet: the primary one first, then the associations, IPv4 and IPv6. */
function blocksOf({ properties }: Resource): readonly Block[] {
  const texts = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.add(value);
    else if (Array.isArray(value)) for (const item of value) walk(item);
    else if (value !== null && typeof value === 'object')
      for (const item of Object.values(value as JsonObject)) walk(item);
  };
  for (const [name, value] of Object.entries(properties ?? {}))
    if (/cidr/i.test(name)) walk(name === 'CidrBlock' ? [value] : value);
  const primary = typeof properties?.CidrBlock === 'string' ? [properties.CidrBlock] : [];
  return [...new Set([...primary, ...texts])].flatMap((text) => parseBlock(text) ?? []);
}

/** Declared ranges: a region's own names go before the ones that hold everywhere. */
function declaredIn(baseline: Baseline, place: string, places: readonly RegionStatus[]): Network['declared'] {
  const region = places.find((one) => one.name === place)?.region ?? place;
  const everywhere: Network['declared'][number][] = [];
  const here: Network['declared'][number][] = [];
  for (const [name, value] of Object.entries(baseline.networks ?? {})) {
    if (typeof value === 'string' || Array.isArray(value)) pushAll(everywhere, labelled(name, value));
    else if (name === region || name === place) {
      for (const [label, blocks] of Object.entries(value as { [label: string]: string | string[] }))
        pushAll(here, labelled(label, blocks));
    }
  }
  return [...here, ...everywhere];
}

function labelled(label: string, blocks: string | readonly string[]): Network['declared'][number][] {
  return [blocks].flat().flatMap((text) => {
    const block = parseBlock(text as string);
    return block ? [{ label: `network ${label}`, block }] : [];
  });
}
