/** Closed sets of words, which nobody outside can choose. */
const CLOSED = /^(severity|status|state|verdict|failOn|cause|since)$/;
/** Members named by region or by type, as somebody's snapshot may name them. */
const NAMED = /^(values|resources|cells|byType|totals)$/;

/** The same result with the attack in every text that comes from outside, names of members too. */
export function poisoned<T>(value: T, attack: string, key = ''): T {
  if (typeof value === 'string') return (CLOSED.test(key) ? value : `${value}${attack}`) as T;
  if (Array.isArray(value)) return value.map((item) => poisoned(item, attack, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      NAMED.test(key) ? name + attack : name,
      poisoned(member, attack, name),
    ]),
  ) as T;
}
