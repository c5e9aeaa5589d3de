/** What the collector's comparator data says that a change of a value must bring: told anew, not asked of the product. */
import type { Baseline } from '../../src/baseline/baseline.ts';
import type { Collector } from '../../src/collectors/collector.ts';
import type { Comparator, Severity } from '../../src/collectors/comparator.ts';
import type { Json, JsonObject, Resource } from '../../src/snapshot/snapshot.ts';
import { along, deviators, type Expected } from './expectation.ts';
import { type Step, valueAt } from './mutation.ts';
import type { Scene, Target } from './scene.ts';

type Settings = Exclude<Comparator, string>;

/**
 * The path at which a property is compared: an object member by member, a keyed list element by element, all else whole. A member's
 * name may hold dots.
 */
export function comparedPath(
  collector: Collector,
  path: readonly Step[],
  values: readonly (JsonObject | null)[],
): readonly Step[] {
  const steps: Step[] = [String(path[0])];
  for (const step of path.slice(1)) {
    const name = schemaOf(steps);
    const whole = name in collector.comparators || collector.policies?.includes(name) || collector.sets?.includes(name);
    const all = values.map((value) => valueAt(value ?? undefined, steps));
    if (whole || (typeof step === 'number' ? !isTakenApart(collector, name, all) : !all.every(isObject))) break;
    steps.push(step);
  }
  return steps;
}

/** A path as a type declares it. */
export const schemaOf = (steps: readonly Step[]) => steps.filter((step) => typeof step === 'string').join('.');

/** A list whose elements have a key, each one of its own. */
function isTakenApart(collector: Collector, name: string, lists: readonly (Json | undefined)[]): boolean {
  const keys = collector.keyed?.[name];
  return (
    keys !== undefined &&
    lists.every((list) => {
      if (!Array.isArray(list)) return list === undefined;
      const texts = list.map((one: Json) =>
        isObject(one) ? keys.map((key) => JSON.stringify(one[key])).join(' ') : '',
      );
      return texts.every((text, at) => /[^ ]/.test(text) && texts.indexOf(text) === at);
    })
  );
}

export function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export function settingOf(collector: Collector, path: string): Settings {
  const comparator = collector.comparators[path] ?? 'same';
  return typeof comparator === 'string' ? { compare: comparator } : comparator;
}

/** What only the link between a source and its replica decides, and what the two may have otherwise (RDS and KMS user guides). */
const LINK =
  /^(SourceDB(Instance|Cluster)Identifier|ReplicationSourceIdentifier|GlobalClusterIdentifier|MultiRegionConfiguration|ManageMasterUserPassword|MasterUserSecret)\b/;
const LOOSE =
  /^(BackupRetentionPeriod|MultiAZ|DeletionProtection|Preferred(Backup|Maintenance)Window|EnableKeyRotation|RotationPeriodInDays|MasterUsername|DBName|DatabaseName)\b/;

/** A row that holds a source and its replica. */
export function isReplicated({ resource, peers }: Pick<Target, 'resource' | 'peers'>): boolean {
  const members = [resource, ...peers.values()];
  const copies = members.map((one) => members.some((other) => other !== one && copiesOf(one, other)));
  return new Set(copies).size > 1;
}

function copiesOf({ type, id, properties: p }: Resource, source: Resource): boolean {
  if (type === 'AWS::KMS::ReplicaKey') return id === source.id;
  const named = [p?.SourceDBInstanceIdentifier, p?.ReplicationSourceIdentifier, p?.SourceDBClusterIdentifier];
  return named.some((one) => one !== undefined && (one === source.id || one === source.arn));
}

export type Difference = {
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** What its counterparts have there. */
  readonly elsewhere: readonly (Json | undefined)[];
  /** Whether the two compare as equal for the comparator, though their text differs. */
  readonly alike?: boolean;
  /** The resource as it is after the change. */
  readonly changed: Resource;
};

