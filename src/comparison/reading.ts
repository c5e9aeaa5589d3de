/** How a value is read, and what stands for what cannot be told. */

/** How one property is read. */
export type Reading = {
  readonly place: string;
  readonly property: string;
  /** The type whose names the property holds. */
  readonly references?: string | undefined;
  readonly policy: boolean;
  readonly set: boolean;
  /** Also words and codes that stand for a region only where the counterpart's do: the second reading, where the first one differs. */
  readonly loose?: boolean;
  /** Texts and lists that name several regions by the set that they name, and not each by whose it is. */
  readonly several?: 'named' | 'others';
};

/** Stands for what could not be told; two of them are not equal, they are unknown. */
export const UNKNOWN = '<unknown>';
