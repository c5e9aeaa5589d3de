/** What comparing one row yields: the properties that differ or cannot be told, and what leads out of a region. */
import type { Comparator, Severity } from '../collectors/comparator.ts';
import type { Gap, Json } from '../snapshot/snapshot.ts';

/** One property of a row, compared over the regions that could be read. */
export type Comparison = {
  readonly property: string;
  readonly comparator: Comparator;
  readonly verdict: 'same' | 'different' | 'unknown';
  /** The raw values, as AWS gave them, for the regions that have the resource; undefined there = not set. */
  readonly values: ReadonlyMap<string, Json | undefined>;
  /** The same as they were compared, where they could be told: names for ids, regions taken out; left out where that is not text by text. */
  readonly texts?: ReadonlyMap<string, string>;
  /** The regions that deviate: never empty when the verdict is `different`. */
  readonly deviating: readonly string[];
  readonly severity: Severity;
  /** Why `unknown`. */
  readonly gaps: readonly Gap[];
};

/** A value that leads out of the region of its resource. */
export type Crossing = {
  readonly region: string;
  readonly property: string;
  /** The region it leads to. */
  readonly to: string;
  readonly value: string;
};
