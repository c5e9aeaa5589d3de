/** When a scalar of a design is the live one, though a template writes everything as text and AWS types it. */
import type { Scalar } from './values.ts';

/** `"true"` is true and `"5"` is 5 (and 5.0) where one side is typed; two texts are the same letter by letter. */
export function sameScalar(designed: Scalar, live: Scalar): boolean {
  if (designed === live) return true;
  if (designed === null || live === null) return false;
  const [a, b] = [String(designed), String(live)];
  if (a === b) return true;
  if (typeof designed === 'boolean' || typeof live === 'boolean') return a.toLowerCase() === b.toLowerCase();
  if (typeof designed === 'string' && typeof live === 'string') return false;
  return a.trim() !== '' && b.trim() !== '' && Number.isFinite(Number(a)) && Number(a) === Number(b);
}

/** JSON that a text holds, a map or a list; undefined when it holds none. */
export function jsonIn(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `GetTemplate` gives `?` for every character that is not ASCII: both sides with those characters made one `?`. */
export function masked(text: string): string {
  return text.replace(/[^\x20-\x7e\s]+\??|\?+/g, '?').replace(/\?+/g, '?');
}

/** Whether the text holds characters that GetTemplate gives back as `?`. */
export function hasMaskable(text: string): boolean {
  return /[^\x20-\x7e\s]/.test(text);
}
