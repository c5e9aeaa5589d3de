/** How a value is read, and what stands for what cannot be told. */
import type { Gap } from '../snapshot/snapshot.ts';
import type { Law } from './sets-in-lists.ts';

/** A block of addresses as it compares, or why its place is not known. */
export type Block = { readonly text: string; readonly gaps: readonly Gap[] };

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
  /** Texts and lists that name several regions or accounts by the set that they name, and not each by whose it is. */
  readonly several?: Law;
  /** What stands there is a text, whatever it leads to. */
  readonly literal?: boolean;
  /** The place of a block of addresses; null for what is none. Left out: blocks are literal. */
  readonly block?: (text: string) => Block | null;
};

/** Stands for what could not be told; two of them are not equal, they are unknown. */
export const UNKNOWN = '<unknown>';
