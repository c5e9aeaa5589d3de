/**
 * Suffixes that AWS and CDK generate, which differ between two deployments of one design.
 * CDK: 8 upper-case hex of an MD5 at the end of a logical id (aws-cdk-lib core/lib/private/uniqueid.ts).
 * CloudFormation: `-` and 12 or 13 random letters and digits at the end of a physical or nested-stack name.
 */
const CDK_HASH = /(?<=[A-Za-z0-9])[0-9A-F]{8}$/;
/** What CDK puts after its hash where the content decides: an API deployment, a Lambda version. MD5 of a template that may say the region. */
const CDK_CONTENT = /(?<=[0-9A-F]{8})[0-9a-f]{32}$/;
const CLOUDFORMATION_TAIL = /-([A-Z0-9]{12,13}|[a-z0-9]{12,13})$/;
/** The same inside an ARN, where the name may be followed by what it holds. */
const TAIL_IN_ARN = /(?<=-)(?:[A-Z0-9]{12,13}|[a-z0-9]{12,13})(?![\w.-])/g;
/**
 * CDK's PhysicalName.GENERATE_IF_NEEDED: 12 lower-case hex of a SHA-256 over stack, id, region and account, after the unique id
 * of the construct, which ends in the 8 of its own hash (aws-cdk-lib core/lib/private/physical-name-generator.ts).
 */
const CDK_PHYSICAL = /(?<=[0-9a-f]{8})[0-9a-f]{12}$/;
/** Letters and digits by turns: neither a number, as an account's, nor a word with one, as `production01`. */
const BY_TURNS = /[a-z]\d+[a-z]|\d[a-z]+\d/i;
/** Six letters that could be spoken, as in `v2production`: neither three vowels nor three consonants in a row. */
const WORD = /(?![a-z]{0,3}[aeiouy]{3})(?![a-z]{0,3}[bcdfghjklmnpqrstvwxz]{3})[a-z]{6}/i;

/**
 * Whether nobody can have meant anything by it. Of CloudFormation's tails 86 in 100 are told, and the others taken for names:
 * what is told apart by mistake costs a look, what is taken for one thing by mistake is never looked at.
 */
function isRandom(tail: string): boolean {
  return BY_TURNS.test(tail) && !WORD.test(tail);
}

/** The logical id without CDK's hash; the id itself where there is none, or where nothing else would be left. */
export function withoutHash(logicalId: string): string {
  const stripped = logicalId.replace(CDK_CONTENT, '').replace(CDK_HASH, '');
  return stripped === '' ? logicalId : stripped;
}

/** A stack or physical name without its random tail. Digits alone are no hash in it but a day, as in `backup20260131`, or an account. */
export function withoutTail(name: string): string {
  const tail = CLOUDFORMATION_TAIL.exec(name)?.[1];
  const untailed = tail !== undefined && isRandom(tail) ? name.slice(0, -tail.length - 1) : name;
  const unhashed = untailed.replace(CDK_PHYSICAL, (hash) => (BY_TURNS.test(hash) ? '' : hash));
  const stripped = unhashed.replace(CDK_HASH, (hash) => (/^\d+$/.test(hash) ? hash : ''));
  return stripped === '' ? name : stripped;
}

/** An ARN with `token` for the random tails of names. */
export function replaceTails(arn: string, token: string): string {
  return arn.replace(TAIL_IN_ARN, (tail) => (isRandom(tail) ? token : tail));
}

/** Whether the logical id carries a CDK hash: the same one in two stacks means the same construct path. */
export function hasHash(logicalId: string): boolean {
  return CDK_HASH.test(logicalId) && withoutHash(logicalId) !== logicalId;
}
