/**
 * Suffixes that AWS and CDK generate, which differ between two deployments of one design.
 * CDK: 8 upper-case hex of an MD5 at the end of a logical id (aws-cdk-lib core/lib/private/uniqueid.ts).
 * CloudFormation: `-` and 12 or 13 random letters and digits at the end of a physical or nested-stack name.
 */
const CDK_HASH = /(?<=[A-Za-z0-9])[0-9A-F]{8}$/;
/** What CDK puts after its hash where the content decides: an API deployment, a Lambda version. MD5 of a template that may say the region. */
const CDK_CONTENT = /(?<=[0-9A-F]{8})[0-9a-f]{32}$/;
const CLOUDFORMATION_TAIL = /-(?=[A-Za-z]*\d)(?:[A-Z0-9]{12,13}|[a-z0-9]{12,13})$/;
/** CDK's PhysicalName.GENERATE_IF_NEEDED: 12 lower-case hex of a SHA-256 over stack, id, region and account. */
const CDK_PHYSICAL = /(?<=[a-z0-9-])(?=[a-f]*\d)[0-9a-f]{12}$/;

/** The logical id without CDK's hash; the id itself where there is none, or where nothing else would be left. */
export function withoutHash(logicalId: string): string {
  const stripped = logicalId.replace(CDK_CONTENT, '').replace(CDK_HASH, '');
  return stripped === '' ? logicalId : stripped;
}

/** A stack or physical name without its random tail. */
export function withoutTail(name: string): string {
  const stripped = name.replace(CLOUDFORMATION_TAIL, '').replace(CDK_PHYSICAL, '').replace(CDK_HASH, '');
  return stripped === '' ? name : stripped;
}

/** Whether the logical id carries a CDK hash: the same one in two stacks means the same construct path. */
export function hasHash(logicalId: string): boolean {
  return CDK_HASH.test(logicalId) && withoutHash(logicalId) !== logicalId;
}
