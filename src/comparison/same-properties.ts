/** Rows whose resources hold the same text. */
import type { Collector } from '../collectors/collector.ts';
import type { Comparators } from '../collectors/comparator.ts';
import { isWhollyRead, sharedBodyText } from '../snapshot/body-text.ts';
import { sharedDesignText } from '../snapshot/design-text.ts';
import { settings } from './deviation.ts';
import type { RowInput } from './row-input.ts';

/**
 * Whether the resources of a row hold the same text, and one that reads the same from everywhere: then there is nothing to
 * compare, and nothing to parse either. It is what most of a large audit consists of. A "yes" is certain; a "no" costs time.
 */
export function isAlike({
  present,
  collector,
  comparators,
  world,
}: Pick<RowInput, 'present' | 'collector' | 'comparators' | 'world'>): boolean {
  if (present.size < 2) return false;
  const made = sharedDesignText(present.values());
  if (made !== null) {
    const { never, names } = obstacles(collector, comparators);
    return !never && !names.some((name) => made.includes(name)) && !world.isRegional(made);
  }
  const text = sharedBodyText(present.values());
  if (text === null || !isWhollyRead(text)) return false;
  const { never, names } = obstacles(collector, comparators);
  return !never && !names.some((name) => text.includes(name)) && !world.isRegional(text);
}

type Obstacles = {
  /** Equal texts may be a difference, or hang on more than the text. */
  readonly never: boolean;
  /** Members that hold names of other resources, or blocks: the same name may be another thing there. */
  readonly names: readonly string[];
  /** Properties that have such a member, or that should differ. */
  readonly properties: ReadonlySet<string>;
};

const known = new WeakMap<Comparators, Obstacles>();

/** What keeps equal texts from being the same thing. */
export function obstacles(collector: Collector | undefined, comparators: Comparators): Obstacles {
  const before = known.get(comparators);
  if (before) return before;
  const differ = Object.entries(comparators).flatMap(([path, one]) =>
    settings(one).compare === 'must-differ' ? [path] : [],
  );
  const references = Object.keys({ ...collector?.references, ...collector?.livesIn });
  const blocks = collector?.blocks ?? [];
  const found = {
    never: differ.length > 0 || collector?.comparesWith !== undefined,
    names: [...references, ...blocks].map((path) => `"${path.split('.').at(-1)}":`),
    properties: new Set([...differ, ...references, ...blocks].map((path) => path.split('.')[0] as string)),
  };
  known.set(comparators, found);
  return found;
}
