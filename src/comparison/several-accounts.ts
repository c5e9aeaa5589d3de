/** Texts and lists that name several of the audited accounts: by the set that they name, as several regions are. */
import type { Json } from '../snapshot/snapshot.ts';
import type { World } from './world.ts';

/**
 * The value with every audited account of a list, or of one text, told by its place in the order of the first mention, and which set they are:
 * `<0 of all accounts>`. A trust policy that names both of two accounts says the same in both, though in each one of them is its own.
 *
 * @param value as `canonical` walked it
 */
export function inAccountSets(value: Json, place: string, world: World, isSet: boolean): Json {
  const { accounts } = world;
  if (accounts.length < 2) return value;
  const own = world.accountOf(place);
  const token = new RegExp(`<account>|(?<!\\d)(?:${accounts.join('|')})(?!\\d)`, 'g');
  const accountOf = (word: string) => (word === '<account>' ? own : word);
  const namedIn = (text: string) => [...new Set([...text.matchAll(token)].map(([word]) => accountOf(word)))];
  const nameOf = (set: readonly string[]) => (set.length === accounts.length ? 'all' : [...set].sort().join(' '));
  const collapsed = (text: string): string => {
    const order = namedIn(text);
    if (order.length < 2) return text;
    const name = nameOf(order);
    return text.replace(token, (word) => `<${order.indexOf(accountOf(word))} of ${name} accounts>`);
  };
  const list = (items: readonly Json[]): readonly Json[] => {
    const groups = new Map<string, { readonly index: number; readonly account: string }[]>();
    items.forEach((item, index) => {
      const text = JSON.stringify(item);
      const [account, another] = namedIn(text);
      if (account === undefined || another !== undefined) return;
      const shape = text.replace(token, '<>');
      groups.set(shape, [...(groups.get(shape) ?? []), { index, account }]);
    });
    const result: Json[] = [...items];
    for (const [shape, members] of groups) {
      const set = [...new Set(members.map(({ account }) => account))];
      if (set.length < 2) continue;
      members.forEach(({ index }, nth) => {
        result[index] = `<${nth} of ${nameOf(set)} accounts> ${shape}`;
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
