/** Sorts by a key. */

/** The key of each is made once, not once a comparison. */
export function sortedBy<T>(values: Iterable<T>, keyOf: (value: T) => string): T[] {
  const keyed = [...values].map((value) => ({ value, key: keyOf(value) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ value }) => value);
}
