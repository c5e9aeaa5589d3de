/** Texts and lists that name several of the audited accounts: by the set that they name, as several regions are. */
import type { Json } from '../snapshot/snapshot.ts';
import { type Law, memberLabels, withSets } from './sets-in-lists.ts';
import type { World } from './world.ts';

/**
 * The value with every audited account of a list, or of one text, told as what `memberLabels` calls them: `<0 of all accounts>`.
 * A trust policy that names both of two accounts says the same in both, though in each one of them is its own.
 *
 * @param value as `canonical` walked it
 */
export function inAccountSets(
  value: Json,
  place: string,
  world: World,
  { isSet, law }: { readonly isSet: boolean; readonly law: Law },
): Json {
  const { accounts } = world;
  if (accounts.length < 2) return value;
  const own = world.accountOf(place);
  const token = new RegExp(`<account>|(?<!\\d)(?:${accounts.join('|')})(?!\\d)`, 'g');
  const accountOf = (word: string) => (word === '<account>' ? own : word);
  const namedIn = (text: string) => [...new Set([...text.matchAll(token)].map(([word]) => accountOf(word)))];
  const labelsOf = (members: readonly string[]) =>
    memberLabels({ own, all: accounts, law, what: ' accounts' }, members);
  const collapsed = (text: string): string => {
    const order = namedIn(text);
    if (order.length < 2) return text;
    const label = labelsOf(order);
    return text.replace(token, (word) => `<${label(accountOf(word), order.indexOf(accountOf(word)))}>`);
  };
  const namedBy = (json: string) => {
    const [member, another] = namedIn(json);
    return member === undefined || another !== undefined ? null : { member, shape: json.replace(token, '<>') };
  };
  return withSets(value, { collapsed, namedBy, labelsOf }, isSet);
}
