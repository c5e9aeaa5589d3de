/** What a collection is asked. */
import type { Again } from '../snapshot/second-reading.ts';
import type { Depth, Selection } from '../snapshot/snapshot.ts';
import type { Collector } from './collector.ts';
import type { CollectEvent } from './progress.ts';

/** How to reach AWS: credentials as the SDK finds them, unless a profile or role is named. */
export type AccessOptions = {
  /** A profile of the shared configuration files. */
  readonly profile?: string;
  /** A role to assume with the credentials found. */
  readonly roleArn?: string;
  /** The external id that the role's trust policy asks for. */
  readonly externalId?: string;
  /** Milliseconds one attempt of a call may take, from a free connection to the last byte of the answer; default 15,000. */
  readonly requestTimeout?: number;
  /** Milliseconds to open a connection; default 3,000. */
  readonly connectionTimeout?: number;
  /** Attempts of a call that is throttled; default 10. Timeouts and refused connections get fewer. */
  readonly maxAttempts?: number;
};

/** A named place: a region, and the access to its account. */
export type PlaceAccess = Pick<AccessOptions, 'profile' | 'roleArn' | 'externalId'> & {
  readonly name: string;
  readonly region: string;
  /** The account that it must be of; undefined = whichever answers. */
  readonly account?: string;
  /** What belongs to it, in the place of the selection's stacks and tags. */
  readonly select?: Pick<Selection, 'stackPrefixes' | 'tags'>;
};

export type CollectOptions = AccessOptions & {
  /** Named places with access of their own: then `regions` are names of these. */
  readonly places?: readonly PlaceAccess[];
  /** The regions to audit, in the order to report; `all` = every region that is enabled for the account. */
  readonly regions: readonly string[] | 'all';
  readonly excludeRegions?: readonly string[];
  /** What is in scope; nothing given = everything but AWS's own defaults. */
  readonly selection: Selection;
  /**
   * Reads only these again, for a snapshot that `withReadAgain` takes in. Stacks and tags are asked in all `regions` given, for
   * they tell what is in scope; a global type needs them all.
   */
  readonly only?: Again;
  /** false: the templates of the stacks are not asked for. Default true. */
  readonly witness?: boolean;
  /** Reads the quotas of the services in use too, and whether each place offers the instance types in use. Default false. */
  readonly readiness?: boolean;
  /** How much is read of what has no collector; default `live` where stacks or tags select, else `declared`. */
  readonly depth?: Depth;
  /** The collectors to run: `index.ts` exports all. */
  readonly collectors: readonly Collector[];
  /** The key of the digests that stand for secret values; default INFRA_PARITY_DIGEST_KEY, else random. */
  readonly digestKey?: string;
  /** When the snapshot is taken; default now. */
  readonly now?: () => Date;
  /** Ends every call at once: `collect` rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: CollectEvent) => void;
};

/** The default selection: everything. */
export const EVERYTHING: Selection = { stackPrefixes: [], tags: {}, types: [], excludeTypes: [] };
