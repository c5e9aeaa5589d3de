/** Members called `__proto__`, which a schema's records step over: a file may hold one, and a tag may be called so. */

/** The value, to be looked at by a schema: with such members under a name that it sees, where there are any. Of bounded depth. */
export function withSeenMembers(value: unknown): unknown {
  return hasProto(value) ? renamed(value) : value;
}

function hasProto(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__')) return true;
  for (const member of Object.values(value)) if (hasProto(member)) return true;
  return false;
}

function renamed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(renamed);
  const seen = ([name, member]: readonly [string, unknown]) => [
    name === '__proto__' ? '(__proto__)' : name,
    renamed(member),
  ];
  return Object.fromEntries(Object.entries(value).map(seen));
}
