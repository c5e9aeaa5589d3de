/** Makes the snapshot of what was read. */
import { inOrder } from '../common/sorted-members.ts';
import { VERSION } from '../common/version.ts';
import { type Evidence, GLOBAL, type JsonObject, type Resource, type Snapshot } from '../snapshot/snapshot.ts';
import type { Collection } from './collection.ts';
import { asDeclared } from './discovery/declared.ts';
import type { Climbed } from './discovery/ladder.ts';
import { noticesOf } from './discovery/notices.ts';
import { stackResources } from './discovery/stack-resources.ts';
import { unmatchedIn } from './discovery/unmatched.ts';
import { idWithoutSecrets, tagsWithoutSecrets, withoutSecrets } from './generic/secrets.ts';
import { isSelected } from './joining.ts';
import { observationsOf, stateOf, statusOf } from './observations.ts';
import type { Readiness } from './readiness/read-readiness.ts';
import { sortedBy } from './sorted-by.ts';
import { type Entry, type Run, typeOfEntry } from './type-run.ts';
import { withNamesShown } from './variables.ts';

/** Makes the snapshot of what was read: the same answers give the same snapshot, in whatever order they came. */
export function assemble(
  collection: Collection,
  context: ReadonlySet<Entry>,
  more: {
    readonly notes: readonly string[];
    readonly digestKeyId: string;
    readonly digest: (secret: string) => string;
    readonly climbed: Climbed;
    readonly readiness: Readiness;
  },
): Snapshot {
  const { options, caller, regions } = collection;
  const entries = [...collection.runs.values()].flatMap((run) => run.entries);
  const isKept = (entry: Entry) => !entry.gone && (context.has(entry) || isSelected(collection, entry));
  const kept = new Set(entries.filter(isKept));
  const isRead = (region: string) => stateOf(collection, region) === 'enabled';
  const witnesses = [...collection.witnesses].filter(([region]) => isRead(region));
  const designs = witnesses.flatMap(([, witness]) => witness.designs());
  const told = witnesses.flatMap(([, witness]) => witness.notes());
  const resources = [
    ...[...kept].map((entry) => resourceOf(collection, entry)),
    ...stackResources(collection),
    ...asDeclared(more.climbed.resources, designs, options),
    ...more.readiness.resources,
  ]
    .filter((resource) => !collection.lost.has(resource.region))
    .map((resource) => withoutSecretWords(resource, more.digest))
    .map(withNamesShown(collection));
  const observations = sortedBy(
    [...observationsOf(collection, kept, more.climbed), ...more.readiness.observations],
    ({ region, type }) => `${region} ${type}`,
  );
  const unmatched = regions.filter(isRead).flatMap((region) => unmatchedIn(collection, region));
  for (const { gaps } of observations) for (const gap of gaps) options.onEvent?.({ kind: 'gap', gap });
  return {
    header: {
      schemaVersion: 1,
      tool: { name: 'infra-parity', version: VERSION },
      takenAt: (options.now?.() ?? new Date()).toISOString(),
      caller,
      selection: options.selection,
      regions: regions.map((region) => statusOf(collection, region)),
      ...(unmatched.length > 0 && { unmatched }),
      digestKeyId: more.digestKeyId,
      notes: [...new Set([...more.notes, ...noticesOf(collection, isRead), ...told])].sort(),
    },
    observations,
    ...(designs.length > 0 && { designs: sortedBy(designs, ({ region, stack }) => `${region}\n${stack}`) }),
    resources: sortedBy(resources, orderOf),
  };
}

/** Two that nothing tells apart but what they hold are in the order of that, and not of the answers. */
function orderOf({ region, type, arn, id, stack, logicalId, properties }: Resource): string {
  const key = `${region}\n${type}\n${id}\n${arn ?? ''}\n${logicalId ?? ''}`;
  return arn === null && logicalId === null ? `${key}\n${stack}\n${JSON.stringify(properties)}` : key;
}

function resourceOf(collection: Collection, entry: Entry): Resource {
  const { listed, run, tags } = entry;
  const { properties, unread } = readOf(collection, entry);
  const selected = isSelected(collection, entry);
  const rows = entry.members.filter(({ says }) => says === 'stack' || says === 'attribution');
  const [row] = sortedBy(rows, ({ region, stack, logicalId }) => `${region}\n${stack}\n${logicalId}`);
  const stackRegion = run.region === GLOBAL ? row?.region : undefined;
  return {
    type: typeOfEntry(entry),
    stack: row?.stack ?? null,
    logicalId: row?.logicalId ?? null,
    name: listed.name ?? tags?.Name ?? null,
    selected,
    evidence: selected ? evidenceOf(collection, entry) : [],
    // Which call answered first must not show.
    properties: inOrder(withoutSecretsOf(run, typeOfEntry(entry), properties)),
    unread: inOrder(unread),
    tags: run.collector.tags === 'none' ? {} : inOrder(tags),
    region: run.region,
    ...(stackRegion !== undefined && { stackRegion }),
    id: listed.id,
    arn: listed.arn,
  };
}

/**
 * What was read of it. Of what a bootstrap holds, and of what was taken for a member's by mistake, only what is read of any
 * context: how far it was read before that was known hangs on which call answered first.
 */
function readOf(collection: Collection, entry: Entry): Pick<Entry, 'properties' | 'unread'> {
  const { listed, run, properties, unread, readByMistake, members } = entry;
  const exact = !readByMistake && members.every(({ says }) => says !== 'excluded');
  if (exact || isSelected(collection, entry)) return { properties, unread };
  const others = (run.collector.parts ?? []).filter(({ context }) => context !== true);
  const dropped = new Set(others.flatMap((part) => part.properties));
  const kept = ([name]: readonly [string, unknown]) => !dropped.has(name);
  const own = Object.entries(listed.properties).filter(([name]) => dropped.has(name));
  return {
    properties: Object.fromEntries([...Object.entries(properties).filter(kept), ...own]),
    unread: Object.fromEntries(Object.entries(unread).filter(kept)),
  };
}

/** The last thing before the snapshot: what may be a secret is a digest, whoever wrote the collector. */
function withoutSecretsOf({ ctx }: Run, type: string, properties: JsonObject): JsonObject {
  const { digest, onVariable } = ctx;
  const context = { type, digest, token: (text: string) => text, keepsText: true, ...(onVariable && { onVariable }) };
  return withoutSecrets(properties, context) as JsonObject;
}

/** The same of what a resource is called and tagged with. */
function withoutSecretWords(resource: Resource, digest: (secret: string) => string): Resource {
  const { id, arn, name } = resource;
  const tags = resource.tags && tagsWithoutSecrets(resource.tags, digest);
  const without = (text: string | null) => text && idWithoutSecrets(text, digest);
  if (tags === resource.tags && [id, arn, name].every((text) => without(text) === text)) return resource;
  return { ...resource, tags, id: idWithoutSecrets(id, digest), arn: without(arn), name: without(name) };
}

function evidenceOf({ everything }: Collection, entry: Entry): readonly Evidence[] {
  const says = new Set(entry.members.map((member) => member.says));
  const evidence: Evidence[] = says.has('stack') ? ['stack'] : [];
  if (everything) return [...evidence, 'listed'];
  return says.has('tag') || entry.byTags ? [...evidence, 'tag'] : evidence;
}
