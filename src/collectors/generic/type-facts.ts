/** What is known of one CloudFormation type, and how an override changes it. */

/** Paths are of names, with `*` for a list's items and a map's values: `Origins.*.Id`. */
export type TypeFacts = {
  /** Properties of the primary identifier, in the order in which Cloud Control wants their values. */
  readonly id: readonly string[];
  /** What `Ref` gives where that is not the whole identifier; absent when nobody says. */
  readonly ref?: readonly string[];
  /** Documented: `Ref` gives the identifier. */
  readonly refIsId?: true;
  /** `lambda:${Region}:${Account}:function:${FunctionName}`. */
  readonly arn?: string;
  /** The property that holds the tags. */
  readonly tags?: string;
  readonly readOnly: readonly string[];
  /** Can be declared, and is never returned. */
  readonly writeOnly: readonly string[];
  /** What `GetAtt` gives beside the read-only properties. */
  readonly attributes: readonly string[];
  /** Lists that the schema calls unordered. */
  readonly unordered: readonly string[];
  /** Lists of plain values that the schema calls ordered. */
  readonly ordered: readonly string[];
  /** Texts that a service keeps in its own case, whatever was declared. */
  readonly folded: readonly string[];
  /** Properties that hold policy documents. */
  readonly policies: readonly string[];
  /** Path to `TYPE.PROPERTY`, several separated by spaces. */
  readonly references: { readonly [path: string]: string };
  /** Whether Cloud Control can read it. */
  readonly handlers: boolean;
  /** The read handler asks for a secret, or for an action that is no read. */
  readonly secretRead: boolean;
  /** "Not found" is said of things that are there. */
  readonly notFoundIsUnknown: boolean;
};

/** What the generated facts have wrong or cannot know. */
export type Override = { readonly why: string; readonly facts: Partial<TypeFacts> };
