/** What the comparison knows of the world around a value. */
import type { Gap, Resource } from '../snapshot/snapshot.ts';
import type { Networks } from './networks.ts';
import type { References } from './references.ts';
import type { GapsOf } from './type-gaps.ts';

/** What normalisation needs to know of the world around a value. */
export type World = {
  readonly references: References;
  readonly networks: Networks;
  /** Why a type is not wholly seen in a place; empty = it is. */
  readonly gapsOf: GapsOf;
  /** The counterpart's name for a resource, the same in every region. */
  labelOf(resource: Resource): string;
  /** Whether it has a counterpart in every place. */
  isEverywhere(resource: Resource): boolean;
  /** Why it cannot be told who a resource is; undefined = it can. */
  untold(resource: Resource): Gap | undefined;
  /** Whether a text may read otherwise from another place; false is certain. */
  isRegional(text: string): boolean;
  /** Regions and account of the place taken out. */
  token(text: string, place: string): string;
};