/** The finding that a difference must bring; none where the comparator looks away or nothing is there to compare it with. */
export function drift(
  target: Target,
  difference: Difference,
  { baseline, snapshot }: Pick<Scene, 'baseline' | 'snapshot'>,
): (reference: string | null) => readonly Expected[] {
  const { row, place, peers, collector } = target;
  const { path, before, after, alike = mayDiffer(target, path, baseline), changed } = difference;
  const replicated = isReplicated({ resource: changed, peers });
  const untold = collector?.untold?.(changed.properties ?? {}).includes(path);
  const none = peers.size === 0 || alike || untold || collector === undefined || (replicated && LINK.test(path));
  // What a replica alone says is gone with the replica: then both say nothing, and nothing tells that one was a replica.
  const gone = after === undefined && difference.elsewhere.every((value) => value === undefined);
  // Words for persons: those that every region has are the same, were there a region among them.
  const words = /^(Group)?Description$/.test(path) && difference.elsewhere.every((value) => value === after);
  const setting: Settings = collector ? settingOf(collector, path) : { compare: 'same' };
  if (none || gone || words || setting.compare === 'ignored' || isEqual(setting, before, after)) return () => [];
  const low = setting.compare === 'advisory' || (replicated && LOOSE.test(path));
  const severity: Severity = low ? 'low' : (setting.severity ?? 'medium');
  return (reference) => [
    {
      rule: 'property-drift',
      type: row.type,
      counterpart: row.counterpart,
      regions: deviators(place, [...peers.keys()], reference, worse(setting, after, before)),
      ...(reference === null &&
        (isDesigned(target, path, snapshot) || saysOnesOwn(target, difference)) && { told: [place] }),
      property: along(path),
      severity,
      // A map that holds nothing may be left out of an answer; that it is gone need not be told.
      need: !(holdsNothing(before) && (after === undefined || holdsNothing(after))),
    },
  ];
}

function holdsNothing(value: Json | undefined): boolean {
  return isObject(value) && Object.values(value).every((one) => holdsNothing(one as Json));
}

/** Whether all say the same word for word from now on, and it is another region's own: then who has it not for its own deviates. */
function saysOnesOwn({ place, peers }: Target, { before, after, elsewhere }: Difference): boolean {
  const text = (value: Json | undefined) => JSON.stringify(value ?? null);
  const leads = [...peers.keys()].some((other) => other !== place) && text(before) !== text(after);
  return leads && after !== undefined && elsewhere.every((value) => text(value) === text(after));
}

/** Whether its template says the property, here and where its counterparts are: then it tells who was changed since. */
function isDesigned({ resource, peers }: Target, path: string, { designs = [] }: Scene['snapshot']): boolean {
  return [resource, ...peers.values()].every(({ stack, region, stackRegion, logicalId }) => {
    const own = designs.find((one) => one.stack === stack && one.region === (stackRegion ?? region));
    const properties = logicalId === null ? undefined : own?.resources[logicalId]?.properties;
    return valueAt(properties, [path.split('.')[0] ?? '']) !== undefined;
  });
}

/** What the design's baseline lets differ. */
function mayDiffer({ row }: Target, path: string, { asymmetry = [] }: Baseline): boolean {
  return asymmetry.some(({ type, properties }) => type === row.type && properties?.includes(path));
}

function isEqual({ compare }: Settings, before: Json | undefined, after: Json | undefined): boolean {
  if (compare === 'all-or-none') return (before === undefined) === (after === undefined);
  if (compare === 'same-major') return majorOf(before) === majorOf(after);
  if (compare === 'same-size') return JSON.stringify(sizesOf(before)) === JSON.stringify(sizesOf(after));
  return JSON.stringify(before) === JSON.stringify(after);
}

const majorOf = (value: Json | undefined) => String(value ?? '').split('.')[0];

/** Prefix lengths of blocks, sizes of classes. */
function sizesOf(value: Json | undefined): Json {
  if (Array.isArray(value)) return value.map((one: Json) => sizesOf(one)).sort();
  if (typeof value !== 'string') return value ?? null;
  const block = /^([0-9a-f.:]+)\/(\d+)$/.exec(value);
  if (block) return `${block[1]?.includes(':') ? 6 : 4}/${block[2]}`;
  return value.split('.').at(-1) ?? value;
}

/** Of two regions, whether the one with the changed value is the worse. */
function worse({ worse: side, best }: Settings, after: Json | undefined, before: Json | undefined) {
  if (best !== undefined) {
    if ((after === best) === (before === best)) return null;
    return after === best ? 'others' : 'changed';
  }
  if (side === undefined) return null;
  const bad = (value: Json | undefined) =>
    side === 'false'
      ? value === undefined || value === null || value === false
      : side === 'true'
        ? value === true
        : side === 'absent' && value === undefined;
  if (side === 'smaller' || side === 'larger') {
    const [a, b] = [Number(after ?? 0), Number(before ?? 0)];
    if (a === b) return null;
    return a < b === (side === 'smaller') ? 'changed' : 'others';
  }
  if (bad(after) === bad(before)) return null;
  return bad(after) ? 'changed' : 'others';
}
