/** The shape of an alignment: rows, cells, matches. */
import type { Baseline } from '../baseline/baseline.ts';
import type { Comparison, Crossing } from '../comparison/comparison.ts';
import type { Gap, RegionStatus, Resource, Snapshot } from '../snapshot/snapshot.ts';

/** What one region holds of one row. */
export type Cell =
  | { readonly state: 'present'; readonly resource: Resource }
  /** `declaredBy`: the stack that still lists it, though it is no longer there. `outside`: what is there and was not selected. */
  | { readonly state: 'absent'; readonly declaredBy?: string; readonly outside?: Resource }
  | { readonly state: 'unknown'; readonly gap: Gap }
  | { readonly state: 'exempt'; readonly reason: string; readonly resource?: Resource };

/** How counterparts were found, in the order tried. `single`: nothing was found to match it with. */
export type MatchBy =
  | 'declared'
  | 'logical-id'
  | 'path'
  | 'address'
  | 'global-identity'
  | 'name-tag'
  | 'name'
  | 'graph'
  | 'shape'
  | 'single';

export type Match = {
  readonly by: MatchBy;
  /** The key that was equal, or the measure of likeness for `shape`. */
  readonly key: string;
  /** Other resources with the same key: the match was refused for these, and nothing was chosen by order. */
  readonly ambiguous?: readonly string[];
};

export type { Comparison, Crossing };

/** Who a row is by itself. Those that share a key cannot be told apart by it, and are spoken of as a group. */
export type Design = {
  /** Stack and logical id, else its name, else what it hangs on; without anything of a place, a neighbour or an order. */
  readonly key: string;
  /** What to call the group: `unnamed in app/Vpc`. */
  readonly label: string;
  /** How many rows of the type share the key; 1 of what has a name is no group. */
  readonly size: number;
  /** Whether it has no name or id of its own. */
  readonly nameless: boolean;
};

/** A resource of the design: one cell for each region. */
export type Row = {
  readonly type: string;
  /** Stable name of the resource in the design: no ARN, no id, no region. Unique within the type. */
  readonly counterpart: string;
  /** Who it is whatever else there is: what fingerprints are made of. */
  readonly design: Design;
  readonly match: Match;
  /** Every audited region, in the order asked; a global resource that belongs to no region has the one cell `global`. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** False for stacks and other things that are compared but are not resources of the design. */
  readonly counted: boolean;
  /** Resources named for a region of this row that live in another (`named` for, lives `in`). */
  readonly misplaced: readonly { readonly named: string; readonly lives: string; readonly resource: Resource }[];
  /** Properties (and `Tags.KEY`, and `SecurityGroupRules`) of the present cells; empty when fewer than two are present. */
  readonly comparisons: readonly Comparison[];
  readonly crossings: readonly Crossing[];
};

/** Stacks that were held against each other though their names differ, and what made them counterparts. */
export type StackPair = {
  /** Place to the stack's name. */
  readonly stacks: { readonly [place: string]: string };
  readonly by: 'declared' | 'name' | 'stack-set';
  /** In words, for the report: `they agree up to the generated tail`. */
  readonly why: string;
};

/** What may be each other's counterpart and was not paired, as nothing certain says so. Told with the lines that would pair them. */
export type LikelyPair = {
  /** Of a pair of stacks `AWS::CloudFormation::Stack`: they are declared under `stacks`, all else under `pairs`. */
  readonly type: string;
  /** Place to what the declaration has to name: a name, a logical id, a physical id. */
  readonly resources: { readonly [place: string]: string };
  /** The counterparts of the rows that they stand in, by place; empty for stacks. */
  readonly counterparts: { readonly [place: string]: string };
  /** In words: `the only ones without a counterpart, and alike in 12 of 14 properties`. */
  readonly why: string;
};

/** The regions lined up, once. Rules only read it. */
export type Alignment = {
  /** Audited regions, in the order asked. */
  readonly regions: readonly string[];
  readonly reference: string | null;
  readonly rows: readonly Row[];
  readonly stackPairs: readonly StackPair[];
  readonly likelyPairs: readonly LikelyPair[];
  /** Everything that could not be read, wherever. */
  readonly gaps: readonly Gap[];
  readonly baseline: Baseline;
  readonly snapshot: Snapshot;
  readonly places: readonly RegionStatus[];
  /** Resources of a type in a region: those in the selection. `global` for the unplaced global ones. */
  present(region: string, type: string): readonly Resource[];
  /** The same, and those kept as context: shadow trails, keys of others. */
  visible(region: string, type: string): readonly Resource[];
  /** Why the type is not (wholly) seen in the region; empty = wholly seen. */
  gapsOf(region: string, type: string): readonly Gap[];
  /** The type, and those that may be the counterparts of it: of a key also the replica of one. */
  kinds(type: string): readonly string[];
  /** Whether the selection had the type in no region: then nothing can be said of it. */
  isLeftOut(type: string): boolean;
  /** The row and region of a selected resource. */
  rowOf(resource: Resource): Row | undefined;
};
