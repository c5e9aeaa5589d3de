/** Texts and lists that name several of the audited places or accounts, told by the set that they name: what both kinds do alike. */
import { listIn } from '../common/lists.ts';
import type { Json } from '../snapshot/snapshot.ts';

/** Of one item of a list: what it says but for the member that it names. null = it names none, or several. */
export type Named = { readonly shape: string; readonly member: string };

export type Naming = {
  /** A text with the several that it names told by their set; itself where it names fewer than two. */
  readonly collapsed: (text: string) => string;
  /** `json`: an item of a list as text. */
  readonly namedBy: (json: string) => Named | null;
  /** What each of them is called, in the order of their first mention. */
  readonly labelsOf: (members: readonly string[]) => LabelOf;
};

/** By what they are called: `named` by their names; `others` all others than the own one as these; `own` the own one as that, too. */
export type Law = 'named' | 'others' | 'own';

/** What a member is called; `nth`: which of those that name one it is. */
export type LabelOf = (member: string, nth: number) => string;

/**
 * What the members of a text or a list are called. Of two places the order of the first mention is enough: it begins with the own one or
 * with the same one, and either is a law for both. Of three or more it must be one law that all obey: each by its name, or the own one
 * by being that and the others, where all of them are named, in whatever order.
 *
 * @param own the member of the place that is read
 * @param all those that are audited
 */
export function memberLabels(
  { own, all, law, what }: { own: string; all: readonly string[]; law: Law; what: string },
  members: readonly string[],
): LabelOf {
  const others = all.filter((one) => one !== own);
  const hasOthers = others.length > 0 && others.every((one) => members.includes(one));
  const isOthers = hasOthers && !members.includes(own);
  const isAll = hasOthers && members.length === all.length && members.includes(own);
  if (all.length < 3) {
    const set = isAll ? 'all' : isOthers && law !== 'named' ? 'others' : [...members].sort().join(' ');
    return (_, nth) => `${nth} of ${set}${what}`;
  }
  const isRelative = law === 'own' ? hasOthers : law === 'others' && isOthers;
  if (!isRelative) return (member) => `${member} itself${what}`;
  const named = members.filter((one) => others.includes(one));
  return (member) => {
    if (member === own) return `own${what}`;
    const nth = named.indexOf(member);
    return nth < 0 ? `${member} itself${what}` : `${nth} of others${what}`;
  };
}

/**
 * Walks a value: texts by themselves, and the items of a list that are alike but for the one that each names.
 *
 * @param isSet whether the order of the list means nothing
 */
export function withSets(value: Json, { collapsed, namedBy, labelsOf }: Naming, isSet: boolean): Json {
  const list = (items: readonly Json[]): readonly Json[] => {
    const groups = new Map<string, { readonly index: number; readonly member: string }[]>();
    items.forEach((item, index) => {
      const named = namedBy(JSON.stringify(item));
      if (named !== null) listIn(groups, named.shape).push({ index, member: named.member });
    });
    const result: Json[] = [...items];
    for (const [shape, found] of groups) {
      const members = [...new Set(found.map(({ member }) => member))];
      if (members.length < 2) continue;
      const label = labelsOf(members);
      found.forEach(({ index, member }, nth) => {
        result[index] = `<${label(member, nth)}> ${shape}`;
      });
    }
    return result;
  };
  const walk = (json: Json): Json => {
    if (typeof json === 'string') return collapsed(json);
    if (Array.isArray(json)) return list(json.map(walk));
    if (json === null || typeof json !== 'object') return json;
    return Object.fromEntries(Object.entries(json).map(([key, item]) => [collapsed(key), walk(item)]));
  };
  const walked = walk(value);
  return isSet && Array.isArray(walked)
    ? [...walked].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : walked;
}
