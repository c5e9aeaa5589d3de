/**
 * What each region has, and what could not be read: the one thing that flows from the collectors to the rules.
 * Everything here is plain JSON. `snapshot-file.ts` writes and reads it as JSON Lines.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * Why something is not known. `expired`: the credentials ended half way. `disabled`: the region is not enabled for the account.
 * `ambiguous`: all was read, and which of several it is cannot be told; never in a snapshot, for it is the matching that finds it.
 */
export type Cause = 'denied' | 'throttled' | 'unreachable' | 'disabled' | 'expired' | 'failed' | 'ambiguous';

/** Something that could not be read. It reaches every count, every report and the exit code. */
export type Gap = {
  /** The region, or `global`. */
  readonly region: string;
  /** The CloudFormation type that is not (wholly) seen because of it; `*` = every type whose members only discovery can tell. */
  readonly type: string;
  readonly cause: Cause;
  /** IAM action of the call that failed, `rds:DescribeDBInstances`; null when no single call did. */
  readonly operation: string | null;
  /** AWS's error code and message, one line. */
  readonly detail: string;
  /** What the reader can do: the permission to grant, the region to enable … */
  readonly remedy: string;
  /** Present when the resources were listed and only these properties could not be read. */
  readonly properties?: readonly string[];
};

/** How a resource came into the selection. `stack`: ListStackResources. `tag`: its tags. `listed`: nothing was selected, so all count. */
export type Evidence = 'stack' | 'tag' | 'listed';

/** How much of a resource was read: `live`: its properties as they are; `declared`: as its template says; `presence`: that it is there. */
export type Depth = 'live' | 'declared' | 'presence';

export type Resource = {
  /** CloudFormation resource type; for a tagged thing without a known type, the tagging API's `service:kind`. */
  readonly type: string;
  /** Name of the stack that made it (from ListStackResources, never from tags), or null. */
  readonly stack: string | null;
  readonly logicalId: string | null;
  /** Its name as AWS or a person gave it (DBInstanceIdentifier, GroupName, RoleName, the Name tag last), or null. */
  readonly name: string | null;
  /**
   * True: in the selection, and counted. False: context only, kept because a selected resource refers to it, or because it
   * covers the region (a trail). Context is never counted and never missing.
   */
  readonly selected: boolean;
  readonly evidence: readonly Evidence[];
  /** As in the CloudFormation resource schema, with the ids and ARNs that AWS gave. null = presence only: nothing but its existence is known. */
  readonly properties: JsonObject | null;
  /** Properties that could not be read, and why. They are unknown, not absent. */
  readonly unread: { readonly [property: string]: Gap };
  /** null = tags were not read (presence only, or the read failed: then `unread.Tags` says why). */
  readonly tags: { readonly [key: string]: string } | null;
  /** Where it was read, or `global`. Never parsed from a name. */
  readonly region: string;
  /** For a global resource: the region whose stack made it. */
  readonly stackRegion?: string;
  /** Physical id as CloudFormation's Ref gives it; may be a name, an ARN, a URL, an IP address; '' when a stack row has none. */
  readonly id: string;
  readonly arn: string | null;
  /** Where it stands in the source that it was read from: the path of its construct below the stack, its address. */
  readonly address?: string;
  /** Set where it was not read as it is: how much is known instead. */
  readonly depth?: Depth;
  /** Why not more. */
  readonly depthReason?: string;
};

/** What was learned of one type in one region (or `global`). Its resources are those of the snapshot with that type and region. */
export type Observation = {
  readonly region: string;
  /** A CloudFormation type; `*` = the types without a collector, known by stack or tag only. */
  readonly type: string;
  /** `unknown`: what is listed is there, what is not listed may be. `unsupported`: the service is not offered there. */
  readonly state: 'observed' | 'unknown' | 'unsupported';
  /** Why `unknown`; also the property gaps of an `observed` type. */
  readonly gaps: readonly Gap[];
  /** What stacks still list and the listing has not: deleted past its stack. Left out when there is none. */
  readonly gone?: readonly Gone[];
};

/** A stack's row whose resource is no longer there. */
export type Gone = {
  /** Where the stack is. */
  readonly region: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly id: string;
};

