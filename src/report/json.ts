/** JSON that a terminal can print. */
import type { Reporter } from './report.ts';

/** Characters that JSON lets through and a terminal obeys: DEL, C1 controls, bidi and other format characters. */
const UNSAFE = /[\u007f-\u009f]|\p{Cf}|\p{Zl}|\p{Zp}/gu;

/** Escapes each UTF-16 unit, which leaves the parsed value as it is. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

/** JSON that is safe to look at, 2-space indented; parses to exactly the value given. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(UNSAFE, escaped)}\n`;
}

/** One document, the contract of `schemas/report.schema.json`. */
export const json: Reporter = (result) => toJson(result);
