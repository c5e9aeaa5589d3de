/** For each resource that no collector reads, the best that can be had: read by Cloud Control, else known to be there, with the reason. */
import { partitionOf } from '../../normalise/regions.ts';
import { type Depth, type Gap, GLOBAL, type Gone, type Resource } from '../../snapshot/snapshot.ts';
import type { Collection } from '../collection.ts';
import { cloudControl } from '../generic/cloud-control.ts';
import type { Row } from '../generic/identifier.ts';
import { type GenericReader, makeGenericReader } from '../generic/reader.ts';
import { loadTypeKnowledge } from '../generic/type-knowledge.ts';
import { presenceOnly } from './presence.ts';

/** What became of the resources without a collector. */
export type Climbed = {
  readonly resources: readonly Resource[];
  /** By region and type: why some could not be read, and what is gone though a stack lists it. */
  readonly told: readonly {
    readonly region: string;
    readonly type: string;
    readonly gaps: readonly Gap[];
    readonly gone: readonly Gone[];
  }[];
};

type Step = { readonly resource: Resource | null; readonly gap: Gap | null; readonly gone: Gone | null };

/** One call for each resource at most. It starts when stacks and tags have told what there is; listings need not be done. */
export async function climb(collection: Collection): Promise<Climbed> {
  if (!collection.scope.presence) return { resources: [], told: [] };
  const present = presenceOnly(collection.presence, collection.scope.has).filter(
    ({ region }) => !collection.lost.has(region),
  );
  const depth = depthAsked(collection);
  if (present.length === 0 || depth !== 'live')
    return { resources: present.map((one) => told(one, 'its properties as they are were not asked for')), told: [] };
  const readers = await makeReaders(collection);
  const steps = await Promise.all(present.map((one) => step(one, readers(one), collection)));
  return { resources: steps.flatMap(({ resource }) => resource ?? []), told: byPlaceAndType(present, steps) };
}

/** Live where stacks or tags select; a whole account would be too many calls, unless it is asked for. */
export function depthAsked({ options, everything }: Collection): Depth {
  return options.depth ?? (everything ? 'declared' : 'live');
}

function told(resource: Resource, depthReason: string): Resource {
  return { ...resource, depth: 'presence', depthReason };
}

/** One reader for each region; what is global is read where its stack is. */
async function makeReaders(collection: Collection): Promise<(resource: Resource) => GenericReader> {
  const knowledge = await loadTypeKnowledge();
  const readers = new Map<string, GenericReader>();
  return (resource) => {
    const region = placeOf(resource, collection);
    const known = readers.get(region);
    if (known !== undefined) return known;
    const ctx = collection.contextOf(region, 'regional');
    const made = makeGenericReader({
      knowledge,
      region,
      principal: () => collection.caller.arn,
      getResource: cloudControl(ctx),
      digest: ctx.digest,
      ...(ctx.onVariable && { onVariable: ctx.onVariable }),
    });
    readers.set(region, made);
    return made;
  };
}

function placeOf({ region, stackRegion }: Resource, { regions }: Collection): string {
  return region === GLOBAL ? (stackRegion ?? regions[0] ?? '') : region;
}

async function step(resource: Resource, reader: GenericReader, collection: Collection): Promise<Step> {
  const reading = await reader.read(rowOf(resource, collection));
  if (reading.kind === 'gone') {
    const { stack, logicalId, id } = resource;
    // What only a tag names and nobody finds is a ghost of the tagging API's, and no resource.
    const gone =
      stack === null ? null : { region: placeOf(resource, collection), stack, logicalId: logicalId ?? '', id };
    return { resource: null, gap: null, gone };
  }
  if (reading.kind === 'unread') {
    const properties = ['*'];
    return {
      resource: told(resource, reading.reason),
      gap: reading.gap && { ...reading.gap, region: resource.region, properties },
      gone: null,
    };
  }
  const { properties, tags, arn, name } = reading.model;
  return {
    resource: {
      ...resource,
      properties,
      tags: tags ?? resource.tags ?? {},
      arn: resource.arn ?? arn,
      name: resource.name ?? name,
      depth: 'live',
    },
    gap: null,
    gone: null,
  };
}

function rowOf(resource: Resource, collection: Collection): Row {
  const { type, id, arn, stack } = resource;
  const region = placeOf(resource, collection);
  return {
    type,
    physicalId: id,
    arn,
    region,
    account: collection.caller.account,
    partition: partitionOf(region),
    siblings: (parent) =>
      collection.rows
        .filter((row) => row.region === region && row.stack === stack && row.type === parent && row.id !== '')
        .map((row) => row.id),
  };
}

function byPlaceAndType(present: readonly Resource[], steps: readonly Step[]): Climbed['told'] {
  const found = new Map<string, { region: string; type: string; gaps: Gap[]; gone: Gone[] }>();
  for (const [at, { gap, gone }] of steps.entries()) {
    const { region, type } = present[at] as Resource;
    if (gap === null && gone === null) continue;
    const key = `${region} ${type}`;
    const of = found.get(key) ?? { region, type, gaps: [], gone: [] };
    found.set(key, of);
    if (gap !== null) of.gaps.push(gap);
    if (gone !== null) of.gone.push(gone);
  }
  return [...found.values()];
}
