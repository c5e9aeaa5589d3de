/** One piece of evidence that a resource belongs to the selection, or to a stack. */
export type Member = {
  /** Where it was read. */
  readonly region: string;
  /** CloudFormation type, or the tagging API's `service:kind`. */
  readonly type: string;
  readonly stack: string | null;
  readonly logicalId: string | null;
  /** Physical id; may be '', a name, an ARN, a URL, an IP address. */
  readonly id: string;
  readonly arn: string | null;
  /** null = not known from this evidence. */
  readonly tags: { readonly [key: string]: string } | null;
  /**
   * `stack`, `tag`: it is in the selection. `attribution`: it only says which stack made it. `excluded`: it belongs to the CDK
   * bootstrap or is a helper of CDK's, and is left out.
   */
  readonly says: 'stack' | 'tag' | 'attribution' | 'excluded';
  /** True: the row alone does not say that the thing is there (its creation failed, or it was left behind). */
  readonly doubtful: boolean;
};

/** What was learned of one stack. */
export type StackFact = {
  readonly region: string;
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly description: string | null;
  readonly parentArn: string | null;
  /** Logical ids of its resources whose last operation failed; null until its rows were read. */
  failed: readonly string[] | null;
};

export type EmitMember = (member: Member) => void;
