/** Whether two texts could be the same thing with other ids of AWS's making in it. */

/** From so many letters on, a word of the same length may be an id that happens to have no digit. */
const LONG = 8;

/**
 * Whether they are built alike, and differ in words only that AWS may have made up: numbers that are no accounts, words of one
 * length with digits in them. It is asked of what stands in a hole of which nothing is known: a false "yes" hides a change.
 */
export function sameShape(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => text.split(/([^A-Za-z0-9]+)/));
  if (left === undefined || right === undefined || left.length !== right.length) return false;
  return left.every((word, at) => sameWord(word, right[at] ?? '', at % 2 === 1));
}

function sameWord(a: string, b: string, isSeparator: boolean): boolean {
  if (a === b) return true;
  if (isSeparator) return false;
  const numbers = [a, b].every((word) => /^\d+$/.test(word));
  // An account is somebody.
  if (numbers) return a.length !== 12 && b.length !== 12;
  return a.length === b.length && (/\d/.test(a) || /\d/.test(b) || a.length >= LONG);
}
