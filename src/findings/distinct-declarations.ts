/** Keeps findings of two declarations on one thing apart. */
import type { Violation } from './finding.ts';

/**
 * Two declarations may speak of one thing and both be broken by it. The second and later ones get what was expected into
 * their property, so that each has a fingerprint of its own.
 */
export function* apart<M extends string>(violations: Iterable<Violation<M>>): Iterable<Violation<M>> {
  const taken = new Set<string>();
  for (const violation of violations) {
    const { type, counterpart, property, regions, data } = violation;
    const key = (name: string | undefined) => JSON.stringify([type, counterpart, name, [...regions].sort()]);
    const named = taken.has(key(property)) ? `${property ?? 'count'} ${data?.expected ?? ''}` : property;
    if (taken.has(key(named))) continue;
    taken.add(key(named));
    yield named === undefined ? violation : { ...violation, property: named };
  }
}
