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
  /** The audited regions, each once. */
  readonly regions: readonly string[];
  /** The audited accounts, each once. */
  readonly accounts: readonly string[];
  /** The region of a place; '' for `global`. */
  regionOf(place: string): string;
  /** The account of a place. */
  accountOf(place: string): string;
  /** The counterpart's name for a resource, the same in every region. */
  labelOf(resource: Resource): string;
  /** Whether it has a counterpart in every place. */
  isEverywhere(resource: Resource): boolean;
  /** Whether the place has a counterpart of it, or the thing itself. */
  hasCounterpart(resource: Resource, place: string): boolean;
  /** Whether the baseline declares that the place need not have it. */
  livesElsewhere(resource: Resource, place: string): boolean;
  /** Why it cannot be told who a resource is; undefined = it can. */
  untold(resource: Resource): Gap | undefined;
  /** Whether a text may read otherwise from another place; false is certain. */
  isRegional(text: string): boolean;
  /** Regions and account of the place taken out, in every sure spelling: for names and words. */
  token(text: string, place: string): string;
  /** The same, and words that stand for a region only where the counterpart's do. */
  loose(text: string, place: string): string;
  /** The same, one spelling never another: for ARNs and names of buckets. */
  strict(text: string, place: string): string;
};
