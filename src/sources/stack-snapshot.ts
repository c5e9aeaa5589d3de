/** Stacks of a source as a snapshot. */
import { listIn } from '../common/lists.ts';
import { VERSION } from '../common/version.ts';
import { partitionOf } from '../normalise/regions.ts';
import { isCertain } from '../snapshot/design-text.ts';
import {
  type Gap,
  GLOBAL,
  type Observation,
  type RegionStatus,
  type Resource,
  type Snapshot,
} from '../snapshot/snapshot.ts';
import { madeWhenAsked } from '../snapshot/stack-design.ts';
import { NO_ACCOUNT, placeName, type SourceOptions, type SourcePlace } from './source.ts';
import { resourcesOf } from './source-resources.ts';
import type { EvaluatedStack, SourceStack } from './source-stack.ts';
import { sourceDesign } from './stack-designs.ts';
import { stackWorld } from './stack-world.ts';
import { withShadows } from './trail-shadows.ts';
import { unknownGap } from './unknown-gap.ts';

/** A template that is not at hand: what it makes may be of any type. */
export type Missing = { readonly place: SourcePlace; readonly detail: string; readonly remedy: string };

/** @param notes what the reader should know of how it was read */
export function stackSnapshot(
  stacks: readonly SourceStack[],
  notes: readonly string[],
  missing: readonly Missing[],
  { digester, now }: SourceOptions,
): Snapshot {
  const places = placesOf(stacks.map(({ place }) => place));
  const world = stackWorld(stacks);
  const nameOf = ({ stack }: EvaluatedStack) => placeName(stack.place, places);
  const made = resourcesOf(world, nameOf, digester.digest);
  const designs = stacks.map((stack) => {
    const place = nameOf({ stack } as EvaluatedStack);
    const at = () => world.evaluated(stack);
    return madeWhenAsked({ region: place, stack: stack.name }, () =>
      sourceDesign(place, stack.name, at, world, digester.digest),
    );
  });
  return sourceSnapshot({
    places,
    resources: withShadows(made.resources, places),
    gaps: [
      ...missing.map(({ place, detail, remedy }) => unknownGap(placeName(place, places), '*', detail, remedy)),
      ...made.gaps,
    ],
    notes,
    now,
    digestKeyId: digester.keyId,
    designs,
  });
}

/** Each place once, in the order in which the source has them. */
export function placesOf(places: readonly SourcePlace[]): readonly SourcePlace[] {
  return [...new Map(places.map((place) => [`${place.account} ${place.region}`, place])).values()];
}

type Parts = {
  readonly places: readonly SourcePlace[];
  readonly resources: readonly Resource[];
  /** Of types that may have more than is listed. */
  readonly gaps: readonly Gap[];
  readonly notes: readonly string[];
  readonly now: Date;
  readonly digestKeyId: string;
  readonly designs?: Snapshot['designs'];
};

/** A snapshot of what a source says: all types are seen, but for those with gaps. */
export function sourceSnapshot({ places, resources, gaps, notes, now, digestKeyId, designs }: Parts): Snapshot {
  const regions = places.map((place): RegionStatus => {
    const { region, account } = place;
    const name = placeName(place, places);
    return { name, region, account: account ?? NO_ACCOUNT, partition: partitionOf(region), state: 'enabled' };
  });
  const [first] = regions;
  return {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: VERSION },
      takenAt: now.toISOString(),
      caller: { account: first?.account ?? NO_ACCOUNT, partition: first?.partition ?? 'aws', arn: '' },
      selection: { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] },
      regions,
      digestKeyId,
      notes: [...new Set(notes)].sort(),
    },
    observations: observationsOf(regions, resources, gaps),
    ...(designs !== undefined && { designs }),
    resources,
  };
}

function observationsOf(
  regions: readonly RegionStatus[],
  resources: readonly Resource[],
  gaps: readonly Gap[],
): readonly Observation[] {
  const byKey = new Map<string, Gap[]>();
  const keyOf = (region: string, type: string) => `${region}\n${type}`;
  for (const gap of gaps) listIn(byKey, keyOf(gap.region, gap.type)).push(gap);
  for (const one of resources) {
    if (isCertain(one)) continue;
    for (const gap of Object.values(one.unread)) listIn(byKey, keyOf(one.region, one.type)).push(gap);
  }
  for (const { name } of regions) listIn(byKey, keyOf(name, '*'));
  listIn(byKey, keyOf(GLOBAL, '*'));
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]): Observation => {
      const [region = '', type = ''] = key.split('\n');
      // Where a stack may hold more than it shows, that may be of any type.
      const star = type === '*' ? [] : (byKey.get(keyOf(region, '*')) ?? []).map((gap) => ({ ...gap, type }));
      const all = distinct([...own, ...star]);
      return {
        region,
        type,
        state: all.some((gap) => gap.properties === undefined) ? 'unknown' : 'observed',
        gaps: all,
      };
    });
}

/** One for a reason; of several properties together. */
function distinct(gaps: readonly Gap[]): readonly Gap[] {
  const found = new Map<string, Gap>();
  for (const gap of gaps) {
    const key = JSON.stringify([gap.detail, gap.properties === undefined]);
    const before = found.get(key);
    const properties = [...new Set([...(before?.properties ?? []), ...(gap.properties ?? [])])].sort();
    found.set(key, gap.properties === undefined ? gap : { ...gap, properties });
  }
  return [...found.values()];
}
