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
  /** What the members are as a set: `all accounts`. */
  readonly nameOf: (members: ReadonlySet<string>) => string;
};

/**
 * Walks a value: texts by themselves, and the items of a list that are alike but for the one that each names.
 *
 * @param isSet whether the order of the list means nothing
 */
export function withSets(value: Json, { collapsed, namedBy, nameOf }: Naming, isSet: boolean): Json {
  const list = (items: readonly Json[]): readonly Json[] => {
    const groups = new Map<string, { readonly index: number; readonly member: string }[]>();
    items.forEach((item, index) => {
      const named = namedBy(JSON.stringify(item));
      if (named !== null) listIn(groups, named.shape).push({ index, member: named.member });
    });
    const result: Json[] = [...items];
    for (const [shape, found] of groups) {
      const members = new Set(found.map(({ member }) => member));
      if (members.size < 2) continue;
      found.forEach(({ index }, nth) => {
        result[index] = `<${nth} of ${nameOf(members)}> ${shape}`;
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
