/** What a collection says in notes. */
import { pushAll } from '../../common/lists.ts';
import { identities } from '../../normalise/arn-types.ts';
import type { Gap, Gone } from '../../snapshot/snapshot.ts';
import type { Collection } from '../collection.ts';
import { current, isAmbiguous, type Run } from '../type-run.ts';
import { isCounted } from './counted-types.ts';
import type { Member } from './member.ts';

/** So many of a kind are named; of more, the number is told. */
const NAMED = 20;

/**
 * What the reader should know of how it was read, one line each.
 *
 * @param isRead whether a region is enabled and answered
 */
export function noticesOf(collection: Collection, isRead: (region: string) => boolean): readonly string[] {
  const notices: string[] = [];
  const ghosts: string[] = [];
  // Of a region from which nothing comes there is nothing else to tell.
  for (const [region, { notes }] of collection.discovered) if (isRead(region)) pushAll(notices, notes);
  for (const run of collection.runs.values()) {
    for (const { gone, listed } of run.entries)
      if (gone)
        notices.push(`${run.region}: ${run.collector.type} ${listed.id} was deleted while it was read: left out`);
    pushAll(notices, passing(run));
    if (run.failed) continue;
    for (const member of run.unmatched) {
      if (!collection.scope.has(member.type) || collection.lost.has(member.region)) continue;
      if (isDeclared(member) && !isAmbiguous(run, member)) notices.push(stillListed(member));
      else if (member.says === 'tag' && !isElsewhere(collection, member)) ghosts.push(ghost(run, member));
    }
  }
  pushAll(notices, ghosts.sort().slice(0, NAMED));
  if (ghosts.length > NAMED)
    notices.push(`and ${ghosts.length - NAMED} more that the tagging API names and no listing has`);
  return [...notices, ...limits(collection)];
}

/** How many there are of what comes and goes, where no stack declares it: `3 readers that auto scaling added are left out`. */
function passing({ collector, entries, region }: Run): readonly string[] {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const what = collector.comesAndGoes?.(current(entry)) ?? null;
    if (what === null || entry.members.some(isDeclared)) continue;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${region}: ${count} ${what} are left out`);
}

function isDeclared({ says, doubtful }: Member): boolean {
  return says === 'stack' && !doubtful;
}

/** What stacks list of a type and its whole listing has not: it was deleted past the stack. */
export function goneOf(run: Run, type: string): readonly Gone[] {
  if (run.failed) return [];
  return [...run.unmatched]
    .filter((member) => member.type === type && isDeclared(member) && member.id !== '' && !isAmbiguous(run, member))
    .map(({ region, stack, logicalId, id }) => ({ region, stack: stack ?? '', logicalId: logicalId ?? '', id }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/**
 * Rows that stand for several listed resources: which of them the stack made cannot be told, so that none has its logical id,
 * and any of them may be the one that another region is said to lack.
 */
export function unclearRows(run: Run): readonly Gap[] {
  const unclear = [...run.unmatched].filter((member) => isDeclared(member) && isAmbiguous(run, member));
  return unclear.map(
    ({ region, stack, type, logicalId, id }): Gap => ({
      region: run.region,
      type: run.collector.type,
      cause: 'ambiguous',
      operation: null,
      detail: `stack ${stack} of ${region} lists ${logicalId} (${type} ${id}), and several resources answer to that`,
      remedy: 'Rename one of them, or remove the one that no stack needs.',
    }),
  );
}

function stillListed({ region, stack, type, logicalId, id }: Member): string {
  const what = `${logicalId} (${type}${id === '' ? '' : ` ${id}`})`;
  if (id === '')
    return `${region}: stack ${stack} lists ${what} without a physical id: whether it is there is not known`;
  return `${region}: stack ${stack} still lists ${what}, which is no longer there`;
}

function ghost(run: Run, { region, type, arn }: Member): string {
  const call = run.collector.actions[0] ?? 'its listing';
  return `${region}: the tagging API names ${arn} (${type}), which ${call} does not list: left out`;
}

/** The tagging API may name a bucket in every region; it is where it was listed. */
function isElsewhere({ runs }: Collection, member: Member): boolean {
  const keys = identities(member.arn ?? member.id);
  return [...runs.values()].some(
    (run) => run.collector.type === member.type && keys.some((key) => run.strong.has(key)),
  );
}

function limits({ options, regions, discovered, everything, presence }: Collection): readonly string[] {
  const limits: string[] = [];
  const { stackPrefixes, tags } = options.selection;
  if (Object.keys(tags).length > 0 && stackPrefixes.length === 0) {
    limits.push('selected by tag alone: a resource that never had the tag is not in the selection');
    if (!regions.includes('us-east-1'))
      limits.push('tags of global services (Route 53, CloudFront) answer in us-east-1 only, which was not read');
  }
  if (everything)
    for (const [region, { stackErrors }] of discovered)
      if (stackErrors.length > 0)
        limits.push(
          `${region}: stacks could not be read: without logical ids not every resource finds its counterpart`,
        );
  if (everything && presence.some(({ type, logicalId }) => isCounted(type, logicalId)))
    limits.push('types without a collector are known by their stack or their tags only: one with neither is not seen');
  return limits;
}
