/** The state of a collection. */
import { GLOBAL } from '../snapshot/snapshot.ts';
import type { Clients } from './aws/clients.ts';
import type { EnabledRegions } from './aws/preflight.ts';
import type { CollectOptions } from './collect-options.ts';
import type { Collector, CollectorContext } from './collector.ts';
import type { RegionDiscovery } from './discovery/discover.ts';
import type { Member } from './discovery/member.ts';
import type { Scope } from './discovery/scope.ts';
import type { Witness } from './discovery/witness.ts';
import type { Caller } from './progress.ts';
import { makeRun, type Run } from './type-run.ts';
import { makeVariables, type Variables } from './variables.ts';
import { withoutPlace } from './without-place.ts';

/** Why nothing of a region is known. */
export type LostRegion = { readonly state: 'disabled' | 'unreachable'; readonly error: unknown };

/** A collection while it runs. */
export type Collection = {
  readonly options: CollectOptions;
  readonly scope: Scope;
  readonly clients: Clients;
  readonly regions: readonly string[];
  /** Nothing is selected by stack or tag: everything counts but AWS's own. */
  readonly everything: boolean;
  /** By type and region (or `global`): see `runKey`. */
  readonly runs: ReadonlyMap<string, Run>;
  /** Types that another type's collector compares as its parts. */
  readonly absorbed: ReadonlySet<string>;
  /** Members of types without a collector. */
  readonly presence: Member[];
  /** Every row of the stacks read, whatever reads its type. */
  readonly rows: Member[];
  readonly discovered: Map<string, RegionDiscovery>;
  /** What the templates of the stacks designed, by region. */
  readonly witnesses: Map<string, Witness>;
  readonly lost: Map<string, LostRegion>;
  /** What the programs' variables say, by region, for as long as it takes to know whose names they hold. */
  readonly variables: Variables;
  /** Calls for parts, under way or done. */
  readonly reading: Set<Promise<void>>;
  /** A stack holds a resource of the type: it is listed from now on. */
  want: (type: string) => void;
  readonly contextOf: (region: string, scope: 'regional' | 'global') => CollectorContext;
  caller: Caller;
  /** Why it is not known who asks: then nobody can tell what is another account's. */
  callerError?: unknown;
  enabled: EnabledRegions | null;
};

/** The key of one type in one region. */
export function runKey(type: string, region: string): string {
  return `${region} ${type}`;
}

export type CollectionParts = Pick<Collection, 'options' | 'scope' | 'clients' | 'regions'> & {
  readonly digest: (secret: string) => string;
};

/** What a run knows before anything was read. */
export function makeCollection(parts: CollectionParts): Collection {
  const { options, scope, regions } = parts;
  const { stackPrefixes, tags } = options.selection;
  const caller = { account: '', partition: '', arn: '' };
  const collection = {
    ...parts,
    everything: stackPrefixes.length === 0 && Object.keys(tags).length === 0,
    absorbed: new Set(scope.collectors.flatMap((collector) => collector.absorbs ?? [])),
    presence: [],
    rows: [],
    discovered: new Map(),
    witnesses: new Map(),
    lost: new Map(),
    variables: makeVariables(),
    reading: new Set<Promise<void>>(),
    want: () => {},
    caller,
    enabled: null,
  };
  const contextOf = makeContexts({ ...parts, ...collection }, () => made);
  const runs = new Map<string, Run>();
  for (const collector of inStartOrder(scope.collectors)) {
    if (collector.listedBy !== undefined) continue;
    for (const region of collector.scope === 'global' ? [GLOBAL] : regions) {
      if (!isAsked(collector, region, parts)) continue;
      const ctx = contextOf(region === GLOBAL ? (regions[0] ?? '') : region, collector.scope);
      runs.set(runKey(collector.type, region), makeRun(collector, region, ctx));
    }
  }
  const made: Collection = { ...collection, runs, contextOf };
  return made;
}

/** Everything, unless only some is read again; types that are told apart by another's listing come with it. */
function isAsked(collector: Collector, region: string, { options, scope }: CollectionParts): boolean {
  if (options.only === undefined) return true;
  const types = options.only.get(region);
  if (types === undefined || types === 'all') return types === 'all';
  const listed = scope.collectors.filter(({ listedBy }) => listedBy === collector.type);
  return [collector, ...listed].some(({ type }) => types.has(type));
}

/** The longest chains first: those with calls for each resource, of these those that every resource needs. */
function inStartOrder(collectors: readonly Collector[]): readonly Collector[] {
  return [...collectors].sort((a, b) => (b.parts?.length ?? 0) - (a.parts?.length ?? 0));
}

/** The collectors' view of a region. Who asks is known by the time that any answer is handed over, or why it is not. */
function makeContexts(
  { clients, digest, variables }: CollectionParts & Pick<Collection, 'variables'>,
  collection: () => Pick<Collection, 'caller' | 'callerError'>,
): Collection['contextOf'] {
  const contexts = new Map<string, CollectorContext>();
  return (region, scope) => {
    const key = `${scope} ${region}`;
    const existing = contexts.get(key);
    if (existing) return existing;
    const shared = new Map<string, Promise<unknown>>();
    const context: CollectorContext = {
      region,
      get account() {
        const { caller, callerError } = collection();
        // Whoever needs it cannot do without: a resource that is not ours is told by its owner.
        if (callerError !== undefined) throw callerError;
        return caller.account;
      },
      get partition() {
        return collection().caller.partition;
      },
      client: (Client) => clients.get(Client, region),
      once<T>(name: string, read: () => Promise<T>): Promise<T> {
        const reading = shared.get(name) ?? read();
        shared.set(name, reading);
        return reading as Promise<T>;
      },
      digest: (secret) => digest(withoutPlace(secret, { region, account: collection().caller.account })),
      onVariable: (made, text) => variables.put(region, made, text),
    };
    contexts.set(key, context);
    return context;
  };
}

/** The run that lists a type: its own, or that of the collector that tells it apart. */
export function runOf(collection: Collection, type: string, region: string): Run | undefined {
  const collector = collection.scope.collectors.find((candidate) => candidate.type === type);
  if (collector === undefined) return undefined;
  const lister = collector.listedBy ?? type;
  return collection.runs.get(runKey(lister, region)) ?? collection.runs.get(runKey(lister, GLOBAL));
}
