/** How a property is compared, as data. */
import type { Json } from '../snapshot/snapshot.ts';

export type Severity = 'low' | 'medium' | 'high' | 'critical';

/**
 * How one property of counterparts is compared. Data, declared by the collector and overridable in the baseline.
 * A name alone is the common case; the object form carries a parameter, a severity or the worse side.
 *
 * - `same`: equal after normalisation
 * - `same-size`: instance class, CIDR or number of the same size, whatever the family or address
 * - `same-major`: the same major version
 * - `within`: numbers within `percent` of the largest
 * - `at-least`: only the smaller side deviates
 * - `all-or-none`: set everywhere or nowhere, whatever the value
 * - `must-differ`: equal values are the deviation
 * - `advisory`: compared and reported at severity low, never a reason to fail
 * - `ignored`: not compared
 */
export type ComparatorName =
  | 'same'
  | 'same-size'
  | 'same-major'
  | 'within'
  | 'at-least'
  | 'all-or-none'
  | 'must-differ'
  | 'advisory'
  | 'ignored';

export type Comparator =
  | ComparatorName
  | {
      readonly compare: ComparatorName;
      readonly percent?: number;
      /** Severity of a difference; default medium. */
      readonly severity?: Severity;
      /** The worse side deviates, where one can tell: `false` (true is better), `true`, `smaller`, `larger`, `absent`. */
      readonly worse?: 'false' | 'true' | 'smaller' | 'larger' | 'absent';
      /** The one value that is good, where there is one: whoever has another deviates. */
      readonly best?: string;
      /** Why it is compared so; shown in the type's page. */
      readonly why?: string;
    };

/** Property path (dots; a list is compared whole) to comparator. */
export type Comparators = { readonly [property: string]: Comparator };

export type { Json };
