/** JSON that a terminal and a CI runner can be shown. */

/**
 * What JSON lets through and a terminal obeys or does not show: DEL, C1 controls, bidi and other format characters, all that is
 * ignored by default.
 */
const UNSAFE = /[\u007f-\u009f]|[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const MAYBE_UNSAFE = /[^\x20-\x7e\n]/;
/** What a CI runner obeys anywhere in a line (`##[…]`, `##vso[…]`, `##teamcity[…]`): the sign can stand in strings only. */
const COMMAND = /#(?=#[a-z]*\[)/gi;

/** Escapes each UTF-16 unit, which leaves the parsed value as it is. */
function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

/** The same JSON, parsing to the same value, that is safe to look at. */
export function safeJson(json: string): string {
  const shown = MAYBE_UNSAFE.test(json) ? json.replace(UNSAFE, escaped) : json;
  return shown.includes('##') ? shown.replace(COMMAND, escaped) : shown;
}