/** One place that was asked. */
export type RegionStatus = {
  /** The name used everywhere below: the region's, or `ACCOUNT/REGION` when two accounts' snapshots of one region are merged. */
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  readonly state: 'enabled' | 'disabled' | 'denied' | 'unreachable';
};

export type Selection = {
  readonly stackPrefixes: readonly string[];
  /** Key to accepted values: keys are AND-ed, values OR-ed, as in the tagging API. */
  readonly tags: { readonly [key: string]: readonly string[] };
  readonly types: readonly string[];
  readonly excludeTypes: readonly string[];
};

/** A part of the selection that selected nothing in one region: most often a slip of the pen. */
export type Unmatched = { readonly region: string } & (
  | { readonly stackPrefix: string }
  /** `value` null: any value of the key was asked for. */
  | { readonly tag: { readonly key: string; readonly value: string | null } }
);

export type Header = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'infra-parity'; readonly version: string };
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  readonly caller: { readonly account: string; readonly partition: string; readonly arn: string };
  readonly selection: Selection;
  /** That of each place, where snapshots were merged that were taken with different ones. Never in a file. */
  readonly selections?: { readonly [place: string]: Selection };
  readonly regions: readonly RegionStatus[];
  /** What was asked for and selected nothing in a place that was wholly asked; left out when there is none. */
  readonly unmatched?: readonly Unmatched[];
  /** Names the key of the digests that stand for secret values: two snapshots compare only when it is the same. */
  readonly digestKeyId: string;
  /** What the reader should know of how it was read: stacks in progress, ghosts dropped, tag-only discovery … one line each. */
  readonly notes: readonly string[];
};

/** One resource as its template designs it for this stack. Plain JSON. */
export type ResourceDesign = {
  readonly type: string;
  /** Left out when it is to be there. `absent` is always by `condition`. */
  readonly presence?: 'absent' | 'unknown';
  readonly condition?: string;
  /** Why its presence is unknown. */
  readonly reason?: string;
  /** Its properties with holes, as `template/holes.ts` writes them; what may be secret is a digest, or unknown. */
  readonly properties: Json;
  /** What the values were made from, by JSON pointer in the resource (`/Properties/Tags/0`); `` = whether it is there. */
  readonly uses?: { readonly [pointer: string]: readonly string[] };
  /** A short digest of the template's own text of each property: two templates that say different things are told by it. */
  readonly texts?: { readonly [property: string]: string };
  /** Its line in the template, and those of its properties (`` = the resource), where they are known. */
  readonly lines?: { readonly [property: string]: number };
  /** Where the source code made it, as far as what was built from it tells. */
  readonly made?: { readonly file: string; readonly line: number };
  /** Physical id in the row of its stack; left out where the stack has no row of it. */
  readonly id?: string;
  /** Status of that row, where it is none of health: `CREATE_FAILED`, `DELETE_SKIPPED`. */
  readonly status?: string;
};

/** One stack, as its processed template and its parameters design it. */
export type StackDesign = {
  /** The place where it was read. */
  readonly region: string;
  readonly stack: string;
  /** When its design was read: `UPDATE_ROLLBACK_COMPLETE`. */
  readonly status: string;
  /** By name; masked ones are null, those that may be secret digests. */
  readonly parameters: { readonly [name: string]: Json };
  /** By name; those that may be secret are digests. */
  readonly outputs: { readonly [name: string]: string };
  /** What conditions, mappings, pseudo parameters, imports and parameters say here, by the names that `uses` has. */
  readonly inputs: { readonly [use: string]: Json };
  /** Why there may be resources that are not listed (a macro that cannot be seen through); null when these are all. */
  readonly open: string | null;
  /** The file of its template, where it is one that is not deployed. */
  readonly file?: string;
  readonly resources: { readonly [logicalId: string]: ResourceDesign };
};

export type Snapshot = {
  readonly header: Header;
  readonly observations: readonly Observation[];
  /** What the templates of the stacks designed; left out where no template was read. */
  readonly designs?: readonly StackDesign[];
  readonly resources: readonly Resource[];
};

export const GLOBAL = 'global';
