/** Resources that only a stack's row or a tag tells of: joined to one each, with the name that stands in their ids. */
import { nameIn } from '../../normalise/arn-names.ts';
import { identities, isGlobal } from '../../normalise/arn-types.ts';
import { type Evidence, GLOBAL, type Resource } from '../../snapshot/snapshot.ts';
import { isNoise } from './counted-types.ts';
import type { Member } from './member.ts';

/** One thing of a type without a collector, by all that named it. */
type Thing = { stack: Member | null; tag: Member | null };

/**
 * Resources of types without a collector: known to be there because a stack or a tag says so, and nothing else is known.
 * A stack's row and a tag's ARN that mean the same thing become one. Two rows are two, whatever their physical ids: `$default`
 * is a stage of each API, `errors` a metric filter of each log group, and weighted records share a name. In whatever order the
 * answers came, it is the same.
 */
export function presenceOnly(members: readonly Member[], has: (type: string) => boolean): readonly Resource[] {
  const byPlace = new Map<string, Member[]>();
  for (const member of inOrder(members)) {
    // What is global is named in every region that is asked, and by stacks of any.
    const place = isGlobal(member.type, member.arn ?? member.id) ? GLOBAL : member.region;
    byPlace.set(place, [...(byPlace.get(place) ?? []), member]);
  }
  const resources = [...byPlace.values()].flatMap((ofPlace) => merge(ofPlace).map(resourceOf));
  return resources.filter(({ type, logicalId, id, stack }) => has(type) && !isNoise(type, logicalId, id, stack));
}

/** One order for the same members, each once: a page may come twice, and the ARN of a global thing from every region. */
function inOrder(members: readonly Member[]): readonly Member[] {
  const keyed = members.map((member) => {
    const { says, region, type, stack, logicalId, id, arn, doubtful, tags } = member;
    const asked = says === 'tag' && isGlobal(type, arn) ? '' : region;
    const key = JSON.stringify([says, asked, type, stack, logicalId, id, arn, doubtful]);
    return { key, order: `${key} ${region} ${JSON.stringify(tags)}`, member };
  });
  keyed.sort((a, b) => (a.order > b.order ? -1 : a.order < b.order ? 1 : 0));
  // Of two with one key the last set stays: the first in the order.
  return [...new Map(keyed.map(({ key, member }) => [key, member])).values()].reverse();
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
  const byKey = new Map<string, Set<Member>>();
  const put = (key: string, row: Member) => byKey.set(key, (byKey.get(key) ?? new Set()).add(row));
  const declaredBy = (stack: string | null | undefined, logicalId: string | null | undefined) =>
    `\n${stack}\n${logicalId}`;
  for (const row of rows) {
    put(declaredBy(row.stack, row.logicalId), row);
    if (row.id === '') continue;
    put(row.id, row);
    for (const key of identities(row.id)) put(`${row.type}\n${key}`, row);
  }
  const only = (key: string) => {
    const found = byKey.get(key);
    return found?.size === 1 ? ([...found][0] as Member) : null;
  };
  return ({ type, arn, tags }) => {
    const byTags = only(declaredBy(tags?.['aws:cloudformation:stack-name'], tags?.['aws:cloudformation:logical-id']));
    if (byTags !== null) return byTags;
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
  const global = isGlobal(type, arn ?? id);
  const evidence: Evidence[] = [
    ...(stack?.says === 'stack' ? (['stack'] as const) : []),
    ...(tag ? (['tag'] as const) : []),
  ];
  return {
    type,
    stack: stack?.stack ?? null,
    logicalId: stack?.logicalId ?? null,
    name: nameOf(type, [stack?.id, tag?.arn], tag?.tags ?? null),
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

/** The name that stands in one of its ids, else that of its Name tag; null where AWS made them up. */
function nameOf(type: string, ids: readonly (string | null | undefined)[], tags: Member['tags']): string | null {
  for (const id of ids) {
    const name = id ? nameIn(type, id) : null;
    if (name !== null) return name;
  }
  return tags?.Name || null;
}

function lastOf(id: string): string {
  const spellings = identities(id);
  return id.startsWith('arn:') || /^https?:/.test(id) ? (spellings[1] ?? id) : id;
}
