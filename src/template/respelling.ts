/** Two texts that say the same to AWS in different spellings, as far as their form tells. */

export const CASE_ONLY = 'it differs in upper and lower case only, which AWS often changes';

/**
 * Why two texts that differ may be one value that AWS spells in its own way; null when their form gives no such reason. It is
 * no proof either: a person may have changed the case of a letter. So what is respelled is not known, neither equal nor changed.
 */
export function respelled(designed: string, live: string): string | null {
  if (designed.trim() === live.trim()) return 'it differs in blanks at its ends only';
  if (designed.toLowerCase() === live.toLowerCase()) return CASE_ONLY;
  if (longerVersion(designed, live) || longerVersion(live, designed)) return 'one side gives the version more exactly';
  if (names(live, designed) || names(designed, live)) return 'one side gives the name and the other the ARN';
  if (isAlias(designed) && isKey(live)) return 'the template names an alias and AWS the key behind it';
  return null;
}

/** `8.0` and `8.0.45`: whole parts only. */
function longerVersion(short: string, long: string): boolean {
  return /^\d+(\.\d+)*$/.test(short) && /^\d+(\.[\w-]+)+$/.test(long) && long.startsWith(`${short}.`);
}

/** Whether an ARN is of what the name names; `arn:aws:iam::123456789012:root` is the account. */
function names(arn: string, name: string): boolean {
  if (!arn.startsWith('arn:') || name === '' || name.startsWith('arn:')) return false;
  if (arn.endsWith(`:${name}`) || arn.endsWith(`/${name}`)) return true;
  return /^\d{12}$/.test(name) && /^arn:[\w-]+:iam::\d{12}:root$/.test(arn) && arn.includes(`::${name}:`);
}

function isAlias(text: string): boolean {
  return text.startsWith('alias/') || /^arn:[\w-]+:kms:[^:]*:\d*:alias\//.test(text);
}

function isKey(text: string): boolean {
  return /^arn:[\w-]+:kms:[^:]+:\d{12}:key\//.test(text) || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}
