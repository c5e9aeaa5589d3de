/** A deployed design as the mutations see it. */
import { align } from '../../src/alignment/align.ts';
import type { Row } from '../../src/alignment/alignment.ts';
import type { Baseline } from '../../src/baseline/baseline.ts';
import type { Collector } from '../../src/collectors/collector.ts';
import { withGenericTypes } from '../../src/collectors/generic/declarations.ts';
import { collectors } from '../../src/collectors/index.ts';
import type { JsonObject, Resource, Snapshot } from '../../src/snapshot/snapshot.ts';
import { baselineOf, type Deployed, type Design } from './design.ts';

/** A design that is deployed and collected, with what is known of it before anything is changed. */
export type Scene = {
  readonly design: Design;
  readonly snapshot: Snapshot;
  readonly baseline: Baseline;
  /** What counts, in a fixed order. */
  readonly targets: readonly Target[];
};

/** What a type declares that a collector reads. */
const written = new Map(collectors.map((collector) => [collector.type, collector]));
export const collectorOf = (type: string): Collector | undefined => written.get(type);

/** One resource of the design in one of its regions: what a mutation is done to. */
export type Target = {
  readonly resource: Resource;
  readonly collector: Collector | undefined;
  /** The region that it counts for, or `global`. */
  readonly place: string;
  readonly row: Row;
  /** Place to the same resource of the design there, itself left out. */
  readonly peers: ReadonlyMap<string, Resource>;
};

export function sceneOf({ design, snapshot }: Pick<Deployed, 'design' | 'snapshot'>): Scene {
  const baseline = baselineOf(design);
  const { rows } = align(snapshot, baseline, collectors);
  const byType = new Map(withGenericTypes(collectors, snapshot).map((collector) => [collector.type, collector]));
  const targets = rows.flatMap((row) => targetsOf(row, byType)).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return { design, snapshot, baseline, targets };
}

function targetsOf(row: Row, byType: ReadonlyMap<string, Collector>): Target[] {
  const present = new Map<string, Resource>();
  for (const [place, cell] of row.cells) if (cell.state === 'present') present.set(place, cell.resource);
  return [...present].map(([place, resource]) => ({
    resource,
    collector: byType.get(resource.type),
    place,
    row,
    peers: new Map([...present].filter(([other]) => other !== place)),
  }));
}

function orderOf({ row, place }: Target): string {
  return `${row.type} ${row.counterpart} ${place}`;
}

/**
 * Who is whose counterpart, by what the design's author knows: stack and logical id, or the name, with every spelling of the
 * region taken out. Told without the product's own matching, so that it can be held against that.
 */
export function truthOf(resource: Resource, place: string): string {
  const { type, stack, logicalId, name, tags } = resource;
  const kind = type.replace('AWS::KMS::ReplicaKey', 'AWS::KMS::Key');
  if (stack !== null && logicalId !== null) {
    // Nested stacks end in a random tail, CDK's logical ids in a digest of their path.
    const nested = stack.replace(/(NestedStackResource[0-9A-F]{8})-[A-Za-z0-9]{12,13}\b/g, '$1');
    const id = logicalId.replace(/[0-9A-F]{8}([0-9a-f]{32})?$/, '');
    return [kind, withoutRegion(nested, place).replace(/[0-9A-F]{8}$/, ''), withoutRegion(id, place)].join(' ');
  }
  return [kind, withoutRegion(tags?.Name ?? name ?? likeness(resource), place)].join(' ');
}

/** Of one without a name: what it is like, wherever its network lies. */
function likeness({ properties }: Resource): string {
  return JSON.stringify(properties)
    .replace(/\b10\.\d+\./g, '10.#.')
    .replace(/"vpc-[0-9a-f]+"/g, '"vpc"')
    .replace(/"AvailabilityZone(Id)?":"[^"]*",/g, '');
}

function withoutRegion(text: string, region: string): string {
  const [area = '', side = '', number = ''] = region.split('-');
  const short = `${area}${side === 'southeast' ? 'se' : side[0]}${number}`;
  const long = `${area}[-_]?${side}[-_]?${number}`;
  return text.replace(new RegExp(`${long}|\\b${short}\\b`, 'gi'), '#');
}

/** What is wrong with the untouched design's table of counterparts: empty = each is matched with its own and nothing else. */
export function mismatches({ targets, design }: Scene): readonly string[] {
  const rowsOf = new Map<string, Set<Row>>();
  const wrong: string[] = [];
  for (const { resource, place, row } of targets) {
    const truth = truthOf(resource, place);
    rowsOf.set(truth, (rowsOf.get(truth) ?? new Set<Row>()).add(row));
    if (row.match.ambiguous) wrong.push(`${truth}: ambiguous`);
  }
  for (const [truth, rows] of rowsOf) if (rows.size > 1) wrong.push(`${truth} is in ${rows.size} rows`);
  for (const row of new Set(targets.map((target) => target.row))) {
    const truths = new Set(targets.filter((one) => one.row === row).map((one) => truthOf(one.resource, one.place)));
    if (truths.size > 1) wrong.push(`one row holds ${[...truths].join(' and ')}`);
  }
  return wrong.map((line) => `${design.name}: ${line}`);
}

/** Text of what a resource says of others. */
export function saidBy(resource: Resource): string {
  return JSON.stringify(resource.properties ?? {});
}

/** The top-level properties of a resource in which one of the texts stands. */
export function mentions(resource: Resource, texts: readonly string[]): readonly string[] {
  const { properties } = resource;
  if (properties === null) return [];
  return Object.keys(properties as JsonObject).filter((name) => {
    const said = JSON.stringify((properties as JsonObject)[name]);
    return texts.some((text) => said.includes(text));
  });
}
