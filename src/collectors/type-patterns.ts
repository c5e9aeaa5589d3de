/** Patterns of resource types. */
import type { Selection } from '../snapshot/snapshot.ts';
import type { Collector } from './collector.ts';

/** `AWS::RDS::*` and `AWS::*::Key`; nothing but `*` and `?` is special, case is not. */
export function globOf(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 'i');
}

/**
 * Whether a type is among those of the selection. One that may be the counterpart of another comes with it: the replica of a
 * key is what another region has in its place.
 */
export function inTypes(
  { types, excludeTypes }: Pick<Selection, 'types' | 'excludeTypes'>,
  collectors: Iterable<Pick<Collector, 'type' | 'equivalent'>>,
): (type: string) => boolean {
  const equivalents = new Map([...collectors].map(({ type, equivalent }) => [type, equivalent]));
  const wanted = types.map(globOf);
  const unwanted = excludeTypes.map(globOf);
  const fits = (globs: readonly RegExp[], type: string | undefined) =>
    type !== undefined && globs.some((glob) => glob.test(type));
  return (type) =>
    (wanted.length === 0 || fits(wanted, type) || fits(wanted, equivalents.get(type))) && !fits(unwanted, type);
}
