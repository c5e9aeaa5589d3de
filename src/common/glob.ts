/** Patterns with `*` and `?`, as users write them. */

/** `*` = any text, `?` = one character; the whole text must fit, upper and lower case are one. */
export function fits(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'is').test(text);
}
