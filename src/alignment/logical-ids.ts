// Logical ids without what CDK puts behind them: its hash of the construct path where that holds the region, and its hash of the content.
import { withoutHash } from '../normalise/generated-names.ts';

/** What CDK puts after its own hash where the content decides: an API deployment, a version of a function. */
const CONTENT = /(?<=[0-9A-F]{8})[0-9a-f]{32}$/;
/** A day written in digits, which are hex too. */
const DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** The id, and what is before CDK's hash of the path; both are one where there is no hash. */
function split(id: string): { readonly whole: string; readonly human: string } {
  const whole = id.replace(CONTENT, '');
  const human = withoutHash(whole);
  return { whole, human: DAY.test(whole.slice(human.length)) ? whole : human };
}

/**
 * An id, or the name of a stack that CDK made, as it reads in every region. The hash is of the path: one path has one hash, so
 * it is only left out where the path says the region and therefore differs.
 */
export function withoutRegionalHash(id: string, token: (text: string) => string): string {
  const { whole, human } = split(id);
  const told = token(human);
  return told === human ? token(whole) : told;
}

/** What a person reads: without the hashes. */
export function readable(id: string, token: (text: string) => string): string {
  return token(split(id).human);
}
