/** Resources of which only the presence is known. */
import { identities, isGlobal } from '../../normalise/arn-types.ts';
import { type Evidence, GLOBAL, type Resource } from '../../snapshot/snapshot.ts';
import { isNoise } from './counted-types.ts';
import type { Member } from './member.ts';

/** One thing of a type without a collector, by all that named it. */
type Thing = { stack: Member | null; tag: Member | null };

/**
 * Resources of types without a collector: known to be there because a stack or a tag says so, and nothing else is known.
 * A stack's row and a tag's ARN that mean the same thing become one.
 */
export function presenceOnly(members: readonly Member[], has: (type: string) => boolean): readonly Resource[] {
  const byRegion = new Map<string, Member[]>();
  for (const member of members) byRegion.set(member.region, [...(byRegion.get(member.region) ?? []), member]);
  const resources = [...byRegion.values()].flatMap((ofRegion) => merge(ofRegion).map(resourceOf));
  const wanted = resources.filter(({ type, logicalId, id }) => has(type) && !isNoise(type, logicalId, id));
  // A global thing is named in every region that is asked.
  return [...new Map(wanted.map((one) => [identityOf(one), one])).values()];
}

function identityOf({ type, region, arn, id, stack, logicalId }: Resource): string {
  return JSON.stringify([type, region, arn ?? id, id === '' ? [stack, logicalId] : null]);
}

function merge(members: readonly Member[]): readonly Thing[] {
  const excluded = members.filter((member) => member.says === 'excluded');
  const rows = members.filter(({ says, doubtful }) => says === 'stack' && !doubtful);
  const attributions = members.filter((member) => member.says === 'attribution');
  const tagged = members.filter((member) => member.says === 'tag');
  const left = makeFinder(excluded);
  const known = makeFinder([...rows, ...attributions]);
  const things = new Map<Member, Thing>(rows.map((row) => [row, { stack: row, tag: null }]));
  for (const tag of tagged) {
    if (left(tag) !== null) continue;
    const row = known(tag);
    const thing = row === null ? undefined : things.get(row);
    if (thing?.tag === null) thing.tag = tag;
    else things.set(tag, { stack: thing ? null : row, tag });
  }
  return [...things.values()];
}

/** Finds the stack's row that a tagged ARN stands for: by what CloudFormation wrote in its tags, by the same spelling, or by the one that shares one. */
function makeFinder(rows: readonly Member[]): (tagged: Member) => Member | null {
  const declared = new Map(rows.map((row) => [`${row.stack}\n${row.logicalId}`, row]));
  const byKey = new Map<string, Set<Member>>();
  const put = (key: string, row: Member) => byKey.set(key, (byKey.get(key) ?? new Set()).add(row));
  for (const row of rows) {
    if (row.id === '') continue;
    put(row.id, row);
    for (const key of identities(row.id)) put(`${row.type}\n${key}`, row);
  }
  const only = (key: string) => {
    const found = byKey.get(key);
    return found?.size === 1 ? ([...found][0] as Member) : null;
  };
  return ({ type, arn, tags }) => {
    const byTags = declared.get(
      `${tags?.['aws:cloudformation:stack-name']}\n${tags?.['aws:cloudformation:logical-id']}`,
    );
    if (byTags !== undefined) return byTags;
    if (arn === null) return null;
    const same = only(arn);
    if (same !== null) return same;
    for (const key of identities(arn)) {
      const found = only(`${type}\n${key}`);
      if (found !== null) return found;
    }
    return null;
  };
}

function resourceOf({ stack, tag }: Thing): Resource {
  // The stack's type is the true one: the tagging API may have a kind of its own for it.
  const type = (stack ?? tag)?.type ?? '';
  const arn = tag?.arn ?? stack?.arn ?? null;
  const id = stack?.id ?? lastOf(arn ?? '');
  const asked = (stack ?? tag)?.region ?? '';
  const global = isGlobal(type, arn);
  const evidence: Evidence[] = [
    ...(stack?.says === 'stack' ? (['stack'] as const) : []),
    ...(tag ? (['tag'] as const) : []),
  ];
  return {
    type,
    stack: stack?.stack ?? null,
    logicalId: stack?.logicalId ?? null,
    name: nameOf(id, tag?.tags ?? null),
    selected: true,
    evidence,
    properties: null,
    unread: {},
    tags: tag?.tags ?? null,
    region: global ? GLOBAL : asked,
    ...(global && stack !== null && { stackRegion: asked }),
    id,
    arn,
  };
}

/** What AWS makes up: `vpce-0a1b2c3d`, a UUID, an address, upper-case hosted-zone ids. */
const MADE_UP = /^[a-z]+(-[a-z]+)*-[0-9a-f]{8,}$|^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9.]+$|^[A-Z0-9]{10,}$/;

function nameOf(id: string, tags: Member['tags']): string | null {
  const last = lastOf(id);
  return last !== '' && !MADE_UP.test(last) ? last : (tags?.Name ?? null);
}

function lastOf(id: string): string {
  const spellings = identities(id);
  return id.startsWith('arn:') || /^https?:/.test(id) ? (spellings[1] ?? id) : id;
}
