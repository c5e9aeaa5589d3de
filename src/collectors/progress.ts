/** What a collection tells while it runs. */
import type { Gap, Header, RegionStatus } from '../snapshot/snapshot.ts';

/** Who is asking, as sts:GetCallerIdentity says. */
export type Caller = Header['caller'];

/** What is known before the answers are in: printed to stderr before anything else. */
export type Preflight = {
  readonly caller: Caller;
  /** Every region asked, in the order asked. */
  readonly regions: readonly RegionStatus[];
  /** Resource types that are listed with their properties; types beyond these are read as presence only. */
  readonly types: readonly string[];
  /** List calls that are sent whatever is there (pages and calls per resource come on top). */
  readonly lists: number;
  /** Why a state is not known for certain, one line each. */
  readonly notes: readonly string[];
};

/** What `collect` tells while it runs. Order is as it happens; nothing in the snapshot depends on it. */
export type CollectEvent =
  | { readonly kind: 'preflight'; readonly preflight: Preflight }
  /** The stacks and tags of a region are read: `members` resources were named by them. */
  | { readonly kind: 'discovered'; readonly region: string; readonly members: number }
  /** A type of a region is listed. */
  | { readonly kind: 'listed'; readonly region: string; readonly type: string; readonly resources: number }
  /** Something could not be read. The same gap may be told more than once while it runs; the snapshot holds it once. */
  | { readonly kind: 'gap'; readonly gap: Gap }
  | {
      readonly kind: 'done';
      readonly resources: number;
      readonly calls: number;
      readonly throttled: number;
      readonly milliseconds: number;
    };
