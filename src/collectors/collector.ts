/** What a collector is. */
import type { JsonObject, Resource } from '../snapshot/snapshot.ts';
import type { Comparators } from './comparator.ts';

/** An IAM action, which is what a policy grants: `rds:DescribeDBInstances`, `s3:GetEncryptionConfiguration`. */
export type IamAction = `${string}:${string}`;

/** A resource as a list call gave it. */
export type Listed = {
  /** As CloudFormation's Ref gives it. */
  readonly id: string;
  readonly arn: string | null;
  readonly name: string | null;
  /** Where the id is not one thing's alone and there is no ARN: what tells it from others of that id (a filter's log group). */
  readonly within?: string;
  /** undefined = the list call does not carry tags (see `Collector.tags`). */
  readonly tags?: { readonly [key: string]: string };
  readonly properties: JsonObject;
  /** Where it lives, when that is not the region asked (an S3 bucket). It is kept only when that region is audited. */
  readonly region?: string;
  /** Never counted, kept as context: a shadow trail. */
  readonly context?: true;
};

// biome-ignore lint/suspicious/noExplicitAny: every SDK client has its own type; the constructor ties input and output.
export type ClientConstructor<C> = new (config: any) => C;

/** What a collector may use. Everything it throws is caught once, by the runner, and becomes a gap. */
export type CollectorContext = {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** The one client of that class for this region: shared, rate-limited, retrying, with time-outs. */
  client<C>(Client: ClientConstructor<C>): C;
  /** Runs `read` once per region for each key, whoever asks: two collectors that need ListAliases send it once. */
  once<T>(key: string, read: () => Promise<T>): Promise<T>;
  /** A keyed digest that stands for a secret value: equal values give equal digests within a snapshot. */
  digest(secret: string): string;
  /** Told of each digest and of the program's variable that it is of: it may be a name that a stack's row made. '' = a secret. */
  readonly onVariable?: (digest: string, text: string) => void;
};

/**
 * One call per resource that adds properties. It runs for the resources in the selection only, all at once under the rate limits.
 * When it fails, its properties are unknown on that resource; the resource stays.
 */
export type Part = {
  readonly action: IamAction;
  /** The properties it fills: named in the type's page, and unknown when it fails. */
  readonly properties: readonly string[];
  /** Also run for context resources (a trail's status covers a region whoever made the trail). */
  readonly context?: true;
  /** Whether the call makes sense for this one (GetKeyRotationStatus is not supported for asymmetric keys). Default: always. */
  applies?(resource: Listed): boolean;
  /** Needs what an earlier part read (`applies` looks at it): runs after those. Parts without it run together. */
  readonly after?: true;
  read(ctx: CollectorContext, resource: Listed): Promise<JsonObject>;
};

/** What differs between a resource and its replica in another region. Properties are named without what is below them. */
export type Replication = {
  /** Properties whose business is to lead to the other region. */
  readonly link: readonly string[];
  /** What only the source has: not held against the replica. */
  readonly source: readonly string[];
  /** What a replica may have otherwise: said, never a reason to fail. */
  readonly own: readonly string[];
  /** Those of `link` that hold the id or ARN of the source. */
  readonly sources?: readonly string[];
  /** True: source and replica have one id. */
  readonly sharesId?: true;
  /** Copies of one thing by an equal value of `by`, which what `through` names may have in its stead; then only `own` may differ. */
  readonly group?: { readonly by: string; readonly through: string; readonly own: readonly string[] };
};

