/** What a row is compared by, and what comes of it. */
import type { Collector } from '../collectors/collector.ts';
import type { Comparators } from '../collectors/comparator.ts';
import type { Json, Resource } from '../snapshot/snapshot.ts';
import type { Comparison, Crossing } from './comparison.ts';
import type { Designs } from './designs.ts';
import type { World } from './world.ts';

export type RowInput = {
  /** Place to resource: those that are there. */
  readonly present: ReadonlyMap<string, Resource>;
  readonly collector: Collector | undefined;
  readonly comparators: Comparators;
  /** Properties that the baseline lets differ on this row. */
  readonly mayDiffer: readonly string[];
  readonly reference: string | null;
  readonly world: World;
  /** What the templates designed; left out where none was read. */
  readonly designs?: Designs;
  /** Properties that a person wrote for persons. */
  readonly wordsForPeople?: readonly string[];
};

export type Compared = { readonly comparisons: readonly Comparison[]; readonly crossings: readonly Crossing[] };

/** By place; undefined = not set. */
export type Values = ReadonlyMap<string, Json | undefined>;
