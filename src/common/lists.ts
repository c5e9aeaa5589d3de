/** `a`, `a and b`, `a, b and c`. */
export function joined(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The same of those that are only compared with: of more than six the first two, and the number of the others. */
export function joinedFew(words: readonly string[]): string {
  return words.length <= 6 ? joined(words) : `${words.slice(0, 2).join(', ')} and ${words.length - 2} others`;
}

/** The members of a map of lists, made when first asked for. */
export function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: V[] = [];
  lists.set(key, list);
  return list;
}

/** A member of a map, made when first asked for. */
export function memo<K, V extends object | string>(known: Map<K, V>, key: K, make: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

/** Puts all items at the end of a list. `push(...items)` is a call with an argument for each, and a call takes some hundred thousand. */
export function pushAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