/** How one resource type is read, compared and documented. One file each; `index.ts` is generated from the folder. */
export type Collector = {
  readonly type: string;
  /** One line for the type's page: what is read. */
  readonly summary: string;
  readonly scope: 'regional' | 'global';
  /**
   * When it is listed. `at-once`: beside discovery, whatever that finds, as most designs hold it or as it covers what is selected.
   * `asked`: at once, and only where the selection names the type, by a pattern that is more than one of all types.
   * Default: where stacks select, once a stack of any region holds one or a type that is listed needs it; else at once too.
   */
  readonly listing?: 'at-once' | 'asked';
  /** A setting of the account, which no template makes: it has no type of CloudFormation's. */
  readonly setting?: true;
  /** IAM actions of `list`. Those of the parts are theirs. */
  readonly actions: readonly IamAction[];
  /** Every resource of the type in the region, all pages; throws on any failure. */
  list(ctx: CollectorContext): AsyncIterable<Listed>;
  readonly parts?: readonly Part[];
  /** Where tags come from: `listed` in the list call, `tagging-api` by ARN in batches, `part` from a part that fills `Tags`, `none`: the type has none. */
  readonly tags: 'listed' | 'tagging-api' | 'part' | 'none';
  /** AWS's own (default VPC, aws/rds key, service-linked role): left out unless a stack or a tag selects it. */
  isDefault?(resource: Listed): boolean;
  /** Properties without which `isDefault` cannot say: where they could not be read it is not known whether it counts. */
  readonly defaultBy?: readonly string[];
  /**
   * What comes and goes with the load, in the plural: `readers that auto scaling added`. Left out unless a stack declares it,
   * and told in the notes; null for what stays.
   */
  comesAndGoes?(resource: Listed): string | null;
  /** Why it is about to be gone: it is read and judged, and asks no other region to have one. null for what stays. */
  leaving?(properties: JsonObject): string | null;
  /** Its type is only known once it was read: KMS tells a replica key from a key by DescribeKey. */
  typeOf?(resource: Listed): string;
  /** Set where another collector lists these too: `AWS::KMS::ReplicaKey` is listed by `AWS::KMS::Key` and told apart by its `typeOf`. Then `list` yields nothing. */
  readonly listedBy?: string;
  /** Counterparts may be of this type too (KMS Key and ReplicaKey). */
  readonly equivalent?: string;
  /**
   * A region (for what is global, an account) has only one of the type by a name that somebody gave it: two names that differ
   * are two things then, whatever tag they share. Left out: the name is taken for such a one unless it is the Name tag.
   */
  readonly uniqueName?: boolean;
  /** Properties that hold the id, ARN or name of what it is in, and its type: it is told by that where it has no name. */
  readonly livesIn?: { readonly [property: string]: string };
  /** An identity that AWS itself shares between the regions: a multi-region key's id, a global cluster. null for one that has none. */
  sharedIdentity?(resource: Pick<Resource, 'id' | 'arn' | 'properties'>): string | null;
  /** It reaches other regions, and shows there with the same ARN as context: those are covered by it, and need none of their own. */
  readonly coversOthers?: true;
  /**
   * The regions that a global resource serves whichever stack made it, by its properties: the members of an Aurora global
   * cluster. Of two or more it is counted once, as `global`: none of them lacks it.
   */
  readonly serves?: (properties: JsonObject) => readonly string[];
  /** `declared`: counts only where a stack declares it; else it is compared as a part of what it hangs on (a KMS alias). Default `always`. */
  readonly counts?: 'always' | 'declared';
  /** How each property is compared; what is not named is compared as `same`. */
  readonly comparators: Comparators;
  /** Properties that hold the name (not the id or ARN) of another resource, and its type: `DBSubnetGroupName`. */
  readonly references?: { readonly [path: string]: string };
  /** The whole of the ids that AWS makes for these: `/^sg-[0-9a-f]{8,17}$/`. What fits and was not read is told as such, never taken for a name. */
  readonly idPattern?: RegExp;
  /** The property with other things that others call such a resource by: a key's aliases, the resource id of a database. Unique in the region. */
  readonly alsoKnownAs?: string;
  /** Properties that hold such names: compared as texts, for all of them lead to the thing itself. */
  readonly ownNames?: readonly string[];
  /** The property that names what this is another name of: who refers to an alias refers to its key. */
  readonly standsFor?: string;
  /** What it means for addresses: it is a network (a VPC), or a part of one. */
  readonly addresses?: 'network' | 'part';
  /** Compared rule by rule, peers by who they are, and not property by property. */
  readonly comparesWith?: 'security-group-rules';
  /** Properties that a person wrote for persons (a description): the same words are the same, and other words are of low severity. */
  readonly wordsForPeople?: readonly string[];
  /** What differs between a source and its replica. */
  readonly replica?: Replication;
  /** Properties that carry IAM policy documents, compared in canonical form. */
  readonly policies?: readonly string[];
  /** Lists whose order means nothing: compared as sets. `Tags` is always one. */
  readonly sets?: readonly string[];
  /** Nobody knows which of its lists have an order that means something: what differs in the order alone is of low severity. */
  readonly orderUnknown?: true;
  /**
   * Lists of objects whose elements have a key: compared element by element, in whatever order. `ContainerDefinitions: ['Name']`,
   * nested ones by their path without keys: `ContainerDefinitions.Environment: ['Name']`. Several members are the key together.
   */
  readonly keyed?: { readonly [path: string]: readonly string[] };
  /**
   * Properties that hold blocks of addresses of the network that it is in (`Routes`, also in a key): each is compared by its place in
   * that, or in the one other that holds it. The same block in two regions may be two places then.
   */
  readonly blocks?: readonly string[];
  /** Stack resources that are a part of this type, compared with it and not counted apart: `AWS::EC2::SecurityGroupIngress`. */
  readonly absorbs?: readonly string[];
  /** Types that its comparison leans on (a group's VPC): listed as context even when not selected. */
  readonly needs?: readonly string[];
  /** Kept as context beside what is selected, though nothing refers to it: the subnets of a VPC that is kept. `ids` holds ids and ARNs of all that is kept. */
  keptWith?(resource: Listed, ids: ReadonlySet<string>): boolean;
  /** Properties that AWS does not tell of such a resource: not set says nothing there, and they are not compared. */
  untold?(properties: JsonObject): readonly string[];
  /**
   * Properties of the CloudFormation schema that are not read, each with the reason: write-only, an id of AWS's own, told by another
   * type. A test holds properties read and not read together against the schema, so that none is left out in silence.
   */
  readonly notRead?: { readonly [property: string]: string };
  /** One spelling of an id that templates may write in several: a record's name with and without the dot at its end. */
  readonly idForm?: (id: string) => string;
  /** The service keeps its ids in lower case, whatever a template says. */
  readonly foldsCase?: true;
  /** Properties that AWS takes and never returns: where templates are known they are compared as declared. */
  readonly writeOnly?: readonly string[];
  /** What this collector cannot see, for its page. */
  readonly cannotSee: readonly string[];
};

/** Ties a collector to its type; it is returned as it is. */
export function defineCollector(collector: Collector): Collector {
  return collector;
}

export { compact } from '../snapshot/compact.ts';

/** AWS's `[{Key, Value}]` as a record; the three spellings that the services use. A value that came as a number is a text here as it is in AWS. */
export function tagRecord(
  tags:
    | readonly {
        Key?: string | undefined;
        Value?: string | undefined;
        TagKey?: string | undefined;
        TagValue?: string | undefined;
      }[]
    | undefined,
): { readonly [key: string]: string } {
  return Object.fromEntries(
    (tags ?? []).map((tag) => [tag.Key ?? tag.TagKey ?? '', String(tag.Value ?? tag.TagValue ?? '')]),
  );
}

export type { Resource };
