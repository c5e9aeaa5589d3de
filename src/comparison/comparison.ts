/** What comparing one row yields: the properties that differ or cannot be told, and what leads out of a region. */
import type { Comparator, Severity } from '../collectors/comparator.ts';
import type { Gap, Json } from '../snapshot/snapshot.ts';
import type { DesignCause } from './design-causes.ts';
import type { DesignState } from './design-fit.ts';

/** One property of a row, compared over the regions that could be read. */
export type Comparison = {
  readonly property: string;
  readonly comparator: Comparator;
  readonly verdict: 'same' | 'different' | 'unknown';
  /** The raw values, as AWS gave them, for the regions that have the resource; undefined there = not set. */
  readonly values: ReadonlyMap<string, Json | undefined>;
  /** The same as they were compared, where they could be told: names for ids, regions taken out; left out where that is not text by text. */
  readonly texts?: ReadonlyMap<string, string>;
  /** The places have the same members, in another order. */
  readonly orderOnly?: true;
  /** The regions that deviate: never empty when the verdict is `different`. */
  readonly deviating: readonly string[];
  readonly severity: Severity;
  /** Why `unknown`. */
  readonly gaps: readonly Gap[];
  /** What the templates say of it, by place; those without a template are left out. */
  readonly designed?: ReadonlyMap<string, Designed>;
  /** Why the templates design it differently, where that is known. */
  readonly cause?: DesignCause;
};

/** What the template of one place says of a property, and whether what is there is that. */
export type Designed = {
  readonly state: DesignState;
  /** Readable: what only a deployment tells stands as `${Queue.Arn}`; null = it says nothing. */
  readonly value: Json;
  /** Line of the property in the template. */
  readonly line?: number;
  /** What it was made from and says there: `parameter Size`, `condition IsProd`; left out when there is none. */
  readonly from?: { readonly [input: string]: Json };
};

/** A value that leads out of the region of its resource. */
export type Crossing = {
  readonly region: string;
  readonly property: string;
  /** The region it leads to. */
  readonly to: string;
  readonly value: string;
  /** Whom it leads to, the same for the counterpart. */
  readonly whom: string;
};
